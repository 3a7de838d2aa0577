// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Hashed, hashed, hashedOneByOne } from './commitments.ts'
import { newSecret, newSigningKey, openBox, publicKeyOf } from './crypto.client.ts'
import { boxKey, commit, eventOf, factIdAt, type KeptEvent } from './event.ts'
import { makeFacts } from './making.client.ts'
import { eventWith, idAt, type Making, make } from './making.ts'
import { verifySignature } from './verifier/ed25519.ts'
import { entryMessage, kinds, parseEntry } from './verifier/entry.ts'

const origin = 'nuovecomunita.example/prova'
const key = newSigningKey()
const [net, org] = [randomUUID(), randomUUID()]
function making(count: number): Making {
  const kept = Array.from({ length: count }, (_, i): KeptEvent => {
    const event = {
      v: 1,
      net,
      org,
      seq: i + 7,
      type: 'hours.signed',
      at: '2026-11-23',
      actorRole: 'case-worker',
    } as const
    return { event: { ...event, subjectRef: null, programme: null }, values: { minutes: i, day: '2026-11-20' } }
  })
  const secrets = [newSecret(), newSecret(), newSecret()]
  return { kind: kinds.event, keyId: '0123456789abcdef', origin, kept, secrets, which: kept.map((_, i) => i % 3) }
}

test.each([1, 300])('%s facts are made like one, on this thread or another: entry, id, leaves and box', async count => {
  const given = making(count)
  const { ids, entries, boxes, ends, leaves } = await makeFacts(given, key)
  const raw = new Uint8Array(publicKeyOf(key))
  const signed: boolean[] = []
  for (const [i, kept] of given.kept.entries()) {
    const secret = given.secrets[i % 3] ?? newSecret()
    const event = eventOf(kept, secret)
    const bytes = new Uint8Array(entries.slice(i * 114, (i + 1) * 114))
    const entry = parseEntry(bytes)
    expect(entry?.seq).toBe(i + 7)
    expect(Buffer.from(entry?.commitment ?? []).equals(commit(event, secret))).toBe(true)
    signed.push(await verifySignature(raw, entry?.signature ?? raw, entryMessage(bytes, origin)))
    expect(idAt(ids, i)).toBe(factIdAt(event))
    expect(eventWith(kept, leaves, i * 2)).toEqual(event)
    const box = Buffer.from(boxes.slice(i === 0 ? 0 : ends[i - 1], ends[i]))
    expect(JSON.parse(openBox(boxKey(secret), idAt(ids, i), box).toString())).toEqual(kept)
  }
  expect(signed).toEqual(Array(count).fill(true))
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.integer({ min: 0, max: 3_000 }).map(n => 'ü'.repeat(n)),
)
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))
const name = fc.constantFrom('b', 'minutes', 'aB', 'a', 'Z', 'x9', 'aLongNameOfAField'.repeat(4))

test('many together are hashed as they are one by one, whatever their fields', () => {
  const values = fc.dictionary(name, value, { maxKeys: 5 })
  fc.assert(
    fc.property(fc.array(values, { minLength: 16, maxLength: 23 }), fc.integer({ min: 1 }), (all, seq) => {
      const given = making(all.length)
      const kept = all.map((own, i): KeptEvent => {
        const event = {
          ...given.kept[0]?.event,
          seq: seq * 2 ** 21 + i,
          type: `t.${i % 3}`,
          programme: i % 2 ? org : null,
        }
        return { event: event as KeptEvent['event'], values: { ...own } }
      })
      const toHash = { ...given, kept }
      const bare = ({ ids, leaves, commitments, boxKeys, texts }: Hashed) =>
        [ids, leaves, commitments, ...boxKeys].map(bytes => Buffer.from(bytes).toString('hex')).concat(texts)
      expect(bare(hashed(toHash))).toEqual(bare(hashedOneByOne(toHash)))
    }),
    { numRuns: 25 },
  )
})

test('what cannot be made is refused on either thread, and the next one is made', async () => {
  const wrong = making(100)
  const bad = { ...wrong, kept: wrong.kept.map(one => ({ ...one, values: { 'not a name': 1 } })) }
  expect(() => make(bad, key)).toThrow('Not a field name')
  await expect(makeFacts(bad, key)).rejects.toThrow('Not a field name')
  expect((await makeFacts(wrong, key)).ends).toHaveLength(100)
})
