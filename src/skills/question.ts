// SPDX-License-Identifier: EUPL-1.2
// A question is data: what is asked, with which control, and which answers are wrong. The words are in the catalogues,
// because the same question is read in two languages at once.
import type { Picture } from './pictures.ts'

export type Answer = string | readonly string[]
/** What was typed or ticked, kept as text until the interview is concluded, so that a draft never refuses a word. */
export type Answers = Readonly<Record<string, Answer>>
export type Problem = { readonly field: string; readonly code: string }

/** Always offered: not knowing and not saying are answers, and they are not the same answer. */
export const gaps = ['unknown', 'declined'] as const
export type Gap = (typeof gaps)[number]

/** Common European Framework of Reference; A0 is "not a word yet" and is not part of the framework. */
export const cefr = ['A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const
export type Cefr = (typeof cefr)[number]

type Asked = {
  readonly name: string
  readonly picture: Picture
  readonly hint?: true
  /** Follows from another answer: not having put it is no gap in the interview. */
  readonly aside?: true
}
export type Question = Asked &
  (
    | {
        readonly kind: 'choice' | 'choices'
        readonly options: readonly string[]
        /** The answer after which the next question, an aside, is asked. */
        readonly opens?: string
      }
    | { readonly kind: 'cards'; readonly options: readonly Picture[] }
    | { readonly kind: 'scale' | 'month' | 'year' | 'time' | 'language' | 'country' }
    | { readonly kind: 'words' | 'text'; readonly max: number }
    | { readonly kind: 'number'; readonly min: number; readonly max: number }
  )
export type QuestionKind = Question['kind']

const suffixes: Record<QuestionKind, readonly string[]> = {
  choice: [''],
  scale: [''],
  choices: ['', '-gap'],
  cards: ['', '-gap'],
  words: ['', '-lang', '-italian', '-gap'],
  text: ['', '-gap'],
  number: ['', '-gap'],
  year: ['', '-gap'],
  time: ['', '-gap'],
  language: ['', '-gap'],
  country: ['', '-gap'],
  month: ['-month', '-year', '-gap'],
}

export const fieldsOf = (question: Question): string[] => suffixes[question.kind].map(end => question.name + end)

export const textOf = (answers: Answers, field: string): string | undefined => {
  const value = answers[field]
  const text = (typeof value === 'string' ? value : value?.[0])?.trim()
  return text === '' ? undefined : text
}

export const listOf = (answers: Answers, field: string): string[] => {
  const value = answers[field]
  const list = typeof value === 'string' ? [value] : (value ?? [])
  return [...new Set(list.map(item => item.trim()).filter(item => item !== ''))]
}

const inRange = (text: string, min: number, max: number): boolean =>
  /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max

/** The first year that is believable for anyone alive. */
export const FIRST_YEAR = 1920
const LAST_YEAR = 2100

const isOneOf = (question: Question, value: string): boolean =>
  gaps.some(gap => gap === value) || ('options' in question && question.options.some(option => option === value))

const single = (question: Question, answers: Answers, ok: (text: string) => boolean, code: string): Problem[] => {
  const text = textOf(answers, question.name)
  return text === undefined || ok(text) ? [] : [{ field: question.name, code }]
}

const every = (question: Question, answers: Answers): Problem[] =>
  listOf(answers, question.name).every(value => isOneOf(question, value))
    ? []
    : [{ field: question.name, code: 'interview.answer.unknown-option' }]

function ownWords(question: Question & { max: number }, answers: Answers): Problem[] {
  const fields = question.kind === 'words' ? ['', '-italian'] : ['']
  return fields
    .map(end => question.name + end)
    .filter(field => (textOf(answers, field)?.length ?? 0) > question.max)
    .map(field => ({ field, code: 'interview.answer.too-long' }))
}

function month(question: Question, answers: Answers): Problem[] {
  const [year, number] = [`${question.name}-year`, `${question.name}-month`]
  const [typedYear, typedMonth] = [textOf(answers, year), textOf(answers, number)]
  if (typedYear === undefined) return typedMonth ? [{ field: year, code: 'interview.year.required' }] : []
  if (!inRange(typedYear, FIRST_YEAR, LAST_YEAR)) return [{ field: year, code: 'interview.year.invalid' }]
  return typedMonth === undefined || inRange(typedMonth, 1, 12)
    ? []
    : [{ field: number, code: 'interview.month.invalid' }]
}

const isTime = (text: string): boolean => /^([01]?\d|2[0-3])([:.][0-5]\d)?$/.test(text)

/** What is wrong with the answer to one question. Not having answered is never wrong. */
export function problemsOf(question: Question, answers: Answers): Problem[] {
  switch (question.kind) {
    case 'choice':
      return single(question, answers, text => isOneOf(question, text), 'interview.answer.unknown-option')
    case 'scale':
      return single(
        question,
        answers,
        text => [...cefr, ...gaps].some(value => value === text),
        'interview.answer.unknown-option',
      )
    case 'choices':
    case 'cards':
      return every(question, answers)
    case 'words':
    case 'text':
      return ownWords(question, answers)
    case 'number':
      return single(question, answers, text => inRange(text, question.min, question.max), 'interview.number.invalid')
    case 'year':
      return single(question, answers, text => inRange(text, FIRST_YEAR, LAST_YEAR), 'interview.year.invalid')
    case 'time':
      return single(question, answers, isTime, 'interview.time.invalid')
    case 'month':
      return month(question, answers)
    case 'language':
      return single(question, answers, text => /^[a-z]{2,3}$/.test(text), 'interview.answer.unknown-option')
    case 'country':
      return single(question, answers, text => /^[A-Z]{3}$/.test(text), 'interview.answer.unknown-option')
  }
}

/** Whether something was said; a question with only "I don't know" was asked and not answered. */
export function isAnswered(question: Question, answers: Answers): boolean {
  const said = fieldsOf(question).filter(field => !field.endsWith('-gap') && !field.endsWith('-lang'))
  return said.some(field => listOf(answers, field).some(value => !gaps.some(gap => gap === value)))
}

/** "I don't know" or "I'd rather not say". A real answer beside it wins: nothing that was said is thrown away. */
export function gapOf(question: Question, answers: Answers): Gap | undefined {
  if (isAnswered(question, answers)) return undefined
  const ticked = new Set([...listOf(answers, question.name), ...listOf(answers, `${question.name}-gap`)])
  return gaps.findLast(gap => ticked.has(gap))
}
