// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Person, Statement } from '#registry/index.ts'
import type { Profile } from '#skills/index.ts'
import { type File, proposalsOf } from './gather.ts'

const day = (text: string) => text as CivilDate
const at = '2026-11-12T09:00:00.000Z' as Instant
const coop = 'coop' as OrganisationId

const person = {
  id: 'p',
  handle: 'h',
  keeper: coop,
  registeredOn: day('2026-11-01'),
  version: 1,
  familyName: 'Haylu',
  givenName: 'Tesfalem',
  birthDate: day('1998-01-01'),
  birthPrecision: 'year',
  citizenship: 'ERI',
  birthPlace: 'Z368',
  municipality: 'E388',
  address: 'via Setificio 9',
} as unknown as Person

const said = (field: Statement['field'], value: string, change: Partial<Statement> = {}): Statement =>
  ({
    id: `${field}-${value}`,
    field,
    value,
    level: 'documented',
    saidBy: 'document',
    source: 'permesso',
    interpreted: false,
    writtenBy: coop,
    at,
    ...change,
  }) as Statement

function aFile(change: Partial<File> = {}): File {
  return {
    person,
    statements: [said('familyName', 'Haylu'), said('birthDate', '1998-01-01')],
    names: {
      municipality: code => ({ E388: 'Jesi' })[code],
      state: iso3 => ({ ERI: { istat: '466' } })[iso3],
      stateOfBirth: code => ({ Z368: 'ERI' })[code],
      organisation: () => 'Coop. Il Girasole',
    },
    own: 'Coop. Il Girasole',
    hidesLocation: false,
    today: day('2026-11-21'),
    ...change,
  }
}

const stated = (saidBy: 'person' | 'interpreter' = 'person') => ({
  id: 's',
  entry: 'e',
  withdrawn: false,
  provenance: { level: 'declared', saidBy, saidOn: day('2026-11-10'), writtenBy: coop, writtenAt: at },
})
const profile = (change: Partial<Profile>): Profile => ({
  interviews: [],
  languages: [],
  schooling: [],
  experiences: [],
  ...change,
})
const of = (file: File, name: string) => proposalsOf(file).filter(proposal => proposal.name === name)

describe('gathering the fields of a package', () => {
  test('each rests on the statement that says the value of today', () => {
    expect(of(aFile(), 'family-name')[0]).toEqual({
      name: 'family-name',
      value: { text: 'Haylu' },
      provenance: {
        level: 'documented',
        saidBy: 'document',
        source: 'permesso',
        writtenBy: 'Coop. Il Girasole',
        on: '2026-11-12',
        interpreted: false,
      },
    })
  })

  test('a birth known by its year stays a year', () => {
    expect(of(aFile(), 'birth')[0]?.value).toEqual({ date: '1998-01-01', precision: 'year' })
  })

  test('codes for machines go beside the words: Belfiore, ISTAT, and 000 for Italians as SAP has it', () => {
    expect(of(aFile(), 'citizenship')[0]?.value).toEqual({ country: 'ERI', istat: '466' })
    expect(of(aFile({ person: { ...person, citizenship: 'ITA' } }), 'citizenship')[0]?.value).toEqual({
      country: 'ITA',
      istat: '000',
    })
    expect(of(aFile(), 'domicile')[0]?.value).toEqual({
      address: 'via Setificio 9',
      municipality: 'Jesi',
      belfiore: 'E388',
    })
  })

  test('where the permit hides the place, neither address nor municipality goes', () => {
    const reachable = { ...person, phone: '+39 333 000', residenceMunicipality: 'E388' }
    const text = JSON.stringify(proposalsOf(aFile({ hidesLocation: true, person: reachable })))
    expect(text).not.toContain('via Setificio')
    expect(text).not.toMatch(/Jesi|E388/)
    expect(text).toContain('phone')
  })

  test('how work was done never leaves, and own words are fields of their own', () => {
    const work = {
      ...stated(),
      pictures: ['building'],
      kind: 'informal',
      place: 'Khartoum',
      country: 'SDN',
      period: { from: { year: 2014 }, ongoing: false },
      words: { text: 'OWN words', lang: 'ti' },
    }
    const file = aFile({ profile: profile({ experiences: [work as never] }) })
    expect(of(file, 'experience')[0]?.value).toEqual({
      pictures: 'building',
      place: 'Khartoum',
      country: 'SDN',
      from: '2014',
      n: 1,
    })
    expect(JSON.stringify(proposalsOf(file))).not.toContain('informal')
    expect(of(file, 'experience-words')[0]?.value).toEqual({ text: 'OWN words', lang: 'ti', n: 1 })
  })

  test('what the interpreter said is the person’s word, marked as interpreted', () => {
    const skill = { ...stated('interpreter'), language: 'ti', dimensions: { interaction: 'C1' }, learnt: [] }
    const [language] = of(aFile({ profile: profile({ languages: [skill as never] }) }), 'language')
    expect(language?.provenance).toMatchObject({ saidBy: 'person', interpreted: true })
  })

  test('a constraint goes without its reason', () => {
    const limits = {
      ...stated(),
      earliest: 510,
      days: ['weekdays'],
      mobility: ['bus'],
      childcare: 'needed',
      words: { text: 'CANARY reason', lang: 'it' },
    }
    const file = aFile({ profile: profile({ constraints: limits as never }) })
    expect(of(file, 'constraint')[0]?.value).toEqual({ earliest: '8:30', days: 'weekdays', mobility: 'bus' })
    expect(JSON.stringify(proposalsOf(file))).not.toMatch(/CANARY|needed/)
  })

  test('only measures with signed hours are "already received", and they are validated', () => {
    const measures = [
      { kind: 'guidance', planned: 480 as Minutes, signed: 120 as Minutes },
      { kind: 'tutoring', planned: 720 as Minutes, signed: 0 as Minutes },
    ]
    const file = aFile({ plan: { agreedOn: day('2026-11-02'), measures } })
    expect(of(file, 'hours').map(each => each.value)).toEqual([{ measures: 'guidance', minutes: 120 }])
    expect(of(file, 'hours')[0]?.provenance.level).toBe('validated')
    expect(of(file, 'plan')[0]?.value).toEqual({ measures: 'guidance,tutoring', minutes: 1200, agreed: '2026-11-02' })
  })
})
