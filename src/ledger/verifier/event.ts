// SPDX-License-Identifier: EUPL-1.2
// What a commitment opens to: the event, its salt, and the fields that were disclosed (each field has a salt of its own).
import { concat, equal, fromBase64, fromHex, toHex, u64, utf8, type Bytes } from './bytes.ts'
import type { Event, Opening } from './bundle.ts'
import { canonical } from './json.ts'
import { sha256 } from './sha256.ts'

export type FieldValue = string | number | boolean | null

const SALT_LENGTH = 32

export const fieldLeaf = (salt: Uint8Array, name: string, value: FieldValue): Bytes =>
  sha256(concat(utf8('nc/field/v1\n'), salt, utf8(canonical([name, value]))))

export const commitmentOf = (salt: Uint8Array, event: Event): Bytes =>
  sha256(concat(utf8('nc/commit/v1\n'), salt, utf8(canonical(event))))

const uuidBytes = (uuid: string): Bytes => fromHex(uuid.replaceAll('-', ''))

/** 40 bytes that name an event: network, organisation, sequence number, each of fixed length. */
export const eventId = (net: string, org: string, seq: number): Bytes =>
  concat(uuidBytes(net), uuidBytes(org), u64(seq))

/** The id by which one act refers to another (a counter-entry to the act it undoes): derived, so that anyone can compute it. */
export function factIdOf(net: string, org: string, seq: number): string {
  const hex = toHex(sha256(concat(utf8('nc/fact/v1\n'), eventId(net, org, seq))))
  // A UUID of version 8 (RFC 9562 §5.8) with the fixed variant "a".
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

export const opens = (opening: Opening, commitment: Uint8Array): boolean => {
  const salt = fromBase64(opening.salt, SALT_LENGTH)
  return salt !== undefined && equal(commitmentOf(salt, opening.event), commitment)
}

/** Names of disclosed fields whose value is not the one that was committed to. */
export function wrongFields(opening: Opening): string[] {
  return Object.entries(opening.fields)
    .filter(([name, { salt, value }]) => {
      const bytes = fromBase64(salt, SALT_LENGTH)
      return !bytes || toHex(fieldLeaf(bytes, name, value)) !== opening.event.fields[name]
    })
    .map(([name]) => name)
}
