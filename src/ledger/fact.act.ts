// SPDX-License-Identifier: EUPL-1.2
// One act and where it stands, for whoever clicks a seal. No content but its type and day, and these only for its own
// organisation: a page about an act must not become a way around the file's access log.
import type { CivilDate } from '#lib/civil-date.ts'
import type { FactId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { buildBundle } from './bundle.act.ts'
import { entriesOf, keysOf } from './bundle.store.ts'
import { sha256 } from './crypto.client.ts'
import { findOpeningFor, type Seal, sealOf } from './opening.act.ts'
import { refuse } from './refusals.ts'

/** Fields that say how much and when, nothing of a life; what a proof of one act may show. */
const countable = ['minutes', 'measureKind', 'day', 'reverses'] as const

export type FactView = {
  readonly id: FactId
  readonly signedBy: string
  readonly seq: number
  readonly seal: Seal
  readonly fingerprint: string
  /** Known to the organisation that recorded it. */
  readonly own: { readonly type: string; readonly at: CivilDate } | undefined
}

export async function viewFact(tx: Tx, fact: FactId): Promise<FactView> {
  const [entry] = await entriesOf(tx, [fact])
  if (!entry) return refuse('ledger.fact-unknown')
  const [key] = await keysOf(tx, [entry.keyId])
  const opening = await findOpeningFor(tx, fact, [])
  return {
    id: fact,
    signedBy: key?.name ?? entry.keyId,
    seq: entry.seq,
    seal: (await sealOf(tx, [fact])).get(fact) ?? { state: 'waiting' },
    fingerprint: sha256(entry.entry).toString('hex'),
    own: opening && { type: opening.event.type, at: opening.event.at as CivilDate },
  }
}

/** A bundle with this one act. */
export async function factProof(tx: Tx, fact: FactId): Promise<{ name: string; bytes: Buffer }> {
  const { seq, own } = await viewFact(tx, fact)
  const opening = (await findOpeningFor(tx, fact, countable)) ?? null
  const none = { hours: [], heads: [], undo: [], links: [] }
  const report = {
    title: own?.type ?? 'act',
    programme: null,
    asOf: scopeOf(tx).today,
    from: null,
    until: null,
    counting: none,
    figures: {},
    byOrganisation: [],
    byMeasure: [],
  }
  return { name: `act-${seq}.bundle.json`, bytes: await buildBundle(tx, { facts: [{ fact, opening }], report }) }
}
