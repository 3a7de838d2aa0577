// SPDX-License-Identifier: EUPL-1.2
// The entry of the register: 114 bytes, all that leaves an organisation. No person, no event type, no date in clear.
//   0x01 version | kind (1) | key id (8) | sequence number of the organisation (8) | commitment (32) | Ed25519 (64)
// The signature is over the first 50 bytes followed by the origin, so an entry of one register is worth nothing in another.
import { concat, toHex, utf8, type Bytes } from './bytes.ts'

export const ENTRY_LENGTH = 114
export const SIGNED_LENGTH = 50
export const kinds = { event: 1, accesses: 2, key: 3, policy: 4, erasure: 5 } as const
export type Kind = (typeof kinds)[keyof typeof kinds]

export type Entry = { kind: Kind; keyId: string; seq: number; commitment: Bytes; signature: Bytes; bytes: Bytes }

export const entryMessage = (signed: Uint8Array, origin: string): Bytes =>
  concat(signed.subarray(0, SIGNED_LENGTH), utf8(origin))

/** Undefined for another length, version or kind, and for sequence numbers that are 0 or beyond 2^53. */
export function parseEntry(bytes: Bytes): Entry | undefined {
  if (bytes.length !== ENTRY_LENGTH || bytes[0] !== 1) return undefined
  const kind = bytes[1] as Kind
  const seq = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(10))
  if (kind < 1 || kind > 5 || seq < 1 || !Number.isSafeInteger(seq)) return undefined
  return {
    kind,
    keyId: toHex(bytes.subarray(2, 10)),
    seq,
    commitment: bytes.slice(18, SIGNED_LENGTH),
    signature: bytes.slice(SIGNED_LENGTH),
    bytes,
  }
}
