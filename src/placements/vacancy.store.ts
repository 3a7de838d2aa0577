// SPDX-License-Identifier: EUPL-1.2
import { type Selectable, sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { FactId, NetworkId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import { bytesOfShares } from './matching/posting.ts'
import { modalities, type Requirement, type Share, type Vacancy } from './matching/vacancy.ts'
import { refuse } from './refusals.ts'

/** A vacancy as it is kept: until when it stands open, and the version a change must name. */
export type KeptVacancy = Vacancy & { readonly closesOn?: CivilDate; readonly version: number }
export type NewVacancy = Vacancy & { readonly closesOn?: CivilDate | undefined }

export type VacancyRow = Omit<
  Selectable<DB['placements_vacancy']>,
  | 'shares'
  | 'written'
  | 'network_id'
  | 'organisation_id'
  | 'posted_fact'
  | 'closed_fact'
  | 'state'
  | 'weights'
  | 'vocabulary'
>

export function toVacancy(row: VacancyRow): KeptVacancy {
  const italian = modalities.flatMap(each => {
    const level = row[`italian_${each}`]
    return level === null ? [] : [[each, level] as const]
  })
  return {
    id: row.id,
    postedOn: row.posted_on,
    municipality: row.municipality,
    essential: row.essential,
    optional: row.optional,
    italian: Object.fromEntries(italian),
    requirement: {
      contract: row.contract as Requirement['contract'],
      licences: row.licences,
      nights: row.nights,
      ...(row.weekly_minutes === null ? {} : { weeklyMinutes: row.weekly_minutes }),
      ...(row.minimum_age === null ? {} : { minimumAge: row.minimum_age }),
    },
    version: row.version,
    ...(row.occupation_uri === null ? {} : { occupation: row.occupation_uri }),
    ...(row.isco === null ? {} : { isco: row.isco }),
    ...(row.pattern === null ? {} : { pattern: row.pattern }),
    ...(row.closes_on === null ? {} : { closesOn: row.closes_on }),
  }
}

export async function getVacancy(tx: Tx, id: string): Promise<KeptVacancy> {
  const row = await tx.selectFrom('placements_vacancy').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toVacancy(row) : refuse('vacancy.not-found', { id })
}

/** Vacancies with the shares of their skills; those computed for another classification count for nothing. */
export async function entriesOf(
  tx: Tx,
  ids: readonly string[],
  vocabulary: string,
): Promise<ReadonlyMap<string, { readonly vacancy: KeptVacancy; readonly shares: readonly Share[] }>> {
  const among = sql<string>`any (${[...ids]}::uuid[])`
  const [rows, skills] = await Promise.all([
    tx.selectFrom('placements_vacancy').selectAll().where('id', '=', among).execute(),
    tx
      .selectFrom('placements_vacancy_skill')
      .select(['vacancy_id', 'skill', 'share', 'essential'])
      .where('network_id', '=', scopeOf(tx).network)
      .where('vacancy_id', '=', among)
      .where('vocabulary', '=', vocabulary)
      .orderBy('skill')
      .execute(),
  ])
  const shares = Map.groupBy(skills, row => row.vacancy_id)
  return new Map(
    rows.map(row => {
      const own = (shares.get(row.id) ?? []).map(({ skill, share, essential }) => ({ skill, share, essential }))
      return [row.id, { vacancy: toVacancy(row), shares: own }]
    }),
  )
}

/** What its shares were computed with. */
export type Made = { readonly shares: readonly Share[]; readonly vocabulary: string; readonly weights: string }

const columnsOf = (vacancy: NewVacancy, { shares, vocabulary, weights }: Made, written: number) => ({
  written,
  shares: bytesOfShares(shares),
  occupation_uri: vacancy.occupation ?? null,
  isco: vacancy.isco ?? null,
  municipality: vacancy.municipality,
  essential: [...vacancy.essential],
  optional: [...vacancy.optional],
  contract: vacancy.requirement.contract,
  weekly_minutes: vacancy.requirement.weeklyMinutes ?? null,
  licences: [...vacancy.requirement.licences],
  nights: vacancy.requirement.nights,
  minimum_age: vacancy.requirement.minimumAge ?? null,
  pattern: vacancy.pattern ?? null,
  italian_listening: vacancy.italian.listening ?? null,
  italian_reading: vacancy.italian.reading ?? null,
  italian_speaking: vacancy.italian.speaking ?? null,
  italian_writing: vacancy.italian.writing ?? null,
  closes_on: vacancy.closesOn ?? null,
  vocabulary,
  weights,
})

/** The next number of a network. Nobody else of it writes a vacancy until this transaction ends. */
export async function nextNumber(tx: Tx, network: NetworkId = scopeOf(tx).network): Promise<number> {
  const { rows } = await sql<{ written: number }>`insert into placements_feed as f (network_id, written)
    values (${network}, 1) on conflict (network_id) do update set written = f.written + 1
    returning written`.execute(tx)
  return Number(rows[0]?.written)
}

type Owner = { readonly network: NetworkId; readonly organisation: string; readonly vocabulary: string }

export async function insertShares(tx: Tx, vacancy: string, shares: readonly Share[], owner: Owner): Promise<void> {
  if (shares.length === 0) return
  await sql`insert into placements_vacancy_skill
    (network_id, organisation_id, vocabulary, skill, vacancy_id, share, essential)
    select ${owner.network}, ${owner.organisation}, ${owner.vocabulary}, x.skill, ${vacancy}, x.share, x.essential
    from unnest(${shares.map(each => each.skill)}::int[], ${shares.map(each => each.share)}::smallint[],
      ${shares.map(each => each.essential)}::boolean[]) as x(skill, share, essential)`.execute(tx)
}

const insertOwnShares = (tx: Tx, vacancy: string, { shares, vocabulary }: Made): Promise<void> =>
  insertShares(tx, vacancy, shares, { ...scopeOf(tx), vocabulary })

export async function insertVacancy(tx: Tx, vacancy: NewVacancy, made: Made, fact: FactId): Promise<void> {
  const { network, organisation } = scopeOf(tx)
  const written = await nextNumber(tx)
  send(
    tx,
    tx.insertInto('placements_vacancy').values({
      network_id: network,
      id: vacancy.id,
      organisation_id: organisation,
      posted_on: vacancy.postedOn,
      posted_fact: fact,
      ...columnsOf(vacancy, made, written),
    }),
  )
  await insertOwnShares(tx, vacancy.id, made)
}

/** Changes an open vacancy of my own organisation; another's is not found for writing. */
export async function updateVacancy(tx: Tx, vacancy: NewVacancy, made: Made, version: number): Promise<void> {
  const written = await nextNumber(tx)
  const { numUpdatedRows } = await tx
    .updateTable('placements_vacancy')
    .set({ ...columnsOf(vacancy, made, written), version: version + 1 })
    .where('id', '=', vacancy.id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('vacancy.stale', { id: vacancy.id })
  send(tx, tx.deleteFrom('placements_vacancy_skill').where('vacancy_id', '=', vacancy.id))
  await insertOwnShares(tx, vacancy.id, made)
}

export async function saveClosed(tx: Tx, id: string, fact: FactId): Promise<void> {
  const written = await nextNumber(tx)
  const { numUpdatedRows } = await tx
    .updateTable('placements_vacancy')
    .set(eb => ({ state: 'closed', closed_fact: fact, written, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('vacancy.stale', { id })
}
