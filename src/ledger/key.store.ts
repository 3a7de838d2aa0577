// SPDX-License-Identifier: EUPL-1.2
// The keys of an organisation with their periods.
import type { Instant } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Opening } from './verifier/bundle.ts'

export type KeyPeriod = {
  readonly id: string
  readonly vkey: string
  readonly registeredSeq: number
  readonly registeredAt: Instant
  /** First number of the series at which it is refused. */
  readonly revokedFrom: number | undefined
}

export async function keysOf(tx: Tx, organisation: OrganisationId): Promise<KeyPeriod[]> {
  const rows = await tx
    .selectFrom('ledger_key')
    .select(['key_id', 'vkey', 'registered_seq', 'created_at', 'revoked_from'])
    .where('network_id', '=', scopeOf(tx).network)
    .where('organisation_id', '=', organisation)
    .orderBy('registered_seq')
    .execute()
  return rows.map(row => ({
    id: row.key_id,
    vkey: row.vkey,
    registeredSeq: Number(row.registered_seq),
    registeredAt: row.created_at,
    revokedFrom: row.revoked_from === null ? undefined : Number(row.revoked_from),
  }))
}

export function setRevoked(tx: Tx, key: string, given: { from: number; seq: number; opening: Opening }): void {
  const { network, organisation } = scopeOf(tx)
  send(
    tx,
    tx
      .updateTable('ledger_key')
      .set({ revoked_from: given.from, revocation_seq: given.seq, revocation: JSON.stringify(given.opening) })
      .where('network_id', '=', network)
      .where('organisation_id', '=', organisation)
      .where('key_id', '=', key),
  )
}
