// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely'
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type AccessId, newId, type PersonId, type QuestionId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { Answer, AnswerKind, NewQuestion, Question } from './question.ts'
import { refuse } from './refusals.ts'

type Row = Selectable<DB['portal_access_question']>

function answerOf(row: Row): Answer | undefined {
  if (row.answer === null || row.answered_on === null) return undefined
  return { kind: row.answer as AnswerKind, words: row.answer_words ?? '', on: row.answered_on }
}

const toQuestion = (row: Row): Question => ({
  id: row.id as QuestionId,
  person: row.person_id as PersonId,
  access: (row.access_id as AccessId | null) ?? undefined,
  words: row.words ?? undefined,
  lang: row.lang,
  askedOn: row.asked_on,
  answer: answerOf(row),
})

/** The questions of a person, newest first. */
export async function questionsOf(tx: Tx, person: PersonId): Promise<readonly Question[]> {
  const rows = await tx
    .selectFrom('portal_access_question')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map(toQuestion)
}

/** Questions that wait for an answer of my organisation, the oldest first. */
export async function openQuestions(tx: Tx): Promise<readonly { person: PersonId; askedOn: CivilDate }[]> {
  const rows = await tx
    .selectFrom('portal_access_question')
    .select(['person_id', 'asked_on'])
    .where('organisation_id', '=', scopeOf(tx).organisation)
    .where('answer', 'is', null)
    .orderBy('asked_at')
    .execute()
  return rows.map(row => ({ person: row.person_id as PersonId, askedOn: row.asked_on }))
}

/** The person asks, from her own page. The words stay out of the ledger: it holds that she asked, and when. */
export async function ask(tx: Tx, person: PersonId, given: NewQuestion): Promise<QuestionId> {
  const { network, organisation, today, now } = scopeOf(tx)
  const id = newId<QuestionId>()
  send(
    tx,
    tx.insertInto('portal_access_question').values({
      network_id: network,
      id,
      person_id: person,
      organisation_id: organisation,
      access_id: given.access ?? null,
      words: given.words ?? null,
      lang: given.lang,
      asked_on: today,
      asked_at: now,
    }),
  )
  await record(tx, 'access.questioned', { person, fields: { question: id, access: given.access ?? null } })
  return id
}

/** The keeper answers, once. */
export async function answer(
  tx: Tx,
  given: { person: PersonId; question: QuestionId; kind: AnswerKind; words: string },
): Promise<void> {
  const { account, today } = scopeOf(tx)
  const known = (await questionsOf(tx, given.person)).find(question => question.id === given.question)
  if (!known) return refuse('question.not-found')
  const { numUpdatedRows } = await tx
    .updateTable('portal_access_question')
    .set({ answer: given.kind, answer_words: given.words, answered_on: today, answered_by: account ?? null })
    .where('id', '=', given.question)
    .where('answer', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('question.answered')
  await record(tx, 'access.answered', { person: given.person, fields: { question: given.question, kind: given.kind } })
}

export function eraseQuestions(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('portal_access_question').where('person_id', '=', person))
}
