// SPDX-License-Identifier: EUPL-1.2
// A section is one screen of the interview: its questions, and the rules between them.
import type { PartialDate } from './period.ts'
import { isAnswered, problemsOf, textOf, type Answers, type Problem, type Question } from './question.ts'

export const sectionNames = [
  'identity',
  'literacy',
  'italian',
  'languages',
  'schools',
  'experiences',
  'abilities',
  'wishes',
  'constraints',
] as const
export type SectionName = (typeof sectionNames)[number]

/** What the person hears as one chapter; several screens may belong to it. */
export const parts = ['who', 'languages', 'school', 'work', 'future'] as const
export type Part = (typeof parts)[number]

export type Section = {
  readonly name: SectionName
  readonly part: Part
  /** The same questions again for each job, school or language, up to `max`. */
  readonly entries?: { readonly max: number }
  readonly questions: readonly Question[]
  /** Rules between two answers; the rules of one answer are the question's own. */
  readonly problems?: (answers: Answers, questions: readonly Question[]) => Problem[]
}

/** Everything that is wrong on one screen, in the order of the questions. */
export function sectionProblems(section: Section, answers: Answers): Problem[] {
  const own = section.questions.flatMap(question => problemsOf(question, answers))
  const wrong = new Set(own.map(problem => problem.field))
  const between = section.problems?.(answers, section.questions) ?? []
  return [...own, ...between.filter(problem => !wrong.has(problem.field))]
}

/** A year that has not come yet is a slip of the pen; it needs today, so the form's schema cannot see it. */
export function futureProblems(section: Section, answers: Answers, thisYear: number): Problem[] {
  return section.questions
    .filter(question => question.kind === 'year' || question.kind === 'month')
    .map(question => (question.kind === 'month' ? `${question.name}-year` : question.name))
    .filter(field => Number(textOf(answers, field)) > thisYear)
    .map(field => ({ field, code: 'interview.year.future' }))
}

export const isTold = (section: Section, answers: Answers): boolean =>
  section.questions.some(question => isAnswered(question, answers))

/** A month question as a partial date; undefined when no year was given. */
export function monthIn(answers: Answers, name: string): PartialDate | undefined {
  const [year, month] = [textOf(answers, `${name}-year`), textOf(answers, `${name}-month`)]
  if (year === undefined || !/^\d{4}$/.test(year)) return undefined
  return month === undefined ? { year: Number(year) } : { year: Number(year), month: Number(month) }
}

/** A time question ("8", "8:30", "8.30") as minutes from midnight. */
export function minuteOfDay(answers: Answers, name: string): number | undefined {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(textOf(answers, name) ?? '')
  return match ? Number(match[1]) * 60 + Number(match[2] ?? 0) : undefined
}
