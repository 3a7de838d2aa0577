// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { AccountId, MeasureId, MeetingId, PersonId } from '#lib/ids.ts'
import { choice, datedForm, idField, textField } from '#platform/http/fields.ts'
import { parseClockTime } from './clock-time.ts'
import { goalLangs } from './plan.form.ts'

export const MeetingParams = z.object({ person: idField<PersonId>(), meeting: idField<MeetingId>() })
export type MeetingParams = z.infer<typeof MeetingParams>

const clockField = (code: string) =>
  z
    .string(`${code}.required`)
    .trim()
    .min(1, `${code}.required`)
    .transform((text, context): number => {
      const minute = parseClockTime(text)
      if (minute !== undefined) return minute
      context.addIssue({ code: 'custom', message: `${code}.not-a-time` })
      return z.NEVER
    })

type Times = { start: number; end: number }
const endsLater = { error: 'meeting.end.before-start', path: ['end'] }
/** A rule over two fields is skipped by zod while any field is wrong: it runs as soon as these two can be read. */
const bothTimes = (payload: { value: unknown }) => {
  const { start, end } = payload.value as Partial<Times>
  return typeof start === 'number' && typeof end === 'number'
}
const laterThanStart = ({ start, end }: Times) => end > start

export const BookMeeting = datedForm(
  { day: 'meeting.day' },
  {
    measure: idField<MeasureId>('meeting.measure.required'),
    start: clockField('meeting.start'),
    end: clockField('meeting.end'),
    place: textField('meeting.place', 200),
    lang: choice(goalLangs, 'meeting.lang'),
    operator: idField<AccountId>('meeting.operator.required'),
  },
)
  .refine(laterThanStart, { ...endsLater, when: bothTimes })
  .transform(({ start, end, ...meeting }) => ({ ...meeting, span: { start, end } }))
export type BookMeeting = z.infer<typeof BookMeeting>

export const HoldMeeting = z
  .object({ start: clockField('meeting.start'), end: clockField('meeting.end') })
  .refine(laterThanStart, { ...endsLater, when: bothTimes })
export type HoldMeeting = z.infer<typeof HoldMeeting>

export const DropMeeting = z.object({
  as: choice(['cancelled', 'missed'], 'meeting.drop.as'),
  reason: textField('meeting.reason', 500),
})
export type DropMeeting = z.infer<typeof DropMeeting>

export const UndoSignature = z.object({ reason: textField('signature.undo.reason', 500) })
export type UndoSignature = z.infer<typeof UndoSignature>
