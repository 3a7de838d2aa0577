// SPDX-License-Identifier: EUPL-1.2
// One invented person: who she is, what she tells, how her path went. Pure: the same chance gives the same person.
import { addDays, addMonths, ageOn, type CivilDate, civilDate, weekday } from '#lib/civil-date.ts'
import { composeCodiceFiscale } from '#lib/codice-fiscale.ts'
import { provisionalCheckDigit } from '#lib/provisional-code.ts'
import type { PermitData, PermitKind } from '#registry/index.ts'
import { goals, type Trade, trades } from './life.ts'
import type { Origin } from './origins.ts'
import type { Random } from './random.ts'

type SpokenLang = 'it' | 'en' | 'fr' | 'ar'

export type Told = {
  /** The language of the interview's second column. */
  readonly lang: SpokenLang
  readonly interpreter: string | undefined
  readonly mother: string
  readonly otherLanguages: readonly string[]
  readonly italian: 'A0' | 'A1' | 'A2' | 'B1' | 'B2'
  readonly reads: 'well' | 'little' | 'no'
  readonly school: string
  readonly schoolYears: number
  readonly works: readonly {
    readonly trade: Trade
    readonly place: string
    readonly country: string
    readonly from: number
    readonly until: number
    readonly kind: string
  }[]
  readonly goal: Readonly<Record<SpokenLang, string>>
  readonly hours: 'full' | 'part' | 'few'
  readonly childcare: 'none' | 'covered' | 'needed'
}

export type InventedPerson = {
  readonly familyName: string
  readonly givenName: string
  readonly nativeName?: string
  readonly nativeLang?: string
  readonly sex: 'F' | 'M'
  readonly birthDate: CivilDate
  readonly citizenship: string
  readonly birthPlace: string
  readonly birthTown: string
  readonly taxCode: string
  readonly phone: string
  readonly permit: PermitData
  readonly told: Told
}

/** Given names and surnames may carry their native script after a bar. */
const latinOf = (name: string) => name.split('|')[0] ?? name
const nativeOf = (name: string) => name.split('|')[1]

const permitsOf = (origin: Origin): readonly (readonly [PermitKind, number])[] => {
  if (['UKR', 'ALB', 'MAR'].includes(origin.citizenship))
    return [
      ['employedWork', 40],
      ['family', 35],
      ['euLongTerm', 20],
      ['awaitingJob', 5],
    ]
  if (['SYR', 'AFG', 'ERI', 'SOM'].includes(origin.citizenship))
    return [
      ['refugee', 55],
      ['subsidiary', 40],
      ['family', 5],
    ]
  return [
    ['asylumRequest', 38],
    ['specialProtection', 22],
    ['subsidiary', 22],
    ['refugee', 10],
    ['family', 4],
    ['specialCases', 4],
  ]
}

const YEARS: Readonly<Partial<Record<PermitKind, number>>> = {
  refugee: 5,
  subsidiary: 5,
  specialProtection: 2,
  employedWork: 2,
  family: 2,
  awaitingJob: 1,
  specialCases: 1,
  euLongTerm: 10,
}

/** A permit that holds on the day of intake. `spread` is how many days before it may have been issued. */
function permitFor(random: Random, origin: Origin, intake: CivilDate, questura: string, number: number): PermitData {
  const kind = random.weighted(permitsOf(origin))
  const issuedOn = addDays(intake, -random.between(20, 150))
  if (kind === 'asylumRequest') {
    const appliedOn = addDays(intake, -random.between(80, 300))
    const asylum = { appliedOn, detained: false, accelerated: false }
    return {
      documentType: 1,
      kind,
      number: `I${number}`,
      questura,
      issuedOn,
      expiresOn: addMonths(issuedOn, 36),
      asylum,
    }
  }
  // Short permits were renewed along the way, so they last beyond the path; long ones end before today, not around it.
  // A few were not renewed in time: the programme page lists their hours before anything is reported.
  const years = YEARS[kind] ?? 2
  const whole = addDays(addMonths(issuedOn, 12 * years + (years > 2 ? 0 : 18)), -1)
  const expiresOn = years <= 2 && random.chance(0.03) ? addDays(intake, random.between(25, 45)) : whole
  return { documentType: kind === 'euLongTerm' ? 7 : 1, kind, number: `I${number}`, questura, issuedOn, expiresOn }
}

function birthOn(random: Random, intake: CivilDate): CivilDate {
  const year =
    Number(intake.slice(0, 4)) -
    random.weighted([
      [random.between(18, 24), 34],
      [random.between(25, 34), 38],
      [random.between(35, 45), 20],
      [random.between(46, 60), 8],
    ])
  // The real day is often unknown: one in eight was given 1 January.
  const day = random.chance(0.12)
    ? civilDate(year, 1, 1)
    : civilDate(year, random.between(1, 12), random.between(1, 28))
  if (!day) return intake
  // The programme is for adults: who would be eighteen only later that year is so already.
  return ageOn(day, intake) < 18 ? addMonths(day, -12) : day
}

const womenShare: Readonly<Record<string, number>> = {
  NGA: 0.6,
  SEN: 0.3,
  GMB: 0.12,
  MLI: 0.15,
  BGD: 0.2,
  PAK: 0.22,
  AFG: 0.4,
  SYR: 0.55,
  MAR: 0.62,
  ERI: 0.5,
  SOM: 0.5,
  UKR: 0.85,
  ALB: 0.6,
}

