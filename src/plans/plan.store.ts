// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import type { AccountId, FactId, GoalId, MeasureId, OrganisationId, PersonId, PlanId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { anyOf } from '#platform/db/any-of.ts'
import { insertTogether, type Rows, rowsFor } from '#platform/db/insert-rows.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Measure, Plan, PlanOutcome, PlanState } from './plan.ts'
import type { MeasureKind, PlanTemplateKey } from './plan-template.ts'
import { refuse } from './refusals.ts'

type PlanRow = {
  id: string
  person_id: PersonId
  organisation_id: OrganisationId
  template: string
  state: string
  round: number
  created_on: CivilDate
  agreed_on: CivilDate | null
  closed_on: CivilDate | null
  outcome: string | null
  agreed_fact: string | null
  version: number
}

const columns = [
  'p.id',
  'p.person_id',
  'p.organisation_id',
  'p.template',
  'p.state',
  'p.round',
  'p.created_on',
  'p.agreed_on',
  'p.closed_on',
  'p.outcome',
  'p.agreed_fact',
  'p.version',
] as const

type GoalJson = { id: GoalId; position: number; words: string; lang: string; italian: string | null }
type MeasureJson = {
  id: MeasureId
  position: number
  kind: MeasureKind
  title: string | null
  ceiling: number
  organisation: OrganisationId
  operator: AccountId | null
}

