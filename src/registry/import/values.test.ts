// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { permitKinds } from '../permit-kind.ts'
import { readCitizenship, readStateOfBirth } from './country.ts'
import { importFields, problemCodes } from './field.ts'
import { headingField } from './heading-words.ts'
import { readPermitKind } from './permit-words.ts'
import { cellText } from './plain-text.ts'
import { looksLikeFormula, readEmail, readPhone, readSex } from './small-values.ts'
import { areSwapped, inTitleCase, type NameHabit, noHabit, splitFullName } from './split-name.ts'

test.each([
  ['nigeriano', 'NGA'],
  ['NIGERIANA', 'NGA'],
  ['nigerino', 'NER'],
  ['bengalese', 'BGD'],
  ['Costa d’Avorio', 'CIV'],
  ["COSTA D'AVORIO", 'CIV'],
  ['ivoriana', 'CIV'],
  ['455', 'SDN'],
  ['Z343', 'SEN'],
  ['SYR', 'SYR'],
  ['apolide', 'XXA'],
  ['999', 'XXA'],
  ['kosovara', 'KOS'],
  ['Ukraine', 'UKR'],
  ['Sénégal', 'SEN'],
  ['أوكرانيا', 'UKR'],
  ['marziano', undefined],
  ['', undefined],
])('citizenship %j is %s', (text, iso3) => {
  expect(readCitizenship(text)).toBe(iso3)
})

test('a state of birth is a Belfiore code or a name', () => {
  expect(['Z335', 'Nigeria', 'Z999', 'boh'].map(readStateOfBirth)).toEqual(['Z335', 'Z335', undefined, undefined])
})

test.each([
  ['richiedente asilo (ricevuta)', 'asylumRequest'],
  ['RICH. ASILO', 'asylumRequest'],
  ['attesa commissione', 'asylumRequest'],
  ['Asilo', 'refugee'],
  ['status rifugiato', 'refugee'],
  ['prot. suss.', 'subsidiary'],
  ['p.s. 2 anni', 'specialProtection'],
  ['prot. temporanea Ucraina', 'temporaryProtection'],
  ['PT (Ucraina)', 'temporaryProtection'],
  ['casi spec. art. 18', 'specialCases'],
  ['MSNA', 'minorAge'],
  ['minore straniero non acc.', 'minorAge'],
  ['lav. sub.', 'employedWork'],
  ['per lavoro', 'employedWork'],
  ['attesa occupazione', 'awaitingJob'],
  ['lavoro autonomo', 'selfEmployed'],
  ['motivi familiari', 'family'],
  ['UE soggiornanti di lungo periodo', 'euLongTerm'],
  ['boh', undefined],
])('permit %j is %s', (text, kind) => {
  expect(readPermitKind(text)).toBe(kind)
  expect([undefined, ...permitKinds]).toContain(kind)
})

test.each([
  ['300 29 63 217', '+393002963217'],
  ['+39 300 63 92 640', '+393006392640'],
  ['+393001941959', '+393001941959'],
  ['0039 300 1941959', '+393001941959'],
  ['300/1901706', '+393001901706'],
  ['300-8230739 (madre)', '+393008230739'],
  ['393001941959', '+393001941959'],
  ['+221 77 123 4567', '+221771234567'],
  ['071 123456', '+39071123456'],
  ['12', undefined],
  ['non ha telefono', undefined],
  ['+' + '9'.repeat(30), undefined],
])('phone %j is %s', (text, phone) => {
  expect(readPhone(text)).toBe(phone)
})

test('sex and e-mail', () => {
  expect(['M', 'femmina', 'Uomo', 'x', 'boh'].map(readSex)).toEqual(['M', 'F', 'M', 'X', undefined])
  expect(['Awa@Example.org ', 'awa@', 'a b@c.it', 'awa@example'].map(readEmail)).toEqual([
    'awa@example.org',
    undefined,
    undefined,
    undefined,
  ])
})

