// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '#lib/canonical-json.ts'
import { canonical, type JsonError, parseJson } from './verifier/json.ts'

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return (error as JsonError).cause?.code ?? String(error)
  }
}

describe('the front door', () => {
  test.each([
    ['{"a":1,"a":1}', 'duplicate'],
    ['{"a":1,"\\u0061":2}', 'duplicate'],
    ['"\\ud800"', 'text'],
    ['1e400', 'number'],
    ['[1,]', 'syntax'],
    ['{"a":1,}', 'syntax'],
    ['[1', 'truncated'],
    ['"abc', 'truncated'],
    ['01', 'trailing'],
    ['1 2', 'trailing'],
    ['"a\tb"', 'syntax'],
    ["{'a':1}", 'syntax'],
    ['nul', 'syntax'],
    ['NaN', 'syntax'],
    ['+1', 'syntax'],
    ['.5', 'syntax'],
    ['"\\x41"', 'syntax'],
    [`${'['.repeat(70)}${']'.repeat(70)}`, 'depth'],
  ])('%s is refused: %s', (text, code) => {
    expect(codeOf(() => parseJson(text))).toBe(code)
  })

  test.each(['9007199254740993', '1.5', '0.99999999999999999999', '1e2', '-9007199254740992'])(
    '%s is no integer that survives the reading',
    text => {
      expect(codeOf(() => parseJson(text, { integers: true }))).toBe('number')
    },
  )

  test.each([
    [' 1', 'spelling'],
    ['1.0', 'spelling'],
    ['-0', 'spelling'],
    ['"\\u0041"', 'spelling'],
    ['"\\/"', 'spelling'],
    ['{"b":1,"a":2}', 'order'],
  ])('%s is not the canonical form: %s', (text, code) => {
    expect(codeOf(() => parseJson(text, { canonical: true }))).toBe(code)
  })

  test('a key named __proto__ is a key like any other', () => {
    const value = parseJson('{"__proto__":{"polluted":true}}')
    expect(canonical(value)).toBe('{"__proto__":{"polluted":true}}')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.each([{ a: undefined }, new Date(0), Number.NaN, Number.POSITIVE_INFINITY, '\ud800', () => 1, 1n])(
    'what JSON cannot say is not written: %s',
    value => {
      expect(codeOf(() => canonical({ value }))).not.toBe('accepted')
    },
  )
})

const plain = fc.json().map(text => JSON.parse(text) as unknown)

test('reading the canonical form gives the value back, and nothing but the canonical form is accepted as such', () => {
  fc.assert(
    fc.property(plain, value => {
      const text = canonical(value)
      expect(canonical(parseJson(text, { canonical: true }))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('strict reading accepts what an ordinary parser accepts, and gives the same value', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      expect(canonical(parseJson(text))).toBe(canonical(JSON.parse(text)))
    }),
  )
})

test('in canonical mode a text is accepted exactly when writing it again gives the same text', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom('', ' ', '"', ',', '0', 'a', '\\', '}'), (json, at, put) => {
      const whole = canonical(JSON.parse(json))
      const text = whole.slice(0, at % (whole.length + 1)) + put + whole.slice(at % (whole.length + 1))
      let same = false
      try {
        same = canonical(parseJson(text)) === text
      } catch {
        same = false
      }
      expect(codeOf(() => parseJson(text, { canonical: true })) === 'accepted').toBe(same)
    }),
  )
})

test('the verifier writes what lib writes', () => {
  const integers = fc.letrec(tie => ({
    value: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('record'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
    record: fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  })).value
  fc.assert(
    fc.property(integers, value => {
      expect(canonical(value)).toBe(canonicalJson(value))
    }),
  )
})
