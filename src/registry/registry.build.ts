// SPDX-License-Identifier: EUPL-1.2
// Builders for tests: valid people, so that a test states only what matters.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Candidate } from './match-key.ts'
import type { PermitData } from './permit.ts'
import type { NewPerson } from './person.ts'

const born = '1995-05-03' as CivilDate

/** An invented person with a permit; phone numbers with 300 belong to nobody. */
export const aPerson = (given: NewPerson = {}): NewPerson => ({
  familyName: 'Al Nouri',
  givenName: 'Samira',
  nativeName: 'سميرة النوري',
  nativeLang: 'ar',
  birthDate: born,
  birthPrecision: 'day',
  sex: 'F',
  citizenship: 'SYR',
  phone: '+393001234567',
  municipality: 'E388',
  ...given,
})

export const aPermit = (given: Partial<PermitData> = {}): PermitData => ({
  documentType: 1,
  kind: 'subsidiary',
  number: 'I01234567',
  questura: 'Ancona',
  expiresOn: '2027-01-14' as CivilDate,
  ...given,
})

export const aCandidate = (given: Partial<Candidate> = {}): Candidate => ({
  familyName: 'Diallo',
  givenName: 'Mamadou',
  birthDate: '1998-03-17' as CivilDate,
  birthPrecision: 'day',
  ...given,
})
