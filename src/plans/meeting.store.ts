// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { AccountId, MeasureId, MeetingId, OrganisationId, PersonId, PlanId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Meeting, MeetingState } from './meeting.ts'
import { refuse } from './refusals.ts'

type MeetingRow = {
  id: string
  person_id: PersonId
  plan_id: PlanId
  measure_id: MeasureId
  operator_id: string
  day: CivilDate
  booked_start: number
  booked_end: number
  actual_start: number | null
  actual_end: number | null
  place: string
  lang: string
  state: string
  reason: string | null
  round: number
  version: number
}

export const meetingColumns = [
  'id',
  'person_id',
  'plan_id',
  'measure_id',
  'operator_id',
  'day',
  'booked_start',
  'booked_end',
  'actual_start',
  'actual_end',
  'place',
  'lang',
  'state',
  'reason',
  'round',
  'version',
] as const

export function toMeeting(row: MeetingRow): Meeting {
  const held = row.actual_start !== null && row.actual_end !== null
  return {
    id: row.id as MeetingId,
    person: row.person_id,
    plan: row.plan_id,
    measure: row.measure_id,
    day: row.day,
    booked: { start: row.booked_start, end: row.booked_end },
    ...(held ? { actual: { start: row.actual_start as number, end: row.actual_end as number } } : {}),
    place: row.place,
    lang: row.lang,
    operator: row.operator_id as AccountId,
    state: row.state as MeetingState,
    ...(row.reason ? { reason: row.reason } : {}),
    round: row.round,
    version: row.version,
  }
}

export async function getMeeting(tx: Tx, id: MeetingId): Promise<Meeting> {
  const row = await tx.selectFrom('plans_meeting').select(meetingColumns).where('id', '=', id).executeTakeFirst()
  return row ? toMeeting(row) : refuse('meeting.not-found')
}

/** The meeting, and which organisation keeps it. */
export async function getMeetingWithOwner(
  tx: Tx,
  id: MeetingId,
): Promise<{ meeting: Meeting; organisation: OrganisationId }> {
  const row = await tx
    .selectFrom('plans_meeting')
    .select([...meetingColumns, 'organisation_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { meeting: toMeeting(row), organisation: row.organisation_id } : refuse('meeting.not-found')
}

export async function meetingsOfPlan(tx: Tx, plan: PlanId): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('plans_meeting')
    .select(meetingColumns)
    .where('plan_id', '=', plan)
    .orderBy('day', 'desc')
    .orderBy('booked_start', 'desc')
    .execute()
  return rows.map(toMeeting)
}

export async function meetingsOfDay(tx: Tx, person: PersonId, day: CivilDate): Promise<Meeting[]> {
  const rows = await tx
    .selectFrom('plans_meeting')
    .select(meetingColumns)
    .where('person_id', '=', person)
    .where('day', '=', day)
    .execute()
  return rows.map(toMeeting)
}

export function insertMeeting(tx: Tx, meeting: Meeting): void {
  const scope = scopeOf(tx)
  send(
    tx,
    tx.insertInto('plans_meeting').values({
      network_id: scope.network,
      id: meeting.id,
      person_id: meeting.person,
      organisation_id: scope.organisation,
      plan_id: meeting.plan,
      measure_id: meeting.measure,
      operator_id: meeting.operator,
      day: meeting.day,
      booked_start: meeting.booked.start,
      booked_end: meeting.booked.end,
      place: meeting.place,
      lang: meeting.lang,
      state: meeting.state,
    }),
  )
}

export async function saveMeeting(tx: Tx, meeting: Meeting): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('plans_meeting')
    .set({
      operator_id: meeting.operator,
      day: meeting.day,
      booked_start: meeting.booked.start,
      booked_end: meeting.booked.end,
      actual_start: meeting.actual?.start ?? null,
      actual_end: meeting.actual?.end ?? null,
      state: meeting.state,
      reason: meeting.reason ?? null,
      round: meeting.round,
      version: meeting.version + 1,
    })
    .where('id', '=', meeting.id)
    .where('version', '=', meeting.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('meeting.stale')
}

/** Her signature moves the version, so that it cannot meet a change of the times half-way, and marks what it counted. */
export async function touchMeeting(tx: Tx, meeting: Meeting, counted: Minutes): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('plans_meeting')
    .set({ version: meeting.version + 1, signed_round: meeting.round, counted_minutes: counted })
    .where('id', '=', meeting.id)
    .where('version', '=', meeting.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('signature.changed')
}
