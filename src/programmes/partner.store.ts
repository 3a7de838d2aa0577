// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, ProgrammeId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { JoinKind, Partner } from './partner.ts'
import type { PartnerKind } from './programme.ts'

/** Every organisation that takes part, took part or will. */
export async function partnersOf(tx: Tx, id: ProgrammeId): Promise<readonly Partner[]> {
  const rows = await tx
    .selectFrom('programmes_partner')
    .select(['organisation_id', 'kind', 'joined_on', 'left_on'])
    .where('programme_id', '=', id)
    .execute()
  return rows.map(row => ({
    organisation: row.organisation_id as OrganisationId,
    kind: row.kind as PartnerKind,
    from: row.joined_on ?? undefined,
    until: row.left_on ?? undefined,
  }))
}

/** One row for an organisation: who comes back begins anew, and the acts keep what was before. */
export function putPartner(
  tx: Tx,
  id: ProgrammeId,
  given: { organisation: OrganisationId; kind: JoinKind; from: CivilDate },
): void {
  const { network } = scopeOf(tx)
  const days = { kind: given.kind, joined_on: given.from, left_on: null }
  send(
    tx,
    tx
      .insertInto('programmes_partner')
      .values({ network_id: network, programme_id: id, organisation_id: given.organisation, ...days })
      .onConflict(conflict => conflict.columns(['network_id', 'programme_id', 'organisation_id']).doUpdateSet(days)),
  )
}

export async function endPartner(
  tx: Tx,
  id: ProgrammeId,
  organisation: OrganisationId,
  until: CivilDate,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('programmes_partner')
    .set({ left_on: until })
    .where('programme_id', '=', id)
    .where('organisation_id', '=', organisation)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
