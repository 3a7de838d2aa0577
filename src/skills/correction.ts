// SPDX-License-Identifier: EUPL-1.2
// Where a section of the questions meets its statements in the profile.
import type { Profile } from './profile.ts'
import type { Stated } from './provenance.ts'
import type { Answers } from './question.ts'
import type { SectionName } from './section.ts'
import * as telling from './telling.ts'

/** Sections of which the profile keeps statements; confirming who she is belongs to the registry. */
export const correctable = [
  'literacy',
  'italian',
  'languages',
  'schools',
  'experiences',
  'abilities',
  'wishes',
  'constraints',
] as const satisfies readonly SectionName[]
export type Correctable = (typeof correctable)[number]

export type Found = { readonly stated: Stated; readonly answers: Answers }

const found = <T extends Stated>(
  statements: readonly (T | undefined)[],
  entry: string,
  back: (stated: T) => Answers,
): Found | undefined => {
  const stated = statements.find(other => other?.entry === entry)
  return stated && { stated, answers: back(stated) }
}

/** The statement that holds today on an entry, with its answers as they would be given again. */
export function findStated(profile: Profile, section: Correctable, entry: string): Found | undefined {
  switch (section) {
    case 'literacy':
      return found([profile.literacy], entry, telling.fromLiteracy)
    case 'italian':
    case 'languages':
      return found(
        profile.languages.filter(skill => (skill.language === 'it') === (section === 'italian')),
        entry,
        telling.fromLanguage,
      )
    case 'schools':
      return found(profile.schooling, entry, telling.fromSchooling)
    case 'experiences':
      return found(profile.experiences, entry, telling.fromExperience)
    case 'abilities':
      return found([profile.abilities], entry, telling.fromAbility)
    case 'wishes':
      return found([profile.wishes], entry, telling.fromWish)
    case 'constraints':
      return found([profile.constraints], entry, telling.fromConstraint)
  }
}

/** For sections with one statement only: adding a second one means correcting the first. */
export function onlyEntry(profile: Profile, section: Correctable): string | undefined {
  const italian = profile.languages.find(skill => skill.language === 'it')
  const only = {
    literacy: profile.literacy,
    italian,
    abilities: profile.abilities,
    wishes: profile.wishes,
    constraints: profile.constraints,
  }
  return section in only ? only[section as keyof typeof only]?.entry : undefined
}
