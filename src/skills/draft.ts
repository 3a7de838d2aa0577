// SPDX-License-Identifier: EUPL-1.2
// The interview under way. Answers stay as they were typed until it is concluded; nothing is thrown away before.
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import type { AccountId, InterviewId, OrganisationId, PersonId } from '#lib/ids.ts'
import type { Speaker } from './provenance.ts'
import { fieldsOf, gapOf, isAnswered, type Answer, type Answers, type Gap } from './question.ts'
import { abilities } from './questions/abilities.ts'
import { constraints } from './questions/constraints.ts'
import { experiences } from './questions/experiences.ts'
import { identity } from './questions/identity.ts'
import { italian } from './questions/italian.ts'
import { languages } from './questions/languages.ts'
import { literacy } from './questions/literacy.ts'
import { schools } from './questions/schools.ts'
import { wishes } from './questions/wishes.ts'
import { isTold, parts, sectionNames, type Part, type Section, type SectionName } from './section.ts'

/** In the order in which they are asked: easy first, wishes last, when there is trust. */
export const sections: Readonly<Record<SectionName, Section>> = {
  identity,
  literacy,
  italian,
  languages,
  schools,
  experiences,
  abilities,
  wishes,
  constraints,
}

/** One job, school or language as told; `entry` ties it to what the profile already holds. */
export type DraftEntry = { readonly entry: string; readonly saidBy: Speaker; readonly answers: Answers }
/** Who wrote a screen last, and at which version of the draft: two people may ask in turns. */
export type Stamp = { readonly by: AccountId | undefined; readonly version: number }
export type DraftSection = {
  readonly saidBy: Speaker
  readonly answers: Answers
  readonly entries: readonly DraftEntry[]
  readonly stamp?: Stamp
}
export type DraftContent = Readonly<Partial<Record<SectionName, DraftSection>>>

export type Draft = {
  readonly id: InterviewId
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly owner?: AccountId
  readonly heldOn: CivilDate
  readonly place?: string
  /** The operator's language and the person's: the two columns. */
  readonly ownLang: string
  readonly personLang: string
  readonly interpreterLang?: string
  readonly content: DraftContent
  readonly startedOn: CivilDate
  readonly expiresOn: CivilDate
  readonly version: number
}

/** A draft holds a life story nobody has checked: it is kept as long as an interview may be interrupted, and no longer. */
export const DRAFT_DAYS = 60
export const expiryFrom = (today: CivilDate): CivilDate => addDays(today, DRAFT_DAYS)

export const nextOf = (name: SectionName): SectionName | undefined => sectionNames[sectionNames.indexOf(name) + 1]
export const previousOf = (name: SectionName): SectionName | undefined => sectionNames[sectionNames.indexOf(name) - 1]

export type ProgressOfInterview = { part: Part; partNumber: number; parts: number; step: number; steps: number }

export function progressAt(name: SectionName): ProgressOfInterview {
  const { part } = sections[name]
  return {
    part,
    partNumber: parts.indexOf(part) + 1,
    parts: parts.length,
    step: sectionNames.indexOf(name) + 1,
    steps: sectionNames.length,
  }
}

const noAnswers: DraftSection = { saidBy: 'person', answers: {}, entries: [] }
export const sectionOf = (content: DraftContent, name: SectionName): DraftSection => content[name] ?? noAnswers

/** Only what the section asks, without blanks: a form may send anything, a draft keeps answers. */
export function answersOf(section: Section, body: Readonly<Record<string, unknown>>): Answers {
  const kept: Record<string, Answer> = {}
  for (const field of section.questions.flatMap(fieldsOf)) {
    const value = body[field]
    if (typeof value === 'string' && value.trim() !== '') kept[field] = value.trim()
    if (Array.isArray(value)) {
      const list = value.filter(item => typeof item === 'string' && item.trim() !== '')
      if (list.length > 0) kept[field] = list
    }
  }
  return kept
}

export function withAnswers(
  draft: Draft,
  name: SectionName,
  told: Omit<DraftSection, 'entries' | 'stamp'>,
  stamp: Stamp,
): Draft {
  return { ...draft, content: { ...draft.content, [name]: { ...sectionOf(draft.content, name), ...told, stamp } } }
}

/** Adds a job, school or language, or replaces the one with the same entry. */
export function withEntry(draft: Draft, name: SectionName, entry: DraftEntry, stamp: Stamp): Draft {
  const section = sectionOf(draft.content, name)
  const known = section.entries.some(other => other.entry === entry.entry)
  const entries = known
    ? section.entries.map(other => (other.entry === entry.entry ? entry : other))
    : [...section.entries, entry]
  return { ...draft, content: { ...draft.content, [name]: { ...section, entries, stamp } } }
}

export function withoutEntry(draft: Draft, name: SectionName, entry: string): Draft {
  const section = sectionOf(draft.content, name)
  const entries = section.entries.filter(other => other.entry !== entry)
  return { ...draft, content: { ...draft.content, [name]: { ...section, entries } } }
}

/**
 * Whether somebody else wrote this screen after the form was drawn. Going back in one's own browser is not a conflict:
 * only another account's words are worth stopping for.
 */
export function isOvertaken(section: DraftSection, seen: number, account: AccountId | undefined): boolean {
  return section.stamp !== undefined && section.stamp.version > seen && section.stamp.by !== account
}

/** Where to go on: the first screen with nothing on it. */
export function firstOpen(content: DraftContent): SectionName | undefined {
  return sectionNames.find(name => {
    const found = content[name]
    return !found || (found.entries.length === 0 && Object.keys(found.answers).length === 0)
  })
}

export const hasAnswers = (content: DraftContent): boolean =>
  sectionNames.some(name => {
    const { answers, entries } = sectionOf(content, name)
    return entries.length > 0 || isTold(sections[name], answers)
  })

export type Silence = {
  readonly section: SectionName
  readonly entry?: string
  readonly question: string
  readonly answer: Gap
}

/** Every "I don't know" and "I'd rather not say", kept so that nobody asks again by mistake. */
export function silencesOf(content: DraftContent): Silence[] {
  const found: Silence[] = []
  for (const name of sectionNames) {
    const { answers, entries } = sectionOf(content, name)
    for (const question of sections[name].questions) {
      const answer = gapOf(question, answers)
      if (answer) found.push({ section: name, question: question.name, answer })
      for (const { entry, answers: told } of entries) {
        const silent = gapOf(question, told)
        if (silent) found.push({ section: name, entry, question: question.name, answer: silent })
      }
    }
  }
  return found
}

/** Questions nobody has put yet, by section; entry sections count as put when one entry exists. */
export function unaskedIn(content: DraftContent, name: SectionName): string[] {
  const section = sections[name]
  const { answers, entries } = sectionOf(content, name)
  if (section.entries) return entries.length > 0 ? [] : [name]
  return section.questions
    .filter(question => !question.aside && !isAnswered(question, answers) && !gapOf(question, answers))
    .map(question => question.name)
}
