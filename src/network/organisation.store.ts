// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import { newId, type OrganisationId, type UnitId } from '#lib/ids.ts'
import { describeOrganisation } from '#platform/auth/networks.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Organisation, OrganisationDetails, OrganisationKind, Unit } from './organisation.ts'
import { refuse } from './refusals.ts'

export const detailColumns = (given: OrganisationDetails) => ({
  email: given.email ?? null,
  phone: given.phone ?? null,
  address: given.address ?? null,
  municipality: given.municipality ?? null,
  external_code: given.externalCode ?? null,
})

/** Whether another organisation of the network goes by this name. */
export async function isNameTaken(tx: Tx, name: string, except?: OrganisationId): Promise<boolean> {
  const taken = await tx
    .selectFrom('network_organisation')
    .select('id')
    .where(eb => eb(eb.fn('lower', ['name']), '=', name.trim().toLowerCase()))
    .where('ended_on', 'is', null)
    .execute()
  return taken.some(row => row.id !== except)
}

/** Changes name and details of an organisation; the card follows. */
export async function saveOrganisation(
  tx: Tx,
  organisation: Organisation,
  change: OrganisationDetails & { readonly name: string },
): Promise<void> {
  const name = change.name.trim()
  if (await isNameTaken(tx, name, organisation.id)) refuse('organisation.name-taken')
  const done = await tx
    .updateTable('network_organisation')
    .set({ name, ...detailColumns(change), version: organisation.version + 1 })
    .where('id', '=', organisation.id)
    .where('version', '=', organisation.version)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) refuse('organisation.stale')
  describeOrganisation(tx, { organisation: organisation.id, name, kind: organisation.kind })
  await record(tx, 'organisation.changed', { fields: { organisation: organisation.id } })
}

const select = (tx: Tx) => tx.selectFrom('network_organisation').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toOrganisation = (row: Row): Organisation => ({
  id: row.id as OrganisationId,
  kind: row.kind as OrganisationKind,
  name: row.name,
  email: row.email ?? undefined,
  phone: row.phone ?? undefined,
  address: row.address ?? undefined,
  municipality: row.municipality ?? undefined,
  externalCode: row.external_code ?? undefined,
  since: row.since,
  endedOn: row.ended_on ?? undefined,
  version: row.version,
})

/** The organisations of the network by name, optionally of one kind. */
export async function organisationsIn(tx: Tx, kind?: OrganisationKind): Promise<readonly Organisation[]> {
  let query = select(tx).where('ended_on', 'is', null)
  if (kind) query = query.where('kind', '=', kind)
  return (await query.orderBy('name').execute()).map(toOrganisation)
}

/** An organisation of the network. */
export async function getOrganisation(tx: Tx, id: OrganisationId): Promise<Organisation> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst()
  return row ? toOrganisation(row) : refuse('organisation.not-found')
}

/** Adds an operating unit led by an organisation. */
export async function addUnit(tx: Tx, organisation: OrganisationId, name: string): Promise<UnitId> {
  const { network } = scopeOf(tx)
  const id = newId<UnitId>()
  await getOrganisation(tx, organisation)
  send(
    tx,
    tx.insertInto('network_unit').values({ network_id: network, id, organisation_id: organisation, name: name.trim() }),
  )
  await record(tx, 'unit.added', { fields: { organisation, unit: id } })
  return id
}

/** The operating units of the network, or those that one organisation leads. */
export async function unitsIn(tx: Tx, organisation?: OrganisationId): Promise<readonly Unit[]> {
  let query = tx.selectFrom('network_unit').select(['id', 'organisation_id', 'name']).where('ended_on', 'is', null)
  if (organisation) query = query.where('organisation_id', '=', organisation)
  const rows = await query.orderBy('name').execute()
  return rows.map(row => ({ id: row.id as UnitId, organisation: row.organisation_id, name: row.name }))
}
