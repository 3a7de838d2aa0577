// SPDX-License-Identifier: EUPL-1.2
// Runs in a thread of its own: a file that is slow or greedy ends the thread and nothing else.
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#lib/refusal.ts'
import { readBook } from './book-reader.ts'
import type { Limits } from './limits.ts'

const { filename, bytes, limits } = workerData as { filename: string; bytes: Uint8Array; limits: Limits }

try {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
  parentPort?.postMessage({ book: await readBook(filename, bytes, limits) })
} catch (error) {
  const refusal = error instanceof Refusal ? error : undefined
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
  parentPort?.postMessage({ code: refusal?.code ?? 'spreadsheet.damaged', params: refusal?.params ?? {} })
}
