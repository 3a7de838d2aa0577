// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { InterviewHeader } from './profile.ts'
import { interviewsOf } from './profile.store.ts'

export { paths as skillsPaths } from './interview.paths.ts'
export type { DraftContent } from './draft.ts'
export { type WholeInterview, writeUpInterview } from './interview.act.ts'
export { type Told, toldBy } from './milestone.store.ts'
export type { PartialDate, Period } from './period.ts'
export { isoOf, monthsOf, parsePartial } from './period.ts'
export type {
  Ability,
  Constraint,
  Experience,
  InterviewHeader,
  ItalianLevel,
  KnownSkill,
  LanguageSkill,
  Literacy,
  OwnWords,
  Profile,
  Schooling,
  Wish,
} from './profile.ts'
export { overallLevel } from './profile.ts'
/** What a person knows and wants today, as far as my organisation may read it. */
export { profileOf } from './profile.store.ts'
export type { Level, Provenance, Speaker } from './provenance.ts'
/** Takes statements that another organisation made into my own record, with where they come from. */
export { type Accepted, takeOver } from './take-over.act.ts'
export { type Cefr, cefr } from './question.ts'
export { schoolLevels } from './questions/schools.ts'
export { isInterpreted } from './provenance.ts'

/** The interview held last, or undefined before the first. */
export async function latestInterview(tx: Tx, person: PersonId): Promise<InterviewHeader | undefined> {
  const [last] = await interviewsOf(tx, person)
  return last
}
