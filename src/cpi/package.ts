// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { AccountId, FactId, GrantId, Handle, LinkId, OrganisationId, PackageId, PersonId } from '#lib/ids.ts'
import type { Share } from '#network/index.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import type { LegalBasis } from '#platform/auth/roles.ts'
import type { Did, Pact } from './declaration.ts'
import type { PackageState } from './review.ts'

export type Side = { readonly id: OrganisationId; readonly name: string }

export const returnReasons = ['other-centre', 'incomplete', 'not-needed', 'already-known'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** What the job centre did with it. The row exists from the first decision on. */
export type Review = {
  readonly version: number
  readonly startedOn: CivilDate
  readonly answeredOn?: CivilDate
  readonly returned?: { readonly reason: ReturnReason; readonly note?: string }
  /** The centre's own record of the person, made by accepting. */
  readonly person?: PersonId
  readonly link?: LinkId
}

/** A handover without its fields: what a list and every state need. */
export type Package = {
  readonly id: PackageId
  readonly number: string
  readonly sender: Side
  readonly receiver: Side
  /** The sender's record; gone when the sender has erased it. */
  readonly person?: PersonId
  readonly handle: Handle
  readonly personName: string
  readonly native?: { readonly text: string; readonly lang?: string }
  readonly legalBasis: LegalBasis
  readonly groups: readonly FieldGroup[]
  readonly ownWords: boolean
  readonly until: CivilDate
  readonly grant: GrantId
  readonly sentOn: CivilDate
  readonly sentAt: Instant
  readonly sentBy?: AccountId
  readonly fact: FactId
  readonly state: PackageState
  readonly review?: Review
  readonly did?: Did
  readonly pact?: Pact
}

/** The living access beside the copy: open, or closed on a day by whoever gave it or by its own last day. */
export type Access = { readonly state: Share['state']; readonly on: CivilDate }

/** Nothing where the sender's record is gone, and every access to it. */
export function accessOf(sent: Pick<Package, 'grant' | 'until'>, shares: readonly Share[]): Access | undefined {
  const share = shares.find(each => each.grant === sent.grant)
  return share && { state: share.state, on: share.withdrawnOn ?? share.until ?? sent.until }
}

export type NewPackage = Omit<Package, 'id' | 'number' | 'state' | 'review' | 'did' | 'pact'>

/** 'Pacco 2026-0417': the sender's own running number of the year. */
export const packageNumber = (year: number, earlier: number): string =>
  `${year}-${String(earlier + 1).padStart(4, '0')}`

/** What the desk and the path say of a person. Nothing is "done" before the job centre says so. */
export type CpiState = {
  readonly state: PackageState | 'none'
  readonly sentOn?: CivilDate
  readonly to?: string
  readonly did?: CivilDate
  readonly pact?: CivilDate
  /** On the record that a job centre made out of a package: the minutes planned and given that came in it. */
  readonly received?: { readonly planned: number; readonly signed: number }
}

export function stateOf(latest: Package | undefined): CpiState {
  if (!latest) return { state: 'none' }
  return {
    state: latest.state,
    sentOn: latest.sentOn,
    to: latest.receiver.name,
    ...(latest.did && { did: latest.did.on }),
    ...(latest.pact && { pact: latest.pact.signedOn }),
  }
}
