// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import type { PartnerKind, Programme } from './programme.ts'

/** What an organisation can be added as; the lead is who made the programme. */
export const joinKinds = ['partner', 'job-centre', 'adherent'] as const
export type JoinKind = (typeof joinKinds)[number]

/** An organisation in a programme; without days, from the programme's first to its last. */
export type Partner = {
  readonly organisation: OrganisationId
  readonly kind: PartnerKind
  readonly from?: CivilDate | undefined
  readonly until?: CivilDate | undefined
}

/** Whether it took part on a day. The day of leaving is its last. */
export const takesPartOn = ({ from, until }: Partner, day: CivilDate): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until)

/** Who may still be named: everybody who takes no part now and has none agreed for later. */
export const isFree = (partners: readonly Partner[], organisation: string, day: CivilDate): boolean =>
  !partners.some(each => each.organisation === organisation && (each.until === undefined || each.until >= day))

type Period = Pick<Programme, 'startsOn' | 'endsOn'>
export const isWithin = ({ startsOn, endsOn }: Period, day: CivilDate): boolean => startsOn <= day && day <= endsOn

/** The day to propose: today, or the nearest of the programme. */
export function proposedDay({ startsOn, endsOn }: Period, today: CivilDate): CivilDate {
  if (today < startsOn) return startsOn
  return today > endsOn ? endsOn : today
}
