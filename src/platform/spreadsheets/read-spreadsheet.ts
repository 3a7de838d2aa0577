// SPDX-License-Identifier: EUPL-1.2
import { Worker } from 'node:worker_threads'
import type { RefusalParams } from '#lib/refusal.ts'
import type { Book } from './book.ts'
import { type Limits, limits as standard } from './limits.ts'
import type { SpreadsheetCode } from './refusals.ts'

/** Why a file was not read. It is data and not an exception, so that the page can show it beside the file field. */
export type Unread = { readonly code: SpreadsheetCode; readonly params: RefusalParams }
export type Reading = { readonly book: Book } | Unread

/** Reads an uploaded spreadsheet in a worker thread, within the limits of the product. */
export function readSpreadsheet(filename: string, bytes: Uint8Array, limits: Limits = standard): Promise<Reading> {
  if (bytes.length > limits.uploadBytes) return Promise.resolve({ code: 'spreadsheet.too-large', params: {} })
  const copy = Uint8Array.from(bytes)
  const worker = new Worker(new URL('./book.worker.ts', import.meta.url), {
    workerData: { filename, bytes: copy, limits },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 768 },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  return new Promise<Reading>(resolve => {
    const timer = setTimeout(() => resolve({ code: 'spreadsheet.too-slow', params: {} }), limits.milliseconds)
    worker.once('message', (reading: Reading) => resolve(reading))
    worker.once('error', (error: Error & { code?: string }) => {
      const greedy = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      resolve({ code: greedy ? 'spreadsheet.unpacked-too-large' : 'spreadsheet.damaged', params: {} })
    })
    worker.once('exit', () => {
      clearTimeout(timer)
      resolve({ code: 'spreadsheet.damaged', params: {} })
    })
  }).finally(() => worker.terminate())
}
