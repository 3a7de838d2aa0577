// SPDX-License-Identifier: EUPL-1.2
// Puts the person's own page together, in her own scope: the database shows her her own rows and nothing else.
import type { PersonId } from '#lib/ids.ts'
import { organisationsIn } from '#network/index.ts'
import { type AwaitedMeeting, meetingsAwaiting, undoneOf } from '#plans/index.ts'
import type { Minutes } from '#lib/minutes.ts'
import { accessesOf } from '#platform/auth/access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Translate } from '#platform/ui/page-context.tsx'
import { getPerson, type Person, stateNames } from '#registry/index.ts'
import type { MyProps, Now } from './my.page.tsx'
import { nextMeeting } from './overview.store.ts'
import { clockOf } from './read-desk.ts'
import { readings } from './reading.ts'
import type { Standing } from './journey.ts'
import { knownOf, sealsOf, standingOf, stopsOf } from './read-file.ts'

type Given = { readonly keeperName: string; readonly lang: string; readonly t: Translate }

const SEEN = 3
const EXPERIENCES = 6

export async function readMy(tx: Tx, id: PersonId, { keeperName, lang, t }: Given): Promise<MyProps> {
  const { today, organisation } = scopeOf(tx)
  const [person, known, organisations, awaited, next, undone, countries, seen] = await Promise.all([
    getPerson(tx, id),
    knownOf(tx, id),
    organisationsIn(tx),
    meetingsAwaiting(tx, id),
    nextMeeting(tx, id),
    undoneOf(tx, id),
    stateNames(lang, t),
    accessesOf(tx, id),
  ])
  const standing = standingOf(known)
  const looked = readings(seen)
  const keeper = organisations.find(each => each.id === organisation)
  const agreed = known.plan !== undefined && known.plan.state !== 'draft'
  return {
    givenName: callName(person, lang),
    now: nowFor(awaited, next),
    stops: stopsOf(known, standing, today, await sealsOf(tx, known)),
    hours: agreed ? hoursFor(standing, awaited.meetings) : undefined,
    undone,
    experiences: known.profile.experiences.slice(0, EXPERIENCES),
    countries,
    italian: known.profile.italianLevel?.level,
    readings: looked.slice(0, SEEN),
    moreReadings: looked.length > SEEN,
    keeper: { name: keeperName, phone: keeper?.phone, email: keeper?.email },
  }
}

/** As she is called, in her own script where the page speaks her language. */
function callName(person: Person, lang: string): string {
  const native = person.nativeLang === lang ? person.nativeName?.split(' ')[0] : undefined
  return native ?? person.usedName ?? (person.givenName || person.familyName)
}

/** Hours that were given and count not yet: some wait for her name, the others for whoever held the meeting. */
function hoursFor(at: Standing, awaited: readonly AwaitedMeeting[]): MyProps['hours'] {
  const waiting = awaited.reduce((sum, { minutes }) => sum + minutes, 0)
  return {
    signed: at.signed,
    planned: at.planned,
    waiting: waiting as Minutes,
    checking: Math.max(0, at.waiting - waiting) as Minutes,
    left: Math.max(0, at.planned - at.signed - at.waiting) as Minutes,
  }
}

type Awaiting = Awaited<ReturnType<typeof meetingsAwaiting>>
type Next = Awaited<ReturnType<typeof nextMeeting>>

/** Signing comes before everything: hours that wait for her name do not count. */
function nowFor({ plan, meetings }: Awaiting, next: Next): Now {
  if (plan) return { kind: 'sign-plan', plan }
  const [first] = meetings
  if (first) {
    const span = first.meeting.actual ?? first.meeting.booked
    return {
      kind: 'sign-hours',
      meeting: first.id,
      minutes: first.minutes,
      measure: first.measure.title ? { title: first.measure.title } : { kind: first.measure.kind },
      day: first.meeting.day,
      start: clockOf(span.start),
      end: clockOf(span.end),
      more: meetings.length - 1,
    }
  }
  if (!next) return { kind: 'nothing' }
  const measure = next.title ? { title: next.title } : { kind: next.kind }
  return { kind: 'meeting', measure, day: next.day, start: clockOf(next.start), place: next.place }
}
