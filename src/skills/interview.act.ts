// SPDX-License-Identifier: EUPL-1.2
// Concluding an interview: its statements and its fact, together.
import { record } from '#ledger/index.ts'
import { type InterviewId, newId, type PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { conclude } from './conclusion.ts'
import { saveConclusion } from './conclusion.store.ts'
import { type Draft, expiryFrom, hasAnswers } from './draft.ts'
import { toldBy } from './milestone.store.ts'
import type { Profile } from './profile.ts'
import { profileOf } from './profile.store.ts'
import { refuse } from './refusals.ts'

/** Turns a draft into statements beside what the profile already holds. Returns how many there were. */
export async function concludeInterview(tx: Tx, draft: Draft, known: Profile): Promise<number> {
  if (!hasAnswers(draft.content)) refuse('interview.empty')
  const conclusion = conclude(draft, known)
  const fact = await record(tx, 'interview.held', {
    person: draft.person,
    at: draft.heldOn,
    fields: {
      interview: draft.id,
      language: draft.personLang,
      interpreter: draft.interpreterLang ?? null,
      identityConfirmed: conclusion.header.confirmed.includes('identity'),
    },
  })
  return saveConclusion(tx, draft, conclusion, fact.id)
}

export type WholeInterview = Pick<Draft, 'person' | 'heldOn' | 'ownLang' | 'personLang' | 'content'> &
  Partial<Pick<Draft, 'place' | 'interpreterLang'>>

const NOTHING_TOLD: Profile = { interviews: [], languages: [], schooling: [], experiences: [] }

/** An interview whose answers all arrive at once, as from a sheet filled in elsewhere. */
export async function writeUpInterview(tx: Tx, given: WholeInterview): Promise<number> {
  const { organisation, account, today } = scopeOf(tx)
  const draft: Draft = {
    ...given,
    id: newId<InterviewId>(),
    organisation,
    ...(account ? { owner: account } : {}),
    startedOn: today,
    expiresOn: expiryFrom(today),
    version: 1,
  }
  const person = given.person as PersonId
  const told = (await toldBy(tx, [person])).has(person)
  return concludeInterview(tx, draft, told ? await profileOf(tx, person) : NOTHING_TOLD)
}
