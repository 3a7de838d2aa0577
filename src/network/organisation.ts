// SPDX-License-Identifier: EUPL-1.2
// Bodies that work together in a network (domain reference §1.1) and what may be done in each.
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, UnitId } from '#lib/ids.ts'
import type { Role } from '#platform/auth/roles.ts'

export const organisationKinds = [
  'leadPartner',
  'jobCentre',
  'receptionProject',
  'socialService',
  'thirdSector',
  'union',
  'trainingBody',
  'entitledBody',
  'accreditedProvider',
  'employer',
  'policeHQ',
  'controlBody',
] as const

export type OrganisationKind = (typeof organisationKinds)[number]
/** Roles that a member of staff can have; `person` is nobody's job. */
export type StaffRole = Exclude<Role, 'person'>

export type Organisation = {
  readonly id: OrganisationId
  readonly kind: OrganisationKind
  readonly name: string
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly address: string | undefined
  /** Belfiore code of the municipality of the seat. */
  readonly municipality: string | undefined
  /** By which a ministry or the region knows it (for a job centre its code in the SAP). */
  readonly externalCode: string | undefined
  readonly since: CivilDate
  readonly endedOn: CivilDate | undefined
  readonly version: number
}

export type OrganisationDetails = Partial<
  Pick<Organisation, 'email' | 'phone' | 'address' | 'municipality' | 'externalCode'>
>

export type Unit = { readonly id: UnitId; readonly organisation: OrganisationId; readonly name: string }

const caring: readonly StaffRole[] = ['case-worker', 'mediator', 'coordinator', 'administrator']

/** The roles that make sense in each kind of organisation, the usual one first. Only a job centre has its operators. */
const roles: Readonly<Record<OrganisationKind, readonly StaffRole[]>> = {
  leadPartner: ['coordinator', 'administrator', 'auditor', 'case-worker', 'mediator'],
  jobCentre: ['cpi-operator', 'mediator', 'coordinator', 'administrator'],
  receptionProject: caring,
  socialService: caring,
  thirdSector: caring,
  union: caring,
  trainingBody: caring,
  entitledBody: caring,
  accreditedProvider: caring,
  employer: ['case-worker'],
  policeHQ: ['case-worker'],
  controlBody: ['auditor'],
}

export const rolesIn = (kind: OrganisationKind): readonly StaffRole[] => roles[kind]
