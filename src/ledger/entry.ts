// SPDX-License-Identifier: EUPL-1.2
// The writing side of an entry. The format is final (ledger.md 4.2); reading it is the verifier's.
import { type Bytes, concat, fromHex, u64 } from './verifier/bytes.ts'
import { entryMessage, type Kind } from './verifier/entry.ts'

export type Signer = (message: Uint8Array) => Uint8Array

/** 114 bytes: version, kind, key id, sequence number, commitment, signature. */
export function makeEntry(
  given: { kind: Kind; keyId: string; seq: number; commitment: Uint8Array; origin: string },
  sign: Signer,
): Bytes {
  const head = concat(Uint8Array.of(1, given.kind), fromHex(given.keyId), u64(given.seq), given.commitment)
  return concat(head, sign(entryMessage(head, given.origin)))
}
