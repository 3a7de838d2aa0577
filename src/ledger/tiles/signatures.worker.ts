// SPDX-License-Identifier: EUPL-1.2
// Checks the signatures of a run of entries; each worker has a core to itself.
import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { isAcceptablePoint, L, littleEndian } from '../verifier/ed25519.ts'
import { ENTRY_LENGTH, entryMessage, SIGNED_LENGTH } from '../verifier/entry.ts'

export type Task = { readonly first: number; readonly entries: Uint8Array<ArrayBuffer> }
export type Given = { readonly origin: string; readonly keys: ReadonlyMap<string, Uint8Array> }

const { origin, keys } = workerData as Given
const made = new Map<string, KeyObject>()

function keyOf(id: string): KeyObject | undefined {
  const known = made.get(id)
  const raw = keys.get(id)
  if (known || !raw) return known
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
    format: 'jwk',
  })
  made.set(id, key)
  return key
}

/** The same rule as the verifier's; only the equation is asked of the runtime. */
function holds(entry: Uint8Array<ArrayBuffer>): boolean {
  const key = keyOf(Buffer.from(entry.buffer, entry.byteOffset + 2, 8).toString('hex'))
  const signature = entry.slice(SIGNED_LENGTH)
  if (!key || !isAcceptablePoint(signature.slice(0, 32)) || littleEndian(signature.slice(32)) >= L) return false
  return verify(null, entryMessage(entry, origin), key, signature)
}

parentPort?.on('message', ({ first, entries }: Task) => {
  let bad = -1
  for (let at = 0; at * ENTRY_LENGTH < entries.length && bad < 0; at++) {
    if (!holds(entries.subarray(at * ENTRY_LENGTH, (at + 1) * ENTRY_LENGTH))) bad = first + at
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
  parentPort?.postMessage(bad)
})
