// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stateByIso3, stateCodes } from './state-codes.ts'
import { findMunicipality } from './territory.client.ts'

const folder = `${process.env.REFERENCE_DATA ?? '../shared/data'}/italy`
const rows = (file: string) =>
  readFileSync(`${folder}/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.trim().split(','))

test('our codes of states agree with the published table', () => {
  const published = new Map(
    rows('stati_esteri.csv').map(([, iso3 = '', belfiore, istat]) => [iso3, { belfiore, istat }]),
  )
  const wrong = stateCodes.filter(({ iso3, belfiore, istat }) => {
    const known = published.get(iso3)
    return known && belfiore && (known.belfiore !== belfiore || known.istat !== istat)
  })
  expect(wrong).toEqual([])
  expect(stateCodes.length).toBeGreaterThan(190)
  for (const iso3 of ['SEN', 'NGA', 'BGD', 'AFG', 'PAK', 'UKR', 'MAR', 'KOS', 'PSE']) {
    expect(stateByIso3(iso3)).toMatchObject(published.get(iso3) ?? { missing: iso3 })
  }
})

test('every municipality alive today is known by its code and name', async () => {
  const missing: string[] = []
  for (const [, belfiore = '', name = ''] of rows('comuni_attivi.csv')) {
    if (!(await findMunicipality(belfiore))) missing.push(`${belfiore} ${name}`)
  }
  expect(missing.length).toBeLessThan(20)
  expect(rows('comuni_attivi.csv').length).toBeGreaterThan(7800)
})
