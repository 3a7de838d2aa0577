// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from './civil-date.ts'
import { checkLetter, composeCodiceFiscale, omocodiaOf, readCodiceFiscale } from './codice-fiscale.ts'
import { readProvisionalCode } from './provisional-code.ts'

type Vectors = {
  codice_fiscale: { surname: string; name: string; sex: 'F' | 'M'; birth: CivilDate; place: string; cf: string }[]
  omocodia: { of: string; level1: string }
  provisional_numeric: string[]
  policy_id: { ente: string; tipo: string; dataProposta: string; id: string; check: string }[]
}
const folder = process.env.REFERENCE_DATA ?? '../shared/data'
const vectors = JSON.parse(readFileSync(`${folder}/italy/test-vectors.json`, 'utf8')) as Vectors

describe('published vectors of the tax code', () => {
  test.each(vectors.codice_fiscale)('$cf', ({ surname, name, sex, birth, place, cf }) => {
    const holder = { familyName: surname, givenName: name, sex, birthDate: birth, birthPlace: place.slice(0, 4) }
    expect(composeCodiceFiscale(holder)).toBe(cf)
    expect(readCodiceFiscale(cf).problem).toBeUndefined()
  })

  test('omocodia, first level', () => {
    expect(omocodiaOf(vectors.omocodia.of, 1)).toBe(vectors.omocodia.level1)
    expect(readCodiceFiscale(vectors.omocodia.level1)).toMatchObject({ base: vectors.omocodia.of, omocodia: 1 })
  })

  test.each(vectors.provisional_numeric)('provisional %s', code => {
    expect(readProvisionalCode(code).problem).toBeUndefined()
  })

  test.each(vectors.policy_id)('check letter of policy $id', ({ ente, tipo, dataProposta, check }) => {
    expect(checkLetter(ente + tipo + dataProposta)).toBe(check)
  })

  test('the file holds all four kinds', () => {
    expect(vectors.codice_fiscale.length).toBeGreaterThanOrEqual(4)
    expect(vectors.provisional_numeric.length).toBeGreaterThanOrEqual(2)
    expect(vectors.policy_id.length).toBeGreaterThanOrEqual(6)
  })
})
