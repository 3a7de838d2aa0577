// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { sections } from './draft.ts'
import { correctionForms, Concluding, sectionForms, StartInterview } from './interview.form.ts'
import { pictures } from './pictures.ts'
import { type Answers, fieldsOf, gapOf, isAnswered, problemsOf, type Question } from './question.ts'
import { drawings } from './question.page.tsx'
import { sectionNames, sectionProblems } from './section.ts'

const all = Object.values(sections).flatMap(section =>
  section.questions.map(question => [section.name, question] as const),
)
const ask = (question: object): Question => ({ picture: 'star', ...question }) as Question

describe('one answer', () => {
  const year = ask({ name: 'q', kind: 'year' })
  const time = ask({ name: 'q', kind: 'time' })
  const hours = ask({ name: 'q', kind: 'number', min: 1, max: 100 })
  const month = ask({ name: 'q', kind: 'month' })
  const choice = ask({ name: 'q', kind: 'choice', options: ['yes', 'no'] })
  const words = ask({ name: 'q', kind: 'words', max: 5 })
  const cases: [string, Question, Answers, string[]][] = [
    ['no year is no error', year, {}, []],
    ['a year', year, { q: '2016' }, []],
    ['two digits', year, { q: '16' }, ['q: interview.year.invalid']],
    ['before anyone alive', year, { q: '1890' }, ['q: interview.year.invalid']],
    ['letters', year, { q: 'ieri' }, ['q: interview.year.invalid']],
    ['a whole hour', time, { q: '8' }, []],
    ['hour and minutes', time, { q: '8:30' }, []],
    ['with a dot, as Italians write', time, { q: '15.30' }, []],
    ['a 25th hour', time, { q: '25:00' }, ['q: interview.time.invalid']],
    ['a week has at most a hundred hours of work', hours, { q: '101' }, ['q: interview.number.invalid']],
    ['no half hours', hours, { q: '7,5' }, ['q: interview.number.invalid']],
    ['a month without a year', month, { 'q-month': '3' }, ['q-year: interview.year.required']],
    ['a 13th month', month, { 'q-month': '13', 'q-year': '2016' }, ['q-month: interview.month.invalid']],
    ['an option that was not offered', choice, { q: 'maybe' }, ['q: interview.answer.unknown-option']],
    ['not knowing is an answer', choice, { q: 'unknown' }, []],
    [
      'words too long, also in the rendering',
      words,
      { q: 'a b', 'q-italian': 'troppo' },
      ['q-italian: interview.answer.too-long'],
    ],
  ]
  test.each(cases)('%s', (_, question, answers, expected) => {
    expect(problemsOf(question, answers).map(({ field, code }) => `${field}: ${code}`)).toEqual(expected)
  })
})

test.each(all)('%s: not knowing and not saying can always be answered (%j)', (_, question) => {
  const field = fieldsOf(question).find(name => name.endsWith('-gap')) ?? question.name
  for (const gap of ['unknown', 'declined'] as const) {
    expect(problemsOf(question, { [field]: gap })).toEqual([])
    expect(gapOf(question, { [field]: gap })).toBe(gap)
    expect(isAnswered(question, { [field]: gap })).toBe(false)
  }
})

test('a real answer beside "I do not know" wins: what was said is not thrown away', () => {
  const place = ask({ name: 'q', kind: 'text', max: 50 })
  expect(gapOf(place, { q: 'Homs', 'q-gap': 'unknown' })).toBeUndefined()
})

test('a screen never shows more than eight pictures', () => {
  const shown = all.flatMap(([, question]) => (question.kind === 'cards' ? [question.options.length] : []))
  expect(Math.max(...shown)).toBe(8)
})

test('every picture has a drawing', () => {
  expect(Object.keys(drawings).sort()).toEqual([...pictures].sort())
})

test('no two questions of a section share a field', () => {
  for (const section of Object.values(sections)) {
    const fields = section.questions.flatMap(fieldsOf)
    expect(new Set(fields).size).toBe(fields.length)
  }
})

const forms = [
  ['starting', StartInterview],
  ['concluding', Concluding],
  ...sectionNames.map(name => [name, sectionForms[name]] as const),
  ...sectionNames.map(name => [`correcting ${name}`, correctionForms[name]] as const),
] as const
test.each(forms)('%s: an empty form speaks only in codes of ours', (_, form) => {
  const codes = form.safeParse({}).error?.issues.map(issue => issue.message) ?? []
  expect(codes.filter(code => code.startsWith('input.'))).toEqual([])
  expect(() => form.safeParse(undefined)).not.toThrow()
})

describe('between two answers', () => {
  const cases: [keyof typeof sections, Answers, string[]][] = [
    ['languages', { speaking: 'B1' }, []],
    ['languages', { listening: 'B1' }, ['interview.language.required']],
    ['languages', { language: 'it' }, ['interview.language.italian-elsewhere']],
    ['schools', { years: '9' }, ['interview.school.level-required']],
    ['schools', { level: 'primary', from: '2010', until: '2005' }, ['interview.period.backwards']],
    ['schools', { level: 'primary', from: '2005', until: '2005' }, []],
    ['experiences', { place: 'Homs' }, ['interview.experience.words-required']],
    ['experiences', { pictures: ['sewing'], place: 'Homs' }, []],
    ['experiences', { words: 'sarta', 'from-year': '2016', 'until-year': '2014' }, ['interview.period.backwards']],
    ['experiences', { words: 'sarta', 'from-year': '2016', 'from-month': '5', 'until-year': '2016' }, []],
    ['experiences', { words: 'sarta', 'until-year': '2014', ongoing: 'yes' }, ['interview.period.still-and-ended']],
    ['constraints', { earliest: '15:30', latest: '8:30' }, ['interview.time.backwards']],
    ['constraints', { earliest: '8:30', latest: '15:30' }, []],
  ]
  test.each(cases)('%s %j → %j', (name, answers, expected) => {
    expect(sectionProblems(sections[name], answers).map(problem => problem.code)).toEqual(expected)
  })
})
