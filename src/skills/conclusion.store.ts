// SPDX-License-Identifier: EUPL-1.2
import type { FactId } from '#lib/ids.ts'
import { newId, type StatementId } from '#lib/ids.ts'
import { insertTogether, type Rows, rowsFor } from '#platform/db/insert-rows.ts'
import { type Tx, scopeOf } from '#platform/db/scope.ts'
import type { Conclusion, Statement } from './conclusion.ts'
import type { Draft } from './draft.ts'
import type { Stated } from './provenance.ts'
import * as store from './statement.store.ts'

/** Writes the interview and what it adds to the profile. Returns how many statements there were. */
export function saveConclusion(tx: Tx, draft: Draft, conclusion: Conclusion, fact: FactId): number {
  const said = [
    ...stateAll(tx, draft, conclusion.literacy, store.stateLiteracy),
    ...stateAll(tx, draft, conclusion.languages, store.stateLanguage),
    ...stateAll(tx, draft, conclusion.schooling, store.stateSchooling),
    ...stateAll(tx, draft, conclusion.experiences, store.stateExperience),
    ...stateAll(tx, draft, conclusion.abilities, store.stateAbility),
    ...stateAll(tx, draft, conclusion.wishes, store.stateWish),
    ...stateAll(tx, draft, conclusion.constraints, store.stateConstraint),
  ]
  insertTogether(tx, [interviewRow(tx, draft, conclusion, fact), remarkRows(tx, draft, conclusion), ...said])
  return said.length
}

/** What is said in an interview is declared, whoever says it: proof comes later and is a statement of its own. */
function stateAll<T extends Stated>(
  tx: Tx,
  draft: Draft,
  statements: readonly Statement<T>[],
  write: store.Writer<T>,
): Rows[] {
  const { person, heldOn, id } = draft
  return statements.map(({ entry, saidBy, content }) =>
    write(tx, { person, entry, saidBy, saidOn: heldOn, level: 'declared', interview: id }, content),
  )
}

function interviewRow(tx: Tx, draft: Draft, { header }: Conclusion, fact: FactId): Rows {
  const { network, organisation, account, now } = scopeOf(tx)
  return rowsFor('skills_interview', [
    {
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
    },
  ])
}

function remarkRows(tx: Tx, draft: Draft, { remarks }: Conclusion): Rows {
  const { network, organisation } = scopeOf(tx)
  return rowsFor(
    'skills_remark',
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
      note: note ?? null,
    })),
  )
}
