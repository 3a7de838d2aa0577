// SPDX-License-Identifier: EUPL-1.2
import type { Invitation } from '#platform/auth/invitations.ts'

/** What the administrator wrote, as facts: whoever is invited sees at once whether it is meant for her. */
export type InvitationCard = Pick<Invitation, 'email' | 'displayName' | 'role' | 'kind'> & {
  readonly network: string
  readonly organisation: string
}
