// SPDX-License-Identifier: EUPL-1.2
import { type GoalId, type MeasureId, newId, type OrganisationId, type PersonId, type PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { record } from '#ledger/index.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { hoursOf } from './hours.ts'
import { meetingsOfPlan } from './meeting.store.ts'
import { agree, close, ensure, ensureProposable, type Goal, type Measure, type Plan, type PlanOutcome } from './plan.ts'
import { hasOpenPlan, insertPlan, replaceContents, savePlan } from './plan.store.ts'
import type { MeasureKind, PlanTemplateKey } from './plan-template.ts'
import { hourEntries } from './plan-view.ts'
import { refuse } from './refusals.ts'
import { recordAgreement } from './signature.act.ts'
import { getSigner, insertSignatures, signaturesIn, signaturesUnderPlan } from './signature.store.ts'
import { type SigningMethod, signingParty, strengthOf } from './signature.ts'

export type PlanContents = {
  goals: readonly { words: string; lang: string; italian?: string | undefined }[]
  measures: readonly {
    kind: MeasureKind
    title?: string | undefined
    ceiling: Minutes
    organisation?: OrganisationId | undefined
  }[]
}

function contentsOf(contents: PlanContents, own: OrganisationId): { goals: Goal[]; measures: Measure[] } {
  return {
    goals: contents.goals.map(({ words, lang, italian }, at) => ({
      id: newId<GoalId>(),
      position: at + 1,
      words,
      lang,
      ...(italian ? { italian } : {}),
    })),
    measures: contents.measures.map((measure, at) => ({
      id: newId<MeasureId>(),
      position: at + 1,
      kind: measure.kind,
      ...(measure.title ? { title: measure.title } : {}),
      ceiling: measure.ceiling,
      organisation: measure.organisation ?? own,
    })),
  }
}

/** Writes a draft. A person has one open plan with an organisation: a second one would split her hours. */
export async function draftPlan(
  tx: Tx,
  person: PersonId,
  template: PlanTemplateKey,
  contents: PlanContents,
): Promise<PlanId> {
  if (await hasOpenPlan(tx, person)) refuse('plan.exists')
  const plan = newPlan(tx, person, template, contents)
  insertPlan(tx, plan)
  return plan.id
}

function newPlan(tx: Tx, person: PersonId, template: PlanTemplateKey, contents: PlanContents): Plan {
  const { organisation, today } = scopeOf(tx)
  const own = contentsOf(contents, organisation)
  const id = newId<PlanId>()
  return { id, person, organisation, template, state: 'draft', round: 1, createdOn: today, ...own, version: 1 }
}

/**
 * Writes up a plan that both sides signed on the spot, as on paper: the rules of drafting and of both signatures, without
 * a draft in between.
 * @param method how the person signed
 */
export async function writeUpPlan(
  tx: Tx,
  person: PersonId,
  written: { template: PlanTemplateKey; contents: PlanContents; method: SigningMethod },
): Promise<Plan> {
  if (await hasOpenPlan(tx, person)) refuse('plan.exists')
  const draft = newPlan(tx, person, written.template, written.contents)
  ensureProposable(draft)
  const { today } = scopeOf(tx)
  const party = signingParty((await getSigner(tx, person)).birthDate, today)
  const hers = { party, method: written.method, strength: strengthOf[written.method] }
  const agreed = agree(draft, { operator: true, person: true }, today)
  const fact = await recordAgreement(tx, agreed, hers)
  const plan = { ...agreed, agreedFact: fact.id }
  insertPlan(tx, plan)
  const ours = { party: 'operator', method: 'account', strength: strengthOf.account } as const
  insertSignatures(tx, { plan }, [ours, { ...hers, fact: fact.id }])
  return plan
}

/** A name already under the draft was under other words: the change opens the next round of signatures. */
export async function changePlan(tx: Tx, plan: Plan, contents: PlanContents): Promise<void> {
  ensure(plan, 'change')
  const signed = (await signaturesUnderPlan(tx, plan)).length > 0
  const changed = { ...plan, ...contentsOf(contents, plan.organisation), round: signed ? plan.round + 1 : plan.round }
  await savePlan(tx, changed)
  replaceContents(tx, changed)
}

export async function closePlan(tx: Tx, plan: Plan, outcome: PlanOutcome): Promise<void> {
  const { total } = hoursOf(
    plan.measures,
    hourEntries(await meetingsOfPlan(tx, plan.id), await signaturesIn(tx, plan.id)),
  )
  const closed = close(plan, outcome, total.waiting, scopeOf(tx).today)
  const fact = await record(tx, 'plan.closed', { person: plan.person, fields: { outcome, minutes: total.signed } })
  await savePlan(tx, closed, fact.id)
}
