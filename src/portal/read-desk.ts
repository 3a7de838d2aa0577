// SPDX-License-Identifier: EUPL-1.2
// Puts a desk together from what the other slices know: few queries, each for the whole organisation.
import { addDays, type CivilDate, timeInRome, weekday } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { stations } from '#lib/station.ts'
import {
  type Appointment,
  appointmentsOn,
  nextAppointments,
  paths as planPaths,
  type UnsignedMeeting,
  unsignedMeetings,
} from '#plans/index.ts'
import { keptPeople } from '#platform/auth/grants.ts'
import type { Tx } from '#platform/db/scope.ts'
import { scopeOf } from '#platform/db/scope.ts'
import { displayName, permitsEndingBefore } from '#registry/index.ts'
import {
  inOrder,
  type Named,
  PEOPLE_SHOWN,
  permitHorizon,
  type PersonRow,
  type Todo,
  WITHOUT_PLAN_DAYS,
  weekOf,
  whoIsShown,
} from './desk.ts'
import type { DeskProps, DiaryEntry } from './desk.page.tsx'
import { nextStep, stationStates, urgency } from './journey.ts'
import { type Followed, followed, meetingsBetween, withoutPlanSince } from './overview.store.ts'
import { type Answered, answeredSince, received } from './inbox.store.ts'
import { answerBy } from './question.ts'
import { openQuestions } from './question.store.ts'

export async function readDesk(tx: Tx): Promise<DeskProps> {
  const { role, today } = scopeOf(tx)
  const monday = addDays(today, 1 - weekday(today))
  const [{ total, latest }, asked, permits, unsigned, answers, others, entries, week] = await Promise.all([
    keptPeople(tx, PEOPLE_SHOWN),
    openQuestions(tx),
    permitTodos(tx, today),
    unsignedMeetings(tx),
    answeredSince(tx, addDays(today, -FRESH_DAYS)),
    // A job centre works on what it received; that somebody has no plan with it is not yet a thing to do.
    role === 'cpi-operator' ? inboxTodos(tx) : withoutPlan(tx, today),
    diary(tx),
    meetingsBetween(tx, monday, addDays(monday, 6)),
  ])
  // What only a job centre can do comes before what anybody can: somebody waits for its answer.
  const ordered = (all: readonly Todo[]) =>
    role === 'cpi-operator' ? [...inOrder(others), ...inOrder(all)] : inOrder([...all, ...others])
  const shown = whoIsShown(ordered([...permits, ...hourTodos(unsigned), ...answers.map(answerTodo)]), latest)
  const [known, next] = await Promise.all([
    followed(tx, [...new Set([...shown, ...asked.map(each => each.person)])]),
    entries.length === 0 ? nextDay(tx) : undefined,
  ])
  const names = new Map(known.map(person => [person.id, namedOf(person)]))
  const everybodys = [...permits, ...hourTodos(unsigned), ...answers.map(answerTodo), ...questionTodos(asked, names)]
  return {
    mayRegister: role === 'case-worker' || role === 'cpi-operator',
    todos: ordered(everybodys),
    people: peopleRows(
      known.filter(person => shown.includes(person.id)),
      today,
    ),
    total,
    diary: entries,
    ...(entries.length === 0 && { next }),
    week: weekOf(monday, week),
  }
}

const namedOf = (person: Followed): Named => ({ id: person.id, name: displayName(person), native: person.native })

function peopleRows(everybody: readonly Followed[], today: CivilDate): PersonRow[] {
  return everybody
    .map((person): PersonRow => {
      const states = stationStates(person.standing, today)
      return {
        person: namedOf(person),
        states: stations.map(name => states[name]),
        step: nextStep(person.standing, today),
        signed: person.standing.signed,
        planned: person.standing.planned,
        permitEnds: person.permitEnds,
        renewalAsked: person.renewalAsked,
        cpiName: person.cpiName,
      }
    })
    .toSorted((a, b) => urgency(a.step) - urgency(b.step))
}

async function permitTodos(tx: Tx, today: CivilDate): Promise<Todo[]> {
  const ending = await permitsEndingBefore(tx, permitHorizon(today))
  return ending.map(({ person, alert }) => ({
    kind: 'permit',
    person: { id: person.id, name: displayName(person) },
    expiresOn: alert.expiresOn,
    daysLeft: alert.daysLeft,
  }))
}

