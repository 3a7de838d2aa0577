// SPDX-License-Identifier: EUPL-1.2
// Showing somebody's file to another organisation: which groups, for which purpose, on which ground, until when.
// "Consent" is one ground among others (GDPR art. 6); a public body usually acts on its public task.
import { addMonths, type CivilDate, compareDates } from '#lib/civil-date.ts'
import type { GrantId, OrganisationId, PersonId } from '#lib/ids.ts'
import { type FieldGroup, fieldGroups, restrictedGroups } from '#platform/auth/field-groups.ts'
import type { LegalBasis, Purpose } from '#platform/auth/roles.ts'

/** Purposes for which one organisation may show a file to another; the rest are not a matter of sharing. */
export const sharePurposes = ['care', 'handover', 'reporting', 'audit'] as const
export type SharePurpose = (typeof sharePurposes)[number]

/** The longest time ahead. A share that goes on is decided anew, so that none is forgotten. */
export const LONGEST_MONTHS = 24

export type NewShare = {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly groups: readonly FieldGroup[]
  readonly purpose: SharePurpose
  readonly legalBasis: LegalBasis
  /** Last day, included. */
  readonly until: CivilDate
  /** That this organisation has to know where she lives although her paper hides it: said each time, never remembered. */
  readonly placeConfirmed?: boolean
}

export type ShareState = 'current' | 'withdrawn' | 'over'

export type Share = {
  readonly grant: GrantId
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly organisationName: string
  readonly grantedBy: OrganisationId
  readonly grantedByName: string
  readonly groups: readonly FieldGroup[]
  readonly purpose: Purpose
  readonly legalBasis: LegalBasis
  readonly from: CivilDate
  readonly until: CivilDate | undefined
  readonly withdrawnOn: CivilDate | undefined
  readonly state: ShareState
}

export type ShareProblem = 'share.to-self' | 'share.until-past' | 'share.until-far' | 'share.no-groups'

/** What speaks against a share, before anybody's file is looked at. */
export function shareProblem(
  share: Pick<NewShare, 'organisation' | 'groups' | 'until'>,
  own: OrganisationId,
  today: CivilDate,
): ShareProblem | undefined {
  if (share.organisation === own) return 'share.to-self'
  if (share.groups.length === 0) return 'share.no-groups'
  if (compareDates(share.until, today) < 0) return 'share.until-past'
  if (compareDates(share.until, addMonths(today, LONGEST_MONTHS)) > 0) return 'share.until-far'
  return undefined
}

/** What a share is today. */
export function shareState(
  share: { readonly until: CivilDate | undefined; readonly revokedOn: CivilDate | undefined },
  today: CivilDate,
): ShareState {
  if (share.revokedOn !== undefined) return 'withdrawn'
  return share.until !== undefined && compareDates(share.until, today) < 0 ? 'over' : 'current'
}

/** Groups that a form may tick beforehand. Health, protection and notes are named by hand, never by default. */
export const usualGroups: readonly FieldGroup[] = fieldGroups.filter(group => !restrictedGroups.includes(group))

export const isRestricted = (group: FieldGroup): boolean => restrictedGroups.includes(group)
