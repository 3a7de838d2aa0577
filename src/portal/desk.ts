// SPDX-License-Identifier: EUPL-1.2
// What a desk asks for today, from what the other slices know. The order is: what stops a person first.
import { addDays, type CivilDate, daysBetween } from '#lib/civil-date.ts'
import type { PackageId, PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { StationState } from '#lib/station.ts'
import { LONG_ENDED_DAYS } from '#registry/index.ts'
import type { NextStep } from './journey.ts'

export type Named = {
  readonly id: PersonId
  readonly name: string
  readonly native?: { text: string; lang?: string } | undefined
}

export type Todo =
  | { readonly kind: 'permit'; readonly person: Named; readonly expiresOn: CivilDate; readonly daysLeft: number }
  | { readonly kind: 'question'; readonly person: Named; readonly askedOn: CivilDate; readonly answerBy: CivilDate }
  | { readonly kind: 'dispute'; readonly person: Named; readonly href: string; readonly days: readonly CivilDate[] }
  | {
      readonly kind: 'signature'
      readonly person: Named
      readonly href: string
      readonly days: readonly CivilDate[]
      readonly minutes: Minutes
    }
  | { readonly kind: 'record'; readonly person: Named; readonly href: string; readonly days: readonly CivilDate[] }
  | { readonly kind: 'returned'; readonly person: Named; readonly by: string; readonly on: CivilDate }
  | { readonly kind: 'answered'; readonly person: Named; readonly by: string; readonly on: CivilDate }
  | { readonly kind: 'without-plan'; readonly people: readonly Named[]; readonly count: number }
  | {
      readonly kind: 'inbox'
      readonly count: number
      readonly oldest: CivilDate
      readonly first?: PackageId | undefined
    }
  | {
      readonly kind: 'did' | 'pact'
      readonly count: number
      readonly first: PackageId
      readonly name: string
      /** Our own records of those who wait longest. */
      readonly waiting: readonly PersonId[]
    }

export type Tone = 'hot' | 'warm' | 'new'

/** A permit within a month of its end, an unanswered right, an objection: these stop a person. */
export function toneOf(todo: Todo): Tone {
  switch (todo.kind) {
    case 'permit':
      return todo.daysLeft <= 30 ? 'hot' : 'warm'
    case 'question':
    case 'dispute':
    case 'returned':
      return 'hot'
    case 'signature':
    case 'record':
    case 'inbox':
    case 'did':
    case 'pact':
      return 'warm'
    case 'answered':
    case 'without-plan':
      return 'new'
  }
}

const tones: readonly Tone[] = ['hot', 'warm', 'new']
const kinds: readonly Todo['kind'][] = [
  'permit',
  'question',
  'dispute',
  'returned',
  'signature',
  'inbox',
  'did',
  'pact',
  'record',
  'answered',
  'without-plan',
]

/** Hot before warm before new; among equals by kind, and within a kind as they came: the nearest first. */
export function inOrder(todos: readonly Todo[]): Todo[] {
  const key = (todo: Todo) => tones.indexOf(toneOf(todo)) * kinds.length + kinds.indexOf(todo.kind)
  return todos.toSorted((a, b) => key(a) - key(b))
}

export type PermitTodo = Extract<Todo, { readonly kind: 'permit' }>

/** A line of the desk: one thing to do, or many of a kind that open as a list. */
export type DeskLine = Todo | { readonly kind: 'permits-ended'; readonly permits: readonly PermitTodo[] }

/** Expired permits that stand one by one; from the next on they are one line, or they would hide everything else. */
export const EACH_ENDED = 3

/** The lines of the desk. What is folded stands where its first stood; in its list the latest to end comes first. */
export function linesOf(todos: readonly Todo[]): DeskLine[] {
  const ended = todos.filter((todo): todo is PermitTodo => todo.kind === 'permit' && todo.daysLeft < 0)
  if (ended.length <= EACH_ENDED) return [...todos]
  const permits = ended.toSorted((a, b) => b.daysLeft - a.daysLeft)
  const folded = new Set<Todo>(ended)
  return todos.flatMap((todo): DeskLine[] => {
    if (!folded.has(todo)) return [todo]
    return todo === ended[0] ? [{ kind: 'permits-ended', permits }] : []
  })
}

/** How many people a desk shows; the list of people shows everybody. */
export const PEOPLE_SHOWN = 10

/** Who waits for something of us, in the order of the to-do list, and then who came last. */
export function whoIsShown(todos: readonly Todo[], latest: readonly PersonId[]): PersonId[] {
  const waiting = todos.flatMap(todo => ('person' in todo ? [todo.person.id] : 'waiting' in todo ? todo.waiting : []))
  return [...new Set([...waiting, ...latest])].slice(0, PEOPLE_SHOWN)
}

/** Days after registration from which a person without a plan is worth a line. */
export const WITHOUT_PLAN_DAYS = 20

/** How far ahead the desk looks at the ends of permits: TUI art. 5 c. 4 wants renewal asked 90 days before. */
export const permitHorizon = (today: CivilDate): CivilDate => addDays(today, 90)

/** Days that near an end; and after the end those in which it is a thing to do and not an entry nobody has renewed. */
const [NEAR, HOT] = [60, 30]

export type PermitStanding =
  | { readonly state: 'asked' | 'far' | 'ended' | 'old'; readonly on: CivilDate }
  | { readonly state: 'near' | 'hot'; readonly days: number }

/**
 * How a desk speaks of a permit's last day. Over a year ago it says that our entry is old, not that she has no permit: who
 * is followed that long has renewed it or has left, and the to-do list leaves those out too.
 */
export function permitStanding(ends: CivilDate, renewalAsked: boolean, today: CivilDate): PermitStanding {
  const days = daysBetween(today, ends)
  if (renewalAsked) return { state: 'asked', on: ends }
  if (days > NEAR) return { state: 'far', on: ends }
  if (days >= 0) return { state: days <= HOT ? 'hot' : 'near', days }
  return { state: days < -LONG_ENDED_DAYS ? 'old' : 'ended', on: ends }
}

/** One line of "the people we follow". */
export type PersonRow = {
  readonly person: Named
  readonly states: readonly StationState[]
  readonly step: NextStep
  readonly signed: Minutes
  readonly planned: Minutes
  readonly permitEnds?: CivilDate | undefined
  readonly renewalAsked: boolean
  readonly cpiName?: string | undefined
}

export type WeekDay = { readonly day: CivilDate; readonly minutes: Minutes }

/** The hours of my organisation's week: given, and of these signed by both. */
export type Week = {
  readonly from: CivilDate
  readonly given: Minutes
  readonly signed: Minutes
  /** In the diary for this week, given or not. */
  readonly planned: Minutes
  readonly days: readonly WeekDay[]
}

type WeekMeeting = {
  readonly day: CivilDate
  readonly minutes: Minutes
  readonly held: boolean
  readonly signed: boolean
}

export function weekOf(from: CivilDate, meetings: readonly WeekMeeting[]): Week {
  const sum = (list: readonly WeekMeeting[]) => list.reduce((total, each) => total + each.minutes, 0) as Minutes
  const held = meetings.filter(each => each.held)
  const days = [...new Set(held.map(each => each.day))].toSorted()
  return {
    from,
    given: sum(held),
    signed: sum(held.filter(each => each.signed)),
    planned: sum(meetings),
    days: days.map(day => ({ day, minutes: sum(held.filter(each => each.day === day)) })),
  }
}
