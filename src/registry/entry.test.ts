// SPDX-License-Identifier: EUPL-1.2
import { belfioreConnector } from '@marketto/belfiore-connector-embedded'
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { readBirth, readPlace } from './entry.ts'
import { stateByIso3, stateCodes } from './state-codes.ts'
import {
  municipalityName,
  openAtlas,
  provinces,
  readMunicipality,
  stateChoices,
  stateNames,
} from './territory.client.ts'

const today = '2026-11-21' as CivilDate
const boxes = (day: string, month: string, year: string) => ({
  'birth-day': day,
  'birth-month': month,
  'birth-year': year,
})

describe('a birth date with gaps', () => {
  test.each([
    ['17', '3', '1998', { date: '1998-03-17', precision: 'day' }],
    ['', '3', '1998', { date: '1998-03-01', precision: 'month' }],
    ['', '', '1998', { date: '1998-01-01', precision: 'year' }],
    ['', '', '', { precision: 'unknown' }],
    ['17', '', '1998', { problem: 'birth.needs-year' }],
    ['17', '3', '', { problem: 'birth.needs-year' }],
    ['17', '3', '98', { problem: 'birth.digits' }],
    ['x', '3', '1998', { problem: 'birth.digits' }],
    ['31', '11', '1998', { problem: 'birth.no-such-day' }],
    ['1', '1', '1899', { problem: 'birth.too-early' }],
    ['22', '11', '2026', { problem: 'birth.future' }],
    ['21', '11', '2026', { date: '2026-11-21', precision: 'day' }],
  ])('%j %j %j', (day, month, year, expected) => expect(readBirth(boxes(day, month, year), today)).toEqual(expected))
})

describe('a municipality by its name', () => {
  test.each([
    ['Jesi', 'E388'],
    ['  JESI (an) ', 'E388'],
    ['porto recanati', 'G919'],
    ['Castro LE', 'M261'],
    ['a271', 'A271'],
  ])('%s', async (text, code) => expect(await readPlace({ at: text }, 'at')).toEqual({ code }))

  test('several are asked back, none is said', async () => {
    expect(await readPlace({ at: 'Castro' }, 'at')).toMatchObject({
      problem: { code: 'municipality.several', params: { choices: 'Castro (BG), Castro (LE)' } },
    })
    expect(await readPlace({ at: 'Atlantide' }, 'at')).toMatchObject({ problem: { code: 'municipality.not-found' } })
    expect(await readPlace({ at: '' }, 'at')).toEqual({})
  })

  test('our reading of the embedded tables agrees with the package’s own', async () => {
    const { byCode, iso2 } = await openAtlas()
    for (const code of ['A271', 'E388', 'A001', 'M261', 'H501', 'M432', 'A004', 'D612']) {
      const place = await belfioreConnector.findByCode(code)
      expect(byCode.get(code)).toEqual({ code, name: place?.name, province: place?.province })
    }
    for (const code of ['Z343', 'Z161', 'Z138']) {
      expect(iso2.get(code)).toBe((await belfioreConnector.findByCode(code))?.iso3166)
    }
    expect(byCode.size).toBeGreaterThan(9000)
    expect((await provinces()).length).toBeGreaterThan(100)
  })

  test('a code is shown by its name with the province', async () => {
    expect(await municipalityName('A271')).toBe('Ancona (AN)')
    expect(await readMunicipality('Z343')).toEqual([])
  })
})

describe('states in the reader’s language', () => {
  const t = (key: string) => key

  test('the stateless, Kosovo, Palestine and states of the past can be chosen', async () => {
    const values = (await stateChoices('it', t)).map(choice => choice.value)
    expect(values).toEqual(expect.arrayContaining(['XXA', 'KOS', 'PSE', 'SUN', 'YUG']))
    expect(values[0]).toBe('XXA')
    expect(new Set(values).size).toBe(values.length)
  })

  test.each(['it', 'en', 'fr', 'ar'])('every state has a name in %s', async lang => {
    const names = await stateNames(lang, t)
    expect(stateCodes.filter(({ iso3 }) => !names.get(iso3) || names.get(iso3) === iso3)).toEqual([])
  })

  test('codes of one state agree', () => {
    expect(stateByIso3('SEN')).toEqual({ iso3: 'SEN', belfiore: 'Z343', istat: '450' })
  })
})
