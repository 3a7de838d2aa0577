// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { AccountId, FactId, GoalId, MeasureId, OrganisationId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { MeasureKind, PlanTemplateKey } from './plan-template.ts'
import { type PlansRefusal, refuse } from './refusals.ts'

export const planStates = ['draft', 'agreed', 'running', 'closed'] as const
export type PlanState = (typeof planStates)[number]

export const planOutcomes = ['completed', 'job', 'training', 'moved', 'withdrawn', 'other'] as const
export type PlanOutcome = (typeof planOutcomes)[number]

export type Goal = {
  id: GoalId
  position: number
  words: string
  lang: string
  /** What the words mean, where they are in another language: for the colleagues who do not read it. */
  italian?: string
}

export type Measure = {
  id: MeasureId
  position: number
  kind: MeasureKind
  /** Only when the kind does not say enough: "Italiano A2". */
  title?: string
  ceiling: Minutes
  organisation: OrganisationId
  operator?: AccountId
}

/** Who has put a name under the plan. Both are needed: a plan agreed by one side is a draft. */
export type PlanAgreement = { operator: boolean; person: boolean }

export type Plan = {
  id: PlanId
  person: PersonId
  organisation: OrganisationId
  template: PlanTemplateKey
  state: PlanState
  /** A draft that is changed after somebody signed it needs new signatures: it enters the next round. */
  round: number
  createdOn: CivilDate
  agreedOn?: CivilDate
  /** The fact of the agreement in the ledger. */
  agreedFact?: FactId
  closedOn?: CivilDate
  outcome?: PlanOutcome
  goals: readonly Goal[]
  measures: readonly Measure[]
  version: number
}

export type PlanVerb = 'change' | 'propose' | 'agree' | 'book' | 'hold' | 'sign' | 'close'

/** The permitted source states of each verb, and the code of the refusal elsewhere. */
export const planVerbs: Record<PlanVerb, { from: readonly PlanState[]; code: PlansRefusal }> = {
  change: { from: ['draft'], code: 'plan.not-draft' },
  propose: { from: ['draft'], code: 'plan.not-draft' },
  agree: { from: ['draft'], code: 'plan.not-draft' },
  book: { from: ['agreed', 'running'], code: 'plan.not-agreed' },
  hold: { from: ['agreed', 'running'], code: 'plan.not-agreed' },
  // Hours that were held before the plan was closed may still be signed, and a mistake in them still undone.
  sign: { from: ['agreed', 'running', 'closed'], code: 'plan.not-agreed' },
  close: { from: ['agreed', 'running'], code: 'plan.not-open' },
}

export const may = (plan: Pick<Plan, 'state'>, verb: PlanVerb): boolean => planVerbs[verb].from.includes(plan.state)

export function ensure(plan: Plan, verb: PlanVerb): void {
  const rule = planVerbs[verb]
  if (!rule.from.includes(plan.state)) refuse(rule.code, { state: plan.state })
}

export const plannedMinutes = (measures: readonly Pick<Measure, 'ceiling'>[]): Minutes =>
  measures.reduce((sum, measure) => sum + measure.ceiling, 0) as Minutes

/** A plan with nothing in it cannot be put before a person to sign. */
export function ensureProposable(plan: Plan): void {
  ensure(plan, 'propose')
  if (plan.goals.length === 0 || plan.measures.length === 0) refuse('plan.nothing-planned')
}

/** The plan becomes agreed with the second name under it, whoever came first. */
export function agree(plan: Plan, agreement: PlanAgreement, today: CivilDate): Plan {
  ensure(plan, 'agree')
  return agreement.operator && agreement.person ? { ...plan, state: 'agreed', agreedOn: today } : plan
}

/** The first meeting that took place starts the plan; later ones change nothing. */
export function start(plan: Plan): Plan {
  ensure(plan, 'hold')
  return plan.state === 'agreed' ? { ...plan, state: 'running' } : plan
}

/** Hours without the person's signature would stay uncounted behind a closed door, so they are settled first. */
export function close(plan: Plan, outcome: PlanOutcome, waiting: Minutes, today: CivilDate): Plan {
  ensure(plan, 'close')
  if (waiting > 0) refuse('plan.hours-waiting', { minutes: waiting })
  return { ...plan, state: 'closed', outcome, closedOn: today }
}
