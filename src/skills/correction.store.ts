// SPDX-License-Identifier: EUPL-1.2
import { insertTogether, type Rows } from '#platform/db/insert-rows.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Correctable } from './correction.ts'
import type { Answers } from './question.ts'
import { refuse } from './refusals.ts'
import * as store from './statement.store.ts'
import * as telling from './telling.ts'

/** Writes one statement from the answers of its section. `spoken` is the language of words that do not say theirs. */
export const stateAnswers = (
  tx: Tx,
  section: Correctable,
  saying: store.Saying,
  answers: Answers,
  spoken: string,
): void => insertTogether(tx, [rowsOf(tx, section, saying, answers, spoken)])

function rowsOf(tx: Tx, section: Correctable, saying: store.Saying, answers: Answers, spoken: string): Rows {
  switch (section) {
    case 'literacy':
      return store.stateLiteracy(tx, saying, telling.literacyIn(answers))
    case 'italian':
      return store.stateLanguage(tx, saying, telling.languageIn(answers, 'it'))
    case 'languages':
      return store.stateLanguage(tx, saying, telling.languageIn(answers))
    case 'schools': {
      const school = telling.schoolingIn(answers, spoken) ?? refuse('profile.statement-not-found')
      return store.stateSchooling(tx, saying, school)
    }
    case 'experiences':
      return store.stateExperience(tx, saying, telling.experienceIn(answers, spoken))
    case 'abilities':
      return store.stateAbility(tx, saying, telling.abilityIn(answers, spoken))
    case 'wishes':
      return store.stateWish(tx, saying, telling.wishIn(answers, spoken))
    case 'constraints':
      return store.stateConstraint(tx, saying, telling.constraintIn(answers, spoken))
  }
}
