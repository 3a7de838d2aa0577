// SPDX-License-Identifier: EUPL-1.2
// What becomes of many facts of one series: ids, entries, sealed boxes, each kind one behind the other in one run of bytes.
// It needs no database, so that it can be done on another thread.
import { type PrivateKey, sealBox, signWith } from './crypto.client.ts'
import { unsignedEntry } from './entry.ts'
import { hashed, ID_LENGTH, type ToHash } from './commitments.ts'
import type { KeptEvent } from './event.ts'
import type { Event } from './verifier/bundle.ts'
import { ENTRY_LENGTH, entryMessage, type Kind, SIGNED_LENGTH } from './verifier/entry.ts'

const LEAF_LENGTH = 32

export type Making = ToHash & {
  readonly kind: Kind
  readonly keyId: string
  readonly origin: string
}
export type Made = {
  readonly ids: Uint8Array
  readonly entries: Uint8Array
  readonly boxes: Uint8Array
  /** Where each box ends. */
  readonly ends: readonly number[]
  /** The leaves of all fields, in the order of facts and of their fields. */
  readonly leaves: Uint8Array
}

/** Makes and signs what is to be stored. */
export function make({ kind, keyId, origin, kept, secrets, which }: Making, key: PrivateKey): Made {
  const { ids, commitments, leaves, boxKeys, texts } = hashed({ kept, secrets, which })
  const entries = Buffer.alloc(kept.length * ENTRY_LENGTH)
  const boxes: Buffer[] = []
  const ends: number[] = []
  let end = 0
  for (const [i, { event }] of kept.entries()) {
    const commitment = commitments.subarray(i * LEAF_LENGTH, (i + 1) * LEAF_LENGTH)
    const entry = unsignedEntry({ kind, keyId, seq: event.seq, commitment })
    entry.set(signWith(key, entryMessage(entry, origin)), SIGNED_LENGTH)
    entries.set(entry, i * ENTRY_LENGTH)
    const box = sealBox(boxKeys[which[i] ?? -1] as Uint8Array, idAt(ids, i), texts[i] as string)
    end += box.length
    boxes.push(box)
    ends.push(end)
  }
  return { ids, entries, boxes: Buffer.concat(boxes), ends, leaves }
}

/** The id at this place, as text. */
export function idAt(ids: Uint8Array, place: number): string {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + place * ID_LENGTH, ID_LENGTH).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The event of a fact with its leaves, the first of which stands at this place among all. */
export function eventWith({ event, values }: KeptEvent, leaves: Uint8Array, first: number): Event {
  const leafAt = (n: number): string =>
    Buffer.from(leaves.buffer, leaves.byteOffset + n * LEAF_LENGTH, LEAF_LENGTH).toString('hex')
  return { ...event, fields: Object.fromEntries(Object.keys(values).map((name, i) => [name, leafAt(first + i)])) }
}
