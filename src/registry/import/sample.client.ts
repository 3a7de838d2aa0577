// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises'

/** Our own invented register of a reception project, to try an import with. */
export const SAMPLE_NAME = 'sai-cooperativa.xlsx'

export const readSample = (): Promise<Buffer> => readFile(new URL(`./samples/${SAMPLE_NAME}`, import.meta.url))
