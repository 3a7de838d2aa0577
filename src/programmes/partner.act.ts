// SPDX-License-Identifier: EUPL-1.2
// Organisations join a programme and leave it: named by its lead alone, each with an act.
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, ProgrammeId } from '#lib/ids.ts'
import { getOrganisation } from '#network/index.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { isFree, isWithin, type JoinKind } from './partner.ts'
import { endPartner, partnersOf, putPartner } from './partner.store.ts'
import { getProgrammeLed } from './programme.store.ts'
import { refuse } from './refusals.ts'

export async function addPartner(
  tx: Tx,
  id: ProgrammeId,
  given: { organisation: OrganisationId; kind: Exclude<JoinKind, 'job-centre'>; from: CivilDate },
): Promise<void> {
  const programme = await getProgrammeLed(tx, id, 'partner.not-lead')
  const other = await getOrganisation(tx, given.organisation)
  if (!isFree(await partnersOf(tx, id), other.id, scopeOf(tx).today)) refuse('partner.exists')
  if (!isWithin(programme, given.from)) refuse('partner.outside-period')
  // A job centre takes part as what it is by law, not as a partner of the fund.
  const kind = other.kind === 'jobCentre' ? 'job-centre' : given.kind
  await record(tx, 'partner.joined', {
    programme: id,
    at: given.from,
    fields: { organisation: other.id, kind, from: given.from },
  })
  putPartner(tx, id, { organisation: given.organisation, kind, from: given.from })
}

/** @param until its last day; what it did before stays counted */
export async function releasePartner(
  tx: Tx,
  id: ProgrammeId,
  organisation: OrganisationId,
  until: CivilDate,
): Promise<void> {
  const programme = await getProgrammeLed(tx, id, 'partner.not-lead')
  const known = (await partnersOf(tx, id)).find(each => each.organisation === organisation)
  if (!known || known.until !== undefined) return refuse('partner.not-found')
  if (known.kind === 'lead') return refuse('partner.is-lead')
  if (!isWithin(programme, until) || (known.from && until < known.from)) return refuse('partner.outside-period')
  await record(tx, 'partner.left', { programme: id, at: until, fields: { organisation, kind: known.kind, until } })
  if (!(await endPartner(tx, id, organisation, until))) refuse('partner.not-found')
}
