// SPDX-License-Identifier: EUPL-1.2
// From a fact to its event and commitment. Every salt is derived from the key of the person, so that erasing this one key
// makes all of them impossible; nothing that would have to be erased with it is stored.
import { canonicalJson } from '#lib/canonical-json.ts'
import { derive, sha256 } from './crypto.client.ts'
import type { Event, Opening } from './verifier/bundle.ts'
import { concat, toBase64, utf8 } from './verifier/bytes.ts'
import { eventId, type FieldValue } from './verifier/event.ts'

export type FieldValues = Readonly<Record<string, FieldValue>>
/** What is kept, encrypted: the event without its leaves, and the values the leaves stand for. */
export type KeptEvent = { readonly event: Omit<Event, 'fields'>; readonly values: FieldValues }

const fieldName = /^[a-zA-Z][a-zA-Z0-9]*$/

type Place = Pick<Event, 'net' | 'org' | 'seq'>

// Unambiguous: a fixed prefix, then 40 bytes that name the event, then the name of the field (empty for the event itself).
function saltsOf(key: Uint8Array, { net, org, seq }: Place): (field: string) => Uint8Array {
  const prefix = concat(utf8('nc/salt/v1'), eventId(net, org, seq))
  return field => derive(key, concat(prefix, utf8(field)))
}

export const eventSalt = (key: Uint8Array, place: Place): Uint8Array => saltsOf(key, place)('')
export const fieldSalt = (key: Uint8Array, place: Place, field: string): Uint8Array => saltsOf(key, place)(field)

/** The event with its leaves. Throws (a defect) for a name or value that has no canonical form. */
export function eventOf({ event, values }: KeptEvent, key: Uint8Array): Event {
  const bad = Object.keys(values).find(name => !fieldName.test(name))
  if (bad !== undefined) throw new Error(`Not a field name of a fact: ${bad}`)
  const salt = saltsOf(key, event)
  const leaf = (name: string, value: FieldValue): string => leafHex(salt(name), name, value)
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, leaf(name, value)]))
  return { ...event, fields }
}

// The same bytes as the verifier's, made a second time with the runtime's cryptography: faster, and a check on each other.
const leafHex = (salt: Uint8Array, name: string, value: FieldValue): string =>
  sha256(utf8('nc/field/v1\n'), salt, utf8(canonicalJson([name, value]))).toString('hex')

export const commit = (event: Event, key: Uint8Array): Uint8Array =>
  sha256(utf8('nc/commit/v1\n'), eventSalt(key, event), utf8(canonicalJson(event)))

/**
 * Opens the commitment with just the named fields; the others stay leaves that say nothing.
 * @param event with its leaves, where it has just been made
 */
export function openFor(
  kept: KeptEvent,
  key: Uint8Array,
  fields: readonly string[],
  event = eventOf(kept, key),
): Opening {
  const salt = saltsOf(key, kept.event)
  const disclosed = fields
    .filter(name => Object.hasOwn(kept.values, name))
    .map(name => [name, { salt: toBase64(salt(name)), value: kept.values[name] ?? null }])
  return {
    event,
    fields: Object.fromEntries(disclosed),
    salt: toBase64(salt('')),
  }
}
