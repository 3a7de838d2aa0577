// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { MeetingId } from '#lib/ids.ts'

/** Why the person does not sign. Three answers that need no writing; words are welcome, never required. */
export const correctionKinds = ['not-there', 'times', 'other'] as const
export type CorrectionKind = (typeof correctionKinds)[number]

/** What became of it: the times were changed, the meeting dropped, the operator explained, or she signed after all. */
export type Settlement = 'changed' | 'dropped' | 'explained' | 'signed'

export type Correction = {
  /** Absent when it concerns the plan as a whole. */
  meeting?: MeetingId
  kind: CorrectionKind
  words?: string
  lang: string
  askedOn: CivilDate
}
