// SPDX-License-Identifier: EUPL-1.2
// Reads what the pages about one person's plan show.
import type { AccountId, FactId, PersonId } from '#lib/ids.ts'
import { sealOf } from '#ledger/index.ts'
import type { Role } from '#platform/auth/roles.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { getPerson, type Person } from '#registry/index.ts'
import { openCorrections } from './correction.store.ts'
import type { Meeting } from './meeting.ts'
import { meetingsOfPlan } from './meeting.store.ts'
import type { Plan } from './plan.ts'
import { findPlanOf } from './plan.store.ts'
import { meetingLines, type PersonName, type PlanFile, planSides, sumsOf } from './plan-file.ts'
import { refuse } from './refusals.ts'
import { accountNames, organisationNames, signaturesIn } from './signature.store.ts'

/** Who works with people on their plans. */
export const planRoles = ['case-worker', 'mediator', 'cpi-operator'] as const satisfies readonly Role[]

export const nameOf = (person: Person): PersonName => ({
  id: person.id,
  name: [person.givenName, person.familyName].filter(Boolean).join(' '),
  givenName: person.givenName || person.familyName,
  ...(person.nativeName ? { nativeName: person.nativeName } : {}),
  ...(person.nativeLang ? { nativeLang: person.nativeLang } : {}),
})

export type Opened = { person: PersonName; file: PlanFile | undefined; canWrite: boolean }

/** The person with her plan; only the organisation that keeps this record changes it. */
export async function openPlan(tx: Tx, id: PersonId): Promise<Opened> {
  const person = await getPerson(tx, id)
  const plan = await findPlanOf(tx, id)
  const { organisation } = scopeOf(tx)
  const canWrite = person.keeper === organisation && (!plan || plan.organisation === organisation)
  return { person: nameOf(person), file: plan && (await fileOf(tx, plan)), canWrite }
}

/** The same where there must be a plan of ours to change. */
export async function openOwnPlan(tx: Tx, id: PersonId): Promise<{ person: PersonName; file: PlanFile }> {
  const { person, file, canWrite } = await openPlan(tx, id)
  return file && canWrite ? { person, file } : refuse('plan.not-found')
}

/** Where somebody goes each Tuesday says where she can be found: the place stays with the organisation that holds the meeting. */
const withoutPlace = (meeting: Meeting): Meeting => ({ ...meeting, place: '' })

async function fileOf(tx: Tx, plan: Plan): Promise<PlanFile> {
  const isOurs = plan.organisation === scopeOf(tx).organisation
  const found = await meetingsOfPlan(tx, plan.id)
  const meetings = isOurs ? found : found.map(withoutPlace)
  const signatures = await signaturesIn(tx, plan.id)
  const corrections = await openCorrections(tx, plan.id)
  const parts = { plan, meetings, signatures, corrections }
  const lines = meetingLines(parts)
  const facts = [plan.agreedFact, ...lines.map(line => line.fact)].filter((fact): fact is FactId => fact !== undefined)
  const accounts = [...meetings.map(each => each.operator), ...signatures.map(each => each.account)]
  const correction = corrections.find(each => each.meeting === undefined)
  return {
    plan,
    agreement: planSides(plan, signatures),
    ...(correction ? { correction } : {}),
    hours: sumsOf(parts),
    meetings: lines,
    organisations: await organisationNames(tx),
    operators: await accountNames(
      tx,
      accounts.filter((id): id is AccountId => id !== undefined),
    ),
    seals: await sealOf(tx, facts),
  }
}
