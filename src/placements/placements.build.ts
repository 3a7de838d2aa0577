// SPDX-License-Identifier: EUPL-1.2
// Test builders: valid defaults, so that a test states only what matters.
import type { CivilDate } from '#lib/civil-date.ts'
import { type EmployerId, type FactId, newId, type OrganisationId, type PersonId, type PlacementId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Placement } from './placement.ts'

export const aPlacement = (given: Partial<Placement> = {}): Placement => ({
  id: newId<PlacementId>(),
  person: newId<PersonId>(),
  organisation: newId<OrganisationId>(),
  kind: 'internship',
  employer: newId<EmployerId>(),
  employerName: 'Sartoria Adria',
  municipality: 'E388',
  contract: 'extracurricular',
  from: '2026-02-02' as CivilDate,
  until: '2026-07-31' as CivilDate,
  weeklyMinutes: (30 * 60) as Minutes,
  followUpOn: '2027-01-31' as CivilDate,
  followUps: [],
  startedFact: newId<FactId>(),
  version: 1,
  ...given,
})

/** An invented company whose tax code has a right check digit. */
export const companyCode = '01234567897'
