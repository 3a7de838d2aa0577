// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#lib/civil-date.ts'
import type { OrganisationId, StatementId } from '#lib/ids.ts'
import { corrections, currentOf, type Level, levels, type Statement, valueOf } from './statement.ts'

let count = 0
const said = (given: Partial<Statement> & Pick<Statement, 'field' | 'value'>): Statement => {
  count++
  return {
    id: `s${String(count).padStart(4, '0')}` as StatementId,
    level: 'declared',
    saidBy: 'person',
    interpreted: false,
    writtenBy: 'org' as OrganisationId,
    at: `2026-01-01T00:00:${String(count % 60).padStart(2, '0')}.000Z` as Instant,
    ...given,
  }
}
const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T10:00:00.000Z` as Instant

describe('what holds today', () => {
  test('who she is: proof weighs more than the last word', () => {
    const seen = said({ field: 'familyName', value: 'Diallo', level: 'documented', at: at(1) })
    const heard = said({ field: 'familyName', value: 'Jallow', level: 'declared', at: at(2) })
    expect(valueOf(currentOf([heard, seen]), 'familyName')).toBe('Diallo')
  })

  test('among equally proved statements the last one holds', () => {
    const first = said({ field: 'birthTown', value: 'Homs', at: at(1) })
    const second = said({ field: 'birthTown', value: 'Hama', at: at(2) })
    expect(valueOf(currentOf([second, first]), 'birthTown')).toBe('Hama')
  })

  test('a phone number is the last one said, however the old one was proved', () => {
    const old = said({ field: 'phone', value: '+390001', level: 'certified', at: at(1) })
    const fresh = said({ field: 'phone', value: '+390002', level: 'declared', at: at(2) })
    expect(valueOf(currentOf([old, fresh]), 'phone')).toBe('+390002')
  })

  test('a slip that its keeper corrected no longer counts, even if it was better proved', () => {
    const slip = said({ field: 'familyName', value: 'Dialo', level: 'documented', at: at(1) })
    const right = said({ field: 'familyName', value: 'Diallo', level: 'declared', replaces: slip.id, at: at(2) })
    expect(valueOf(currentOf([slip, right]), 'familyName')).toBe('Diallo')
  })

  test('saying that there is none is a statement too', () => {
    const had = said({ field: 'email', value: 'a@example.org', at: at(1) })
    const none = said({ field: 'email', value: null, at: at(2) })
    expect(valueOf(currentOf([had, none]), 'email')).toBeUndefined()
  })

  const anyStatements = fc.array(
    fc.record({
      field: fc.constantFrom('familyName' as const, 'phone' as const),
      value: fc.constantFrom('a', 'b', 'c'),
      level: fc.constantFrom(...levels),
      at: fc.integer({ min: 1, max: 28 }).map(at),
    }),
    { maxLength: 12 },
  )

  test('the order in which statements are read never matters', () => {
    fc.assert(
      fc.property(anyStatements, given => {
        const list = given.map(said)
        expect(currentOf(list.toReversed())).toEqual(currentOf(list))
      }),
    )
  })

  test('nothing better proved is left aside for who she is', () => {
    fc.assert(
      fc.property(anyStatements, given => {
        const list = given.map(said).filter(statement => statement.field === 'familyName')
        const best = Math.max(-1, ...list.map(statement => levels.indexOf(statement.level)))
        expect(levels.indexOf(currentOf(list).familyName?.level as Level)).toBe(best)
      }),
    )
  })
})

describe('a corrected form adds only what changed', () => {
  const known = said({ field: 'givenName', value: 'Samira' })
  const declared = { level: 'declared', saidBy: 'person' } as const

  test('the same words at the same level add nothing', () => {
    expect(corrections({ givenName: known }, { givenName: 'Samira' }, declared)).toEqual([])
  })

  test('the same words at a higher level are worth saying', () => {
    const added = corrections(
      { givenName: known },
      { givenName: 'Samira' },
      { level: 'documented', saidBy: 'document' },
    )
    expect(added).toMatchObject([{ field: 'givenName', value: 'Samira', level: 'documented', replaces: known.id }])
  })

  test('other words replace what was there, and an emptied field says that there is none', () => {
    const phone = said({ field: 'phone', value: '+390001' })
    const added = corrections({ givenName: known, phone }, { givenName: 'Samirah', phone: undefined }, declared)
    expect(added.map(({ field, value, replaces }) => [field, value, replaces])).toEqual([
      ['givenName', 'Samirah', known.id],
      ['phone', null, phone.id],
    ])
  })

  test('a field that was not on the form is left alone', () => {
    expect(corrections({ givenName: known }, {}, declared)).toEqual([])
  })

  test('a birth date never keeps the precision of another one', () => {
    const birthDate = said({ field: 'birthDate', value: '1990-01-01' })
    const birthPrecision = said({ field: 'birthPrecision', value: 'day' })
    const form = { birthDate: '1990-01-01', birthPrecision: 'year' }
    expect(
      corrections({ birthDate, birthPrecision }, form, declared)
        .map(added => added.field)
        .sort(),
    ).toEqual(['birthDate', 'birthPrecision'])
  })
})
