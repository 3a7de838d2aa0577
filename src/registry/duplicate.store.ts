// SPDX-License-Identifier: EUPL-1.2
// Candidates are found by one function of the database that tells ids only of people the organisation may see, and are
// read under the same policies as everything else. They are weighed here, in TypeScript.
import { sql } from 'kysely'
import { newId, type NetworkId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { type Comparison, compareWith, FEWEST, type Setting } from './duplicate.ts'
import { KeyIndex, type KeyKind, keyKinds, METHOD, type Model, startingModel, WEIGHED } from './linkage/index.ts'
import { type Candidate, matchKeyOf, probeOf } from './match-key.ts'
import type { PersonCard } from './person.ts'
import { cardsOf } from './person.store.ts'

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
  const few = candidates.length < MANY
  const [setting, near] = await Promise.all([
    settingOf(tx),
    few ? nearestBySearch(tx, candidates, FIRST) : nearestOfMany(tx, candidates),
  ])
  const cards = new Map<PersonId, PersonCard>()
  const weigh = (i: number, ids: readonly PersonId[], before: readonly Duplicate[] = []): Duplicate[] => {
    const people = ids.flatMap(id => cards.get(id) ?? [])
    return best([...before, ...duplicatesAmong(candidates[i] as Candidate, people, setting, query)])
  }
  const first = near.map(ids => ids.slice(0, FIRST))
  await readCards(tx, first.flat(), query, cards)
  const found = first.map((ids, i) => weigh(i, ids))
  const open = first.flatMap((ids, i) => (ids.length === FIRST && !isSettled(found[i]) ? [i] : []))
  const asked = open.map(i => candidates[i] as Candidate)
  const all = few ? await nearestBySearch(tx, asked, WEIGHED) : open.map(i => near[i] ?? [])
  const others = all.map(ids => ids.slice(FIRST))
  await readCards(tx, others.flat(), query, cards)
  for (const [at, i] of open.entries()) found[i] = weigh(i, others[at] ?? [], found[i])
  return found
}

/**
 * So many of those who share most are weighed first, and the others only asked for where none of these may be her. Who shares
 * less than ten others do is hardly ever worth showing, and most of the time goes into reading grants and people.
 */
const FIRST = 10

const isSettled = (found: readonly Duplicate[] = []): boolean => found.some(({ grade }) => grade !== 'unlikely')

async function readCards(
  tx: Tx,
  ids: readonly PersonId[],
  { except }: DuplicateQuery,
  into: Map<PersonId, PersonCard>,
): Promise<void> {
  const wanted = [...new Set(ids)].filter(id => id !== except && !into.has(id))
  for (let from = 0; from < wanted.length; from += AT_ONCE)
    for (const card of await cardsOf(tx, wanted.slice(from, from + AT_ONCE))) into.set(card.id, card)
}

function duplicatesAmong(
  candidate: Candidate,
  people: readonly PersonCard[],
  setting: Setting,
  query: DuplicateQuery,
): Duplicate[] {
  const comparisons = compareWith(candidate, people, setting)
  const duplicates = people.flatMap((person, at) => {
    const comparison = comparisons[at]
    return comparison ? [{ ...comparison, person }] : []
  })
  return query.withUnlikely ? duplicates : duplicates.filter(({ grade }) => grade !== 'unlikely')
}

const best = (duplicates: readonly Duplicate[]): Duplicate[] =>
  duplicates.toSorted((a, b) => b.score - a.score || (a.person.id < b.person.id ? -1 : 1)).slice(0, SHOWN)

/** From so many candidates on keys are read into memory, where there are at most so many people for each of them. */
const [MANY, PEOPLE_FOR_EACH] = [20, 200]

/** The people to weigh for each candidate: found in memory where that is less work than asking one by one. Same answers. */
async function nearestOfMany(tx: Tx, candidates: readonly Candidate[]): Promise<PersonId[][]> {
  const inMemory = await seesAtMost(tx, candidates.length * PEOPLE_FOR_EACH)
  return inMemory ? nearestInMemory(tx, candidates) : nearestBySearch(tx, candidates)
}

/** One question to the database for each candidate. */
export async function nearestBySearch(
  tx: Tx,
  candidates: readonly Candidate[],
  most: number = WEIGHED,
): Promise<PersonId[][]> {
  const found: PersonId[][] = []
  for (const candidate of candidates) found.push(await search(tx, candidate, most))
  return found
}

