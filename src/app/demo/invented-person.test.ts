// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { addDays, ageOn, type CivilDate, weekday } from '#lib/civil-date.ts'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { readProvisionalCode } from '#lib/provisional-code.ts'
import { inventPerson, officeDay, scriptsOf, workday } from './invented-person.ts'
import { origins } from './origins.ts'
import { randomFrom } from './random.ts'

const intake = '2019-10-01' as CivilDate
const people = Array.from({ length: 870 }, (_, at) =>
  inventPerson(randomFrom(1000 + at), origins, intake, 'Ancona', at),
)

describe('an invented person', () => {
  test('is the same for the same chance', () => {
    expect(inventPerson(randomFrom(5), origins, intake, 'Ancona', 5)).toEqual(
      inventPerson(randomFrom(5), origins, intake, 'Ancona', 5),
    )
  })

  test('has a tax code that can be read, final or provisional', () => {
    const wrong = people.filter(({ taxCode }) => !isFinal(taxCode) && !isProvisional(taxCode))
    expect(wrong.map(her => her.taxCode)).toEqual([])
  })

  test('has a final code that says her own birth and sex', () => {
    for (const her of people.filter(({ taxCode }) => isFinal(taxCode))) {
      const day = Number(her.taxCode.slice(9, 11))
      expect(day).toBe(Number(her.birthDate.slice(8)) + (her.sex === 'F' ? 40 : 0))
      expect(her.taxCode.slice(6, 8)).toBe(her.birthDate.slice(2, 4))
      expect(her.taxCode.slice(11, 15)).toBe(her.birthPlace)
    }
  })

  test('is an adult of working age on the day of intake', () => {
    const ages = people.map(her => ageOn(her.birthDate, intake))
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(18)
    expect(Math.max(...ages)).toBeLessThanOrEqual(60)
  })

  test('holds a permit that was issued before intake and still holds then', () => {
    for (const { permit } of people) {
      expect(permit.issuedOn === undefined || permit.issuedOn < intake).toBe(true)
      expect(permit.expiresOn === undefined || permit.expiresOn > intake).toBe(true)
    }
  })

  test('lets her permit lapse during the path in a few cases, for the check before reporting to find', () => {
    const lapsed = people.filter(({ permit }) => permit.expiresOn && permit.expiresOn < addDays(intake, 60))
    expect(lapsed.length).toBeGreaterThan(3)
    expect(lapsed.length).toBeLessThan(40)
  })

  test('has a number of a prefix that no operator has, shared with nobody', () => {
    expect(people.every(({ phone }) => /^\+39300\d{7}$/.test(phone))).toBe(true)
    expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length)
    expect(new Set(people.map(({ permit }) => permit.number)).size).toBe(people.length)
  })

  test('is a woman in four to five of ten', () => {
    const women = people.filter(({ sex }) => sex === 'F').length / people.length
    expect(women).toBeGreaterThan(0.38)
    expect(women).toBeLessThan(0.52)
  })

  test('worked before she came, and for no longer than she has lived', () => {
    for (const { told, birthDate } of people) {
      for (const { from, until } of told.works) {
        expect(from).toBeGreaterThanOrEqual(Number(birthDate.slice(0, 4)) + 14)
        expect(until).toBeGreaterThanOrEqual(from)
        expect(until).toBeLessThan(Number(intake.slice(0, 4)))
      }
    }
  })
})

test('reads the script of her mother tongue, and ours once she has begun with Italian', () => {
  const scripts = people.map(({ told }) => [told.mother, told.reads, told.italian, ...scriptsOf(told)].join(' '))
  expect(scripts.filter(line => /^ar (well|little) A0 /.test(line)).every(line => line.endsWith('A0 arabic'))).toBe(
    true,
  )
  expect(
    scripts.filter(line => /^bn (well|little) A[12] /.test(line)).every(line => line.endsWith('bengali latin')),
  ).toBe(true)
  expect(scripts.filter(line => / no /.test(line)).every(line => /[AB]\d$/.test(line))).toBe(true)
})

test.each([
  ['a Saturday', '2026-11-21', '2026-11-23'],
  ['a Sunday', '2026-11-22', '2026-11-23'],
  ['a Thursday', '2026-11-26', '2026-11-26'],
  ['a feast on a Tuesday', '2026-12-08', '2026-12-09'],
  ['Christmas on a Friday', '2026-12-25', '2026-12-28'],
])('on %s an office has its next appointments where it is open', (_, day, open) => {
  expect(officeDay(day as CivilDate)).toBe(open)
})

test('meetings fall on no Sunday and on no feast of Christmas', () => {
  for (let at = 0; at < 800; at++) {
    const day = workday(addDays(intake, at))
    expect(weekday(day)).not.toBe(7)
    expect(day.slice(5)).not.toMatch(/^(12-25|12-26|01-01|08-15)$/)
  }
})

const isFinal = (code: string): boolean => code.length === 16 && readCodiceFiscale(code).problem === undefined
const isProvisional = (code: string): boolean => code.length === 11 && readProvisionalCode(code).problem === undefined
