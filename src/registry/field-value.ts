// SPDX-License-Identifier: EUPL-1.2
// One rule for the value of each field, whoever writes it: form, import, correction by a job centre.
import { parseCivilDate } from '#lib/civil-date.ts'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { readProvisionalCode } from '#lib/provisional-code.ts'
import { birthPrecisions, contactRules, sexes } from './person.ts'
import { cleanName, nameProblem } from './person-name.ts'
import { stateByBelfiore, stateByIso3 } from './state-codes.ts'
import type { Field } from './statement.ts'

export type FieldReading = { readonly value: string; readonly problem?: undefined } | { readonly problem: string }

const ok = (value: string): FieldReading => ({ value })
const bad = (problem: string): FieldReading => ({ problem })

function name(text: string): FieldReading {
  const value = cleanName(text)
  const problem = nameProblem(value)
  return problem ? bad(`name.${problem}`) : ok(value)
}

const oneOf =
  (allowed: readonly string[], code: string) =>
  (text: string): FieldReading =>
    allowed.includes(text) ? ok(text) : bad(code)

const freeText =
  (code: string, longest: number) =>
  (text: string): FieldReading => {
    const value = cleanName(text)
    return [...value].length > longest ? bad(`${code}.too-long`) : ok(value)
  }

const matching =
  (pattern: RegExp, code: string, tidy: (text: string) => string = text => text.trim()) =>
  (text: string): FieldReading => {
    const value = tidy(text)
    return pattern.test(value) ? ok(value) : bad(code)
  }

/** A phone as it can be dialled: digits with an optional + in front; dots, blanks and hyphens are only for the eye. */
function phone(text: string): FieldReading {
  const value = cleanName(text)
    .replaceAll(/[\s./()-]/g, '')
    .replace(/^00/, '+')
  return /^\+?\d{6,15}$/.test(value) ? ok(value) : bad('phone.invalid')
}

function birthDate(text: string): FieldReading {
  const date = parseCivilDate(text)
  if (!date) return bad('birthDate.invalid')
  return date < '1900-01-01' ? bad('birthDate.too-early') : ok(date)
}

/** A tax code of either kind. The kind beside it decides what it is; here only its own arithmetic is checked. */
function taxCode(text: string): FieldReading {
  if (/^[\d\s./-]+$/.test(text)) {
    const { code, problem } = readProvisionalCode(text)
    return problem ? bad(problem) : ok(code)
  }
  const { code, problem } = readCodiceFiscale(text)
  return problem ? bad(problem) : ok(code)
}

function place(text: string): FieldReading {
  const code = text.trim().toUpperCase()
  if (/^Z\d{3}$/.test(code)) return stateByBelfiore(code) ? ok(code) : bad('birthPlace.unknown')
  return /^[A-M]\d{3}$/.test(code) ? ok(code) : bad('birthPlace.unknown')
}

const municipality = matching(/^[A-M]\d{3}$/, 'municipality.unknown', text => text.trim().toUpperCase())
const postcode = matching(/^\d{5}$/, 'postcode.invalid')
const upper = (text: string) => text.replaceAll(/\s/g, '').toUpperCase()

const readers: Readonly<Record<Field, (text: string) => FieldReading>> = {
  familyName: name,
  givenName: name,
  nativeName: name,
  nativeLang: matching(/^[a-z]{2,3}(?:-[A-Za-z]{4})?$/, 'nativeLang.invalid'),
  usedName: name,
  birthDate,
  birthPrecision: oneOf(birthPrecisions, 'birthPrecision.invalid'),
  sex: oneOf(sexes, 'sex.invalid'),
  citizenship: text => (stateByIso3(text) ? ok(text) : bad('citizenship.unknown')),
  birthPlace: place,
  birthTown: freeText('birthTown', 100),
  taxCode,
  taxCodeKind: oneOf(['final', 'provisional'], 'taxCodeKind.invalid'),
  phone,
  email: matching(/^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]{2,}$/, 'email.invalid'),
  safeContact: oneOf(contactRules, 'safeContact.invalid'),
  municipality,
  address: freeText('address', 200),
  postcode,
  residenceMunicipality: municipality,
  residenceAddress: freeText('address', 200),
  residencePostcode: postcode,
  guardianName: name,
  guardianPhone: phone,
  familyStatus: freeText('familyStatus', 100),
  minorChildren: matching(/^\d{1,2}$/, 'minorChildren.invalid'),
  healthNeed: freeText('healthNeed', 500),
  stpCode: matching(/^STP[A-Z0-9]{13}$/, 'stpCode.invalid', upper),
  eniCode: matching(/^ENI[A-Z0-9]{13}$/, 'eniCode.invalid', upper),
}

/** The value as it is kept, or the code of what is wrong with it. */
export const readField = (field: Field, text: string): FieldReading => readers[field](text)
