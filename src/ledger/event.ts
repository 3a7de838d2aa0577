// SPDX-License-Identifier: EUPL-1.2
// From a fact to its event and commitment. Every salt is derived from the key of the person, so that erasing this one key
// makes all of them impossible; nothing that would have to be erased with it is stored.
import { canonicalJson } from '#lib/canonical-json.ts'
import { derive, sha256 } from './crypto.client.ts'
import type { Event, Opening } from './verifier/bundle.ts'
import { toBase64 } from './verifier/bytes.ts'
import type { FieldValue } from './verifier/event.ts'

export type FieldValues = Readonly<Record<string, FieldValue>>
/** What is kept, encrypted: the event without its leaves, and the values the leaves stand for. */
export type KeptEvent = { readonly event: Omit<Event, 'fields'>; readonly values: FieldValues }

const fieldName = /^[a-zA-Z][a-zA-Z0-9]*$/

type Place = Pick<Event, 'net' | 'org' | 'seq'>

const bytesOfText = (text: string): Buffer => Buffer.from(text, 'utf8')
const PREFIX = bytesOfText('nc/salt/v1')
const FACT = bytesOfText('nc/fact/v1\n')
const FIELD = bytesOfText('nc/field/v1\n')
const COMMIT = bytesOfText('nc/commit/v1\n')

/** What stands before each thing that is hashed, so that none is taken for another. */
export const labels = { salt: PREFIX, fact: FACT, field: FIELD, commit: COMMIT, box: bytesOfText('nc/opening/v1') }

/** What names an event, as the verifier's eventId makes it: network, organisation and number, each of fixed length. */
export function placeBytes({ net, org, seq }: Place): Buffer {
  const bytes = Buffer.alloc(40)
  bytes.write(net.replaceAll('-', ''), 0, 'hex')
  bytes.write(org.replaceAll('-', ''), 16, 'hex')
  bytes.writeBigUInt64BE(BigInt(seq), 32)
  return bytes
}

/** The id of a fact, derived from its place (the verifier derives the same). */
export function factIdAt(place: Place): string {
  const hex = sha256(FACT, placeBytes(place)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

// Unambiguous: a fixed prefix, then 40 bytes that name the event, then the name of the field (empty for the event itself).
function saltsOf(key: Uint8Array, place: Place): (field: string) => Uint8Array {
  const prefix = Buffer.concat([PREFIX, placeBytes(place)])
  return field => derive(key, field === '' ? prefix : Buffer.concat([prefix, bytesOfText(field)]))
}

/** The key of the box in which an event is kept; another use of the person's key than its salts. */
export const boxKey = (key: Uint8Array): Buffer => derive(key, labels.box)

export const eventSalt = (key: Uint8Array, place: Place): Uint8Array => saltsOf(key, place)('')
export const fieldSalt = (key: Uint8Array, place: Place, field: string): Uint8Array => saltsOf(key, place)(field)

/** Throws (a defect) when one of them cannot be the name of a field. */
export function checkNames(names: readonly string[]): void {
  const bad = names.find(name => !fieldName.test(name))
  if (bad !== undefined) throw new Error(`Not a field name of a fact: ${bad}`)
}

/** The event with its leaves. Throws (a defect) for a name or value that has no canonical form. */
export function eventOf({ event, values }: KeptEvent, key: Uint8Array): Event {
  checkNames(Object.keys(values))
  const salt = saltsOf(key, event)
  const leaf = (name: string, value: FieldValue): string => leafHex(salt(name), name, value)
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, leaf(name, value)]))
  return { ...event, fields }
}

// The same bytes as the verifier's, made a second time with the runtime's cryptography: faster, and a check on each other.
const leafHex = (salt: Uint8Array, name: string, value: FieldValue): string =>
  sha256(FIELD, salt, bytesOfText(canonicalJson([name, value]))).toString('hex')

export const commit = (event: Event, key: Uint8Array): Uint8Array =>
  sha256(COMMIT, eventSalt(key, event), bytesOfText(canonicalJson(event)))

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
