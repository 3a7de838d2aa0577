// SPDX-License-Identifier: EUPL-1.2
// What a person knows and wants, as the statements of today add up to it.
import type { CivilDate } from '#lib/civil-date.ts'
import type { ExperienceId, FactId, InterviewId, LanguageId, StatementId } from '#lib/ids.ts'
import type { Occupation } from './occupation.ts'
import { monthsInAll, type Period } from './period.ts'
import { best, type Speaker, type Stated } from './provenance.ts'
import { type Cefr, cefr, type Gap } from './question.ts'
import { type Dimension, dimensions } from './questions/italian.ts'
import type { SchoolLevel } from './questions/schools.ts'
import type { WorkKind } from './questions/experiences.ts'
import type { SectionName } from './section.ts'

/** Words as they were said, with the language they were said in; the Italian rendering never replaces them. */
export type OwnWords = { readonly text: string; readonly lang: string; readonly italian?: string }

export type Dimensions = Readonly<Partial<Record<Dimension, Cefr>>>

export type Literacy = Stated & {
  readonly mother: readonly string[]
  readonly reads?: string
  readonly writes?: string
  readonly scripts: readonly string[]
  readonly numbers?: string
  readonly forms?: string
}
export type LanguageSkill = Stated<LanguageId> & {
  readonly language: string
  readonly dimensions: Dimensions
  readonly learnt: readonly string[]
  readonly certificate?: string
}
export type Schooling = Stated & {
  readonly level: SchoolLevel
  readonly completed?: string
  readonly years?: number
  readonly country?: string
  readonly from?: number
  readonly until?: number
  readonly title?: OwnWords
  readonly document?: string
}
export type Experience = Stated<ExperienceId> & {
  readonly pictures: readonly string[]
  readonly words?: OwnWords
  readonly kind?: WorkKind
  readonly place?: string
  /** ISO 3166-1 alpha-3. */
  readonly country?: string
  readonly period: Period
  readonly weeklyHours?: number
  readonly tasks?: OwnWords
  readonly again?: string
  /** Chosen by somebody; own words stay beside it. */
  readonly occupation?: Occupation
}
/** A task or skill she was asked about for one of her works. */
export type KnownSkill = Stated & {
  /** The entry of the work. */
  readonly work: string
  readonly uri: string
  readonly label: string
  readonly language: string
  readonly version: string
  readonly essential: boolean
  readonly answer: SkillAnswer
}
export const skillAnswers = ['alone', 'helped', 'no'] as const
export type SkillAnswer = (typeof skillAnswers)[number]
export type Ability = Stated & {
  readonly pictures: readonly string[]
  readonly words?: OwnWords
  readonly learnt: readonly string[]
  readonly licences: readonly string[]
}
export type Wish = Stated & {
  readonly aims: readonly string[]
  readonly pictures: readonly string[]
  readonly words?: OwnWords
  readonly hours?: string
  readonly start?: string
}
export type Constraint = Stated & {
  /** Minutes from midnight. */
  readonly earliest?: number
  readonly latest?: number
  readonly days: readonly string[]
  readonly mobility: readonly string[]
  readonly travel?: string
  readonly childcare?: string
  readonly words?: OwnWords
}

export type InterviewHeader = {
  readonly id: InterviewId
  readonly heldOn: CivilDate
  readonly place?: string
  readonly ownLang: string
  readonly personLang: string
  readonly interpreterLang?: string
  readonly saidBy: readonly Speaker[]
  readonly confirmed: readonly ('identity' | 'permit')[]
  /** The fact in the ledger, for its seal. */
  readonly fact?: FactId
}

/** A remark of the last interview, as the profile shows it. */
export type Remembered = Silent & { readonly note?: OwnWords }

export type Silent = { readonly section: SectionName; readonly question: string; readonly answer: Gap | 'wrong' }

export type Profile = {
  readonly interviews: readonly InterviewHeader[]
  readonly literacy?: Literacy
  readonly languages: readonly LanguageSkill[]
  readonly schooling: readonly Schooling[]
  readonly experiences: readonly Experience[]
  /** What she was asked about her works; absent where nobody has asked. */
  readonly skills?: readonly KnownSkill[]
  readonly abilities?: Ability
  readonly wishes?: Wish
  readonly constraints?: Constraint
  readonly italianLevel?: ItalianLevel
}
export type ItalianLevel = { readonly level: Cefr; readonly whole: boolean; readonly statement: StatementId }

/** The overall level is the one reached in every dimension, as certificates count it: the lowest. */
export function overallLevel(told: Dimensions): Cefr | undefined {
  const known = new Set(dimensions.map(dimension => told[dimension]))
  return cefr.find(level => known.has(level))
}

/** Italian in one letter and digit; `whole` is false while a dimension is not known. */
export function italianLevelOf(languages: readonly LanguageSkill[]): ItalianLevel | undefined {
  const italian = best(languages.filter(skill => skill.language === 'it'))
  const level = italian && overallLevel(italian.dimensions)
  if (!italian || !level) return undefined
  return {
    level,
    whole: dimensions.every(dimension => italian.dimensions[dimension] !== undefined),
    statement: italian.id,
  }
}

/** One line for each language: the best proved statement, Italian first, then as they were told. */
export function languagesOf(statements: readonly LanguageSkill[]): LanguageSkill[] {
  const codes = [...new Set(statements.map(skill => skill.language))].sort(
    (a, b) => Number(b === 'it') - Number(a === 'it'),
  )
  return codes.flatMap(code => best(statements.filter(skill => skill.language === code)) ?? [])
}

/** Latest work first; work without dates at the end, in the order it was told. */
export function byTime(experiences: readonly Experience[]): Experience[] {
  const key = (experience: Experience): number => {
    const end = experience.period.ongoing ? Number.MAX_SAFE_INTEGER : experience.period.until
    const date = end ?? experience.period.from
    return typeof date === 'number' ? date : date ? date.year * 12 + (date.month ?? 12) : -1
  }
  return experiences.toSorted((a, b) => key(b) - key(a))
}

/** Months of work in all, the same month counted once. */
export const monthsOfWork = (experiences: readonly Experience[], today: CivilDate): number =>
  monthsInAll(
    experiences.map(experience => experience.period),
    today,
  )