const goals = sql<GoalJson[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'position', g.position,
  'words', g.words, 'lang', g.lang, 'italian', g.italian) order by g.position), '[]') from plans_goal g
  where g.network_id = p.network_id and g.plan_id = p.id)`
const measures = sql<MeasureJson[]>`(select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'position', m.position,
  'kind', m.kind, 'title', m.title, 'ceiling', m.ceiling_minutes, 'organisation', m.responsible_id,
  'operator', m.operator_id) order by m.position), '[]') from plans_measure m
  where m.network_id = p.network_id and m.plan_id = p.id)`

/** A plan with its goals and measures in one query: every act on a meeting reads one. */
const plans = (tx: Tx) =>
  tx
    .selectFrom('plans_plan as p')
    .select(columns)
    .select([goals.as('goals'), measures.as('measures')])

type FullRow = PlanRow & { goals: GoalJson[]; measures: MeasureJson[] }

function toPlan(row: FullRow): Plan {
  return {
    id: row.id as PlanId,
    person: row.person_id,
    organisation: row.organisation_id,
    template: row.template as PlanTemplateKey,
    state: row.state as PlanState,
    round: row.round,
    createdOn: row.created_on,
    ...(row.agreed_on ? { agreedOn: row.agreed_on } : {}),
    ...(row.closed_on ? { closedOn: row.closed_on } : {}),
    ...(row.outcome ? { outcome: row.outcome as PlanOutcome } : {}),
    ...(row.agreed_fact ? { agreedFact: row.agreed_fact as FactId } : {}),
    goals: row.goals.map(({ italian, ...goal }) => ({ ...goal, ...(italian ? { italian } : {}) })),
    measures: row.measures.map(toMeasure),
    version: row.version,
  }
}

const toMeasure = ({ title, ceiling, operator, ...row }: MeasureJson): Measure => ({
  ...row,
  ...(title ? { title } : {}),
  ceiling: ceiling as Minutes,
  ...(operator ? { operator } : {}),
})

/** The plan in force of a person, else her last one. The plan of my own organisation comes before a shared one. */
export async function findPlanOf(tx: Tx, person: PersonId): Promise<Plan | undefined> {
  const { organisation } = scopeOf(tx)
  const rows = await plans(tx).where('p.person_id', '=', person).execute()
  const [row] = rows.sort(firstInForce(organisation))
  return row && toPlan(row)
}

type Ranked = Pick<PlanRow, 'id' | 'state' | 'organisation_id'>

/** A plan in force before a closed one, our own before another's, the latest first. */
function firstInForce(own: OrganisationId): (a: Ranked, b: Ranked) => number {
  const rank = (row: Ranked) => (row.state === 'closed' ? 2 : 0) + (row.organisation_id === own ? 0 : 1)
  return (a, b) => rank(a) - rank(b) || (a.id < b.id ? 1 : -1)
}

/** The days on which the plans of many people were agreed; who has none agreed is left out. */
export async function agreedDays(tx: Tx, people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, CivilDate>> {
  if (people.length === 0) return new Map()
  const rows = await tx
    .selectFrom('plans_plan')
    .select(['id', 'person_id', 'state', 'organisation_id', 'agreed_on'])
    .where('person_id', '=', anyOf(people))
    .execute()
  const first = new Map<PersonId, CivilDate | null>()
  for (const row of rows.sort(firstInForce(scopeOf(tx).organisation)))
    if (!first.has(row.person_id)) first.set(row.person_id, row.agreed_on)
  return new Map([...first].flatMap(([person, day]) => (day ? [[person, day] as const] : [])))
}

export async function getPlan(tx: Tx, id: PlanId): Promise<Plan> {
  const row = await plans(tx).where('p.id', '=', id).executeTakeFirst()
  return row ? toPlan(row) : refuse('plan.not-found')
}

/**
 * Reads a plan and keeps it until the end of the transaction: bookings and signatures of one plan wait for each other.
 * Where the plan may be read and not written, it does not exist here.
 */
export async function lockPlan(tx: Tx, id: PlanId): Promise<Plan> {
  const row = await plans(tx).where('p.id', '=', id).forUpdate('p').executeTakeFirst()
  return row ? toPlan(row) : refuse('plan.not-found')
}

export async function hasOpenPlan(tx: Tx, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('plans_plan')
    .select('id')
    .where('person_id', '=', person)
    .where('organisation_id', '=', scopeOf(tx).organisation)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  return row !== undefined
}

export function insertPlan(tx: Tx, plan: Plan): void {
  const scope = scopeOf(tx)
  const row = {
    network_id: scope.network,
    id: plan.id,
    person_id: plan.person,
    organisation_id: plan.organisation,
    template: plan.template,
    state: plan.state,
    created_on: plan.createdOn,
    created_by: scope.account ?? null,
    agreed_on: plan.agreedOn ?? null,
    agreed_fact: plan.agreedFact ?? null,
  }
  insertTogether(tx, [rowsFor('plans_plan', [row]), ...contentsOf(tx, plan)])
}

function contentsOf(tx: Tx, plan: Plan): Rows[] {
  const shared = { network_id: scopeOf(tx).network, person_id: plan.person, plan_id: plan.id }
  const goals = plan.goals.map(goal => ({ ...shared, ...goal, italian: goal.italian ?? null }))
  const measures = plan.measures.map(measure => ({
    ...shared,
    id: measure.id,
    position: measure.position,
    kind: measure.kind,
    title: measure.title ?? null,
    ceiling_minutes: measure.ceiling,
    responsible_id: measure.organisation,
    operator_id: measure.operator ?? null,
  }))
  return [rowsFor('plans_goal', goals), rowsFor('plans_measure', measures)]
}

/** Goals and measures of a draft are replaced as a whole: nothing hangs on them yet. */
export function replaceContents(tx: Tx, plan: Plan): void {
  send(tx, tx.deleteFrom('plans_goal').where('plan_id', '=', plan.id))
  send(tx, tx.deleteFrom('plans_measure').where('plan_id', '=', plan.id))
  insertTogether(tx, contentsOf(tx, plan))
}

/** What the person may change of a plan is what her signature changes (see the migration): state, day and fact. */
export async function saveAgreement(tx: Tx, plan: Plan): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('plans_plan')
    .set({
      state: plan.state,
      agreed_on: plan.agreedOn ?? null,
      agreed_fact: plan.agreedFact ?? null,
      version: plan.version + 1,
    })
    .where('id', '=', plan.id)
    .where('version', '=', plan.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('plan.stale')
}

export async function savePlan(tx: Tx, plan: Plan, closedFact?: FactId): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('plans_plan')
    .set({
      state: plan.state,
      round: plan.round,
      closed_on: plan.closedOn ?? null,
      outcome: plan.outcome ?? null,
      ...(closedFact ? { closed_fact: closedFact } : {}),
      version: plan.version + 1,
    })
    .where('id', '=', plan.id)
    .where('version', '=', plan.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('plan.stale')
}
