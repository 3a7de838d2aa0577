// SPDX-License-Identifier: EUPL-1.2
import type { ExperienceId, InterviewId, LanguageId, OrganisationId, PersonId, StatementId } from '#lib/ids.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import { parsePartial, type Period } from './period.ts'
import type {
  Ability,
  Constraint,
  Experience,
  InterviewHeader,
  KnownSkill,
  LanguageSkill,
  Literacy,
  OwnWords,
  Profile,
  Schooling,
  Wish,
} from './profile.ts'
import type { Occupation } from './occupation.ts'
import { italianLevelOf, languagesOf, skillAnswers } from './profile.ts'
import { best, current, type Level, type Provenance, type Speaker } from './provenance.ts'
import { type Cefr, cefr } from './question.ts'
import { type SchoolLevel } from './questions/schools.ts'
import { type WorkKind } from './questions/experiences.ts'
import { dimensions } from './questions/italian.ts'

type Row = {
  id: string
  entry_id: string
  organisation_id: OrganisationId
  interview_id: InterviewId | null
  withdrawn: boolean
  level: string
  said_by: string
  said_on: CivilDate
  source: string | null
  written_at: Instant
}

/** Database null is "not said"; the domain leaves the key out. */
const said = <T extends Record<string, unknown>>(told: T) =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T as null extends T[K] ? never : undefined extends T[K] ? never : K]: T[K]
  } & { [K in keyof T]?: NonNullable<T[K]> }

const stated = <Entry extends string = string>(row: Row) => ({
  id: row.id as StatementId,
  entry: row.entry_id as Entry,
  withdrawn: row.withdrawn,
  provenance: provenanceOf(row),
})

function provenanceOf(row: Row): Provenance {
  return {
    level: row.level as Level,
    saidBy: row.said_by as Speaker,
    saidOn: row.said_on,
    writtenBy: row.organisation_id,
    writtenAt: row.written_at,
    ...(row.source === null ? {} : { source: row.source }),
    ...(row.interview_id === null ? {} : { interview: row.interview_id }),
  }
}

const words = (value: unknown): OwnWords | undefined => (value === null ? undefined : (value as OwnWords))

function periodOf(row: { from_date: string | null; until_date: string | null; ongoing: boolean }): Period {
  return {
    ...said({ from: parsePartial(row.from_date ?? ''), until: parsePartial(row.until_date ?? '') }),
    ongoing: row.ongoing,
  }
}

const toHeader = (row: Selectable<DB['skills_interview']>): InterviewHeader => ({
  id: row.id as InterviewId,
  heldOn: row.held_on,
  ownLang: row.own_lang,
  personLang: row.person_lang,
  saidBy: row.said_by as Speaker[],
  confirmed: row.confirmed as ('identity' | 'permit')[],
  ...(row.place === null ? {} : { place: row.place }),
  ...(row.interpreter_lang === null ? {} : { interpreterLang: row.interpreter_lang }),
  ...(row.fact_id === null ? {} : { fact: row.fact_id }),
})

export async function interviewsOf(tx: Tx, person: PersonId): Promise<InterviewHeader[]> {
  const rows = await tx
    .selectFrom('skills_interview')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('held_on', 'desc')
    .orderBy('concluded_at', 'desc')
    .execute()
  return rows.map(toHeader)
}

const toLiteracy = (row: Selectable<DB['skills_literacy']>): Literacy => ({
  ...stated(row),
  ...said({ reads: row.reads, writes: row.writes, numbers: row.numbers, forms: row.forms }),
  mother: row.mother_tongues,
  scripts: row.scripts,
})

async function literacyOf(tx: Tx, person: PersonId): Promise<Literacy[]> {
  const rows = await tx.selectFrom('skills_literacy').selectAll().where('person_id', '=', person).execute()
  return rows.map(toLiteracy)
}

const toLanguage = (row: Selectable<DB['skills_language']>): LanguageSkill => ({
  ...stated<LanguageId>(row),
  ...said({ certificate: row.certificate }),
  language: row.language,
  dimensions: Object.fromEntries(dimensions.flatMap(name => (isCefr(row[name]) ? [[name, row[name]] as const] : []))),
  learnt: row.learnt,
})

async function languageSkillsOf(tx: Tx, person: PersonId): Promise<LanguageSkill[]> {
  const rows = await tx.selectFrom('skills_language').selectAll().where('person_id', '=', person).execute()
  return rows.map(toLanguage)
}
const isCefr = (text: string | null): text is Cefr => cefr.some(level => level === text)

