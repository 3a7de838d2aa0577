// SPDX-License-Identifier: EUPL-1.2
// Where a person stands between interview and job. Read from what the other slices know; nothing is stored here.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Station, StationState } from '#lib/station.ts'

export type CpiState = 'none' | 'sent' | 'in-review' | 'accepted' | 'returned' | 'did' | 'pact'

export type Standing = {
  readonly interviewedOn?: CivilDate | undefined
  /** The profile holds something she knows, did or wants. */
  readonly told: boolean
  readonly plan?: 'draft' | 'agreed' | 'running' | 'closed' | undefined
  readonly signed: Minutes
  readonly planned: Minutes
  readonly waiting: Minutes
  readonly cpi: CpiState
  /** A job centre's own record, made out of a package: what came before is done, and the hours are those of the package. */
  readonly received?: boolean | undefined
  readonly internship?: { readonly from: CivilDate; readonly until?: CivilDate | undefined } | undefined
  /** A job that has not ended, with the day on which somebody asks how it goes and whether somebody did. */
  readonly job?: { readonly from: CivilDate; readonly followUpOn: CivilDate; readonly followedUp: boolean } | undefined
}

/** The state of each of the eight stations. Several may be happening at once; order never implies a lock. */
export function stationStates(at: Standing, today: CivilDate): Readonly<Record<Station, StationState>> {
  const agreed = at.plan !== undefined && at.plan !== 'draft'
  return {
    interview: at.interviewedOn || at.received ? 'done' : 'now',
    profile: at.told || at.received ? 'done' : at.interviewedOn ? 'now' : 'next',
    plan: planState(at, agreed),
    measures: measuresState(at, agreed),
    cpi: cpiState(at),
    internship: internshipState(at, today),
    job: at.job ? (at.job.from <= today ? 'done' : 'wait') : 'next',
    'follow-up': followUpState(at, today),
  }
}

function planState(at: Standing, agreed: boolean): StationState {
  if (agreed) return 'done'
  if (at.plan === 'draft') return 'now'
  if (at.received) return at.planned > 0 ? 'done' : 'next'
  return at.told ? 'now' : 'next'
}

function measuresState(at: Standing, agreed: boolean): StationState {
  if (!agreed) {
    if (!at.received || at.plan === 'draft' || at.signed === 0) return 'next'
    return at.signed >= at.planned ? 'done' : 'wait'
  }
  return at.plan === 'closed' || (at.planned > 0 && at.signed >= at.planned) ? 'done' : 'now'
}

/** Only the job centre says that a declaration or a pact exists: until then everybody else waits for it. */
function cpiState({ cpi, received }: Standing): StationState {
  if (cpi === 'pact') return 'done'
  if (cpi === 'returned' || (received && cpi !== 'none')) return 'now'
  return cpi === 'none' ? 'next' : 'wait'
}

function internshipState({ internship, job }: Standing, today: CivilDate): StationState {
  if (!internship) return job ? 'done' : 'next'
  if (internship.until && internship.until < today) return 'done'
  return internship.from <= today ? 'now' : 'wait'
}

function followUpState({ job }: Standing, today: CivilDate): StationState {
  if (!job) return 'next'
  if (job.followedUp) return 'done'
  return job.followUpOn <= today ? 'now' : 'next'
}

export const nextSteps = [
  'interview',
  'profile',
  'sign-plan',
  'agree-plan',
  'sign-hours',
  'send-again',
  'follow-up',
  'internship',
  'meet',
  'hand-over',
  'await-cpi',
  'record-did',
  'record-pact',
  'find-work',
  'settled',
] as const
export type NextStep = (typeof nextSteps)[number]

/** The one thing to do next for her: what is missing earliest on the path, then who has the ball. */
export function nextStep(at: Standing, today: CivilDate): NextStep {
  if (!at.interviewedOn && !at.received) return 'interview'
  if (!at.told && !at.received) return 'profile'
  if (at.plan === 'draft') return 'sign-plan'
  if (at.received && at.cpi === 'accepted') return 'record-did'
  if (at.received && at.cpi === 'did') return 'record-pact'
  if (at.plan === undefined && at.cpi === 'none' && !at.job) return 'agree-plan'
  if (at.waiting > 0) return 'sign-hours'
  if (at.cpi === 'returned') return 'send-again'
  if (at.job) return followUpState(at, today) === 'now' ? 'follow-up' : 'settled'
  if (at.internship && (!at.internship.until || at.internship.until >= today)) return 'internship'
  if ((at.plan === 'agreed' || at.plan === 'running') && at.signed < at.planned) return 'meet'
  if (at.cpi === 'none') return 'hand-over'
  return at.cpi === 'pact' ? 'find-work' : 'await-cpi'
}

/** What stops a person comes first, what runs by itself last; the list of a desk is sorted by it. */
export const urgency = (step: NextStep): number => order.indexOf(step)

const order: readonly NextStep[] = [
  'send-again',
  'record-did',
  'record-pact',
  'sign-hours',
  'sign-plan',
  'interview',
  'profile',
  'agree-plan',
  'hand-over',
  'follow-up',
  'find-work',
  'meet',
  'internship',
  'await-cpi',
  'settled',
]
