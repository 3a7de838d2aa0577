// SPDX-License-Identifier: EUPL-1.2
// Concluding an interview turns its answers into statements. Only what is new or changed is stated: a screen that was
// read again and confirmed adds nothing.
import { type Draft, type DraftContent, type DraftEntry, sectionOf, sections, silencesOf } from './draft.ts'
import type {
  Ability,
  Constraint,
  Experience,
  InterviewHeader,
  LanguageSkill,
  Literacy,
  OwnWords,
  Profile,
  Schooling,
  Silent,
  Wish,
} from './profile.ts'
import { type Speaker, type Stated, speakers } from './provenance.ts'
import { type Answers, textOf } from './question.ts'
import { isTold, sectionNames, type SectionName } from './section.ts'
import * as telling from './telling.ts'

/** A statement to be written: on a known entry, or on a new one. */
export type Statement<T extends Stated> = {
  readonly entry: T['entry'] | undefined
  readonly saidBy: Speaker
  readonly content: telling.Content<T>
}
export type Remark = Silent & { readonly entry?: string; readonly note?: OwnWords }

export type Conclusion = {
  readonly header: Omit<InterviewHeader, 'id' | 'heldOn' | 'fact'>
  readonly literacy: readonly Statement<Literacy>[]
  readonly languages: readonly Statement<LanguageSkill>[]
  readonly schooling: readonly Statement<Schooling>[]
  readonly experiences: readonly Statement<Experience>[]
  readonly abilities: readonly Statement<Ability>[]
  readonly wishes: readonly Statement<Wish>[]
  readonly constraints: readonly Statement<Constraint>[]
  readonly remarks: readonly Remark[]
}

/** The same answers in the same words, whatever order they were ticked in. */
function isSame(a: Answers, b: Answers): boolean {
  const write = (answers: Answers): string =>
    JSON.stringify(
      Object.entries(answers)
        .filter(([field]) => !field.endsWith('-gap') && !field.endsWith('-lang'))
        .map(([field, value]) => [field, typeof value === 'string' ? [value] : [...value].sort()])
        .toSorted(([x], [y]) => (String(x) < String(y) ? -1 : 1)),
    )
  return write(a) === write(b)
}

type Known<T extends Stated> = { readonly stated: T | undefined; readonly answers: Answers }

function single<T extends Stated>(
  content: DraftContent,
  name: SectionName,
  known: Known<T>,
  read: (answers: Answers) => telling.Content<T>,
): Statement<T>[] {
  const { answers, saidBy } = sectionOf(content, name)
  if (!isTold(sections[name], answers) || isSame(answers, known.answers)) return []
  return [{ entry: known.stated?.entry, saidBy, content: read(answers) }]
}

function several<T extends Stated>(
  entries: readonly DraftEntry[],
  known: readonly T[],
  back: (stated: T) => Answers,
  read: (answers: Answers) => telling.Content<T> | undefined,
): Statement<T>[] {
  return entries.flatMap(({ entry, saidBy, answers }) => {
    const stated = known.find(other => other.entry === entry)
    if (stated && isSame(answers, back(stated))) return []
    const content = read(answers)
    return content ? [{ entry: stated?.entry ?? (entry as T['entry']), saidBy, content }] : []
  })
}

const knownAs = <T extends Stated>(stated: T | undefined, back: (stated: T) => Answers): Known<T> => ({
  stated,
  answers: stated ? back(stated) : {},
})

