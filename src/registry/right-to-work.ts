// SPDX-License-Identifier: EUPL-1.2
// "May she work?" has four answers, never two: yes, no, from a day on, to be verified. Each names its rule and source.
// A verdict informs; no service is ever refused because of it.
import { addDays, ageOn, type CivilDate } from '#lib/civil-date.ts'
import { isRenewalAsked, type PermitData, validUntil } from './permit.ts'
import {
  ASYLUM_PACT_FROM,
  type AsylumRule,
  asylumRules,
  type Certainty,
  minimumAge,
  TRANSITION_UNTIL,
  type WorkRule,
  workRuleOn,
} from './permit-kind.ts'
import { movesFreely } from './state-codes.ts'

export type WorkInput = {
  readonly birthDate?: CivilDate | undefined
  /** ISO 3166-1 alpha-3. */
  readonly citizenship?: string | undefined
  readonly permit?: PermitData | undefined
  /** Rules of open certainty that the administrator of this network has confirmed. */
  readonly confirmed?: ReadonlySet<string> | undefined
}

export type WorkVerdict = {
  readonly verdict: 'yes' | 'no' | 'from' | 'verify'
  /** First working day; with verdict 'from', and with 'yes' when it had to be waited for. */
  readonly from?: CivilDate
  /** Last day the permit holds, when it has one. */
  readonly until?: CivilDate
  /** Key of the sentence that explains it. */
  readonly reason: WorkReason
  readonly limits?: { readonly hoursPerWeek: number; readonly hoursPerYear: number }
  readonly source: string
  readonly ruleVersion: string
  readonly checkedOn: CivilDate
  /** False: the rule is still to be confirmed, and the screen says so. */
  readonly certain: boolean
}

export const workReasons = [
  'work.free-movement',
  'work.kind-allows',
  'work.in-renewal',
  'work.from-receipt',
  'work.study-hours',
  'work.asylum-waited',
  'work.asylum-wait',
  'work.kind-forbids',
  'work.too-young',
  'work.citizenship-unknown',
  'work.no-permit',
  'work.kind-unknown',
  'work.rule-unknown',
  'work.expiry-unknown',
  'work.expired',
  'work.receipt-unclear',
  'work.asylum-dates-unknown',
  'work.asylum-detained',
  'work.asylum-accelerated',
] as const
export type WorkReason = (typeof workReasons)[number]

type Ground = {
  readonly id: string
  readonly source: string
  readonly certainty: Certainty
  readonly checkedOn: CivilDate
}

const checkedOn = '2026-11-21' as CivilDate
const freeMovement: Ground = {
  id: 'free-movement',
  source: 'D.Lgs. 30/2007; TFUE art. 45',
  certainty: 'verified',
  checkedOn,
}
// TUI art. 5 c. 9-bis: who waits for first issue, renewal or conversion with the receipt may stay and work meanwhile.
const receipt: Ground = { id: 'receipt', source: 'TUI art. 5 c. 9-bis', certainty: 'verified', checkedOn }
const noRule: Ground = { id: 'no-rule', source: 'TUI', certainty: 'verified', checkedOn }

const STUDY_LIMITS = { hoursPerWeek: 20, hoursPerYear: 1040 }

/** Whether the person may work on a day, because of which rule, and how sure the rule is. */
export function rightToWork(input: WorkInput, on: CivilDate): WorkVerdict {
  const say = answerWith(input.confirmed)
  if (input.birthDate && ageOn(input.birthDate, on) < minimumAge.years) return say('no', 'work.too-young', minimumAge)
  if (input.citizenship && movesFreely(input.citizenship)) return say('yes', 'work.free-movement', freeMovement)
  const { permit } = input
  if (!permit) return say('verify', input.citizenship ? 'work.no-permit' : 'work.citizenship-unknown', noRule)
  if (permit.kind === 'asylumRequest') return asylum(permit, on, say)
  const rule = workRuleOn(permit.kind, on)
  if (!rule) return say('verify', permit.kind === 'unknown' ? 'work.kind-unknown' : 'work.rule-unknown', noRule)
  return byKind(permit, rule, on, say)
}

type Say = (
  verdict: WorkVerdict['verdict'],
  reason: WorkReason,
  ground: Ground & { readonly from?: CivilDate },
  more?: Partial<Pick<WorkVerdict, 'from' | 'until' | 'limits'>>,
) => WorkVerdict

const answerWith =
  (confirmed: ReadonlySet<string> | undefined): Say =>
  (verdict, reason, ground, more) => ({
    verdict,
    reason,
    source: ground.source,
    ruleVersion: ground.from ? `${ground.id}@${ground.from}` : ground.id,
    checkedOn: ground.checkedOn,
    certain: ground.certainty === 'verified' || confirmed?.has(ground.id) === true,
    ...more,
  })

function byKind(permit: PermitData, rule: WorkRule, on: CivilDate, say: Say): WorkVerdict {
  const until = validUntil(permit)
  const more = until ? { until } : {}
  if (rule.work === 'no') return say('no', 'work.kind-forbids', rule, more)
  if (rule.work === 'not-known') return say('verify', 'work.rule-unknown', rule, more)
  if (permit.documentType === 4) {
    return rule.fromReceipt
      ? say('yes', 'work.from-receipt', { ...receipt, id: rule.id, from: rule.from })
      : say('verify', 'work.receipt-unclear', rule)
  }
  if (permit.documentType !== 5 && !until) return say('verify', 'work.expiry-unknown', rule)
  const waiting = isRenewalAsked(permit)
  if (until && until < on && !waiting) return say('verify', 'work.expired', rule, more)
  if (rule.work === 'limited-hours') return say('yes', 'work.study-hours', rule, { ...more, limits: STUDY_LIMITS })
  if (until && until < on) return say('yes', 'work.in-renewal', receipt, more)
  return say('yes', 'work.kind-allows', rule, more)
}

/** Which asylum rule counts, by the day of the application and of the registration. */
export function asylumRuleFor(appliedOn: CivilDate, registeredOn: CivilDate | undefined): AsylumRule {
  if (appliedOn < ASYLUM_PACT_FROM) return asylumRules.old
  return registeredOn && registeredOn <= TRANSITION_UNTIL ? asylumRules.transitional : asylumRules.new
}

function asylum(permit: PermitData, on: CivilDate, say: Say): WorkVerdict {
  const dates = permit.asylum
  if (!dates?.appliedOn) return say('verify', 'work.asylum-dates-unknown', asylumRules.new)
  const rule = asylumRuleFor(dates.appliedOn, dates.registeredOn)
  // Without the day of registration nobody can tell whether the transition applied.
  const unclear = !dates.registeredOn && dates.appliedOn >= ASYLUM_PACT_FROM && dates.appliedOn <= TRANSITION_UNTIL
  const start = dates[rule.start]
  if (!start || unclear) return say('verify', 'work.asylum-dates-unknown', rule)
  // Directive (EU) 2024/1346 art. 17(1): access may be refused in accelerated cases; Italian law does not repeat it.
  if (dates.accelerated) return say('verify', 'work.asylum-accelerated', rule)
  // The certificate of detention does not by itself allow work.
  if (dates.detained) return say('verify', 'work.asylum-detained', rule)
  const from = addDays(start, rule.days + 1)
  if (on < from) return say('from', 'work.asylum-wait', rule, { from })
  const until = validUntil(permit)
  if (until && until < on && permit.documentType !== 3 && !permit.renewalAskedOn) {
    return say('verify', 'work.expired', rule, { from, until })
  }
  return say('yes', 'work.asylum-waited', rule, until ? { from, until } : { from })
}
