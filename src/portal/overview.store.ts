// SPDX-License-Identifier: EUPL-1.2
// What decides the stations of a few people at once. Never of everybody: behind Row-Level Security each row costs a look at
// its grant, so a desk asks for the ten it shows, whatever the number of people followed.
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type DocumentType, isRenewalAsked, type PermitKind, validUntil } from '#registry/index.ts'
import type { CpiState, Standing } from './journey.ts'

type Row = {
  person_id: PersonId
  family_name: string
  given_name: string
  native_name: string | null
  native_lang: string | null
  registered_on: CivilDate
  permit_ends: CivilDate | null
  permit_kind: PermitKind | null
  permit_type: DocumentType | null
  renewal_asked_on: CivilDate | null
  interviewed_on: CivilDate | null
  told: boolean
  plan: 'draft' | 'agreed' | 'running' | 'closed' | null
  planned: number | null
  signed: number | null
  waiting: number | null
  cpi: CpiState | null
  cpi_name: string | null
  received: boolean | null
  came_planned: number | null
  came_signed: number | null
  internship_from: CivilDate | null
  internship_until: CivilDate | null
  job_from: CivilDate | null
  job_follow_up: CivilDate | null
  job_followed: boolean | null
}

export type Followed = {
  readonly id: PersonId
  readonly familyName: string
  readonly givenName: string
  readonly native?: { readonly text: string; readonly lang?: string } | undefined
  readonly permitEnds?: CivilDate | undefined
  readonly renewalAsked: boolean
  readonly cpiName?: string | undefined
  readonly standing: Standing
}

// Fixed dates of the national form: 1900 stands for "awaiting", 2099 for "permanent" (registry, permit.ts).
const permits = (
  people: readonly PersonId[],
) => sql`select person_id, expires_on, kind, document_type, renewal_asked_on from registry_permit
  where superseded_on is null and person_id = any(${people}::uuid[]) and expires_on between date '2000-01-01' and date '2099-01-01'`

const plans = (organisation: string, people: readonly PersonId[]) => sql`
  select distinct on (person_id) person_id, id, state from plans_plan
  where organisation_id = ${organisation} and person_id = any(${people}::uuid[]) order by person_id, (state = 'closed'), id desc`

const hours = (people: readonly PersonId[]) => sql`select m.plan_id,
    sum(m.counted_minutes) filter (where m.signed_round = m.round) as signed,
    sum(m.actual_end - m.actual_start) filter (where m.signed_round is distinct from m.round) as waiting
  from plans_meeting m
  where m.state = 'held' and m.person_id = any(${people}::uuid[]) group by m.plan_id`

const handovers = (organisation: string, people: readonly PersonId[]) => sql`select distinct on (person_id) h.*,
    (select sum((f.value->>'minutes')::int) from cpi_package_field f where received and f.package_id = h.id and f.field = 'plan') as came_planned,
    (select sum((f.value->>'minutes')::int) from cpi_package_field f where received and f.package_id = h.id and f.field = 'hours') as came_signed
  from (
    select p.sender_person as person_id, p.sent_at, coalesce(r.state, 'sent') as state, p.receiver_name as name,
        p.id, false as received
      from cpi_package p left join cpi_review r on r.network_id = p.network_id and r.package_id = p.id
      where p.sender_organisation = ${organisation} and p.sender_person = any(${people}::uuid[])
    union all
    select r.receiver_person, p.sent_at, r.state, p.receiver_name, p.id, true
      from cpi_review r join cpi_package p on p.network_id = r.network_id and p.id = r.package_id
      where p.receiver_organisation = ${organisation} and r.receiver_person = any(${people}::uuid[])
  ) h where person_id is not null order by person_id, sent_at desc`

const passages = (
  people: readonly PersonId[],
) => sql`select distinct on (person_id) person_id, from_day, coalesce(ended_on, until_day) as last_day
  from placements_placement where kind <> 'job' and person_id = any(${people}::uuid[]) order by person_id, from_day desc`

const jobs = (people: readonly PersonId[]) => sql`select distinct on (person_id) person_id, from_day, follow_up_on,
    exists (select from placements_follow_up f where f.network_id = w.network_id and f.placement_id = w.id) as followed
  from placements_placement w where kind = 'job' and ended_on is null
    and person_id = any(${people}::uuid[]) order by person_id, from_day desc`

