// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { AccessId, PersonId, QuestionId } from '#lib/ids.ts'
import { choice, idField, optionalText, textField } from '#platform/http/fields.ts'
import { answerKinds, asksNothing } from './question.ts'

export const PersonParams = z.object({ person: idField<PersonId>() })
export const QuestionParams = z.object({ person: idField<PersonId>(), question: idField<QuestionId>() })

export const AskWho = z
  .object({
    access: z.preprocess(
      value => (value === '' ? undefined : value),
      idField<AccessId>('question.access.unknown').optional(),
    ),
    words: optionalText('question.words', 1000),
  })
  .refine(given => !asksNothing(given), { path: ['words'], message: 'question.empty' })

export const AnswerQuestion = z.object({
  kind: choice(answerKinds, 'question.kind'),
  words: textField('question.words', 1000),
})
