// SPDX-License-Identifier: EUPL-1.2
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import type { NetworkId, OrganisationId } from '#lib/ids.ts'
import type { Scope } from '../db/scope.ts'

/** In whose name the program itself acts within an organisation, with no account: regular work, and the command line. */
export const programScope = (network: NetworkId, organisation: OrganisationId, now: Instant): Scope => ({
  network,
  organisation,
  role: 'administrator',
  purpose: 'administration',
  now,
  today: dayInRome(now),
})