/** What the interview adds to the profile. Pure: the store writes it. */
export function conclude(draft: Draft, profile: Profile): Conclusion {
  const { content, personLang } = draft
  const entries = (name: SectionName) => sectionOf(content, name).entries
  const italian = profile.languages.find(skill => skill.language === 'it')
  const others = profile.languages.filter(skill => skill.language !== 'it')
  return {
    header: headerOf(draft),
    literacy: single(content, 'literacy', knownAs(profile.literacy, telling.fromLiteracy), telling.literacyIn),
    languages: [
      ...single(content, 'italian', knownAs(italian, telling.fromLanguage), told => telling.languageIn(told, 'it')),
      ...several(entries('languages'), others, telling.fromLanguage, told => telling.languageIn(told)),
    ],
    schooling: several(entries('schools'), profile.schooling, telling.fromSchooling, told =>
      telling.schoolingIn(told, personLang),
    ),
    experiences: several(entries('experiences'), profile.experiences, telling.fromExperience, told =>
      telling.experienceIn(told, personLang),
    ),
    abilities: single(content, 'abilities', knownAs(profile.abilities, telling.fromAbility), told =>
      telling.abilityIn(told, personLang),
    ),
    wishes: single(content, 'wishes', knownAs(profile.wishes, telling.fromWish), told =>
      telling.wishIn(told, personLang),
    ),
    constraints: single(content, 'constraints', knownAs(profile.constraints, telling.fromConstraint), told =>
      telling.constraintIn(told, personLang),
    ),
    remarks: remarksOf(draft),
  }
}

function headerOf(draft: Draft): Conclusion['header'] {
  const { answers } = sectionOf(draft.content, 'identity')
  const heard = new Set<Speaker>()
  for (const name of sectionNames) {
    const { answers: told, saidBy, entries } = sectionOf(draft.content, name)
    if (isTold(sections[name], told)) heard.add(saidBy)
    for (const entry of entries) heard.add(entry.saidBy)
  }
  return {
    ...(draft.place === undefined ? {} : { place: draft.place }),
    ownLang: draft.ownLang,
    personLang: draft.personLang,
    ...(draft.interpreterLang === undefined ? {} : { interpreterLang: draft.interpreterLang }),
    saidBy: speakers.filter(speaker => heard.has(speaker)),
    confirmed: (['identity', 'permit'] as const).filter(what => textOf(answers, `${what}Right`) === 'yes'),
  }
}

function remarksOf(draft: Draft): Remark[] {
  const { answers } = sectionOf(draft.content, 'identity')
  const wrong = (['identity', 'permit'] as const).filter(what => textOf(answers, `${what}Right`) === 'no')
  const remarks: Remark[] = silencesOf(draft.content)
  for (const what of wrong) {
    const note = telling.wordsIn(answers, `${what}Note`, draft.personLang)
    const remark = { section: 'identity', question: `${what}Right`, answer: 'wrong' } as const
    remarks.push(note ? { ...remark, note } : remark)
  }
  return remarks
}

/** A new interview starts from what is known already, so that each screen can be read aloud and confirmed. */
export function startFrom(profile: Profile): DraftContent {
  const italian = profile.languages.find(skill => skill.language === 'it')
  const one = (answers: Answers | undefined) =>
    answers && Object.keys(answers).length > 0 ? { saidBy: 'person' as const, answers, entries: [] } : undefined
  const many = <T extends Stated>(known: readonly T[], back: (stated: T) => Answers) =>
    known.length === 0
      ? undefined
      : {
          saidBy: 'person' as const,
          answers: {},
          entries: known.map(stated => ({
            entry: stated.entry,
            saidBy: stated.provenance.saidBy,
            answers: back(stated),
          })),
        }
  const all = {
    literacy: one(profile.literacy && telling.fromLiteracy(profile.literacy)),
    italian: one(italian && telling.fromLanguage(italian)),
    languages: many(
      profile.languages.filter(skill => skill.language !== 'it'),
      telling.fromLanguage,
    ),
    schools: many(profile.schooling, telling.fromSchooling),
    experiences: many(profile.experiences, telling.fromExperience),
    abilities: one(profile.abilities && telling.fromAbility(profile.abilities)),
    wishes: one(profile.wishes && telling.fromWish(profile.wishes)),
    constraints: one(profile.constraints && telling.fromConstraint(profile.constraints)),
  }
  return Object.fromEntries(Object.entries(all).filter(([, section]) => section !== undefined))
}
