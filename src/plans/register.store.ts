// SPDX-License-Identifier: EUPL-1.2
import { type Id, newId, type SignatureId } from '#lib/ids.ts'
import { insertTogether, rowsFor } from '#platform/db/insert-rows.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { SignedHour } from './hour.store.ts'
import { type Meeting, minutesOf, spanOf } from './meeting.ts'
import type { NewSignature } from './signature.store.ts'

export type RegisterSignature = NewSignature & { readonly meeting: Meeting }

/** Meetings, signatures and pseudonymous hours of a register, all in one statement. Signed on the day held. */
export function insertRegister(
  tx: Tx,
  meetings: readonly Meeting[],
  signatures: readonly RegisterSignature[],
  hours: readonly SignedHour[],
): void {
  const { network, organisation, account, now } = scopeOf(tx)
  const own = { network_id: network, organisation_id: organisation }
  const countedOf = new Map(
    signatures.flatMap(each => (each.counted === undefined ? [] : [[each.meeting.id, each.counted]])),
  )
  insertTogether(tx, [
    rowsFor(
      'plans_meeting',
      meetings.map(meeting => ({
        ...own,
        id: meeting.id,
        person_id: meeting.person,
        plan_id: meeting.plan,
        measure_id: meeting.measure,
        operator_id: meeting.operator,
        day: meeting.day,
        booked_start: meeting.booked.start,
        booked_end: meeting.booked.end,
        actual_start: spanOf(meeting).start,
        actual_end: spanOf(meeting).end,
        place: meeting.place,
        lang: meeting.lang,
        state: meeting.state,
        signed_round: countedOf.has(meeting.id) ? meeting.round : null,
        counted_minutes: countedOf.get(meeting.id) ?? null,
      })),
    ),
    rowsFor(
      'plans_signature',
      signatures.map(({ meeting, party, method, strength, fact, counted }) => ({
        ...own,
        id: newId<SignatureId>(),
        person_id: meeting.person,
        plan_id: meeting.plan,
        meeting_id: meeting.id,
        round: meeting.round,
        day: meeting.day,
        start_minute: spanOf(meeting).start,
        end_minute: spanOf(meeting).end,
        party,
        method,
        strength,
        account_id: party === 'operator' ? (account ?? null) : null,
        counted_minutes: counted ?? null,
        signed_on: meeting.day,
        signed_at: now,
        fact_id: fact ?? null,
      })),
    ),
    rowsFor(
      'plans_hour',
      hours.map(hour => ({
        ...own,
        id: newId<Id<'hour'>>(),
        handle: hour.handle,
        meeting_id: hour.meeting.id,
        round: hour.meeting.round,
        measure_kind: hour.measure.kind,
        day: hour.meeting.day,
        minutes: hour.counted,
        lasted_minutes: minutesOf(spanOf(hour.meeting)),
        signed_on: hour.meeting.day,
        person_method: hour.method,
        person_strength: hour.strength,
        fact_id: hour.fact,
        opening: hour.opening,
      })),
    ),
  ])
}
