// SPDX-License-Identifier: EUPL-1.2
// The counting rules (design §8) in one statement: behind the page of a programme stand thousands of rows, and none of
// them leaves the database. `counting.ts` says the same rules of rows at hand; figures.long.test.ts holds the two together.
import { type RawBuilder, sql } from 'kysely'
import { type SealOver, sealOver } from '#ledger/index.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { Handle, OrganisationId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { stations } from '#lib/station.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Figures, HeadGroup, Line } from './figures.ts'
import type { Stop } from './flow.ts'
import { measuredRows } from './indicators.ts'
import type { Programme } from './programme.ts'

export type Asked = {
  readonly programme: Programme
  readonly asOf: CivilDate
  /** Every pseudonym that stands for the same person as another one, and the one that stands for both. */
  readonly tied: ReadonlyMap<Handle, Handle>
  /** Whose defects; everybody's without. */
  readonly defectsOf?: OrganisationId | undefined
}

export type CountedRow = {
  readonly participations: number
  readonly minutes: Minutes
  readonly meetings: number
  readonly groups: readonly HeadGroup[]
  readonly organisations: readonly Line<OrganisationId>[]
  readonly provinces: readonly Line<string>[]
  readonly flow: readonly Stop[]
  readonly defects: Figures['defects']
  readonly heads_waiting: boolean
  readonly heads_sealed_at: Instant | null
  readonly hours_waiting: boolean
  readonly hours_sealed_at: Instant | null
}

type Row = Omit<CountedRow, 'flow'> & {
  readonly flow: readonly { readonly station: Stop['station']; readonly heads: number; readonly days?: number | null }[]
}

const list = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts, sql`, `)
const had = (at: number) => sql.ref(`had_${at}`)
const day = (at: number) => sql.ref(`day_${at}`)
const wait = (at: number) => sql.ref(`wait_${at}`)
const texts = (values: readonly string[]) => sql`array[${sql.join(values.map(value => sql.lit(value)))}]`

/** Who takes part, and where she is counted: each cluster of pseudonyms once, by the participation that came first. */
const heads = ({ programme, asOf, tied }: Asked) => sql`
  tied as (select * from unnest(${[...tied.keys()]}::uuid[], ${[...tied.values()]}::uuid[]) as t (handle, head)),
  joined as materialized (
    select coalesce(t.head, e.handle) as head, e.handle, e.organisation_id, e.sex, e.age_band,
      coalesce(e.province, '') as province, e.permit_until, e.from_on, e.until_on, e.fact_id
    from programmes_enrolment e left join tied t using (handle)
    where e.programme_id = ${programme.id} and e.from_on <= ${asOf} and e.end_reason is distinct from 'mistake'),
  head as materialized (
    select * from (
      select distinct on (head) head, sex, age_band, province from joined order by head, from_on, fact_id) first
    join (
      select head, greatest(min(from_on), ${programme.startsOn}::date) as from_on,
        least(max(coalesce(until_on, 'infinity')), ${programme.endsOn}::date) as until_on,
        case when count(*) > 1 then range_agg(daterange(from_on, until_on, '[]')) end as spans,
        case when bool_and(permit_until is not null) then max(permit_until) end as permit_until
      from joined group by head) taking using (head)),
  member as materialized (
    select handle, head from tied join head using (head)
    union all
    select handle, head from joined where not exists (select from tied t where t.handle = joined.handle))`

/** Hours that stood on the day, of these heads; summed in a cell for each head and organisation. */
const hours = ({ asOf }: Asked) => sql`
  signed as materialized (
    select h.head, s.organisation_id, s.measure_kind, s.day, s.minutes, s.lasted_minutes, s.fact_id,
      s.day between h.from_on and h.until_on and (h.spans is null or h.spans @> s.day) as counts,
      s.day > h.permit_until as late
    from member join head h using (head) join plans_hour s using (handle)
    where s.signed_on <= ${asOf} and (s.reversed_on is null or s.reversed_on > ${asOf})),
  cell as materialized (
    select head, organisation_id, count(*) as hours, sum(minutes) as minutes,
      ${list(measuredRows.map(({ counts }, at) => sql`bool_or(minutes > 0 and measure_kind = any (${texts(counts)})) as ${had(at)}`))}
    from signed where counts group by head, organisation_id)`

/**
 * What has to be put right before a report (counting.ts, `qualityOf`); each hour under everything that is wrong with it.
 * `is true` keeps the long days in a hash: joined, the database went through all hours for each of the few it expected.
 */
