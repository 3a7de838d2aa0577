// SPDX-License-Identifier: EUPL-1.2
// Networks and the cards of their organisations. The organisations themselves are the network slice's.
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId, OrganisationId } from '#lib/ids.ts'
import { scopeOf, send, servicesOf, type Tx } from '../db/scope.ts'
import { digestOf, sameSecret } from './tokens.ts'
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
export function saveNetworkSettings(tx: Tx, settings: Readonly<Record<string, unknown>>): void {
  const { network } = scopeOf(tx)
  send(
    tx,
    tx
      .updateTable('platform_network')
      .set({ settings: JSON.stringify(settings) })
      .where('id', '=', network),
  )
}

/** From trial to real, which the database allows once and never back. */
export function makeNetworkReal(tx: Tx): void {
  const { network, now } = scopeOf(tx)
  send(
    tx,
    tx
      .updateTable('platform_network')
      .set({ kind: 'real', real_since: now })
      .where('id', '=', network)
      .where('kind', '=', 'trial'),
  )
}

/**
 * Uses up the installation's set-up token in the transaction that creates a network. False when it has created one
 * already: the unique digest lets one of two simultaneous requests win.
 */
export async function useSetupToken(tx: Tx): Promise<boolean> {
  const { network, now } = scopeOf(tx)
  const digest = digestOf(servicesOf(tx).setupToken)
  const done = await underRole(tx, 'nc_signin', () =>
    tx
      .insertInto('platform_used_token')
      .values({ network_id: network, digest, used_at: now })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst(),
  )
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Whether a typed set-up token is the one of the console and has not created a network yet. Runs as nc_signin. */
export async function isSetupToken(tx: Tx, typed: string): Promise<boolean> {
  const { setupToken } = servicesOf(tx)
  const right = sameSecret(typed.trim().toLowerCase(), setupToken.toLowerCase())
  const used = await tx
    .selectFrom('platform_used_token')
    .select('digest')
    .where('digest', '=', digestOf(setupToken))
    .executeTakeFirst()
  return right && used === undefined
}

export type OrganisationCard = { readonly organisation: OrganisationId; readonly name: string; readonly kind: string }

/** Keeps the name and kind of an organisation where a session can read them. Called by the network slice only. */
export function describeOrganisation(tx: Tx, card: OrganisationCard): void {
  const { network } = scopeOf(tx)
  send(
    tx,
    tx
      .insertInto('platform_organisation_card')
      .values({ network_id: network, organisation_id: card.organisation, name: card.name, kind: card.kind })
      .onConflict(conflict =>
        conflict.columns(['network_id', 'organisation_id']).doUpdateSet({ name: card.name, kind: card.kind }),
      ),
  )
}
