// SPDX-License-Identifier: EUPL-1.2
// Writing statements. There is no update and no correction in place: a later row on the same entry takes over.
import type { CivilDate } from '#lib/civil-date.ts'
import { type InterviewId, newId, type PersonId, type StatementId } from '#lib/ids.ts'
import { type Rows, rowsFor } from '#platform/db/insert-rows.ts'
import { type Tx, scopeOf } from '#platform/db/scope.ts'
import { isoOf } from './period.ts'
import type {
  Ability,
  Constraint,
  Experience,
  KnownSkill,
  LanguageSkill,
  Literacy,
  OwnWords,
  Schooling,
  Wish,
} from './profile.ts'
import type { Level, Speaker, Stated } from './provenance.ts'
import type { Content } from './telling.ts'

/** What surrounds the content of one statement. */
export type Saying = {
  readonly person: PersonId
  readonly entry: string | undefined
  readonly saidBy: Speaker
  readonly saidOn: CivilDate
  readonly level: Level
  readonly withdrawn?: boolean
  readonly source?: string | undefined
  readonly interview?: InterviewId
}

function base(tx: Tx, saying: Saying) {
  const { network, organisation, account, now } = scopeOf(tx)
  return {
    network_id: network,
    id: newId<StatementId>(),
    entry_id: saying.entry ?? newId<StatementId>(),
    organisation_id: organisation,
    person_id: saying.person,
    interview_id: saying.interview ?? null,
    withdrawn: saying.withdrawn ?? false,
    level: saying.level,
    said_by: saying.saidBy,
    said_on: saying.saidOn,
    source: saying.source ?? null,
    account_id: account ?? null,
    written_at: now,
  }
}

const json = (words: OwnWords | undefined): OwnWords | null => words ?? null
const list = (values: readonly string[]): string[] => [...values]

export const stateLiteracy: Writer<Literacy> = (tx, saying, told) => {
  const { mother, reads, writes, scripts, numbers, forms } = told
  return rowsFor('skills_literacy', [
    {
      ...base(tx, saying),
      mother_tongues: list(mother),
      reads: reads ?? null,
      writes: writes ?? null,
      scripts: list(scripts),
      numbers: numbers ?? null,
      forms: forms ?? null,
    },
  ])
}

export const stateLanguage: Writer<LanguageSkill> = (tx, saying, told) => {
  const { listening, reading, interaction, production, writing } = told.dimensions
  return rowsFor('skills_language', [
    {
      ...base(tx, saying),
      language: told.language,
      listening: listening ?? null,
      reading: reading ?? null,
      interaction: interaction ?? null,
      production: production ?? null,
      writing: writing ?? null,
      learnt: list(told.learnt),
      certificate: told.certificate ?? null,
    },
  ])
}

export const stateSchooling: Writer<Schooling> = (tx, saying, told) => {
  return rowsFor('skills_schooling', [
    {
      ...base(tx, saying),
      school_level: told.level,
      completed: told.completed ?? null,
      years: told.years ?? null,
      country: told.country ?? null,
      from_year: told.from ?? null,
      until_year: told.until ?? null,
      title: json(told.title),
      document: told.document ?? null,
    },
  ])
}

export const stateExperience: Writer<Experience> = (tx, saying, told) => {
  const { from, until, ongoing } = told.period
  return rowsFor('skills_experience', [
    {
      ...base(tx, saying),
      pictures: list(told.pictures),
      words: json(told.words),
      work_kind: told.kind ?? null,
      place: told.place ?? null,
      country: told.country ?? null,
      from_date: from ? isoOf(from) : null,
      until_date: until ? isoOf(until) : null,
      ongoing,
      weekly_hours: told.weeklyHours ?? null,
      tasks: json(told.tasks),
      again: told.again ?? null,
      esco_uri: told.occupation?.uri ?? null,
      esco_label: told.occupation?.label ?? null,
      esco_language: told.occupation?.language ?? null,
      esco_version: told.occupation?.version ?? null,
      isco_code: told.occupation?.isco ?? null,
    },
  ])
}

export const stateSkill: Writer<KnownSkill> = (tx, saying, told) => {
  const { work, ...skill } = told
  return rowsFor('skills_skill', [{ ...base(tx, saying), work_entry_id: work, ...skill }])
}

export const stateAbility: Writer<Ability> = (tx, saying, told) => {
  return rowsFor('skills_ability', [
    {
      ...base(tx, saying),
      pictures: list(told.pictures),
      words: json(told.words),
      learnt: list(told.learnt),
      licences: list(told.licences),
    },
  ])
}

export const stateWish: Writer<Wish> = (tx, saying, told) => {
  return rowsFor('skills_wish', [
    {
      ...base(tx, saying),
      aims: list(told.aims),
      pictures: list(told.pictures),
      words: json(told.words),
      hours: told.hours ?? null,
      start_when: told.start ?? null,
    },
  ])
}

export const stateConstraint: Writer<Constraint> = (tx, saying, told) => {
  return rowsFor('skills_constraint', [
    {
      ...base(tx, saying),
      earliest: told.earliest ?? null,
      latest: told.latest ?? null,
      days: list(told.days),
      mobility: list(told.mobility),
      travel: told.travel ?? null,
      childcare: told.childcare ?? null,
      words: json(told.words),
    },
  ])
}

/** What each kind of statement writes, by the section of the interview it comes from. */
export type Writer<T extends Stated> = (tx: Tx, saying: Saying, told: Content<T>) => Rows
