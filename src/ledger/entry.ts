// SPDX-License-Identifier: EUPL-1.2
// The writing side of an entry. The format is final (ledger.md 4.2); reading it is the verifier's.
import type { Bytes } from './verifier/bytes.ts'
import { ENTRY_LENGTH, entryMessage, type Kind, SIGNED_LENGTH } from './verifier/entry.ts'

export type Signer = (message: Uint8Array) => Uint8Array

type Given = { kind: Kind; keyId: string; seq: number; commitment: Uint8Array }

/** An entry that still lacks its signature: 114 bytes of which the last 64 are empty. */
export function unsignedEntry({ kind, keyId, seq, commitment }: Given): Bytes {
  const bytes = Buffer.alloc(ENTRY_LENGTH)
  bytes[0] = 1
  bytes[1] = kind
  bytes.write(keyId, 2, 'hex')
  bytes.writeBigUInt64BE(BigInt(seq), 10)
  bytes.set(commitment, 18)
  return new Uint8Array(bytes.buffer, bytes.byteOffset, ENTRY_LENGTH)
}

/** 114 bytes: version, kind, key id, sequence number, commitment, signature. */
export function makeEntry(given: Given & { origin: string }, sign: Signer): Bytes {
  const bytes = unsignedEntry(given)
  bytes.set(sign(entryMessage(bytes, given.origin)), SIGNED_LENGTH)
  return bytes
}
