// SPDX-License-Identifier: EUPL-1.2
// The acts on a placement: what changes and the fact that proves it, together.
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { newId, type PersonId, type PlacementId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { getOwnPerson } from '#registry/index.ts'
import type { Employer } from './employer.ts'
import { type EndReason, type FollowUp, followUpDay, type Placement } from './placement.ts'
import * as store from './placement.store.ts'
import { refuse } from './refusals.ts'

export type NewPlacement = Pick<Placement, 'kind' | 'contract' | 'from'> & {
  readonly person: PersonId
  readonly employer: Employer
  readonly until?: Placement['until'] | undefined
  readonly weeklyMinutes?: Placement['weeklyMinutes'] | undefined
  /** Six months on when not said. */
  readonly followUpOn?: CivilDate | undefined
}

/** Records that a person started an internship, a work grant or a job. */
export async function recordPlacement(tx: Tx, given: NewPlacement): Promise<PlacementId> {
  const person = await getOwnPerson(tx, given.person)
  const { kind, contract, from, until, weeklyMinutes, employer } = given
  const fact = await record(tx, 'placement.started', {
    person: person.id,
    handle: person.handle,
    at: from,
    fields: {
      kind,
      contract,
      employerTaxCode: employer.taxCode,
      until: until ?? null,
      weeklyMinutes: weeklyMinutes ?? null,
    },
  })
  const id = newId<PlacementId>()
  await store.insertPlacement(tx, {
    id,
    person: person.id,
    organisation: scopeOf(tx).organisation,
    kind,
    employer: employer.id,
    employerName: employer.name,
    municipality: employer.municipality,
    contract,
    from,
    followUpOn: given.followUpOn ?? followUpDay(kind, from, until),
    followUps: [],
    startedFact: fact.id,
    version: 1,
    ...(until ? { until } : {}),
    ...(weeklyMinutes ? { weeklyMinutes } : {}),
  })
  return id
}

export async function endPlacement(tx: Tx, placement: Placement, on: CivilDate, reason: EndReason): Promise<void> {
  const person = await getOwnPerson(tx, placement.person)
  if (placement.ended) refuse('placement.already-ended', { id: placement.id })
  const fact = await record(tx, 'placement.ended', {
    person: person.id,
    handle: person.handle,
    at: on,
    fields: { placement: placement.id, kind: placement.kind, reason },
  })
  await store.saveEnd(tx, placement, { on, reason, fact: fact.id })
}

export async function followUp(tx: Tx, placement: Placement, asked: FollowUp): Promise<void> {
  const person = await getOwnPerson(tx, placement.person)
  const fact = await record(tx, 'placement.followed-up', {
    person: person.id,
    handle: person.handle,
    at: asked.on,
    fields: { placement: placement.id, kind: placement.kind, result: asked.result },
  })
  await store.insertFollowUp(tx, placement, asked, fact.id)
}
