// SPDX-License-Identifier: EUPL-1.2
import { addDays, addMonths, ageOn, type CivilDate } from '#lib/civil-date.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { type DidParameter, didParameters, parameterOn } from './did-parameters.ts'

/** `unknown` = only the job centre can see it. It is an answer of its own and never counts as fine (design §8). */
export type Verdict = 'fine' | 'attention' | 'blocks' | 'unknown'

export const checkNames = [
  'age',
  'domicile',
  'open-work',
  'communications',
  'open-did',
  'open-pact',
  'inps-did',
  'targeted-placement',
  'person-file',
  'other-region',
  'residence',
  'tax-code',
  'right-to-work',
] as const
export type CheckName = (typeof checkNames)[number]

export type Check = {
  readonly name: CheckName
  readonly verdict: Verdict
  /** Which of the check's sentences applies: the text is `did-check.<name>.<reason>`. */
  readonly reason: string
  /** Facts that the sentence names: dates as YYYY-MM-DD, names as they are written. */
  readonly facts: Readonly<Record<string, string | number>>
  readonly source: string
  /** The date of the rule row that was used, when the check has one. */
  readonly ruleFrom?: CivilDate
}

/** What would make the job centre send the package back: as long as there is any, none leaves. */
export const blocking = (checks: readonly Check[]): readonly Check[] => checks.filter(each => each.verdict === 'blocks')

/** What the sending organisation knows. Nothing here comes from the labour system: it cannot be asked. */
export type PreCheckFacts = {
  readonly birth?: { readonly date: CivilDate; readonly precision: 'day' | 'month' | 'year' }
  readonly domicile?: { readonly municipality: string; readonly inRegion: boolean | undefined }
  /** Her permit hides where she is: the centre asks her. */
  readonly hidesLocation?: boolean
  readonly hasResidence: boolean
  readonly missingFields: readonly string[]
  readonly taxCode?: 'final' | 'provisional'
  readonly rightToWork?: { readonly verdict: 'yes' | 'no' | 'from' | 'verify'; readonly from?: CivilDate }
  /** Work that the history shows without an end, in Italy. */
  readonly openWork?: { readonly what: string; readonly from?: CivilDate }
  /** A declaration or a pact that a job centre confirmed through this network. */
  readonly openDid?: { readonly on: CivilDate; readonly centre: string }
  readonly openPact?: { readonly on: CivilDate; readonly centre: string }
}

type Answer = Pick<Check, 'verdict' | 'reason'> & { facts?: Check['facts']; rule?: DidParameter | undefined }
type Rule = { name: CheckName; source: string; decide: (facts: PreCheckFacts, today: CivilDate, rows: Rows) => Answer }
type Rows = readonly DidParameter[]

const notKnownHere = (): Answer => ({ verdict: 'unknown', reason: 'ask' })

/** The last day on which somebody with this date can have been born: the youngest she can be. */
function latestBirth(birth: NonNullable<PreCheckFacts['birth']>): CivilDate {
  if (birth.precision === 'day') return birth.date
  if (birth.precision === 'month') return addDays(addMonths(`${birth.date.slice(0, 7)}-01` as CivilDate, 1), -1)
  return `${birth.date.slice(0, 4)}-12-31` as CivilDate
}

const age: Rule['decide'] = ({ birth }, today, rows) => {
  const rule = parameterOn('minimum-age', today, rows)
  if (!rule) return notKnownHere()
  if (!birth) return { verdict: 'attention', reason: 'no-birth', facts: { minimum: rule.value }, rule }
  const years = ageOn(birth.date, today)
  const facts = { years, minimum: rule.value }
  if (ageOn(latestBirth(birth), today) >= rule.value) return { verdict: 'fine', reason: 'fine', facts, rule }
  // Only the year is known and it leaves both answers open: the paper decides, not the product.
  if (years >= rule.value || birth.precision !== 'day') return { verdict: 'attention', reason: 'unsure', facts, rule }
  return { verdict: 'blocks', reason: 'too-young', facts, rule }
}

const domicile: Rule['decide'] = ({ domicile: home, hidesLocation }) => {
  if (hidesLocation) return { verdict: 'unknown', reason: 'hidden' }
  if (!home) return { verdict: 'blocks', reason: 'none' }
  const facts = { municipality: home.municipality }
  if (home.inRegion === undefined) return { verdict: 'attention', reason: 'unsure', facts }
  return home.inRegion ? { verdict: 'fine', reason: 'fine', facts } : { verdict: 'blocks', reason: 'elsewhere', facts }
}

const openWork: Rule['decide'] = ({ openWork: work }) => {
  if (!work) return notKnownHere()
  return work.from
    ? { verdict: 'blocks', reason: 'open-since', facts: { what: work.what, from: work.from } }
    : { verdict: 'blocks', reason: 'open', facts: { what: work.what } }
}

const inpsDid: Rule['decide'] = (_, today, rows) => {
  const rule = parameterOn('inps-did-days', today, rows)
  return { ...notKnownHere(), facts: rule ? { days: rule.value } : { days: 180 }, rule }
}