const toSchooling = (row: Selectable<DB['skills_schooling']>): Schooling => ({
  ...stated(row),
  ...said({
    completed: row.completed,
    years: row.years,
    country: row.country,
    from: row.from_year,
    until: row.until_year,
    title: words(row.title),
    document: row.document,
  }),
  level: row.school_level as SchoolLevel,
})

async function schoolingOf(tx: Tx, person: PersonId): Promise<Schooling[]> {
  const rows = await tx.selectFrom('skills_schooling').selectAll().where('person_id', '=', person).execute()
  return rows.map(toSchooling)
}

const occupationOf = (row: Selectable<DB['skills_experience']>): Occupation | null =>
  row.esco_uri && row.esco_label && row.esco_language && row.esco_version
    ? {
        uri: row.esco_uri,
        label: row.esco_label,
        language: row.esco_language,
        version: row.esco_version,
        ...(row.isco_code ? { isco: row.isco_code } : {}),
      }
    : null

const toExperience = (row: Selectable<DB['skills_experience']>): Experience => ({
  ...stated<ExperienceId>(row),
  ...said({
    words: words(row.words),
    kind: row.work_kind as WorkKind | null,
    place: row.place,
    country: row.country,
    weeklyHours: row.weekly_hours,
    tasks: words(row.tasks),
    again: row.again,
    occupation: occupationOf(row),
  }),
  pictures: row.pictures,
  period: periodOf(row),
})

async function experiencesOf(tx: Tx, person: PersonId): Promise<Experience[]> {
  const rows = await tx.selectFrom('skills_experience').selectAll().where('person_id', '=', person).execute()
  return rows.map(toExperience)
}

const toSkill = (row: Selectable<DB['skills_skill']>): KnownSkill => ({
  ...stated(row),
  work: row.work_entry_id,
  uri: row.uri,
  label: row.label,
  language: row.language,
  version: row.version,
  essential: row.essential,
  answer: skillAnswers.find(answer => answer === row.answer) ?? 'no',
})

async function skillsOf(tx: Tx, person: PersonId): Promise<KnownSkill[]> {
  const rows = await tx
    .selectFrom('skills_skill')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('written_at')
    .orderBy('essential', 'desc')
    .orderBy('label')
    .execute()
  return rows.map(toSkill)
}

const toAbility = (row: Selectable<DB['skills_ability']>): Ability => ({
  ...stated(row),
  ...said({ words: words(row.words) }),
  pictures: row.pictures,
  learnt: row.learnt,
  licences: row.licences,
})

async function abilitiesOf(tx: Tx, person: PersonId): Promise<Ability[]> {
  const rows = await tx.selectFrom('skills_ability').selectAll().where('person_id', '=', person).execute()
  return rows.map(toAbility)
}

const toWish = (row: Selectable<DB['skills_wish']>): Wish => ({
  ...stated(row),
  ...said({ words: words(row.words), hours: row.hours, start: row.start_when }),
  aims: row.aims,
  pictures: row.pictures,
})

async function wishesOf(tx: Tx, person: PersonId): Promise<Wish[]> {
  const rows = await tx.selectFrom('skills_wish').selectAll().where('person_id', '=', person).execute()
  return rows.map(toWish)
}

const toConstraint = (row: Selectable<DB['skills_constraint']>): Constraint => ({
  ...stated(row),
  ...said({
    earliest: row.earliest,
    latest: row.latest,
    travel: row.travel,
    childcare: row.childcare,
    words: words(row.words),
  }),
  days: row.days,
  mobility: row.mobility,
})

async function constraintsOf(tx: Tx, person: PersonId): Promise<Constraint[]> {
  const rows = await tx.selectFrom('skills_constraint').selectAll().where('person_id', '=', person).execute()
  return rows.map(toConstraint)
}

/** Everything the profile says today, as far as my organisation may read it: a group not granted is simply empty. */
export async function profileOf(tx: Tx, person: PersonId): Promise<Profile> {
  const [spoken, interviews, schooling, experiences, literacy, abilities, wishes, constraints, skills] =
    await Promise.all([
      languageSkillsOf(tx, person),
      interviewsOf(tx, person),
      schoolingOf(tx, person),
      experiencesOf(tx, person),
      literacyOf(tx, person),
      abilitiesOf(tx, person),
      wishesOf(tx, person),
      constraintsOf(tx, person),
      skillsOf(tx, person),
    ])
  const languages = languagesOf(current(spoken))
  return {
    interviews,
    languages,
    schooling: current(schooling),
    experiences: current(experiences),
    skills: current(skills),
    ...said({
      literacy: best(current(literacy)),
      abilities: best(current(abilities)),
      wishes: best(current(wishes)),
      constraints: best(current(constraints)),
      italianLevel: italianLevelOf(languages),
    }),
  }
}
