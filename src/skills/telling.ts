// SPDX-License-Identifier: EUPL-1.2
// From answers to data and back. Back, because nobody is asked twice: a second interview starts from the profile.
import type { Stated } from './provenance.ts'
import { type PartialDate, isoOf } from './period.ts'
import type {
  Ability,
  Constraint,
  Dimensions,
  Experience,
  LanguageSkill,
  Literacy,
  OwnWords,
  Schooling,
  Wish,
} from './profile.ts'
import { type Answer, type Answers, cefr, gaps, listOf, textOf } from './question.ts'
import { fromOccupation, occupationIn } from './occupation.ts'
import { dimensions } from './questions/italian.ts'
import { schoolLevels } from './questions/schools.ts'
import { workKinds } from './questions/experiences.ts'
import { minuteOfDay, monthIn } from './section.ts'

/** The content of a statement, without who said it. */
export type Content<T extends Stated> = Omit<T, keyof Stated>

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
/** Leaves out what was not said, so that "not said" and "said to be nothing" stay apart. */
function said<T extends Record<string, unknown>>(told: T): Defined<T> {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Defined<T>
}

const isGap = (text: string): boolean => gaps.some(gap => gap === text)
const answer = (answers: Answers, name: string): string | undefined => {
  const text = textOf(answers, name)
  return text === undefined || isGap(text) ? undefined : text
}
const whole = (answers: Answers, name: string): number | undefined => {
  const text = answer(answers, name)
  return text === undefined ? undefined : Number(text)
}
const oneOf = <T extends string>(values: readonly T[], text: string | undefined): T | undefined =>
  values.find(value => value === text)

export function wordsIn(answers: Answers, name: string, spoken: string): OwnWords | undefined {
  const text = textOf(answers, name)
  const italian = textOf(answers, `${name}-italian`)
  if (text === undefined) return italian === undefined ? undefined : { text: italian, lang: 'it' }
  return said({ text, lang: textOf(answers, `${name}-lang`) ?? spoken, italian })
}

function dimensionsIn(answers: Answers): Dimensions {
  const told = dimensions.map(name => [name, oneOf(cefr, textOf(answers, name))] as const)
  return Object.fromEntries(told.filter(([, level]) => level !== undefined))
}

export const literacyIn = (answers: Answers): Content<Literacy> =>
  said({
    mother: [answer(answers, 'mother'), answer(answers, 'secondMother')].filter(code => code !== undefined),
    reads: answer(answers, 'reads'),
    writes: answer(answers, 'writes'),
    scripts: listOf(answers, 'scripts'),
    numbers: answer(answers, 'numbers'),
    forms: answer(answers, 'forms'),
  })

/** `fixed` is Italian, which has a screen of its own. */
export const languageIn = (answers: Answers, fixed?: 'it'): Content<LanguageSkill> =>
  said({
    language: fixed ?? textOf(answers, 'language') ?? '',
    dimensions: dimensionsIn(answers),
    learnt: listOf(answers, 'learnt'),
    certificate: textOf(answers, 'certificate'),
  })

/** Undefined when no level was given: the rest hangs on it. */
export function schoolingIn(answers: Answers, spoken: string): Content<Schooling> | undefined {
  const level = oneOf(schoolLevels, textOf(answers, 'level'))
  if (!level) return undefined
  return said({
    level,
    completed: answer(answers, 'completed'),
    years: whole(answers, 'years'),
    country: answer(answers, 'country'),
    from: whole(answers, 'from'),
    until: whole(answers, 'until'),
    title: wordsIn(answers, 'title', spoken),
    document: answer(answers, 'document'),
  })
}

export const experienceIn = (answers: Answers, spoken: string): Content<Experience> =>
  said({
    pictures: listOf(answers, 'pictures'),
    words: wordsIn(answers, 'words', spoken),
    kind: oneOf(workKinds, textOf(answers, 'kind')),
    place: answer(answers, 'place'),
    country: answer(answers, 'country'),
    period: {
      ...said({ from: monthIn(answers, 'from'), until: monthIn(answers, 'until') }),
      ongoing: textOf(answers, 'ongoing') === 'yes',
    },
    weeklyHours: whole(answers, 'hours'),
    tasks: wordsIn(answers, 'tasks', spoken),
    again: answer(answers, 'again'),
    occupation: occupationIn(answers),
  })

