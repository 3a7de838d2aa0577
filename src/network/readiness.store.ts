// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import { makeNetworkReal } from '#platform/auth/networks.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { type Decision, isReady, type ReadinessItem, readinessItems } from './readiness.ts'
import { refuse } from './refusals.ts'

/** What this network has decided, in the order of the list. */
export async function decisionsIn(tx: Tx): Promise<readonly Decision[]> {
  const rows = await tx.selectFrom('network_readiness').select(['item', 'reference', 'decided_on']).execute()
  const decisions = rows.map(row => ({
    item: row.item as ReadinessItem,
    reference: row.reference,
    decidedOn: row.decided_on,
  }))
  return readinessItems.flatMap(item => decisions.filter(decision => decision.item === item))
}

/** Records the act that decided an item; a later act replaces it, the fact of the earlier one stays in the ledger. */
export async function saveDecision(tx: Tx, { item, reference, decidedOn }: Decision): Promise<void> {
  const { network, account, now } = scopeOf(tx)
  const row = { reference, decided_on: decidedOn, recorded_at: now, recorded_by: account ?? null }
  send(
    tx,
    tx
      .insertInto('network_readiness')
      .values({ network_id: network, item, ...row })
      .onConflict(conflict => conflict.columns(['network_id', 'item']).doUpdateSet(row)),
  )
  await record(tx, 'network.decided', { fields: { item, reference, decidedOn } })
}

/** Opens the network to real people. Only when everything on the list is decided, and never back. */
export async function openToRealPeople(tx: Tx): Promise<void> {
  if (!isReady(await decisionsIn(tx))) refuse('network.not-ready')
  makeNetworkReal(tx)
  await record(tx, 'network.opened', { fields: { kind: 'real' } })
}
