// SPDX-License-Identifier: EUPL-1.2
// Puts the person's own page together, in her own scope: the database shows her her own rows and nothing else.
import type { PersonId } from '#lib/ids.ts'
import { organisationsIn } from '#network/index.ts'
import { meetingsAwaiting } from '#plans/index.ts'
import { accessesOf } from '#platform/auth/access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Translate } from '#platform/ui/page-context.tsx'
import { getPerson, type Person, stateNames } from '#registry/index.ts'
import type { MyProps, Now } from './my.page.tsx'
import { nextMeeting } from './overview.store.ts'
import { clockOf } from './read-desk.ts'
import { readings } from './reading.ts'
import { knownOf, sealsOf, standingOf, stopsOf } from './read-file.ts'

type Given = { readonly keeperName: string; readonly lang: string; readonly t: Translate }

const SEEN = 3
const EXPERIENCES = 6

export async function readMy(tx: Tx, id: PersonId, { keeperName, lang, t }: Given): Promise<MyProps> {
  const { today, organisation } = scopeOf(tx)
  const [person, known, organisations, now, countries, seen] = await Promise.all([
    getPerson(tx, id),
    knownOf(tx, id),
    organisationsIn(tx),
    nowFor(tx, id),
    stateNames(lang, t),
    accessesOf(tx, id),
  ])
  const standing = standingOf(known)
  const keeper = organisations.find(each => each.id === organisation)
  const agreed = known.plan !== undefined && known.plan.state !== 'draft'
  return {
    givenName: callName(person, lang),
    now,
    stops: stopsOf(known, standing, today, await sealsOf(tx, known)),
    hours: agreed ? { signed: standing.signed, planned: standing.planned, waiting: standing.waiting } : undefined,
    experiences: known.profile.experiences.slice(0, EXPERIENCES),
    countries,
    italian: known.profile.italianLevel?.level,
    readings: readings(seen).slice(0, SEEN),
    keeper: { name: keeperName, phone: keeper?.phone, email: keeper?.email },
  }
}

/** As she is called, in her own script where the page speaks her language. */
function callName(person: Person, lang: string): string {
  const native = person.nativeLang === lang ? person.nativeName?.split(' ')[0] : undefined
  return native ?? person.usedName ?? (person.givenName || person.familyName)
}

/** Signing comes before everything: hours that wait for her name do not count. */
async function nowFor(tx: Tx, id: PersonId): Promise<Now> {
  const [{ plan, meetings }, next] = await Promise.all([meetingsAwaiting(tx, id), nextMeeting(tx, id)])
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