/** Reads the keys of all people my organisation may see once, for as long as this call lasts. */
export async function nearestInMemory(tx: Tx, candidates: readonly Candidate[]): Promise<PersonId[][]> {
  const index = new KeyIndex()
  const ids: PersonId[] = []
  const rows = await tx.selectFrom('registry_match_key').select(['person_id', 'keys']).orderBy('person_id').execute()
  for (const { person_id, keys } of rows) {
    ids.push(person_id as PersonId)
    index.add(keys)
  }
  return candidates.map(candidate => index.nearest(probeOf(candidate)).map(row => ids[row] as PersonId))
}

async function seesAtMost(tx: Tx, most: number): Promise<boolean> {
  const { organisation } = scopeOf(tx)
  const { rows } = await sql<{ seen: number }>`select count(*)::int as seen from (
    select from platform_grant where organisation_id = ${organisation} limit ${most + 1}) granted`.execute(tx)
  return (rows[0]?.seen ?? 0) <= most
}

const list = (values: readonly number[]) => sql`${`{${values.join(',')}}`}::int[]`

/** Who of the people my organisation may see shares keys with the candidate, the heaviest first. */
async function search(tx: Tx, candidate: Candidate, most: number): Promise<PersonId[]> {
  const probes = probeOf(candidate)
  const { rows } = await sql<{ person_id: PersonId }>`select person_id from registry_match_search(
    ${list(probes.map(({ key }) => key))}, ${list(probes.map(({ weight }) => weight))}, ${most})`.execute(tx)
  return rows.map(row => row.person_id)
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

/** The model that weighs in this network now. */
export const modelInUse = async (tx: Tx): Promise<Model> => (await settingOf(tx)).model

/** Makes a model the one that weighs from now on; the earlier ones stay as they were. */
export async function adoptModel(tx: Tx, model: Model, trainedOn: string): Promise<number> {
  const { network, now } = scopeOf(tx)
  const last = await tx
    .selectFrom('registry_match_model')
    .select(eb => eb.fn.max('version').as('version'))
    .executeTakeFirst()
  const version = (last?.version ?? 0) + 1
  send(
    tx,
    tx
      .insertInto('registry_match_model')
      .values({ network_id: network, version, model: JSON.stringify(model), trained_on: trainedOn, adopted_at: now }),
  )
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
    send(tx, tx.deleteFrom('registry_match_key').where('person_id', 'in', ids))
    const own = { network_id: network, organisation_id: organisation }
    const keys = (await cardsOf(tx, ids)).map(card => Object.assign(matchKeyOf(card), own, { person_id: card.id }))
    send(tx, tx.insertInto('registry_match_key').values(keys))
  }
}

/** All that is told of somebody kept elsewhere: no name, no organisation. */
export type MaskedCard = {
  readonly firstLetter: string | undefined
  readonly birthYear: number | undefined
  /** Which identifiers agreed. */
  readonly agreed: readonly Exclude<KeyKind, 'name-and-birth'>[]
}

type Elsewhere = {
  readonly first_letter: string | null
  readonly birth_year: number | null
  /** Kinds of keys that agreed, one bit each in the order of keyKinds. */
  readonly agreed: number
}

/** Questions to the whole network that one organisation may ask in an hour. */
const PROBES = 60

/**
 * Whether other organisations of the network know somebody with compatible data. Each question is kept as asked, without
 * who was asked for; 'too-many' when the organisation has none left in this hour.
 */
export async function findAcrossNetwork(tx: Tx, candidate: Candidate): Promise<readonly MaskedCard[] | 'too-many'> {
  const { network, organisation, account, now } = scopeOf(tx)
  const lately = await tx
    .selectFrom('registry_match_probe')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('asked_at', '>', sql<typeof now>`${now}::timestamptz - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  if (lately.count >= PROBES) return 'too-many'
  const probes = probeOf(candidate, true)
  const { rows } = await sql<Elsewhere>`select first_letter, birth_year, agreed from registry_match_elsewhere(
    ${list(probes.map(({ key }) => key))}, ${list(probes.map(({ weight }) => weight))},
    ${list(probes.map(({ kind }) => 1 << keyKinds.indexOf(kind)))})`.execute(tx)
  const cards = rows.map(row => ({
    firstLetter: row.first_letter ?? undefined,
    birthYear: row.birth_year ?? undefined,
    agreed: keyKinds.flatMap((kind, bit) => (row.agreed & (1 << bit) && kind !== 'name-and-birth' ? [kind] : [])),
  }))
  send(
    tx,
    tx.insertInto('registry_match_probe').values({
      network_id: network,
      id: newId(),
      organisation_id: organisation,
      account_id: account ?? null,
      asked_at: now,
      cards: cards.length,
    }),
  )
  return cards
}
