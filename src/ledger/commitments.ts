// SPDX-License-Identifier: EUPL-1.2
// What many facts commit to, each kind of hash for all of them at once (event.ts says what they are, one by one): the
// salts of a fact, its leaves, its commitment, its id, and the keys of the boxes.
import { canonicalJson } from '#lib/canonical-json.ts'
import { type Hmac, hmacOf, NO_SALT } from './crypto.client.ts'
import { boxKey, commit, eventOf, factIdAt, type KeptEvent, labels, placeBytes } from './event.ts'
import { eventText, fieldText, keptText, type Written, writtenOf } from './event-text.ts'
import { type Lanes, lanes, LONGEST, type States, type Write } from './hashing/lanes.ts'
import { HASH } from './hashing/kernel.ts'

export const ID_LENGTH = 16
/** Below this many the way through the lanes costs more than it saves. */
const WORTH_LANES = 16

export type ToHash = {
  readonly kept: readonly KeptEvent[]
  /** Each key once, and which of them belongs to each fact. */
  readonly secrets: readonly Uint8Array[]
  readonly which: readonly number[]
}
export type Hashed = {
  readonly ids: Uint8Array
  readonly commitments: Uint8Array
  /** The leaves of all fields, in the order of facts and of their fields. */
  readonly leaves: Uint8Array
  /** For each key that of the boxes under it. */
  readonly boxKeys: readonly Uint8Array[]
  /** What is kept of each fact, as it is sealed. */
  readonly texts: readonly string[]
}

/** One fact after the other. */
export function hashedOneByOne({ kept, secrets, which }: ToHash): Hashed {
  const ids = Buffer.alloc(kept.length * ID_LENGTH)
  const commitments = Buffer.alloc(kept.length * HASH)
  const leaves: string[] = []
  for (const [i, one] of kept.entries()) {
    const secret = secrets[which[i] ?? -1]
    if (!secret) throw new Error('A fact without a key')
    const event = eventOf(one, secret)
    commitments.set(commit(event, secret), i * HASH)
    ids.write(factIdAt(event).replaceAll('-', ''), i * ID_LENGTH, 'hex')
    leaves.push(...Object.values(event.fields))
  }
  const texts = kept.map(one => canonicalJson(one))
  return { ids, commitments, leaves: Buffer.from(leaves.join(''), 'hex'), boxKeys: secrets.map(boxKey), texts }
}

const hashAt = (hashes: Uint8Array, i: number): Uint8Array => hashes.subarray(i * HASH, (i + 1) * HASH)

/** Writes each of several byte strings. */
const each =
  (bytes: (i: number) => Uint8Array): Write =>
  (room, at, i) => {
    const own = bytes(i)
    room.set(own, at)
    return own.length
  }

/** Keys of HMAC-SHA-256 as what hashing has come to after the first block of either half. */
type Keys = { readonly inner: States; readonly outer: States }
const keysOf = (by: Lanes, keys: readonly Hmac[]): Keys => ({
  inner: by.begun(
    keys.length,
    each(i => (keys[i] as Hmac).inner),
  ),
  outer: by.begun(
    keys.length,
    each(i => (keys[i] as Hmac).outer),
  ),
})

/** HMAC-SHA-256 (RFC 2104) of so many messages, each under one of the keys. */
function hmacs(by: Lanes, { inner, outer }: Keys, of: (i: number) => number, count: number, write: Write): Uint8Array {
  const halves = by.digests(count, write, { states: inner, of })
  return by.digests(
    count,
    each(i => hashAt(halves, i)),
    { states: outer, of },
  )
}

/** What HKDF extracts from each secret (crypto.client.ts, derive). */
function extracted(by: Lanes, secrets: readonly Uint8Array[]): Keys {
  const none = keysOf(by, [NO_SALT])
  const keys = hmacs(
    by,
    none,
    () => 0,
    secrets.length,
    each(i => secrets[i] as Uint8Array),
  )
  return keysOf(
    by,
    secrets.map((_, i) => hmacOf(hashAt(keys, i))),
  )
}

const ONE = 1

function writePlace(room: Buffer, at: number, prefix: Uint8Array, seq: number): number {
  room.set(prefix, at)
  const end = room.writeUInt32BE(Math.floor(seq / 2 ** 32), at + prefix.length)
  return room.writeUInt32BE(seq >>> 0, end) - at
}

/** A UUID of version 8 with the fixed variant "a" out of each hash, as factIdAt makes it. */
function idsOf(hashes: Uint8Array): Uint8Array {
  const count = hashes.length / HASH
  const ids = new Uint8Array(count * ID_LENGTH)
  for (let i = 0; i < count; i++) {
    const [to, hash] = [i * ID_LENGTH, hashAt(hashes, i)]
    const [six = 0, seven = 0] = [hash[6], hash[7]]
    ids.set(hash.subarray(0, 6), to)
    ids[to + 6] = 0x80 | (six >> 4)
    ids[to + 7] = ((six & 15) << 4) | (seven >> 4)
    ids[to + 8] = 0xa0 | (seven & 15)
    ids.set(hash.subarray(8, 15), to + 9)
  }
  return ids
}

