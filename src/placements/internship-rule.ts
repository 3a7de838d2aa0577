// SPDX-License-Identifier: EUPL-1.2
// Limits of internships. Rules change and differ by Region, so they are dated rows; the row is chosen by Region and
// START date, because internships already running stay under the act they began with (domain §4.2).
import { addDays, addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { Cents } from '#lib/money.ts'

/** How sure a rule is: read in the act, read about it, or to be confirmed by the network's administrator. */
export type Certainty = 'verified' | 'partly' | 'to-confirm'
export type Region = 'marche' | 'molise' | 'emiliaRomagna' | 'toscana' | 'italy'

/** From which share of attendance which monthly allowance is due: Toscana has two steps, others one. */
export type AllowanceStep = { readonly minSharePercent: number; readonly amount: Cents }
export type InternshipRule = {
  readonly id: string
  readonly region: Region
  readonly validFrom: CivilDate
  readonly minMonths?: number
  readonly maxMonths?: number
  /** For people whom the law favours: disability, disadvantage. */
  readonly longestMonths?: number
  readonly allowance: readonly AllowanceStep[]
  readonly source: string
  readonly certainty: Certainty
}

const day = (text: string) => text as CivilDate
const euros = (amount: number) => (amount * 100) as Cents
const from70 = (amount: number): AllowanceStep[] => [{ minSharePercent: 70, amount: euros(amount) }]

/** National guidelines fill what a Region's row leaves open. Amounts a month. */
export const internshipRules: readonly InternshipRule[] = [
  {
    id: 'italy-2017',
    region: 'italy',
    validFrom: day('2017-05-25'),
    minMonths: 2,
    maxMonths: 12,
    longestMonths: 24,
    allowance: from70(300),
    source: 'Accordo Stato-Regioni 86/CSR del 25/5/2017',
    certainty: 'verified',
  },
  {
    id: 'marche-2018',
    region: 'marche',
    validFrom: day('2018-01-01'),
    allowance: [{ minSharePercent: 75, amount: euros(400) }],
    source: 'DGR Marche 1474/2017',
    certainty: 'verified',
  },
  {
    id: 'marche-2025',
    region: 'marche',
    validFrom: day('2025-03-01'),
    allowance: [],
    source: 'DGR Marche 2000/2024',
    certainty: 'to-confirm',
  },
  {
    id: 'molise-2017',
    region: 'molise',
    validFrom: day('2017-05-25'),
    minMonths: 2,
    maxMonths: 12,
    longestMonths: 24,
    allowance: from70(300),
    source: 'DGR Molise 252/2017',
    certainty: 'partly',
  },
  {
    id: 'emilia-romagna-2019',
    region: 'emiliaRomagna',
    validFrom: day('2019-07-01'),
    maxMonths: 6,
    longestMonths: 24,
    allowance: from70(450),
    source: 'LR Emilia-Romagna 17/2005, modificata dalla LR 1/2019',
    certainty: 'partly',
  },
  {
    id: 'toscana-2019',
    region: 'toscana',
    validFrom: day('2019-01-30'),
    allowance: [
      { minSharePercent: 70, amount: euros(500) },
      { minSharePercent: 50, amount: euros(300) },
    ],
    source: 'Reg. Toscana 47/R/2003, modificato dal 6/R/2019',
    certainty: 'partly',
  },
  {
    id: 'toscana-2024',
    region: 'toscana',
    validFrom: day('2024-06-03'),
    allowance: [],
    source: 'Reg. Toscana 19/R/2024',
    certainty: 'to-confirm',
  },
]

/** Social-inclusion internships have rules of their own: agreement of 22-1-2015, at most 24 months. */
const inclusion: InternshipRule = {
  id: 'inclusion-2015',
  region: 'italy',
  validFrom: day('2015-01-22'),
  maxMonths: 24,
  longestMonths: 24,
  allowance: [],
  source: 'Accordo Stato-Regioni del 22/1/2015',
  certainty: 'verified',
}

const provinces: Readonly<Record<Exclude<Region, 'italy'>, readonly string[]>> = {
  marche: ['AN', 'AP', 'FM', 'MC', 'PU'],
  molise: ['CB', 'IS'],
  emiliaRomagna: ['BO', 'FC', 'FE', 'MO', 'PC', 'PR', 'RA', 'RE', 'RN'],
  toscana: ['AR', 'FI', 'GR', 'LI', 'LU', 'MS', 'PI', 'PO', 'PT', 'SI'],
}

/** The Region of a province by its letters; the national guidelines where the product has no row of its own. */
export function regionOf(province: string | undefined): Region {
  const found = Object.entries(provinces).find(([, letters]) => letters.includes(province ?? ''))
  return (found?.[0] as Region | undefined) ?? 'italy'
}

const inForce = (region: Region, start: CivilDate): InternshipRule | undefined =>
  internshipRules.findLast(rule => rule.region === region && rule.validFrom <= start)

/** The rule for an internship that starts on a day in a Region; undefined before any rule we know. */
export function internshipRuleFor(contract: string, region: Region, start: CivilDate): InternshipRule | undefined {
  if (contract === 'inclusion') return start >= inclusion.validFrom ? inclusion : undefined
  if (contract !== 'extracurricular') return undefined
  const national = inForce('italy', start)
  const regional = region === 'italy' ? undefined : inForce(region, start)
  return regional ? { ...limitsOf(national), ...regional } : national
}

function limitsOf(rule: InternshipRule | undefined): Pick<InternshipRule, 'minMonths' | 'maxMonths' | 'longestMonths'> {
  const { minMonths, maxMonths, longestMonths } = rule ?? {}
  return {
    ...(minMonths === undefined ? {} : { minMonths }),
    ...(maxMonths === undefined ? {} : { maxMonths }),
    ...(longestMonths === undefined ? {} : { longestMonths }),
  }
}

export type Finding = { readonly code: 'too-short' | 'long' | 'too-long'; readonly months: number }

/** What a length has to say for itself. Information, never a refusal: exceptions exist and somebody else decides. */
export function internshipFindings(rule: InternshipRule, from: CivilDate, until: CivilDate): Finding[] {
  const { minMonths, maxMonths, longestMonths = maxMonths } = rule
  const beyond = (months: number) => until >= addMonths(from, months)
  if (longestMonths !== undefined && beyond(longestMonths)) return [{ code: 'too-long', months: longestMonths }]
  if (maxMonths !== undefined && beyond(maxMonths)) return [{ code: 'long', months: maxMonths }]
  // From 1 March to 30 April is two whole months: the day after the last counts.
  return minMonths !== undefined && addDays(until, 1) < addMonths(from, minMonths)
    ? [{ code: 'too-short', months: minMonths }]
    : []
}
