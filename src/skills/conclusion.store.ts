// SPDX-License-Identifier: EUPL-1.2
import type { FactId } from '#lib/ids.ts'
import { newId, type StatementId } from '#lib/ids.ts'
import { type Tx, scopeOf } from '#platform/db/scope.ts'
import type { Conclusion, Statement } from './conclusion.ts'
import type { Draft } from './draft.ts'
import type { Stated } from './provenance.ts'
import * as store from './statement.store.ts'

/** Writes the interview and what it adds to the profile. Returns how many statements there were. */
export async function saveConclusion(tx: Tx, draft: Draft, conclusion: Conclusion, fact: FactId): Promise<number> {
  await insertInterview(tx, draft, conclusion, fact)
  await insertRemarks(tx, draft, conclusion)
  const counts = [
    await stateAll(tx, draft, conclusion.literacy, store.stateLiteracy),
    await stateAll(tx, draft, conclusion.languages, store.stateLanguage),
    await stateAll(tx, draft, conclusion.schooling, store.stateSchooling),
    await stateAll(tx, draft, conclusion.experiences, store.stateExperience),
    await stateAll(tx, draft, conclusion.abilities, store.stateAbility),
    await stateAll(tx, draft, conclusion.wishes, store.stateWish),
    await stateAll(tx, draft, conclusion.constraints, store.stateConstraint),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}

/** What is said in an interview is declared, whoever says it: proof comes later and is a statement of its own. */
async function stateAll<T extends Stated>(
  tx: Tx,
  draft: Draft,
  statements: readonly Statement<T>[],
  write: store.Writer<T>,
): Promise<number> {
  for (const { entry, saidBy, content } of statements) {
    const { person, heldOn, id } = draft
    await write(tx, { person, entry, saidBy, saidOn: heldOn, level: 'declared', interview: id }, content)
  }
  return statements.length
}

async function insertInterview(tx: Tx, draft: Draft, { header }: Conclusion, fact: FactId): Promise<void> {
  const { network, organisation, account, now } = scopeOf(tx)
  await tx
    .insertInto('skills_interview')
    .values({
      network_id: network,
      id: draft.id,
      organisation_id: organisation,
      person_id: draft.person,
      account_id: account ?? null,
      held_on: draft.heldOn,
      place: header.place ?? null,
      own_lang: header.ownLang,
      person_lang: header.personLang,
      interpreter_lang: header.interpreterLang ?? null,
      said_by: [...header.saidBy],
      confirmed: [...header.confirmed],
      concluded_at: now,
      fact_id: fact,
    })
    .execute()
}

async function insertRemarks(tx: Tx, draft: Draft, { remarks }: Conclusion): Promise<void> {
  if (remarks.length === 0) return
  const { network, organisation } = scopeOf(tx)
  await tx
    .insertInto('skills_remark')
    .values(
      remarks.map(({ section, entry, question, answer, note }) => ({
        network_id: network,
        id: newId<StatementId>(),
        organisation_id: organisation,
        person_id: draft.person,
        interview_id: draft.id,
        section,
        entry_id: entry ?? null,
        question,
        answer,
        note: note ? JSON.stringify(note) : null,
      })),
    )
    .execute()
}
