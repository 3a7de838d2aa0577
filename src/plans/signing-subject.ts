// SPDX-License-Identifier: EUPL-1.2
import { isUuid, type MeetingId, type PlanId } from '#lib/ids.ts'

/** The one act that a signing code opens: the hours of a meeting, or a plan. */
export type SigningSubject = { kind: 'meeting'; id: MeetingId } | { kind: 'plan'; id: PlanId }

export const writeSubject = (subject: SigningSubject): string => `${subject.kind}.${subject.id}`

export function readSubject(text: string): SigningSubject | undefined {
  const [kind, id = ''] = text.split('.')
  if (!isUuid(id)) return undefined
  if (kind === 'meeting') return { kind, id: id as MeetingId }
  if (kind === 'plan') return { kind, id: id as PlanId }
  return undefined
}
