// SPDX-License-Identifier: EUPL-1.2
// The one file that proves a report: acts, openings, keys, head and shared proof, signed by whoever exports it.
import type { FactId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import * as store from './bundle.store.ts'
import type { EntryRow, KeyRow } from './bundle.store.ts'
import { composeBundle } from './compose-bundle.ts'
import { signWith } from './crypto.client.ts'
import { hashesOf } from './integrate.act.ts'
import { findOpeningFor } from './opening.act.ts'
import { registerOrganisationKey, signingKey } from './record.act.ts'
import { refuse } from './refusals.ts'
import { networkName } from './series.store.ts'
import { rangesWithout } from './tree.ts'
import { findLog, latestHead } from './tree.store.ts'
import { latestWitnessed } from './witness/countersign.store.ts'
import { FORMAT, type Opening, type Report } from './verifier/bundle.ts'

/** `opening`: what the recording organisation gave away; absent = our own, null = none (the act stays unread). */
export type BundleFact = { readonly fact: FactId; readonly opening?: Opening | null }
export type BundleReport = Report
type Given = { readonly facts: readonly BundleFact[]; readonly report: BundleReport }

async function openingOf(tx: Tx, { fact, opening }: BundleFact): Promise<Opening | null> {
  return opening === undefined ? ((await findOpeningFor(tx, fact)) ?? null) : opening
}

async function exporterKey(tx: Tx): Promise<string> {
  const known = await store.currentKey(tx)
  if (known !== undefined) return known
  await registerOrganisationKey(tx)
  return (await store.currentKey(tx)) ?? refuse('ledger.no-network')
}

/** Keys with the entries that began and ended them; who ended a key is a key, too. */
async function keyring(tx: Tx, given: readonly string[]): Promise<{ keys: KeyRow[]; acts: EntryRow[] }> {
  const ids = new Set(given)
  for (;;) {
    const acts = await store.keyActsOf(tx, [...ids])
    const known = ids.size
    for (const act of acts) ids.add(act.keyId)
    if (ids.size === known)
      return { keys: (await store.keysOf(tx, [...ids])).sort((a, b) => (a.id < b.id ? -1 : 1)), acts }
  }
}

/** What opens the beginning or the end of a key. */
function openingOfKeyAct({ keyId, seq }: EntryRow, keys: readonly KeyRow[]): Opening | null {
  const organisation = keys.find(key => key.id === keyId)?.organisation
  const own = keys.filter(key => key.organisation === organisation)
  const begun = own.find(key => key.id === keyId && key.registeredSeq === seq)
  return begun?.opening ?? own.find(key => key.revoked?.seq === seq)?.revoked?.opening ?? null
}

/** By place in the register; then those without one, by key and number. */
function order(a: EntryRow, b: EntryRow): number {
  if (a.index !== null && b.index !== null) return a.index - b.index
  if (a.index !== null || b.index !== null) return a.index === null ? 1 : -1
  return a.keyId === b.keyId ? a.seq - b.seq : a.keyId < b.keyId ? -1 : 1
}

/** The bundle as bytes: canonical JSON, so there is exactly one valid form of it. */
export async function buildBundle(tx: Tx, { facts, report }: Given): Promise<Buffer> {
  const { network, now } = scopeOf(tx)
  const exportedBy = await exporterKey(tx)
  const log = await findLog(tx, network)
  const latest = await latestHead(tx, network)
  if (!log || !latest) return refuse('ledger.no-head')

  const rows = await store.entriesOf(tx, [...new Set(facts.map(({ fact }) => fact))])
  if (rows.length < new Set(facts.map(({ fact }) => fact)).size) refuse('ledger.fact-unknown')
  const { keys, acts: keyActs } = await keyring(tx, [exportedBy, ...rows.map(row => row.keyId)])

  const openings = new Map<FactId, Opening | null>()
  for (const fact of facts) openings.set(fact.fact, await openingOf(tx, fact))
  for (const row of keyActs) openings.set(row.fact, openingOfKeyAct(row, keys))
  // A head that a quorum has countersigned proves more, as long as it covers everything that the newest one covers.
  const seen = await latestWitnessed(tx, network)
  const last = Math.max(-1, ...[...rows, ...keyActs].map(row => row.index ?? -1).filter(at => at < latest.size))
  const head = seen && seen.size > last ? seen : latest
  // An entry beyond the head is signed but not sealed yet; the verifier says so.
  const sealed = (row: EntryRow): EntryRow => ({
    ...row,
    index: row.index !== null && row.index < head.size ? row.index : null,
  })
  const all = [...new Map([...rows, ...keyActs].map(row => [row.fact, sealed(row)])).values()].sort(order)
  const acts = all.map(({ fact, ...entry }) => ({ ...entry, opening: openings.get(fact) ?? null }))
  const places = all.flatMap(({ index }) => (index === null ? [] : [index]))
  const nodes = places.length > 0 ? await hashesOf(tx, network, rangesWithout(places, head.size)) : []

  const header = {
    exportedAt: now,
    exportedBy,
    format: FORMAT,
    network,
    networkName: await networkName(tx),
    origin: log.origin,
  }
  const organisations = keys.map(({ id, name, organisation, vkey }) => ({ id, name, organisation, vkey }))
  const key = (await signingKey(tx, network, exportedBy)) ?? refuse('ledger.no-network')
  return composeBundle(
    { checkpoint: head.note, header, keys: { log: log.vkey, organisations }, report, nodes, acts },
    message => signWith(key, message),
  )
}