type Asked = Awaited<ReturnType<typeof openQuestions>>

function questionTodos(asked: Asked, names: ReadonlyMap<PersonId, Named>): Todo[] {
  return asked.flatMap(({ person, askedOn }): Todo[] => {
    const known = names.get(person)
    return known ? [{ kind: 'question', person: known, askedOn, answerBy: answerBy({ askedOn }) }] : []
  })
}

const needs = { record: 'record', signature: 'signature', correction: 'dispute' } as const

/** One line for each person and need, not one for each meeting. */
function hourTodos(meetings: readonly UnsignedMeeting[]): Todo[] {
  const groups = Map.groupBy(meetings, each => `${each.meeting.person} ${each.need}`)
  return [...groups.values()].flatMap((group): Todo[] => {
    const [first] = group
    if (!first) return []
    const person = { id: first.person.id, name: first.person.name }
    const href =
      group.length === 1
        ? planPaths.meeting.to({ person: person.id, meeting: first.meeting.id })
        : planPaths.plan.to({ person: person.id })
    const days = [...new Set(group.map(each => each.meeting.day))]
    const minutes = group.reduce((sum, each) => sum + each.minutes, 0) as typeof first.minutes
    const kind = needs[first.need]
    return kind === 'signature' ? [{ kind, person, href, days, minutes }] : [{ kind, person, href, days }]
  })
}

/** How long an answer of the job centre stays on the desk when nothing has to be done about it. */
const FRESH_DAYS = 14

const answerTodo = ({ person, name, state, ...given }: Answered): Todo => ({
  kind: state === 'returned' ? 'returned' : 'answered',
  person: { id: person, name },
  ...given,
})

async function withoutPlan(tx: Tx, today: CivilDate): Promise<Todo[]> {
  const { total, first } = await withoutPlanSince(tx, addDays(today, -WITHOUT_PLAN_DAYS), 3)
  if (total === 0) return []
  return [{ kind: 'without-plan', people: first.map(each => ({ id: each.id, name: displayName(each) })), count: total }]
}

/** What waits for a job centre: packages to decide, declarations and pacts to record. */
async function inboxTodos(tx: Tx): Promise<Todo[]> {
  const counts = await received(tx)
  return counts.flatMap(({ state, count, oldest, first, name, people: waiting }): Todo[] => {
    if (state === 'open') return [{ kind: 'inbox', count, oldest, first }]
    return [{ kind: state === 'accepted' ? 'did' : 'pact', count, first, name, waiting }]
  })
}

async function diary(tx: Tx): Promise<DiaryEntry[]> {
  const { today, now } = scopeOf(tx)
  const clock = timeInRome(now)
  const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
  return (await appointmentsOn(tx, today)).map(each => {
    const { start, end } = each.meeting.actual ?? each.meeting.booked
    const isDone = each.meeting.state === 'held' || end <= minute
    return entryOf(each, isDone ? 'done' : start - 30 <= minute ? 'now' : 'next')
  })
}

/** A holiday has no meetings: then the desk says when the next ones are. */
async function nextDay(tx: Tx): Promise<DeskProps['next']> {
  const coming = await nextAppointments(tx, scopeOf(tx).today, 7)
  return coming && { day: coming.day, diary: coming.appointments.map(each => entryOf(each, 'next')) }
}

function entryOf({ meeting, measure, person }: Appointment, state: DiaryEntry['state']): DiaryEntry {
  const { start, end } = meeting.actual ?? meeting.booked
  return {
    person: { id: person.id, name: person.name, ...nativeOf(person) },
    href: planPaths.meeting.to({ person: person.id, meeting: meeting.id }),
    start: clockOf(start),
    end: clockOf(end),
    measure: measure.title ? { title: measure.title } : { kind: measure.kind },
    place: meeting.place,
    state,
  }
}

const nativeOf = (person: { nativeName?: string; nativeLang?: string }) =>
  person.nativeName
    ? { native: { text: person.nativeName, ...(person.nativeLang ? { lang: person.nativeLang } : {}) } }
    : {}

export const clockOf = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
