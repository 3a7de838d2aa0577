// SPDX-License-Identifier: EUPL-1.2
// The acts on a vacancy: what changes and the fact that proves it, together. No fact names a person or an employer.
import { record } from '#ledger/index.ts'
import type { Tx } from '#platform/db/scope.ts'
import { sharesOf } from './matching/vacancy.ts'
import type { Vocabulary } from './matching/vocabulary.ts'
import { currentWeights as weights } from './matching/weights.ts'
import * as store from './vacancy.store.ts'

const madeFor = (vacancy: store.NewVacancy, vocabulary: Vocabulary): store.Made => ({
  shares: sharesOf(vacancy, vocabulary, weights),
  vocabulary: vocabulary.version,
  weights: weights.version,
})

const fieldsOf = ({ id, occupation, municipality, requirement, closesOn }: store.NewVacancy) => ({
  vacancy: id,
  occupation: occupation ?? null,
  municipality,
  contract: requirement.contract,
  closesOn: closesOn ?? null,
})

export async function postVacancy(tx: Tx, vacancy: store.NewVacancy, vocabulary: Vocabulary): Promise<void> {
  const fact = await record(tx, 'vacancy.posted', { at: vacancy.postedOn, fields: fieldsOf(vacancy) })
  await store.insertVacancy(tx, vacancy, madeFor(vacancy, vocabulary), fact.id)
}

/** @param version the one that was read; whoever changed it meanwhile wins */
export async function changeVacancy(
  tx: Tx,
  vacancy: store.NewVacancy,
  vocabulary: Vocabulary,
  version: number,
): Promise<void> {
  await record(tx, 'vacancy.changed', { fields: fieldsOf(vacancy) })
  await store.updateVacancy(tx, vacancy, madeFor(vacancy, vocabulary), version)
}

export async function closeVacancy(tx: Tx, id: string): Promise<void> {
  const fact = await record(tx, 'vacancy.closed', { fields: { vacancy: id } })
  await store.saveClosed(tx, id, fact.id)
}
