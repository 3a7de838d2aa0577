// SPDX-License-Identifier: EUPL-1.2
// Test builders: valid defaults, so that a test states only what matters.
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import {
  type AccountId,
  type ExperienceId,
  type InterviewId,
  type LanguageId,
  newId,
  type OrganisationId,
  type PersonId,
  type StatementId,
} from '#lib/ids.ts'
import type { Draft, DraftContent } from './draft.ts'
import type { Experience, LanguageSkill, Profile } from './profile.ts'
import type { Provenance, Stated } from './provenance.ts'
import type { Answers } from './question.ts'
import { fromExperience } from './telling.ts'

/** Keeps an interview under way, as its first screen does. */
export { insertDraft } from './draft.store.ts'

export const aProvenance = (provenance: Partial<Provenance> = {}): Provenance => ({
  level: 'declared',
  saidBy: 'person',
  saidOn: '2026-09-08' as CivilDate,
  writtenBy: newId<OrganisationId>(),
  writtenAt: '2026-09-08T10:00:00.000Z' as Instant,
  ...provenance,
})

export const aStatement = (
  given: { entry?: string; withdrawn?: boolean; provenance?: Partial<Provenance> } = {},
): Stated => ({
  id: newId<StatementId>(),
  entry: given.entry ?? newId<StatementId>(),
  withdrawn: given.withdrawn ?? false,
  provenance: aProvenance(given.provenance),
})

export const aLanguage = (given: Partial<LanguageSkill> = {}): LanguageSkill => ({
  ...aStatement(),
  entry: newId<LanguageId>(),
  language: 'it',
  dimensions: {},
  learnt: [],
  ...given,
})

export const anExperience = (given: Partial<Experience> = {}): Experience => ({
  ...aStatement(),
  entry: newId<ExperienceId>(),
  pictures: ['sewing'],
  words: { text: 'كنت أخيط فساتين الأعراس', lang: 'ar', italian: 'Cucivo abiti da sposa' },
  kind: 'informal',
  place: 'Homs',
  country: 'SYR',
  period: { from: { year: 2014 }, until: { year: 2020 }, ongoing: false },
  weeklyHours: 30,
  ...given,
})

export const aProfile = (given: Partial<Profile> = {}): Profile => ({
  interviews: [],
  languages: [],
  schooling: [],
  experiences: [],
  ...given,
})

export const aDraft = (content: DraftContent = {}, given: Partial<Draft> = {}): Draft => ({
  id: newId<InterviewId>(),
  person: newId<PersonId>(),
  organisation: newId<OrganisationId>(),
  owner: newId<AccountId>(),
  heldOn: '2026-11-21' as CivilDate,
  ownLang: 'it',
  personLang: 'ar',
  content,
  startedOn: '2026-11-21' as CivilDate,
  expiresOn: '2027-01-20' as CivilDate,
  version: 1,
  ...given,
})

export const told = (answers: Answers) => ({ saidBy: 'person' as const, answers, entries: [] })
export const toldEntries = (...entries: { entry: string; answers: Answers }[]) => ({
  saidBy: 'person' as const,
  answers: {},
  entries: entries.map(({ entry, answers }) => ({ saidBy: 'person' as const, entry, answers })),
})

/** The answers of a job as a form would send them. */
export const workAnswers = (given: Partial<Experience> = {}): Answers => fromExperience(anExperience(given))
