// SPDX-License-Identifier: EUPL-1.2
// "I don't recognise this": the person asks her keeper who looked at her file and why (GDPR art. 15; CJEU C-579/21).
import { addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { AccessId, PersonId, QuestionId } from '#lib/ids.ts'

export const answerKinds = ['explained', 'mistake', 'under-inquiry'] as const
export type AnswerKind = (typeof answerKinds)[number]

export type Question = {
  readonly id: QuestionId
  readonly person: PersonId
  /** The opening it is about; none when she means something that the list does not show. */
  readonly access?: AccessId | undefined
  readonly words?: string | undefined
  readonly lang: string
  readonly askedOn: CivilDate
  readonly answer?: Answer | undefined
}

export type Answer = { readonly kind: AnswerKind; readonly words: string; readonly on: CivilDate }
export type NewQuestion = {
  readonly access?: AccessId | undefined
  readonly words?: string | undefined
  readonly lang: string
}

/** Neither an opening chosen nor a word written: nobody could answer that. */
export const asksNothing = ({ access, words }: Pick<NewQuestion, 'access' | 'words'>): boolean =>
  access === undefined && (words === undefined || words.trim() === '')

/** GDPR art. 12(3): an answer within one month. */
export const answerBy = (question: Pick<Question, 'askedOn'>): CivilDate => addMonths(question.askedOn, 1)

export const isOpen = (question: Pick<Question, 'answer'>): boolean => question.answer === undefined
