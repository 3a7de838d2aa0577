// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import { record } from '#ledger/index.ts'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Organisation } from './organisation.ts'
import { getOrganisation } from './organisation.store.ts'

export type KnownCatchment = {
  readonly municipality: string
  readonly name: string
  readonly organisation: OrganisationId
  readonly source: string
  readonly from: CivilDate
}

export type NewCatchment = Pick<KnownCatchment, 'municipality' | 'name' | 'source'>

/** Every municipality whose job centre is known today, by name. */
export async function catchmentsIn(tx: Tx): Promise<readonly KnownCatchment[]> {
  const { today } = scopeOf(tx)
  const rows = await tx
    .selectFrom('network_catchment')
    .selectAll()
    .where('valid_from', '<=', today)
    .where(sql<boolean>`coalesce(valid_until, 'infinity') >= ${today}`)
    .orderBy('municipality_name')
    .execute()
  return rows.map(row => ({
    municipality: row.municipality,
    name: row.municipality_name,
    organisation: row.organisation_id,
    source: row.source,
    from: row.valid_from,
  }))
}

/** The job centre competent for a municipality of domicile (Belfiore code); undefined = not known, somebody chooses. */
export async function jobCentreFor(tx: Tx, municipality: string): Promise<Organisation | undefined> {
  const found = (await catchmentsIn(tx)).find(each => each.municipality === municipality)
  return found && getOrganisation(tx, found.organisation)
}

/** Assigns municipalities to a job centre from today on; what they were assigned to before ends yesterday. */
export async function assignCatchments(
  tx: Tx,
  organisation: OrganisationId,
  added: readonly NewCatchment[],
): Promise<void> {
  const { network, today } = scopeOf(tx)
  const assigned: string[] = []
  const before = new Map((await catchmentsIn(tx)).map(each => [each.municipality, each]))
  for (const each of added) {
    const former = before.get(each.municipality)
    if (former?.organisation === organisation) continue
    if (former) endCatchment(tx, former, today)
    send(
      tx,
      tx
        .insertInto('network_catchment')
        .values({
          network_id: network,
          municipality: each.municipality,
          municipality_name: each.name,
          organisation_id: organisation,
          source: each.source,
          valid_from: today,
        })
        .onConflict(conflict =>
          conflict
            .columns(['network_id', 'municipality', 'valid_from'])
            .doUpdateSet({ organisation_id: organisation, source: each.source, valid_until: null }),
        ),
    )
    assigned.push(each.municipality)
  }
  if (assigned.length > 0) {
    await record(tx, 'catchment.assigned', { fields: { organisation, municipalities: assigned.join(' ') } })
  }
}

function endCatchment(tx: Tx, former: KnownCatchment, today: CivilDate): void {
  if (former.from === today) return // assigned today and corrected today: the row itself is overwritten
  send(
    tx,
    tx
      .updateTable('network_catchment')
      .set({ valid_until: addDays(today, -1) })
      .where('municipality', '=', former.municipality)
      .where('valid_from', '=', former.from),
  )
}