/** Where each field stands among those of all facts. */
type Field = { readonly fact: number; readonly place: number }

class Together {
  readonly #by: Lanes
  readonly #facts: readonly Written[]
  readonly #fields: readonly Field[]
  readonly #first: readonly number[]
  readonly #place: Uint8Array

  constructor(by: Lanes, facts: readonly Written[], place: Uint8Array) {
    this.#by = by
    this.#facts = facts
    this.#place = place
    const [fields, first]: [Field[], number[]] = [[], []]
    for (const [fact, { names }] of facts.entries()) {
      first.push(fields.length)
      for (let at = 0; at < names.length; at++) fields.push({ fact, place: at })
    }
    this.#fields = fields
    this.#first = first
  }

  #fact(i: number): Written {
    return this.#facts[i] as Written
  }

  /** The salts of all fields, then those of the facts themselves. */
  salts(keys: Keys, which: readonly number[]): Uint8Array {
    const fields = this.#fields
    const prefix = Buffer.concat([labels.salt, this.#place])
    const factOf = (i: number): number => fields[i]?.fact ?? i - fields.length
    return hmacs(
      this.#by,
      keys,
      i => which[factOf(i)] as number,
      fields.length + this.#facts.length,
      (room, at, i) => {
        const [field, fact] = [fields[i], this.#fact(factOf(i))]
        let length = writePlace(room, at, prefix, fact.event.seq)
        if (field) length += room.write(fact.names[field.place] as string, at + length, 'latin1')
        room[at + length] = ONE
        return length + 1
      },
    )
  }

  leaves(salts: Uint8Array): Uint8Array {
    return this.#by.digests(this.#fields.length, (room, at, i) => {
      const { fact, place } = this.#fields[i] as Field
      return this.#salted(labels.field, hashAt(salts, i), fieldText(this.#fact(fact), place), room, at)
    })
  }

  commitments(salts: Uint8Array, leaves: Uint8Array): Uint8Array {
    const hex = Buffer.from(leaves.buffer, leaves.byteOffset, leaves.length).toString('hex')
    return this.#by.digests(this.#facts.length, (room, at, i) => {
      const first = this.#first[i] as number
      const text = eventText(this.#fact(i), place =>
        hex.slice(2 * HASH * (first + place), 2 * HASH * (first + place + 1)),
      )
      return this.#salted(labels.commit, hashAt(salts, this.#fields.length + i), text, room, at)
    })
  }

  ids(): Uint8Array {
    const prefix = Buffer.concat([labels.fact, this.#place])
    const write: Write = (room, at, i) => writePlace(room, at, prefix, this.#fact(i).event.seq)
    return idsOf(this.#by.digests(this.#facts.length, write))
  }

  #salted(label: Uint8Array, salt: Uint8Array, text: string, room: Buffer, at: number): number {
    room.set(label, at)
    room.set(salt, at + label.length)
    const length = label.length + HASH
    return length + room.write(text, at + length)
  }
}

/** A text of so many characters fits, whatever they are, behind a label and a salt. */
const fits = (characters: number): boolean => 3 * characters < LONGEST - 128
const LEAF_TEXT = 2 * HASH + 8

function hashedTogether({ kept, secrets, which }: ToHash, by: Lanes): Hashed | undefined {
  const [first] = kept
  const facts = writtenOf(kept)
  const texts = facts.map(keptText)
  const isBeside = ({ event: { net, org } }: KeptEvent): boolean => net === first?.event.net && org === first.event.org
  const isShort = facts.every(({ names }, i) => fits((texts[i] as string).length + LEAF_TEXT * names.length))
  if (!first || !isShort || !kept.every(isBeside)) return undefined
  const together = new Together(by, facts, placeBytes(first.event).subarray(0, 32))
  const keys = extracted(by, secrets)
  const salts = together.salts(keys, which)
  const leaves = together.leaves(salts)
  const box = Buffer.concat([labels.box, Uint8Array.of(ONE)])
  const boxKeys = hmacs(
    by,
    keys,
    i => i,
    secrets.length,
    each(() => box),
  )
  return {
    ids: together.ids(),
    commitments: together.commitments(salts, leaves),
    leaves,
    boxKeys: secrets.map((_, i) => hashAt(boxKeys, i)),
    texts,
  }
}

/** The same whichever way; a text too long for the lanes is rare and takes its whole batch the other. */
export function hashed(given: ToHash): Hashed {
  if (!given.kept.every((_, i) => given.secrets[given.which[i] ?? -1])) throw new Error('A fact without a key')
  const by = given.kept.length < WORTH_LANES ? undefined : lanes()
  return (by && hashedTogether(given, by)) ?? hashedOneByOne(given)
}
