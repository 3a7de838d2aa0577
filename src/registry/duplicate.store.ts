// SPDX-License-Identifier: EUPL-1.2
// Candidates are found by one function of the database that tells ids only of people the organisation may see, and are
// read under the same policies as everything else. They are weighed here, in TypeScript.
import { sql } from 'kysely'
import { newId, type NetworkId, type PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Comparison, compareWith, FEWEST, type Setting } from './duplicate.ts'
import { METHOD, type Model, startingModel, WEIGHED } from './linkage/index.ts'
import { type Candidate, matchKeyOf, probeOf } from './match-key.ts'
import type { PersonCard } from './person.ts'
import { cardsOf } from './person.store.ts'
import { refuse } from './refusals.ts'

export type Duplicate = Comparison & { readonly person: PersonCard }

export type DuplicateQuery = {
  /** The record itself, when it exists already. */
  readonly except?: PersonId
  /** Also those that are barely alike. */
  readonly withUnlikely?: boolean
}

const SHOWN = 10

/** People who may be the candidate, the likeliest first. */
export async function findDuplicates(tx: Tx, candidate: Candidate, query: DuplicateQuery = {}): Promise<Duplicate[]> {
  const [found = []] = await findDuplicatesOf(tx, [candidate], query)
  return found
}

/** The same for many candidates with few questions to the database in all, for imports. */
export async function findDuplicatesOf(
  tx: Tx,
  candidates: readonly Candidate[],
  query: DuplicateQuery = {},
): Promise<Duplicate[][]> {
  if (candidates.length === 0) return []
  await keyMissing(tx)
  const found = await search(tx, candidates)
  const near = candidates.map((_, i) => [...new Set((found.get(i) ?? []).flatMap(row => row.person_id ?? []))])
  const cards = new Map((await cardsOf(tx, [...new Set(near.flat())])).map(card => [card.id, card]))
  const setting = await settingOf(tx)
  return candidates.map((candidate, i) => {
    const people = (near[i] ?? []).flatMap(id => (id === query.except ? [] : (cards.get(id) ?? [])))
    const comparisons = compareWith(candidate, people, setting)
    const duplicates = people.flatMap((person, at) => {
      const comparison = comparisons[at]
      return comparison ? [{ ...comparison, person }] : []
    })
    return duplicates
      .filter(({ grade }) => grade !== 'unlikely' || query.withUnlikely)
      .sort((a, b) => b.score - a.score || (a.person.id < b.person.id ? -1 : 1))
      .slice(0, SHOWN)
  })
}

type Near = {
  readonly asked: number
  readonly person_id: PersonId | null
  readonly first_letter: string | null
  readonly birth_year: number | null
  readonly agreed: readonly string[]
}

async function search(tx: Tx, candidates: readonly Candidate[]): Promise<Map<number, Near[]>> {
  const questions = candidates.map((candidate, asked) => {
    const probes = probeOf(candidate)
    return {
      asked,
      k: probes.map(({ key }) => key),
      w: probes.map(({ weight }) => weight),
      s: probes.map(({ kind }) => kind),
    }
  })
  const list = (name: string, type: string) =>
    sql`array(select jsonb_array_elements_text(q.value -> ${sql.lit(name)})::${sql.raw(type)})`
  const { rows } = await sql<Near>`
    select (q.value ->> 'asked')::int as asked, r.person_id, r.first_letter, r.birth_year, r.agreed
    from jsonb_array_elements(${JSON.stringify(questions)}::jsonb) q
    cross join lateral registry_match_search(${list('k', 'int')}, ${list('w', 'int')}, ${list('s', 'text')}, ${WEIGHED}) r
  `.execute(tx)
  return Map.groupBy(rows, row => row.asked)
}

const models = new Map<NetworkId, { readonly version: number; readonly model: Model }>()

