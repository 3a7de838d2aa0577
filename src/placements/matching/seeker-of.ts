// SPDX-License-Identifier: EUPL-1.2
// From a person's file to what a ranking may know of her. The types name the only fields that are read; whatever else the
// file holds (citizenship, sex, names, family, health, address) passes by.
import { ageOn, type CivilDate } from '#lib/civil-date.ts'
import type { Person, WorkVerdict } from '#registry/index.ts'
import { cefr, type Constraint, type Experience as Work, monthsOf, type Profile } from '#skills/index.ts'
import type { Experience, HeldSkill, Seeker } from './seeker.ts'
import type { Italian } from './vacancy.ts'

export type PersonFile = {
  readonly person: Pick<Person, 'birthDate'>
  readonly profile: Pick<Profile, 'languages' | 'experiences' | 'abilities' | 'constraints'>
  /** Registry's answer for today. */
  readonly work: Pick<WorkVerdict, 'verdict' | 'limits'>
  /** Minutes to municipalities by the means she uses. */
  readonly reach: Readonly<Record<string, number>>
}

/** @param essentialOf the skills that an occupation of the classification cannot do without */
export function seekerOf(
  file: PersonFile,
  essentialOf: (occupation: string) => readonly string[],
  today: CivilDate,
): Seeker {
  const { person, profile, work, reach } = file
  const available = availableIn(profile.constraints)
  const nights = profile.constraints === undefined ? undefined : profile.constraints.days.includes('nights')
  const { limits } = work
  return {
    skills: profile.experiences.flatMap(each => skillsOf(each, essentialOf)),
    italian: italianOf(profile.languages),
    reach,
    experience: profile.experiences.flatMap(each => experienceOf(each, today)),
    licences: { held: licencesOf(profile.abilities?.licences ?? []), asked: profile.abilities !== undefined },
    rightToWork: {
      verdict: work.verdict === 'yes' || work.verdict === 'no' ? work.verdict : 'unknown',
      ...(limits ? { weeklyMinutes: limits.hoursPerWeek * 60 } : {}),
    },
    ...(available === undefined ? {} : { available }),
    ...(nights === undefined ? {} : { nights }),
    ...(person.birthDate === undefined ? {} : { age: ageOn(person.birthDate, today) }),
  }
}

/** Who did an occupation has done what it cannot do without, as well proved as the work itself. */
const skillsOf = (work: Work, essentialOf: (occupation: string) => readonly string[]): HeldSkill[] =>
  work.occupation === undefined
    ? []
    : essentialOf(work.occupation.uri).map(skill => ({ skill, level: work.provenance.level, source: work.id }))

function experienceOf({ occupation, period, id }: Work, today: CivilDate): Experience[] {
  const months = monthsOf(period, today)
  return occupation?.isco === undefined || months === undefined ? [] : [{ isco: occupation.isco, months, source: id }]
}

/** Speaking is the weaker of taking part and telling: work asks for both. */
function italianOf(languages: Profile['languages']): Italian {
  const { listening, reading, writing, interaction, production } =
    languages.find(each => each.language === 'it')?.dimensions ?? {}
  const speaking = [interaction, production].flatMap(level => (level === undefined ? [] : [cefr.indexOf(level)]))
  return {
    ...(listening === undefined ? {} : { listening: cefr.indexOf(listening) }),
    ...(reading === undefined ? {} : { reading: cefr.indexOf(reading) }),
    ...(writing === undefined ? {} : { writing: cefr.indexOf(writing) }),
    ...(speaking.length === 0 ? {} : { speaking: Math.min(...speaking) }),
  }
}

const LICENCES: Readonly<Record<string, string>> = { car: 'driving-B', truck: 'driving-C', foodHygiene: 'haccp' }
const licencesOf = (told: readonly string[]): readonly string[] => told.flatMap(each => LICENCES[each] ?? [])

/** Morning, afternoon and evening, in minutes from midnight: she can take a slot when her hours hold all of it. */
const SLOTS = [
  [8 * 60, 12 * 60],
  [14 * 60, 18 * 60],
  [18 * 60, 22 * 60],
] as const
const NIGHT = 3
const DAYS: Readonly<Record<string, readonly number[]>> = { weekdays: [0, 1, 2, 3, 4], saturday: [5], sunday: [6] }

/** Undefined when she has not been asked for days. */
function availableIn(limits: Constraint | undefined): number | undefined {
  if (limits === undefined || limits.days.length === 0) return undefined
  const slots = SLOTS.flatMap(([from, until], slot) =>
    (limits.earliest ?? 0) <= from && (limits.latest ?? 24 * 60) >= until ? [slot] : [],
  )
  const inDay = limits.days.includes('nights') ? [...slots, NIGHT] : slots
  return limits.days
    .flatMap(name => DAYS[name] ?? [])
    .reduce((mask, day) => inDay.reduce((sum, slot) => sum | (1 << (4 * day + slot)), mask), 0)
}