/** People whose record my organisation keeps, in no order; others among the given are left out. */
export async function followed(tx: Tx, people: readonly PersonId[]): Promise<readonly Followed[]> {
  if (people.length === 0) return []
  const { organisation } = scopeOf(tx)
  const { rows } = await sql<Row>`
    select p.person_id, p.family_name, p.given_name, p.native_name, p.native_lang, p.registered_on,
      permit.expires_on as permit_ends, permit.kind as permit_kind, permit.document_type as permit_type,
      permit.renewal_asked_on, i.held_on as interviewed_on,
      (exists (select from skills_experience e where e.person_id = p.person_id)
        or exists (select from skills_ability a where a.person_id = p.person_id)
        or exists (select from skills_language l where l.person_id = p.person_id)) as told,
      plan.state as plan,
      (select sum(m.ceiling_minutes)::int from plans_measure m where m.plan_id = plan.id) as planned,
      h.signed::int as signed, h.waiting::int as waiting,
      c.state as cpi, c.name as cpi_name, c.received, c.came_planned::int, c.came_signed::int,
      t.from_day as internship_from, t.last_day as internship_until,
      j.from_day as job_from, j.follow_up_on as job_follow_up, j.followed as job_followed
    from registry_person p
    left join (${permits(people)}) permit on permit.person_id = p.person_id
    left join (select person_id, min(held_on) as held_on from skills_interview
      where person_id = any(${people}::uuid[]) group by person_id) i
      on i.person_id = p.person_id
    left join (${plans(organisation, people)}) plan on plan.person_id = p.person_id
    left join (${hours(people)}) h on h.plan_id = plan.id
    left join (${handovers(organisation, people)}) c on c.person_id = p.person_id
    left join (${passages(people)}) t on t.person_id = p.person_id
    left join (${jobs(people)}) j on j.person_id = p.person_id
    where p.organisation_id = ${organisation} and p.person_id = any(${people}::uuid[])`.execute(tx)
  return rows.map(toFollowed)
}

type WithoutPlan = { total: number; first: readonly { id: PersonId; familyName: string; givenName: string }[] }

/**
 * People registered before a day who never had a plan with us, not even a draft: how many, and those who wait longest. Who
 * has come to the end of a plan waits for nothing of this kind. "not in" and not a join: behind Row-Level Security a join of
 * two lists is gone through once for each pair.
 */
export async function withoutPlanSince(tx: Tx, before: CivilDate, shown: number): Promise<WithoutPlan> {
  const { network, organisation } = scopeOf(tx)
  const { rows } = await sql<{ id: PersonId; familyName: string; givenName: string; total: number }>`
    select person_id as id, family_name as "familyName", given_name as "givenName", count(*) over ()::int as total
    from registry_person
    where network_id = ${network} and organisation_id = ${organisation} and registered_on < ${before}
      and person_id not in (select person_id from plans_plan where organisation_id = ${organisation})
    order by registered_on, person_id limit ${shown}`.execute(tx)
  return { total: rows[0]?.total ?? 0, first: rows }
}

const minutes = (value: number | null): Minutes => (value ?? 0) as Minutes

/** Its last day is that of the law where the law prolonged it past the printed one. */
function permitOf({ permit_ends: expiresOn, permit_kind: kind, permit_type: documentType, renewal_asked_on }: Row) {
  if (!expiresOn || !kind || !documentType) return { renewalAsked: false }
  const renewalAskedOn = renewal_asked_on ?? undefined
  return {
    permitEnds: validUntil({ expiresOn, kind, documentType }),
    renewalAsked: isRenewalAsked({ documentType, renewalAskedOn }),
  }
}

function toFollowed(row: Row): Followed {
  const native = row.native_name && { text: row.native_name, ...(row.native_lang ? { lang: row.native_lang } : {}) }
  return {
    id: row.person_id,
    familyName: row.family_name,
    givenName: row.given_name,
    ...(native ? { native } : {}),
    ...permitOf(row),
    cpiName: row.cpi_name ?? undefined,
    standing: {
      interviewedOn: row.interviewed_on ?? undefined,
      told: row.told,
      plan: row.plan ?? undefined,
      // A job centre that has made no plan of its own reads the hours that came in the package.
      signed: minutes(row.plan ? row.signed : row.came_signed),
      planned: minutes(row.plan ? row.planned : row.came_planned),
      waiting: minutes(row.waiting),
      cpi: row.cpi ?? 'none',
      received: row.received ?? false,
      internship: row.internship_from
        ? { from: row.internship_from, until: row.internship_until ?? undefined }
        : undefined,
      job:
        row.job_from && row.job_follow_up
          ? { from: row.job_from, followUpOn: row.job_follow_up, followedUp: row.job_followed === true }
          : undefined,
    },
  }
}

type WeekRow = { day: CivilDate; minutes: Minutes; held: boolean; signed: boolean }

/** My organisation's meetings from one day to another, with whether they took place and both have signed. */
export async function meetingsBetween(tx: Tx, from: CivilDate, until: CivilDate) {
  const { organisation } = scopeOf(tx)
  const { rows } = await sql<WeekRow>`
    select m.day, coalesce(m.actual_end - m.actual_start, m.booked_end - m.booked_start) as minutes,
      m.state = 'held' as held, m.signed_round is not distinct from m.round as signed
    from plans_meeting m
    where m.organisation_id = ${organisation} and m.day between ${from} and ${until} and m.state in ('booked', 'held')`.execute(
    tx,
  )
  return rows
}

type NextRow = { id: string; day: CivilDate; start: number; place: string; kind: string; title: string | null }

/** The first meeting in the diary of a person from today on. */
export async function nextMeeting(tx: Tx, person: PersonId): Promise<NextRow | undefined> {
  const { rows } = await sql<NextRow>`
    select m.id, m.day, m.booked_start as start, m.place, s.kind, s.title
    from plans_meeting m join plans_measure s on s.network_id = m.network_id and s.id = m.measure_id
    where m.person_id = ${person} and m.state = 'booked' and m.day >= ${scopeOf(tx).today}
    order by m.day, m.booked_start limit 1`.execute(tx)
  return rows[0]
}