test.each(['=1+1', '@SOMMA(A1)', '+A1*2', '-2+3+VALORE(A1)', '\t=2+5', '-(A1)'])('%j looks like a formula', text => {
  expect(looksLikeFormula(text)).toBe(true)
})
test.each(['+39 300 1', '+393001941959', '-', '—', '- vive con la madre', 'a=b', '-5', '12/05/2001'])(
  '%j does not',
  text => {
    expect(looksLikeFormula(text)).toBe(false)
  },
)

test('cells lose what deceives and the guard of an export', () => {
  expect(cellText('N\u202Egozi\u200B  Adeyemi\n')).toBe('Ngozi Adeyemi')
  expect(cellText("'=1+1")).toBe('=1+1')
  expect(cellText("'Ali")).toBe("'Ali")
  expect(cellText({ day: '1999-02-01' })).toBe('01/02/1999')
})

describe('names', () => {
  const parts = (code: string) => {
    const reading = readCodiceFiscale(code)
    if (reading.problem) throw new Error(reading.problem)
    return reading.parts
  }
  const habit = (usual: NameHabit['usual']): NameHabit => ({ ...noHabit, usual })

  test.each([
    ['Mirza Belal', 'MRZBLL81M17Z236W', 'Mirza', 'Belal'],
    ['Festus Bello', 'BLLFTS99P05Z335Q', 'Bello', 'Festus'],
    ['Rachid Al Tazi', 'TZARHD83T31Z330W', 'Al Tazi', 'Rachid'],
    ['Zahra -', 'ZHRXXX82A41Z224U', 'Zahra', ''],
  ])('the code cuts %s', (text, code, familyName, givenName) => {
    expect(splitFullName(text, parts(code), noHabit)).toMatchObject({ familyName, givenName, certain: true })
  })

  test.each([
    ['Al Khatib Amal', 'family-first', 'Al Khatib', 'Amal'],
    ['Amal Al Khatib', 'given-first', 'Al Khatib', 'Amal'],
    ['DIALLO MAMADOU BAILO', 'family-first', 'Diallo', 'Mamadou Bailo'],
    ['Diallo, Mamadou', 'given-first', 'Diallo', 'Mamadou'],
    ['Khurram', 'family-first', 'Khurram', ''],
  ] as const)('without a code %s is cut as the column is used to', (text, usual, familyName, givenName) => {
    expect(splitFullName(text, undefined, habit(usual))).toMatchObject({ familyName, givenName })
  })

  test('what other rows know as a surname turns a name round', () => {
    const learned: NameHabit = { usual: 'family-first', families: new Set(['bello']), givens: new Set(['festus']) }
    expect(splitFullName('Festus Bello', undefined, learned)).toMatchObject({
      familyName: 'Bello',
      order: 'given-first',
    })
  })

  test('two columns the wrong way round are seen only with a code that says so', () => {
    expect(areSwapped('Tunde', 'Bello', parts('BLLTND96P09Z335A'))).toBe(true)
    expect(areSwapped('Bello', 'Tunde', parts('BLLTND96P09Z335A'))).toBe(false)
  })

  test('capitals become a name, other spellings stay', () => {
    expect(["N'GOZI AL-HAJ", 'de la CRUZ', 'ŁUKASZ'].map(inTitleCase)).toEqual([
      "N'Gozi Al-Haj",
      'de la CRUZ',
      'Łukasz',
    ])
  })
})

test('every heading belongs to one field, in the form in which it is compared', () => {
  expect(new Set(headingField.values())).toEqual(new Set(importFields))
  for (const heading of headingField.keys()) expect(heading).toMatch(/^[a-z0-9 ]+$/)
})

describe.each(['it', 'en', 'fr', 'ar'])('texts in %s', lang => {
  const texts = JSON.parse(readFileSync(new URL(`./messages/${lang}.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >
  test('every problem, field and kind of permit has its words', () => {
    const keys = [
      ...problemCodes.flatMap(code => [code, `${code}.short`]),
      ...importFields.map(field => `import.field.${field}`),
    ]
    expect(keys.filter(key => typeof texts[key] !== 'string')).toEqual([])
  })
})
