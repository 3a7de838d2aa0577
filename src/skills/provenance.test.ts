// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '#lib/civil-date.ts'
import { italianLevelOf, languagesOf, overallLevel } from './profile.ts'
import { best, current, isInterpreted, levels, ownLevels } from './provenance.ts'
import { cefr } from './question.ts'
import { dimensions } from './questions/italian.ts'
import { aLanguage, aProvenance, aStatement } from './skills.build.ts'

const at = (hour: number) => `2026-09-08T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant
const on = (entry: string, hour: number, withdrawn = false) =>
  aStatement({ entry, withdrawn, provenance: { writtenAt: at(hour) } })

test('a correction takes over from what it corrects', () => {
  const [first, second] = [on('a', 9), on('a', 10)]
  expect(current([second, first])).toEqual([second])
})

test('what was withdrawn is no longer there, and can be told again', () => {
  const [first, withdrawn, again] = [on('a', 9), on('a', 10, true), on('a', 11)]
  expect(current([first, withdrawn])).toEqual([])
  expect(current([first, withdrawn, again])).toEqual([again])
})

test('there is one current statement for each entry, whatever the order', () => {
  const statements = fc.array(
    fc.record({ entry: fc.constantFrom('a', 'b', 'c'), hour: fc.integer({ min: 0, max: 23 }) }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(statements, given => {
      const all = given.map(({ entry, hour }) => on(entry, hour))
      const found = current(all).map(({ id }) => id)
      expect(new Set(current(all).map(({ entry }) => entry)).size).toBe(found.length)
      expect(
        current(all.toReversed())
          .map(({ id }) => id)
          .sort(),
      ).toEqual(found.toSorted())
    }),
  )
})

test('a certificate is worth more than a later declaration', () => {
  const certified = aStatement({ provenance: { level: 'certified', writtenAt: at(8) } })
  const declared = aStatement({ provenance: { level: 'declared', writtenAt: at(12) } })
  expect(best([certified, declared])).toBe(certified)
})

test('only what came through an interpreter is interpreted', () => {
  expect(isInterpreted(aProvenance({ saidBy: 'interpreter' }))).toBe(true)
  expect(isInterpreted(aProvenance({ saidBy: 'person' }))).toBe(false)
})

test('an operator cannot validate or certify', () => {
  expect(levels.filter(level => !ownLevels.some(own => own === level))).toEqual(['validated', 'certified'])
})

test('the overall level is the lowest of those told', () => {
  const level = fc.constantFrom(...cefr)
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 5 }), told => {
      const given = Object.fromEntries(told.map((value, at) => [dimensions[at], value]))
      const found = overallLevel(given)
      expect(told.every(value => cefr.indexOf(value) >= cefr.indexOf(found ?? 'C2'))).toBe(true)
      expect(told).toContain(found)
    }),
  )
  expect(overallLevel({})).toBeUndefined()
})

test('Italian says whether every dimension is known', () => {
  const spoken = aLanguage({ dimensions: { listening: 'B1', interaction: 'A2' } })
  expect(italianLevelOf([spoken])).toMatchObject({ level: 'A2', whole: false })
  const whole = aLanguage({
    dimensions: { listening: 'B1', reading: 'A2', interaction: 'B1', production: 'A2', writing: 'A1' },
  })
  expect(italianLevelOf([whole])).toMatchObject({ level: 'A1', whole: true })
  expect(italianLevelOf([aLanguage({ language: 'ar' })])).toBeUndefined()
})

test('a language told twice is one line, Italian first', () => {
  const [turkish, italian, again] = ['tr', 'it', 'tr'].map(language => aLanguage({ language }))
  const codes = languagesOf([turkish, italian, again].filter(skill => skill !== undefined)).map(
    ({ language }) => language,
  )
  expect(codes).toEqual(['it', 'tr'])
})
