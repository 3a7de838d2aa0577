// SPDX-License-Identifier: EUPL-1.2
// The formats are final (ledger.md 4.2): these tests build them a second time from the text, with node:crypto alone.
import { createHash, hkdfSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  newSecret,
  newSigningKey,
  openBox,
  privateKeyFrom,
  publicKeyOf,
  rawPrivateKey,
  sealBox,
  signWith,
} from './crypto.client.ts'
import { makeEntry } from './entry.ts'
import { commit, eventOf, openFor } from './event.ts'
import { anId } from './ledger.build.ts'
import { parseEntry } from './verifier/entry.ts'
import { eventId, factIdOf, opens, wrongFields } from './verifier/event.ts'

const sha = (...parts: (string | Uint8Array)[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat(parts.map(part => Buffer.from(part))))
    .digest()
const [net, org] = [anId('network'), anId('organisation')]
const event = {
  v: 1 as const,
  net,
  org,
  seq: 7,
  type: 'hours.signed',
  at: '2026-11-21',
  actorRole: 'case-worker',
  subjectRef: null,
  programme: null,
}
const key = Buffer.alloc(32, 5)
const raw = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const place = Buffer.concat([raw(net), raw(org), Buffer.from([0, 0, 0, 0, 0, 0, 0, 7])])
const saltOf = (field: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', Buffer.concat([Buffer.from('nc/salt/v1'), place, Buffer.from(field)]), 32))

test('a salt, a leaf and a commitment are what ledger.md 4.2 says', () => {
  const leaf = sha('nc/field/v1\n', saltOf('minutes'), '["minutes",90]').toString('hex')
  const made = eventOf({ event, values: { minutes: 90 } }, key)
  expect(made.fields).toEqual({ minutes: leaf })
  const text =
    `{"actorRole":"case-worker","at":"2026-11-21","fields":{"minutes":"${leaf}"},"net":"${net}","org":"${org}",` +
    `"programme":null,"seq":7,"subjectRef":null,"type":"hours.signed","v":1}`
  expect(Buffer.from(commit(made, key))).toEqual(sha('nc/commit/v1\n', saltOf(''), text))
})

test('an entry is 114 bytes: version, kind, key id, number, commitment, signature over the first 50 and the origin', () => {
  const signing = newSigningKey()
  const commitment = Buffer.alloc(32, 9)
  const entry = makeEntry({ kind: 1, keyId: '0123456789abcdef', seq: 258, commitment, origin: 'o.example/x' }, m =>
    signWith(signing, m),
  )
  const head = Buffer.concat([Buffer.from('01010123456789abcdef0000000000000102', 'hex'), commitment])
  expect(Buffer.from(entry)).toEqual(
    Buffer.concat([head, sign(null, Buffer.concat([head, Buffer.from('o.example/x')]), signing)]),
  )
  expect(entry).toHaveLength(114)
  expect(parseEntry(entry)).toMatchObject({ kind: 1, keyId: '0123456789abcdef', seq: 258 })
})

test.each([
  ['another version', (bytes: Uint8Array) => bytes.fill(2, 0, 1)],
  ['kind 0', (bytes: Uint8Array) => bytes.fill(0, 1, 2)],
  ['kind 6', (bytes: Uint8Array) => bytes.fill(6, 1, 2)],
  ['number 0', (bytes: Uint8Array) => bytes.fill(0, 10, 18)],
  ['a number beyond 2^53', (bytes: Uint8Array) => bytes.fill(255, 10, 18)],
])('an entry of %s is none', (_, change) => {
  const bytes = new Uint8Array(114)
  bytes.set([1, 1], 0)
  bytes.set([1], 17)
  expect(parseEntry(bytes)).toBeDefined()
  change(bytes)
  expect(parseEntry(bytes)).toBeUndefined()
})

test('an opening shows the named fields and only leaves of the others', () => {
  const opening = openFor({ event, values: { minutes: 90, note: 'SECRET' } }, key, ['minutes', 'unknown'])
  expect(Object.keys(opening.fields)).toEqual(['minutes'])
  expect(JSON.stringify(opening)).not.toContain('SECRET')
  expect(opens(opening, commit(opening.event, key))).toBe(true)
  expect(wrongFields(opening)).toEqual([])
})

test('a disclosed value that is not the committed one is found', () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null))
  fc.assert(
    fc.property(value, value, (told, true_) => {
      fc.pre(told !== true_ && !(Object.is(told, -0) && true_ === 0))
      const opening = openFor({ event, values: { a: true_ } }, key, ['a'])
      const salt = opening.fields['a']?.salt ?? ''
      expect(wrongFields({ ...opening, fields: { a: { salt, value: told } } })).toEqual(['a'])
    }),
  )
})

test('every act has its own id, and its own place in the derivation of salts', () => {
  expect(factIdOf(net, org, 7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  const ids = [factIdOf(net, org, 7), factIdOf(net, org, 8), factIdOf(org, net, 7)]
  expect(new Set(ids).size).toBe(3)
  expect(Buffer.from(eventId(net, org, 7))).toEqual(place)
})

test('a private key comes back from its 32 bytes, and a box opens only with its key, context and bytes', () => {
  const signing = newSigningKey()
  expect(publicKeyOf(privateKeyFrom(rawPrivateKey(signing)))).toEqual(publicKeyOf(signing))
  const secret = newSecret()
  const box = sealBox(secret, 'row 1', Buffer.from('text'))
  expect(openBox(secret, 'row 1', box).toString()).toBe('text')
  expect(() => openBox(secret, 'row 2', box)).toThrow(/auth/i)
  expect(() => openBox(newSecret(), 'row 1', box)).toThrow(/auth/i)
  box[20] = (box[20] ?? 0) ^ 1
  expect(() => openBox(secret, 'row 1', box)).toThrow(/auth/i)
})
