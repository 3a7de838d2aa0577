// SPDX-License-Identifier: EUPL-1.2
// The period of a key. Whoever changes it in time signs the end with the old key and the beginning with the new one; whoever
// has lost it, or fears that somebody else has it, says with another key from which number on it counts no more.
import type { OrganisationId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { newKeyFor, recordOpenable, registerKey, registerOrganisationKey, signingKey } from './record.act.ts'
import { refuse } from './refusals.ts'
import * as keys from './key.store.ts'
import * as store from './series.store.ts'
import { letGo } from './together.act.ts'
import { kinds } from './verifier/entry.ts'

/** The keys of the scope's organisation, oldest first. */
export const ownKeys = (tx: Tx): Promise<keys.KeyPeriod[]> => keys.keysOf(tx, scopeOf(tx).organisation)

/** The next number of the series, which stays locked; the first act of an organisation begins it. */
async function nextNumber(tx: Tx, organisation: OrganisationId): Promise<store.Step> {
  await letGo(tx)
  await registerOrganisationKey(tx)
  return (await store.nextStep(tx, organisation, 0)) ?? refuse('ledger.no-network')
}

/** The series goes on under a new key, registered as its next entry. */
async function beginKey(tx: Tx, organisation: OrganisationId): Promise<{ keyId: string; vkey: string }> {
  const owner = { organisation, name: await store.organisationName(tx, organisation) }
  const made = await newKeyFor(tx, owner)
  const step = (await store.nextStep(tx, organisation)) ?? refuse('ledger.no-network')
  await registerKey(tx, owner, made, step.seq, step.ownKey)
  await store.changeSeriesKey(tx, organisation, made.keyId)
  return { keyId: made.keyId, vkey: made.vkey }
}

/** Writes the end of a key as an entry of kind 3 under whichever key the series has now. */
async function endKey(tx: Tx, key: string, from: number): Promise<void> {
  const fields = { key, from }
  const ended = await recordOpenable(tx, kinds.key, { type: 'key.revoked', fields })
  await keys.setRevoked(tx, key, { from, seq: ended.orgSeq, opening: ended.opening(Object.keys(fields)) })
}

export type Rotated = { readonly before: string; readonly keyId: string; readonly vkey: string }

/** Another key from now on: the old one signs its own end, the new one its beginning. */
export async function rotateKey(tx: Tx): Promise<Rotated> {
  const { network, organisation } = scopeOf(tx)
  const { keyId: before, seq } = await nextNumber(tx, organisation)
  if (!(await signingKey(tx, network, before))) return refuse('ledger.key-elsewhere')
  await endKey(tx, before, seq + 1)
  return { before, ...(await beginKey(tx, organisation)) }
}

/**
 * Revokes a key of this organisation from a number of its series on: what stands there under it is refused by whoever
 * checks, what stood before stays good. A key in use is replaced first.
 */
export async function revokeKey(tx: Tx, key: string, from: number): Promise<{ readonly keyId: string }> {
  const { organisation } = scopeOf(tx)
  const { keyId: current } = await nextNumber(tx, organisation)
  const known = (await ownKeys(tx)).find(one => one.id === key) ?? refuse('ledger.key-unknown')
  if (known.revokedFrom !== undefined) refuse('ledger.key-revoked')
  if (!Number.isSafeInteger(from) || from <= known.registeredSeq) {
    return refuse('ledger.key-period', { first: known.registeredSeq + 1 })
  }
  const now = key === current ? (await beginKey(tx, organisation)).keyId : current
  await endKey(tx, key, from)
  return { keyId: now }
}
