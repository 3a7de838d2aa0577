// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { AccountId, NetworkId, OrganisationId, PersonId, UnitId } from '#lib/ids.ts'
import type { Purpose, Role } from './roles.ts'

/** `trial`: no real people yet. `demo`: invented people only. */
export type NetworkKind = 'trial' | 'real' | 'demo'

/** Who looks at a page, from where and when. Made once for a request from the session. */
export type Viewer = {
  readonly network: NetworkId
  readonly networkName: string
  readonly networkKind: NetworkKind
  readonly organisation: OrganisationId
  readonly organisationName: string
  readonly organisationKind: string
  readonly unit?: UnitId
  readonly account?: AccountId
  /** Set only for the person on her own pages; `organisation` is then the keeper of her record. */
  readonly person?: PersonId
  /** Set when she came by a signing code: the one act she may sign, and whether the code was scanned or typed. */
  readonly signing?: { readonly subject: string; readonly method: 'qr' | 'code' }
  readonly displayName: string
  readonly role: Role
  readonly purpose: Purpose
  readonly today: CivilDate
  readonly now: Instant
  readonly lang: string
}
