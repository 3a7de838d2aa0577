// SPDX-License-Identifier: EUPL-1.2
import { catalogueOf } from '../compose.ts'
import { consoleLanguage } from '../console-language.ts'

/** Texts of the catalogues in the language of this console. */
export const consoleText = () => catalogueOf().translator(consoleLanguage(process.env))
