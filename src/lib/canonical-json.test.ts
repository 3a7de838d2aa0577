// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, NotCanonical } from './canonical-json.ts'

describe('one value has one text', () => {
  test.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ['\u000f\n"\\/\u007f', '"\\u000f\\n\\"\\\\/\u007f"'],
    [-0, '0'],
    [2 ** 53 - 1, '9007199254740991'],
    [[], '[]'],
    [{}, '{}'],
    [null, 'null'],
  ])('%j', (value, expected) => expect(canonicalJson(value)).toBe(expected))

  test('the order in which names were added does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), record => {
        const turned = Object.fromEntries(Object.entries(record).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(record))
      }),
    )
  })

  test('the text reads back as the same value', () => {
    const { value: anyValue } = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('record'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      record: fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    }))
    fc.assert(
      fc.property(anyValue, value => {
        const text = canonicalJson(value)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })
})

describe('what JSON would change or drop is refused', () => {
  class Person {
    name = 'x'
  }
  const holed: unknown[] = [1]
  holed[2] = 3
  const circular: Record<string, unknown> = {}
  circular.self = circular
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a Date', { at: new Date(0) }],
    ['a Map', new Map()],
    ['an instance of a class', new Person()],
    ['a fraction', 0.5],
    ['a number above 2^53', 2 ** 53],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a symbol as name', { [Symbol('x')]: 1 }],
    ['a hole in a list', holed],
    ['a circle', circular],
  ])('%s', (_name, value) => expect(() => canonicalJson(value)).toThrow(NotCanonical))

  test('the error says where, never what', () => {
    expect(() => canonicalJson({ person: [{ height: 1.75 }] })).toThrow(/^\$\.person\[0\]\.height: not a whole number/)
  })
})
