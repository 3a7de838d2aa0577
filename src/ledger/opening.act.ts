// SPDX-License-Identifier: EUPL-1.2
// Opening what was recorded, saying where it stands in the register, and making openings impossible for ever.
import type { FactId, Handle, PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { openBox } from './crypto.client.ts'
import { boxKey, type KeptEvent, openFor } from './event.ts'
import * as openings from './opening.store.ts'
import { type FactRef, recordKind } from './record.act.ts'
import * as store from './series.store.ts'
import type { Account } from './series.store.ts'
import { writeHeld } from './together.act.ts'
import type { Opening } from './verifier/bundle.ts'
import { kinds } from './verifier/entry.ts'

/** Whom acts are about: a record, or the pseudonym where an organisation knows no more. */
export type Subject = PersonId | Handle

async function kept(tx: Tx, fact: FactId): Promise<{ kept: KeptEvent; key: Buffer } | undefined> {
  await writeHeld(tx)
  const row = await store.findOpening(tx, fact)
  if (!row) return undefined
  const key =
    row.subject === null
      ? await store.ownKeyOf(tx)
      : (await store.findSubjectKeys(tx, [row.subject])).get(row.subject)?.[row.account]
  if (!key) return undefined
  return { kept: JSON.parse(openBox(boxKey(key), fact, row.box).toString('utf8')) as KeptEvent, key }
}

/** What opens a fact, with just the named fields disclosed; undefined when it is not ours or its key was erased. */
export async function findOpeningFor(tx: Tx, fact: FactId, fields?: readonly string[]): Promise<Opening | undefined> {
  const found = await kept(tx, fact)
  return found && openFor(found.kept, found.key, fields ?? Object.keys(found.kept.values))
}

/** Like findOpeningFor, for a fact that this very organisation has recorded. Throws (a defect) when it cannot be opened. */
export async function openingFor(tx: Tx, fact: FactId, fields: readonly string[]): Promise<Opening> {
  const opening = await findOpeningFor(tx, fact, fields)
  if (!opening) throw new Error('This fact cannot be opened here')
  return opening
}

/** Every act about a person that can still be opened here, with all its fields: part of what she may ask for. */
export async function openingsAbout(tx: Tx, person: PersonId): Promise<Record<string, unknown>[]> {
  const acts: Record<string, unknown>[] = []
  for (const fact of await openings.factsAbout(tx, person)) {
    const found = await kept(tx, fact)
    if (found)
      acts.push({
        number: found.kept.event.seq,
        type: found.kept.event.type,
        at: found.kept.event.at,
        fields: found.kept.values,
      })
  }
  return acts
}

export type Seal =
  | { readonly state: 'waiting' }
  | { readonly state: 'sealed'; readonly index: number; readonly sealedAt: string; readonly checkpointSize: number }

/** Where facts stand in the register. Facts that the network does not know are left out. */
export async function sealOf(tx: Tx, facts: readonly FactId[]): Promise<Map<FactId, Seal>> {
  if (facts.length === 0) return new Map()
  return new Map(
    (await openings.sealRows(tx, facts)).map(({ fact, index, size, at }) => [
      fact,
      index === null || size === null || at === null
        ? { state: 'waiting' }
        : { state: 'sealed', index, sealedAt: at, checkpointSize: size },
    ]),
  )
}

/**
 * Erases the keys of a person: every opening under them becomes impossible, every proof stays valid. The accounting key
 * stays while a duty to keep public-spending records does (GDPR art. 17(3)), unless it is named too.
 * @param about the record, and other names under which acts about her were recorded: pseudonyms, records of others
 */
export async function eraseKeys(
  tx: Tx,
  about: Subject | readonly Subject[],
  given: { legalBasis?: string; accounts?: readonly Account[] } = {},
): Promise<FactRef> {
  const legalBasis = given.legalBasis ?? 'gdpr-17'
  let died = 0
  for (const subject of new Set(typeof about === 'string' ? [about] : about)) {
    died += await openings.deleteSubjectKeys(tx, subject, given.accounts ?? ['service'])
  }
  const fact = await recordKind(tx, kinds.erasure, 'person.erased', { fields: { legalBasis, openings: died } })
  await openings.insertErasure(tx, { fact: fact.id, legalBasis, openings: died })
  return fact
}
