// SPDX-License-Identifier: EUPL-1.2
// Makes indexes in a thread of its own: a second or two of work that no request should wait behind.
import { parentPort } from 'node:worker_threads'
import { type Documents, rowsIn } from './documents.ts'
import { entryOf } from './entries.ts'
import { buffersOf } from './hand-over.ts'
import { partsOf } from './open-index.ts'

parentPort?.on('message', (documents: Documents) => {
  const parts = partsOf(rowsIn(documents).map(entryOf), documents.kind, documents.language)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
  parentPort?.postMessage(parts, buffersOf(parts))
})
