// SPDX-License-Identifier: EUPL-1.2
import { parentPort } from 'node:worker_threads'
import type { PrivateKey } from './crypto.client.ts'
import { make, type Made, type Making } from './making.ts'

export type Task = { readonly number: number; readonly making: Making; readonly key: PrivateKey }
export type Answer = { readonly number: number; readonly made?: Made; readonly error?: string }

const answer = (given: Answer): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  parentPort?.postMessage(given)

parentPort?.on('message', ({ number, making, key }: Task) => {
  try {
    answer({ number, made: make(making, key) })
  } catch (error) {
    answer({ number, error: error instanceof Error ? error.message : String(error) })
  }
})
