// SPDX-License-Identifier: EUPL-1.2
import type { FactId, Handle, Id } from '#lib/ids.ts'
import { newId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { type Meeting, minutesOf, spanOf } from './meeting.ts'
import type { Measure } from './plan.ts'
import { refuse } from './refusals.ts'
import type { SignatureStrength, SigningMethod } from './signature.ts'

export type SignedHour = {
  meeting: Meeting
  measure: Measure
  handle: Handle
  counted: Minutes
  method: SigningMethod
  strength: SignatureStrength
  fact: FactId
  opening: unknown
}

/** The row that programmes count: no person, no place, no time of day. */
export function insertHour(tx: Tx, hour: SignedHour): void {
  const scope = scopeOf(tx)
  send(
    tx,
    tx.insertInto('plans_hour').values({
      network_id: scope.network,
      id: newId<Id<'hour'>>(),
      organisation_id: scope.organisation,
      handle: hour.handle,
      meeting_id: hour.meeting.id,
      round: hour.meeting.round,
      measure_kind: hour.measure.kind,
      day: hour.meeting.day,
      minutes: hour.counted,
      lasted_minutes: minutesOf(spanOf(hour.meeting)),
      signed_on: scope.today,
      person_method: hour.method,
      person_strength: hour.strength,
      fact_id: hour.fact,
      opening: JSON.stringify(hour.opening),
    }),
  )
}

/** The counter-entry beside the row: what was counted until a day stays visible as of that day. */
export async function reverseHour(tx: Tx, meeting: Meeting, fact: FactId, opening: unknown): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('plans_hour')
    .set({ reversed_on: scopeOf(tx).today, reversal_fact_id: fact, reversal_opening: JSON.stringify(opening) })
    .where('meeting_id', '=', meeting.id)
    .where('round', '=', meeting.round)
    .where('reversed_on', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('signature.not-signed')
}