/** The model that weighs in this network, and about how many people there are. */
async function settingOf(tx: Tx): Promise<Setting> {
  const { network } = scopeOf(tx)
  const { rows } = await sql<{ version: number | null; stored: number }>`
    select (select max(version) from registry_match_model) as version,
      (select reltuples from pg_class where oid = 'registry_match_key'::regclass)::int as stored`.execute(tx)
  const { version = null, stored = 0 } = rows[0] ?? {}
  if (version === null) return { model: startingModel, stored: Math.max(FEWEST, stored) }
  const known = models.get(network)
  if (known?.version === version) return { model: known.model, stored: Math.max(FEWEST, stored) }
  const row = await tx
    .selectFrom('registry_match_model')
    .select('model')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const model = row.model as Model
  models.set(network, { version, model })
  return { model, stored: Math.max(FEWEST, stored) }
}

/** Makes a model the one that weighs from now on; the earlier ones stay as they were. */
export async function adoptModel(tx: Tx, model: Model, trainedOn: string): Promise<number> {
  const { network, now } = scopeOf(tx)
  const last = await tx
    .selectFrom('registry_match_model')
    .select(eb => eb.fn.max('version').as('version'))
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  await tx
    .insertInto('registry_match_model')
    .values({ network_id: network, version, model: JSON.stringify(model), trained_on: trainedOn, adopted_at: now })
    .execute()
  return version
}

const keyed = new Set<string>()
const AT_ONCE = 1000

/** Makes the keys of my organisation's records that have none yet, or older ones; asked until there are none left. */
async function keyMissing(tx: Tx): Promise<void> {
  const { network, organisation } = scopeOf(tx)
  if (keyed.has(`${network} ${organisation}`)) return
  for (let made = AT_ONCE; made === AT_ONCE; ) {
    const rows = await tx
      .selectFrom('registry_person as p')
      .leftJoin('registry_match_key as k', 'k.person_id', 'p.person_id')
      .select('p.person_id')
      .where('p.organisation_id', '=', organisation)
      .where(eb => eb.or([eb('k.method', 'is', null), eb('k.method', '<', METHOD)]))
      .limit(AT_ONCE)
      .execute()
    made = rows.length
    if (made === 0) return void keyed.add(`${network} ${organisation}`)
    const ids = rows.map(row => row.person_id as PersonId)
    await tx.deleteFrom('registry_match_key').where('person_id', 'in', ids).execute()
    const own = { network_id: network, organisation_id: organisation }
    const keys = (await cardsOf(tx, ids)).map(card => Object.assign(matchKeyOf(card), own, { person_id: card.id }))
    await tx.insertInto('registry_match_key').values(keys).execute()
  }
}

/** All that is told of somebody kept elsewhere: no name, no organisation. */
export type MaskedCard = {
  readonly firstLetter: string | undefined
  readonly birthYear: number | undefined
  /** Which identifiers agreed. */
  readonly agreed: readonly string[]
}

/** Questions to the whole network that one organisation may ask in an hour. */
const PROBES = 60

/** Whether other organisations of the network know somebody with compatible data. Counted, limited and kept as asked. */
export async function findAcrossNetwork(tx: Tx, candidate: Candidate): Promise<readonly MaskedCard[]> {
  const { network, organisation, account, now } = scopeOf(tx)
  const lately = await tx
    .selectFrom('registry_match_probe')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('asked_at', '>', sql<typeof now>`${now}::timestamptz - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  if (lately.count >= PROBES) refuse('duplicate.too-many-probes', {})
  const rows = (await search(tx, [candidate])).get(0) ?? []
  const cards = rows
    .filter(row => row.person_id === null)
    .slice(0, 5)
    .map(row => ({
      firstLetter: row.first_letter ?? undefined,
      birthYear: row.birth_year ?? undefined,
      agreed: row.agreed.filter(kind => kind !== 'name-and-birth'),
    }))
  await tx
    .insertInto('registry_match_probe')
    .values({
      network_id: network,
      id: newId(),
      organisation_id: organisation,
      account_id: account ?? null,
      asked_at: now,
      cards: cards.length,
    })
    .execute()
  return cards
}