export const abilityIn = (answers: Answers, spoken: string): Content<Ability> =>
  said({
    pictures: listOf(answers, 'pictures'),
    words: wordsIn(answers, 'words', spoken),
    learnt: listOf(answers, 'learnt'),
    licences: listOf(answers, 'licences'),
  })

export const wishIn = (answers: Answers, spoken: string): Content<Wish> =>
  said({
    aims: listOf(answers, 'aims'),
    pictures: listOf(answers, 'pictures'),
    words: wordsIn(answers, 'words', spoken),
    hours: answer(answers, 'hours'),
    start: answer(answers, 'start'),
  })

export const constraintIn = (answers: Answers, spoken: string): Content<Constraint> =>
  said({
    earliest: minuteOfDay(answers, 'earliest'),
    latest: minuteOfDay(answers, 'latest'),
    days: listOf(answers, 'days'),
    mobility: listOf(answers, 'mobility'),
    travel: answer(answers, 'travel'),
    childcare: answer(answers, 'childcare'),
    words: wordsIn(answers, 'words', spoken),
  })

// Back to answers -----------------------------------------------------------------------------------------------

type Loose = Readonly<Record<string, Answer | number | undefined>>
const answersFrom = (told: Loose): Answers =>
  Object.fromEntries(
    Object.entries(told).flatMap(([field, value]) => {
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
      return [[field, typeof value === 'number' ? String(value) : value]]
    }),
  )

const fromWords = (name: string, words: OwnWords | undefined): Loose => ({
  [name]: words?.text,
  [`${name}-lang`]: words?.lang,
  [`${name}-italian`]: words?.italian,
})
const fromMonth = (name: string, date: PartialDate | undefined): Loose => {
  const [year, month] = date ? isoOf(date).split('-') : []
  return { [`${name}-year`]: year, [`${name}-month`]: month === undefined ? undefined : Number(month) }
}
/** Minutes from midnight as '08:30'. */
export const clockOf = (minutes: number | undefined): string | undefined =>
  minutes === undefined
    ? undefined
    : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export const fromLiteracy = ({ mother, reads, writes, scripts, numbers, forms }: Content<Literacy>): Answers =>
  answersFrom({ mother: mother[0], secondMother: mother[1], reads, writes, scripts, numbers, forms })

export const fromLanguage = ({ language, dimensions: told, learnt, certificate }: Content<LanguageSkill>): Answers =>
  answersFrom({ language: language === 'it' ? undefined : language, ...told, learnt, certificate })

export const fromSchooling = ({
  level,
  completed,
  years,
  country,
  from,
  until,
  title,
  document,
}: Content<Schooling>): Answers =>
  answersFrom({ level, completed, years, country, from, until, document, ...fromWords('title', title) })

export const fromExperience = (told: Content<Experience>): Answers =>
  answersFrom({
    pictures: told.pictures,
    ...fromWords('words', told.words),
    kind: told.kind,
    place: told.place,
    country: told.country,
    ...fromMonth('from', told.period.from),
    ...fromMonth('until', told.period.until),
    ongoing: told.period.ongoing ? 'yes' : undefined,
    hours: told.weeklyHours,
    ...fromWords('tasks', told.tasks),
    again: told.again,
    ...fromOccupation(told.occupation),
  })

export const fromAbility = ({ pictures, words, learnt, licences }: Content<Ability>): Answers =>
  answersFrom({ pictures, ...fromWords('words', words), learnt, licences })

export const fromWish = ({ aims, pictures, words, hours, start }: Content<Wish>): Answers =>
  answersFrom({ aims, pictures, ...fromWords('words', words), hours, start })

export const fromConstraint = (told: Content<Constraint>): Answers =>
  answersFrom({
    earliest: clockOf(told.earliest),
    latest: clockOf(told.latest),
    days: told.days,
    mobility: told.mobility,
    travel: told.travel,
    childcare: told.childcare,
    ...fromWords('words', told.words),
  })