/** Languages of the interview that we have in full; for the others an interpreter helps. */
function interviewLang(origin: Origin): { lang: SpokenLang; interpreter: string | undefined } {
  const known = origin.languages.find((lang): lang is SpokenLang => ['en', 'fr', 'ar'].includes(lang))
  if (known) return { lang: known, interpreter: known === 'ar' ? 'ar' : undefined }
  return { lang: 'it', interpreter: origin.languages[0] }
}

function tell(random: Random, origin: Origin, sex: 'F' | 'M', birth: CivilDate, intake: CivilDate): Told {
  const { lang, interpreter } = interviewLang(origin)
  const adult = Number(birth.slice(0, 4)) + 16
  const last = Number(intake.slice(0, 4)) - 2
  const works = Array.from(
    {
      length:
        last - adult < 2
          ? 0
          : random.weighted([
              [1, 60],
              [2, 30],
              [0, 10],
            ]),
    },
    () => {
      const from = random.between(adult, Math.max(adult, last - 1))
      return {
        trade: random.weighted(trades.map(each => [each, sex === 'F' ? each.forWomen : each.forMen] as const)),
        place: random.pick(origin.places),
        country: origin.citizenship,
        from,
        until: Math.min(last, from + random.between(1, 7)),
        kind: random.weighted([
          ['formal', 30],
          ['informal', 35],
          ['self', 15],
          ['family', 20],
        ]),
      }
    },
  )
  const schoolYears = random.weighted([
    [random.between(0, 4), 18],
    [random.between(5, 8), 40],
    [random.between(9, 12), 32],
    [random.between(13, 17), 10],
  ])
  return {
    lang,
    interpreter,
    mother: origin.languages[0] ?? 'en',
    otherLanguages: origin.languages.slice(1).filter(other => other !== 'it'),
    italian: random.weighted([
      ['A0', 8],
      ['A1', 34],
      ['A2', 36],
      ['B1', 17],
      ['B2', 5],
    ]),
    reads: random.weighted([
      ['well', 60],
      ['little', 28],
      ['no', 12],
    ]),
    school:
      schoolYears < 2
        ? 'none'
        : schoolYears < 6
          ? 'primary'
          : schoolYears < 10
            ? 'lowerSecondary'
            : schoolYears < 14
              ? 'upperSecondary'
              : 'university',
    schoolYears,
    works,
    goal: random.pick(goals),
    hours: random.weighted([
      ['full', 70],
      ['part', 25],
      ['few', 5],
    ]),
    childcare: sex === 'F' && random.chance(0.3) ? random.pick(['covered', 'needed']) : 'none',
  }
}

/** @param serial a number no other person of this region has: it goes into phone and permit numbers */
export function inventPerson(
  random: Random,
  origins: readonly Origin[],
  intake: CivilDate,
  questura: string,
  serial: number,
): InventedPerson {
  const origin = random.weighted(origins.map(each => [each, each.share] as const))
  const sex = random.chance(womenShare[origin.citizenship] ?? 0.4) ? 'F' : 'M'
  const given = random.pick(sex === 'F' ? origin.women : origin.men)
  const surname = random.pick(origin.surnames)
  const birthDate = birthOn(random, intake)
  const [familyName, givenName] = [latinOf(surname), latinOf(given)]
  const native = nativeOf(given) && nativeOf(surname) ? `${nativeOf(given)} ${nativeOf(surname)}` : undefined
  const permit = permitFor(random, origin, intake, questura, 10_000_000 + serial)
  const provisional = `${String(4_000_000 + (serial % 1_000_000))}${String(100 + (serial % 90))}`
  const taxCode =
    permit.kind === 'asylumRequest' && random.chance(0.4)
      ? `${provisional}${provisionalCheckDigit(provisional)}`
      : composeCodiceFiscale({ familyName, givenName, birthDate, sex, birthPlace: origin.birthState })
  return {
    familyName,
    givenName,
    ...(native && origin.nativeLang ? { nativeName: native, nativeLang: origin.nativeLang } : {}),
    sex,
    birthDate,
    citizenship: origin.citizenship,
    birthPlace: origin.birthState,
    birthTown: random.pick(origin.places),
    taxCode,
    phone: `+39300${String(1_000_000 + serial)}`, // no operator has this prefix: nobody can be reached
    permit,
    told: tell(random, origin, sex, birthDate, intake),
  }
}

const feasts = /-(01-01|01-06|04-25|05-01|06-02|08-15|11-01|12-08|12-2[56])$/

/** The next day of work, that day included: meetings are not held on Sundays and on the feasts of the State. */
export function workday(day: CivilDate): CivilDate {
  return weekday(day) === 7 || feasts.test(day) ? workday(addDays(day, 1)) : day
}

/** The next day, that day included, on which an office has appointments: from Monday to Friday. */
export function officeDay(day: CivilDate): CivilDate {
  const open = workday(day)
  return weekday(open) === 6 ? officeDay(addDays(open, 2)) : open
}

const alphabets: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ur: 'arabic',
  fa: 'arabic',
  ps: 'arabic',
  uk: 'cyrillic',
  ti: 'ethiopic',
  bn: 'bengali',
}

/** The scripts she reads: that of her mother tongue, and ours once she has begun with Italian. */
export function scriptsOf({ mother, reads, italian }: Pick<Told, 'mother' | 'reads' | 'italian'>): readonly string[] {
  if (reads === 'no') return []
  const own = alphabets[mother] ?? 'latin'
  return own === 'latin' || italian === 'A0' ? [own] : [own, 'latin']
}
