// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Privacy } from '#platform/module.ts'
import { eraseQuestions, questionsOf } from './question.store.ts'

export const privacy: Privacy = {
  exportPerson: async (tx: Tx, person: PersonId) => ({ accessQuestions: await questionsOf(tx, person) }),
  erasePerson: eraseQuestions,
}
