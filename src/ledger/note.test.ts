// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatVkey, signCheckpoint, slug } from './checkpoint.ts'
import { newSigningKey, publicKeyOf, signWith } from './crypto.client.ts'
import { keyIdOf, parseCheckpoint, parseNote, parseVkey, verifyNote } from './verifier/note.ts'
import { parseTrust } from './verifier/policy.ts'
import { toBase64 } from './verifier/bytes.ts'

const origin = 'nuovecomunita.example/prova'
const key = newSigningKey()
const vkey = formatVkey(origin, publicKeyOf(key))
const root = new Uint8Array(32).fill(7)
const note = signCheckpoint({ origin, size: 42, root }, keyIdOf(origin, publicKeyOf(key)), message =>
  signWith(key, message),
)
const verifier = parseVkey(vkey)
const holds = async (text: string): Promise<boolean> => {
  const parsed = parseNote(text)
  return parsed !== undefined && verifier !== undefined && verifyNote(parsed, verifier)
}

describe('a signed head', () => {
  test('is read back as it was written, and its signature holds', async () => {
    expect(await holds(note)).toBe(true)
    expect(parseCheckpoint(parseNote(note)?.text ?? '')).toEqual({ origin, size: 42n, root, extensions: [] })
  })

  test('does not hold with any one character changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: note.length - 1 }), fc.constantFrom('x', 'A', '0', ' ', '\n'), async (at, put) => {
        fc.pre(note[at] !== put)
        expect(await holds(note.slice(0, at) + put + note.slice(at + 1))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('ignores signatures of keys it does not know, and needs its own', async () => {
    const other = note.split('\n\n')[1]?.replace(origin, 'someone.example') ?? ''
    expect(await holds(note + other)).toBe(true)
    expect(await holds(`${note.split('\n\n')[0]}\n\n${other}`)).toBe(false)
  })
})

describe('heads that are none', () => {
  const hash = toBase64(root)
  test.each([
    `${origin}\n042\n${hash}\n`,
    `${origin}\n-1\n${hash}\n`,
    `${origin}\n+1\n${hash}\n`,
    `${origin}\n18446744073709551616\n${hash}\n`,
    `${origin}\n1\n${hash.slice(0, -1)}\n`,
    `${origin}\n1\n\n`,
    `${origin}\n1\nAAAA\n`,
    `\n1\n${hash}\n`,
    `${origin}\n1\n${hash}\n\n`,
    `${origin}\n1\n${hash}`,
    `${origin}\n1\n`,
  ])('%j', text => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })

  test('the largest size of 64 bits is one', () => {
    expect(parseCheckpoint(`${origin}\n18446744073709551615\n${hash}\nextension\n`)?.size).toBe(2n ** 64n - 1n)
  })
})

describe('keys', () => {
  test.each([
    vkey.replace('+', ' '),
    vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    vkey.slice(0, -1),
    `${vkey}=`,
    vkey.replace(origin, 'other'),
    `+${vkey}`,
    formatVkey(origin, new Uint8Array(32)),
    '',
  ])('%j is none', text => {
    expect(parseVkey(text)).toBeUndefined()
  })

  test('a file of trusted keys may hold comments and empty lines, and names its first bad line', () => {
    expect(parseTrust(`# keys\n\n${vkey}\r\n`)).toMatchObject({ keys: [{ vkey }], policy: undefined })
    expect(parseTrust(`${vkey}\nnonsense\n`)).toBe(2)
  })

  test('a name in a note never holds a space or a plus', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(slug(text)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*-?$/)
      }),
    )
    expect(slug('Coop. Il Girasole – Città')).toBe('coop-il-girasole-citta')
  })
})

test.each([
  '',
  'text\n',
  'text\n\n',
  '\n\n— a b\n',
  'text\n\n— a AAAA\n',
  'text\n\nno dash\n',
  'te\u0007xt\n\n— a AAAAAAAA\n',
  'text\n\n— a AAAAAAAA',
])('the note %j is refused', text => {
  expect(parseNote(text)).toBeUndefined()
})