const defects = ({ programme, defectsOf }: Asked) => sql`
  busy as (select head from cell group by head having count(*) > 1),
  long_day as materialized (
    select head, day from signed where counts and head in (select head from busy)
    group by head, day having sum(lasted_minutes) > 600 and count(distinct organisation_id) > 1),
  elsewhere as (
    select coalesce(t.head, e.handle) as head, p.starts_on, p.ends_on,
      range_agg(daterange(e.from_on, e.until_on, '[]')) as spans
    from programmes_programme p
      join programmes_enrolment e on e.network_id = p.network_id and e.programme_id = p.id
      left join tied t using (handle)
    where p.id <> ${programme.id} and p.fund <> ${programme.fund} and e.end_reason is distinct from 'mistake'
    group by 1, p.network_id, p.id),
  defect as (
    select case when counts then 'permit' else 'outside' end as name, head, organisation_id, null::date as day, minutes
      from signed where late or not counts
    union all
    select 'overlaps', head, organisation_id, day, minutes from signed
      where counts and ((head, day) in (select head, day from long_day)) is true
    union all
    select 'two-funds', head, s.organisation_id, null, s.minutes from signed s join elsewhere x using (head)
      where (select exists (select from elsewhere)) and counts and s.day between x.starts_on and x.ends_on and x.spans @> s.day),
  found as (
    select name, json_build_object('people', count(distinct head), 'hours', count(*), 'minutes', sum(minutes),
      'cases', case when name = 'overlaps' then count(distinct (head, day)) else count(*) end) as figures
    from defect ${defectsOf === undefined ? sql`` : sql`where organisation_id = ${defectsOf}`} group by name)`

/** How far they have come: each station on its first day, under whichever pseudonym. */
const flow = ({ asOf }: Asked) => sql`
  way as (
    select head, ${list(stations.map((name, at) => sql`min(reached_on) filter (where station = ${sql.lit(name)}) as ${day(at)}`))}
    from programmes_station join member using (handle) where reached_on <= ${asOf} group by head),
  waited as (
    select *, ${list(stations.slice(1).map((_, before) => sql`${day(before + 1)} - greatest(${list(stations.slice(0, before + 1).map((__, at) => day(at)))}) as ${wait(before + 1)}`))}
    from way)`

const stop = (at: number) => {
  const days = sql`percentile_disc(0.5) within group (order by case when ${wait(at)} < 0 then 0 else ${wait(at)} end)`
  return sql`json_build_object('station', ${sql.lit(stations[at])}, 'heads', count(${day(at)})${at === 0 ? sql`` : sql`, 'days', ${days}`})`
}

/** Each head with what she had signed hours of, by sex and age. */
const groups = sql`
  (select coalesce(json_agg(g), '[]') from (
    select sex, age_band as "ageBand", json_build_array(${list(measuredRows.map((_, at) => sql`coalesce(${had(at)}, false)`))}) as "having", heads
    from (
      select sex, age_band, ${list(measuredRows.map((_, at) => had(at)))}, count(*) as heads
      from head left join (
        select head, ${list(measuredRows.map((_, at) => sql`bool_or(${had(at)}) as ${had(at)}`))} from cell group by head) given using (head)
      group by sex, age_band, ${list(measuredRows.map((_, at) => had(at)))}) counted) g)`

/** By organisation, heads stand where they take part, hours where they were given. */
const organisations = sql`
  (select coalesce(json_agg(o), '[]') from (
    select key, sum(heads) as heads, sum(women) as women, sum(minutes) as minutes from (
      select organisation_id as key, count(*) as heads, count(*) filter (where sex = 'F') as women, 0 as minutes
        from (select distinct head, organisation_id from joined) taking join head using (head) group by organisation_id
      union all
      select organisation_id, 0, 0, sum(minutes) from cell group by organisation_id) both_of
    group by key) o)`

/** By where a head lived when she first took part; each stands in exactly one line. */
const provinces = sql`
  (select coalesce(json_agg(p), '[]') from (
    select province as key, count(*) as heads, count(*) filter (where sex = 'F') as women,
      coalesce(sum(minutes), 0) as minutes
    from head left join (select head, sum(minutes) as minutes from cell group by head) given using (head)
    group by province) p)`

/** All figures of a programme as they stood on a day. */
export async function countIn(tx: Tx, asked: Asked): Promise<CountedRow> {
  const sealOfHeads: RawBuilder<SealOver> = sealOver(tx, sql`select fact_id from joined`)
  const sealOfHours: RawBuilder<SealOver> = sealOver(tx, sql`select fact_id from signed where counts`)
  const { rows } = await sql<Row>`
    with ${heads(asked)}, ${hours(asked)}, ${defects(asked)}, ${flow(asked)}
    select (select count(*) from joined) as participations,
      (select coalesce(sum(minutes), 0)::bigint from cell) as minutes,
      (select coalesce(sum(hours), 0)::bigint from cell) as meetings,
      ${groups} as groups, ${organisations} as organisations, ${provinces} as provinces,
      (select json_build_array(${list(stations.map((_, at) => stop(at)))}) from waited) as flow,
      (select coalesce(json_object_agg(name, figures), '{}') from found) as defects,
      of_heads.waiting as heads_waiting, of_heads.sealed_at as heads_sealed_at,
      of_hours.waiting as hours_waiting, of_hours.sealed_at as hours_sealed_at
    from ${sealOfHeads} of_heads cross join ${sealOfHours} of_hours`.execute(tx)
  const [{ flow: reached, ...row }] = rows as [Row]
  return {
    ...row,
    flow: reached.map(({ station, heads: reaching, days }) => ({
      station,
      heads: reaching,
      medianDays: days ?? undefined,
    })),
  }
}
