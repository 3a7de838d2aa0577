// SPDX-License-Identifier: EUPL-1.2
// Networks and the cards of their organisations. The organisations themselves are the network slice's.
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId, OrganisationId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '../db/scope.ts'
import { underRole } from './under-role.ts'
import type { NetworkKind } from './viewer.ts'

export type Network = {
  readonly id: NetworkId
  readonly name: string
  readonly kind: NetworkKind
  readonly createdAt: Instant
  readonly settings: Readonly<Record<string, unknown>>
}

/** Makes a network in the transaction of the act that needs it; the scope's network is the new one's id. */
export async function createNetwork(tx: Tx, given: { name: string; kind: 'trial' | 'demo' }): Promise<NetworkId> {
  const { network, now } = scopeOf(tx)
  const row = { id: network, name: given.name, kind: given.kind, created_at: now }
  await underRole(tx, 'nc_signin', () => tx.insertInto('platform_network').values(row).execute())
  return network
}

/** The networks of this installation, oldest first. Under nc_signin all of them, inside a scope its own. */
export async function networksOf(tx: Tx): Promise<readonly Network[]> {
  const rows = await tx.selectFrom('platform_network').selectAll().orderBy('created_at').execute()
  return rows.map(row => ({
    id: row.id as NetworkId,
    name: row.name,
    kind: row.kind as NetworkKind,
    createdAt: row.created_at,
    settings: (row.settings ?? {}) as Record<string, unknown>,
  }))
}

/** Keeps what the network slice has decided about its network, such as the record of the readiness list. */
export async function saveNetworkSettings(tx: Tx, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const { network } = scopeOf(tx)
  await tx
    .updateTable('platform_network')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', network)
    .execute()
}

/** From trial to real, which the database allows once and never back. */
export async function makeNetworkReal(tx: Tx): Promise<void> {
  const { network, now } = scopeOf(tx)
  await tx
    .updateTable('platform_network')
    .set({ kind: 'real', real_since: now })
    .where('id', '=', network)
    .where('kind', '=', 'trial')
    .execute()
}

export type OrganisationCard = { readonly organisation: OrganisationId; readonly name: string; readonly kind: string }

/** Keeps the name and kind of an organisation where a session can read them. Called by the network slice only. */
export async function describeOrganisation(tx: Tx, card: OrganisationCard): Promise<void> {
  const { network } = scopeOf(tx)
  await tx
    .insertInto('platform_organisation_card')
    .values({ network_id: network, organisation_id: card.organisation, name: card.name, kind: card.kind })
    .onConflict(conflict =>
      conflict.columns(['network_id', 'organisation_id']).doUpdateSet({ name: card.name, kind: card.kind }),
    )
    .execute()
}
