// SPDX-License-Identifier: EUPL-1.2
// Statements that another organisation made and this one has accepted for its own record: the level stays what it was,
// the source says from whom, the day on which they were written is the day on which they were accepted.
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { insertTogether, type Rows } from '#platform/db/insert-rows.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Ability, Constraint, Experience, LanguageSkill, Schooling, Wish } from './profile.ts'
import type { Level, Speaker } from './provenance.ts'
import * as store from './statement.store.ts'
import type { Content } from './telling.ts'

export type Accepted = {
  readonly level: Level
  readonly saidBy: Speaker
  readonly saidOn: CivilDate
  /** The organisation that it came from; absent for what this one says itself. */
  readonly source?: string | undefined
} & (
  | { readonly kind: 'language'; readonly content: Content<LanguageSkill> }
  | { readonly kind: 'schooling'; readonly content: Content<Schooling> }
  | { readonly kind: 'experience'; readonly content: Content<Experience> }
  | { readonly kind: 'ability'; readonly content: Content<Ability> }
  | { readonly kind: 'wish'; readonly content: Content<Wish> }
  | { readonly kind: 'constraint'; readonly content: Content<Constraint> }
)

function write(tx: Tx, person: PersonId, accepted: Accepted): Rows {
  const { level, saidBy, saidOn, source } = accepted
  const saying = { person, entry: undefined, level, saidBy, saidOn, source }
  switch (accepted.kind) {
    case 'language':
      return store.stateLanguage(tx, saying, accepted.content)
    case 'schooling':
      return store.stateSchooling(tx, saying, accepted.content)
    case 'experience':
      return store.stateExperience(tx, saying, accepted.content)
    case 'ability':
      return store.stateAbility(tx, saying, accepted.content)
    case 'wish':
      return store.stateWish(tx, saying, accepted.content)
    case 'constraint':
      return store.stateConstraint(tx, saying, accepted.content)
  }
}

/** Adds the statements to my own record of the person. */
export async function takeOver(tx: Tx, person: PersonId, statements: readonly Accepted[]): Promise<void> {
  if (statements.length === 0) return
  insertTogether(
    tx,
    statements.map(accepted => write(tx, person, accepted)),
  )
  await record(tx, 'profile.taken-over', { person, fields: { statements: statements.length } })
}
