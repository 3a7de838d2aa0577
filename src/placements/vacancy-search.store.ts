// SPDX-License-Identifier: EUPL-1.2
// The search in the database: slower than the index and always there. The same whole numbers, added up by PostgreSQL.
import { type RawBuilder, sql } from 'kysely'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Hit } from './matching/hit.ts'
import type { Wanted } from './matching/matching-index.ts'
import { mobilityPoints } from './matching/parts.ts'
import { coversOf, fitOf, type Query } from './matching/query.ts'
import { entriesOf } from './vacancy.store.ts'

/** Half of the points for language for each level that is missing, at the weakest modality; not known counts as one. */
function languageIn({ seeker, weights }: Query): RawBuilder<number> {
  const halves = (column: RawBuilder<unknown>, held: number | undefined) =>
    held === undefined
      ? sql`case when ${column} is null then 2 else 1 end`
      : sql`case when ${column} is null then 2 else greatest(0, ${held}::int - ${column} + 2) end`
  const { listening, reading, speaking, writing } = seeker.italian
  return sql<number>`${weights.points.language}::int * least(2, ${halves(sql`v.italian_listening`, listening)},
    ${halves(sql`v.italian_reading`, reading)}, ${halves(sql`v.italian_speaking`, speaking)},
    ${halves(sql`v.italian_writing`, writing)}) / 2`
}

function hoursIn({ seeker: { available }, weights: { points } }: Query): RawBuilder<number> {
  if (available === undefined) return sql<number>`${points.hours / 2}::int`
  const bits = (mask: RawBuilder<unknown>) => sql`bit_count((${mask})::bit(28))::int`
  return sql<number>`case when v.pattern is null or v.pattern = 0 then ${points.hours / 2}::int
    else ${points.hours}::int * ${bits(sql`v.pattern & ${available}::int`)} / ${bits(sql`v.pattern`)} end`
}

/** What makes a verdict no: known, and against her. The same conditions as `conditionsOf`. */
function refused({ seeker: { rightToWork, licences, nights, age } }: Query): RawBuilder<boolean> {
  const reasons = [
    rightToWork.verdict === 'no' ? sql`true` : sql`false`,
    ...(rightToWork.verdict === 'yes' && rightToWork.contracts
      ? [sql`v.contract <> all (${[...rightToWork.contracts]}::text[])`]
      : []),
    ...(rightToWork.weeklyMinutes === undefined
      ? []
      : [sql`coalesce(v.weekly_minutes > ${rightToWork.weeklyMinutes}::int, false)`]),
    ...(licences.asked ? [sql`not v.licences <@ ${[...licences.held]}::text[]`] : []),
    ...(nights === false ? [sql`v.nights`] : []),
    ...(age === undefined ? [] : [sql`coalesce(v.minimum_age > ${age}::int, false)`]),
  ]
  return sql<boolean>`(${sql.join(reasons, sql` or `)})`
}

export type Asked = Omit<Wanted, 'today'>

/**
 * The k best open vacancies of the network for a person, best first and few of one occupation: hits, order and points of
 * `MatchingIndex.search`.
 */
export async function searchInDatabase(tx: Tx, query: Query, { k, occupation }: Asked): Promise<readonly Hit[]> {
  const { by, codes } = coversOf(query)
  const { weights, seeker, beginnings } = query
  const towns = Object.keys(seeker.reach)
  const near = towns.map(town => mobilityPoints(seeker.reach[town], weights))
  const { rows } = await sql<{ id: string }>`
    with cover as materialized (select * from unnest(${[...codes]}::int[], ${codes.map(code => by[code])}::int[],
      ${codes.map(code => query.uses.get(code) ?? 0)}::int[]) as c(skill, worth, use)),
    skilled as (select s.vacancy_id, (sum(s.share * c.worth) + least(sum(c.use), ${weights.points.use}::int))::int as points from placements_vacancy_skill s
      join cover c on c.skill = s.skill where s.network_id = ${scopeOf(tx).network} and s.vocabulary = ${query.vocabulary.version}
      group by s.vacancy_id),
    reach as materialized (select * from unnest(${towns}::text[], ${near}::int[]) as r(municipality, points)),
    done as materialized (select * from unnest(${[...beginnings.keys()]}::text[], ${[...beginnings.values()]}::int[]) as d(start, points)),
    fit as (select v.id, v.posted_on, v.occupation_uri, coalesce(s.points, 0) + ${languageIn(query)} + coalesce(r.points, ${weights.points.mobility / 2}::int)
      + ${hoursIn(query)} + coalesce((select max(d.points) from done d where v.isco like d.start || '%'), 0) as total
    from placements_vacancy v left join skilled s on s.vacancy_id = v.id
      left join reach r on r.municipality = v.municipality
    where v.network_id = ${scopeOf(tx).network} and v.state = 'open' and not ${refused(query)}
      and (v.closes_on is null or v.closes_on >= ${scopeOf(tx).today}::date)
      ${occupation === undefined ? sql`` : sql`and v.occupation_uri = ${occupation}`})
    select id from ${occupation === undefined ? fewAlike(weights.alike) : sql`fit`}
    order by total desc, posted_on, id limit ${k}`.execute(tx)
  return hitsOf(
    tx,
    query,
    rows.map(row => row.id),
  )
}

/** The best of each occupation; those that name none stand for themselves. */
const fewAlike = (alike: number): RawBuilder<unknown> =>
  Number.isFinite(alike)
    ? sql`(select id, posted_on, total, row_number() over (partition by coalesce(occupation_uri, id::text)
        order by total desc, posted_on, id) as turn from fit) placed where turn <= ${alike}::int`
    : sql`fit`

/** The parts of the few that won, computed as everywhere else. */
async function hitsOf(tx: Tx, query: Query, ids: readonly string[]): Promise<readonly Hit[]> {
  if (ids.length === 0) return []
  const entries = await entriesOf(tx, ids, query.vocabulary.version)
  return ids.flatMap(id => {
    const entry = entries.get(id)
    if (!entry) return []
    const verdict = query.verdict(entry.vacancy.requirement) === 'yes' ? 'yes' : 'unknown'
    return [{ ...fitOf(query, entry.vacancy, entry.shares), vacancy: id, verdict } as const]
  })
}