const rightToWork: Rule['decide'] = ({ rightToWork: answer }) => {
  if (!answer) return { verdict: 'attention', reason: 'no-permit' }
  switch (answer.verdict) {
    case 'yes':
      return { verdict: 'fine', reason: 'fine' }
    case 'no':
      return { verdict: 'blocks', reason: 'no' }
    case 'from':
      return { verdict: 'attention', reason: 'from', facts: answer.from ? { from: answer.from } : {} }
    case 'verify':
      return { verdict: 'attention', reason: 'verify' }
  }
}

const PSLP = 'PSLP E11–E34'

/** The ten checks of a regional labour system before a DID, and three that spare the person a wasted trip. */
const rules: readonly Rule[] = [
  { name: 'open-work', source: PSLP, decide: openWork },
  { name: 'domicile', source: 'D.Lgs. 150/2015, art. 11; PSLP E11–E34', decide: domicile },
  { name: 'age', source: 'D.Lgs. 150/2015, art. 19; PSLP E11', decide: age },
  {
    name: 'right-to-work',
    source: 'D.Lgs. 286/1998, art. 22',
    decide: rightToWork,
  },
  {
    name: 'person-file',
    source: PSLP,
    decide: ({ missingFields }) =>
      missingFields.length === 0
        ? { verdict: 'fine', reason: 'fine' }
        : { verdict: 'attention', reason: 'missing', facts: { fields: missingFields.join(',') } },
  },
  {
    name: 'tax-code',
    source: 'Agenzia delle Entrate, circ. 8/2016; ANPAL, nota 6202/2018',
    decide: ({ taxCode }) => {
      if (taxCode === 'final') return { verdict: 'fine', reason: 'fine' }
      return taxCode === 'provisional'
        ? { verdict: 'attention', reason: 'provisional' }
        : { verdict: 'attention', reason: 'none' }
    },
  },
  {
    name: 'residence',
    // Asylum seekers often have none: a warning, never a block.
    source: 'ANPAL, circ. 3/2018',
    decide: ({ hasResidence }) =>
      hasResidence ? { verdict: 'fine', reason: 'fine' } : { verdict: 'attention', reason: 'none' },
  },
  {
    name: 'open-did',
    source: PSLP,
    decide: ({ openDid }) =>
      openDid
        ? { verdict: 'attention', reason: 'known', facts: { on: openDid.on, centre: openDid.centre } }
        : notKnownHere(),
  },
  {
    name: 'open-pact',
    source: PSLP,
    decide: ({ openPact }) =>
      openPact
        ? { verdict: 'attention', reason: 'known', facts: { on: openPact.on, centre: openPact.centre } }
        : notKnownHere(),
  },
  { name: 'communications', source: PSLP, decide: notKnownHere },
  { name: 'inps-did', source: 'PSLP GG_DID', decide: inpsDid },
  { name: 'targeted-placement', source: PSLP, decide: notKnownHere },
  { name: 'other-region', source: PSLP, decide: notKnownHere },
]

const severity: Record<Verdict, number> = { blocks: 0, attention: 1, fine: 2, unknown: 3 }

/** All checks, what blocks first. A list and never one light: a wasted trip is avoided by knowing which one. */
export function didPreCheck(facts: PreCheckFacts, today: CivilDate, rows: Rows = didParameters): readonly Check[] {
  const checks = rules.map(({ name, source, decide }): Check => {
    const { verdict, reason, facts: named = {}, rule } = decide(facts, today, rows)
    const check: Check = { name, verdict, reason, facts: named, source: rule?.source ?? source }
    return rule ? Object.assign(check, { ruleFrom: rule.validFrom }) : check
  })
  return checks.toSorted((a, b) => severity[a.verdict] - severity[b.verdict])
}

export type VerdictCounts = Readonly<Record<Verdict, number>>

export function countVerdicts(checks: readonly Pick<Check, 'verdict'>[]): VerdictCounts {
  const counts = { fine: 0, attention: 0, blocks: 0, unknown: 0 }
  for (const { verdict } of checks) counts[verdict]++
  return counts
}

/** What each check rests on: its answer tells something of that group. */
const restsOn: Readonly<Partial<Record<CheckName, FieldGroup>>> = {
  domicile: 'contacts',
  residence: 'contacts',
  'open-work': 'work_history',
  'right-to-work': 'permit',
}

/** The checks as a package may carry them: an answer that would tell of a group that was not shared stays behind. */
export function checksWithin(checks: readonly Check[], groups: readonly FieldGroup[]): readonly Check[] {
  return checks.map((check): Check => {
    const group = restsOn[check.name]
    if (!group || groups.includes(group)) return check
    return { name: check.name, verdict: 'unknown', reason: 'not-shared', facts: {}, source: check.source }
  })
}

/** The checks that always stay with the job centre, whatever the sender knows. */
export const onlyTheCentreKnows: readonly CheckName[] = [
  'communications',
  'inps-did',
  'targeted-placement',
  'other-region',
]
