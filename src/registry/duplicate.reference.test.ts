// SPDX-License-Identifier: EUPL-1.2
// The job centre's register of invented people, whose truth is known: 421 rows, 7 people twice after a change of code.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { civilDate } from '#lib/civil-date.ts'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { compareWith, FEWEST } from './duplicate.ts'
import { startingModel } from './linkage/index.ts'
import { type Candidate, matchKeyOf, probeOf } from './match-key.ts'

const folder = `${process.env.REFERENCE_DATA ?? '../shared/data'}/registers`
const lines = (file: string, encoding: BufferEncoding) =>
  readFileSync(`${folder}/${file}`, encoding).trim().split(/\r?\n/)

function candidateOf(row: readonly string[]): Candidate {
  const [familyName = '', givenName = '', code = '', sex, born = ''] = row
  const [day, month, year] = born.split('/').map(Number)
  const birthDate = civilDate(year ?? 0, month ?? 0, day ?? 0)
  const reading = readCodiceFiscale(code)
  const final = reading.problem ? {} : { taxCode: reading.code, taxCodeKind: 'final' as const }
  const taxCode = /^\d+$/.test(code) ? { taxCode: code.padStart(11, '0'), taxCodeKind: 'provisional' as const } : final
  return {
    familyName,
    givenName,
    sex: sex as 'F' | 'M',
    birthDate,
    birthPrecision: birthDate ? 'day' : 'unknown',
    ...taxCode,
  }
}

const people = new Map(
  lines('truth-links.csv', 'utf8')
    .map(line => line.split(','))
    .filter(([file]) => file === 'cpi-export.csv')
    .map(([, , row, person]) => [Number(row), person]),
)
const rows = lines('cpi-export.csv', 'latin1')
  .map((line, i) => ({ person: people.get(i + 1), candidate: candidateOf(line.split(';')) }))
  .slice(1)

const setting = { model: startingModel, stored: FEWEST }

const meets = (a: Candidate, b: Candidate) => {
  const stored = new Set(matchKeyOf(b).keys)
  return probeOf(a).some(({ key }) => stored.has(key))
}

test('people who are twice in one register are proposed as likely, nobody else is', () => {
  const found = { twice: 0, proposed: 0, met: 0, wrong: 0, doubtful: 0 }
  for (const [i, a] of rows.entries()) {
    const others = rows.slice(i + 1)
    const graded = compareWith(
      a.candidate,
      others.map(other => other.candidate),
      setting,
    )
    for (const [n, b] of others.entries()) {
      const same = a.person === b.person
      const grade = graded[n]?.grade
      if (same) found.twice++
      if (same && grade === 'likely') found.proposed++
      if (same && meets(a.candidate, b.candidate)) found.met++
      if (!same && grade === 'likely') found.wrong++
      if (!same && grade === 'possible') found.doubtful++
    }
  }
  expect(rows.length).toBeGreaterThan(400)
  expect(found).toMatchObject({ twice: 7, proposed: 7, met: 7, wrong: 0 })
  expect(found.doubtful).toBeLessThanOrEqual(5)
}, 240_000)
