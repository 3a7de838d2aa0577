// SPDX-License-Identifier: EUPL-1.2
// "Maybe she is already here. You decide." The engine in linkage/ weighs; here its answer becomes a grade and reasons in
// words. A result is a proposal; nothing is ever merged by a score.
import {
  birthLevels,
  codeLevels,
  type Model,
  nameLevels,
  priorAmong,
  probabilityOf,
  RULE,
  settle,
  startingModel,
  weighAgainst,
} from './linkage/index.ts'
import { asRecord, type Candidate } from './match-key.ts'

export const duplicateReasons = [
  'same-tax-code',
  'same-provisional-code',
  'other-tax-code',
  'other-provisional-code',
  'omocodia',
  'same-name',
  'similar-name',
  'part-of-name',
  'swapped-names',
  'same-native-name',
  'other-name',
  'same-birth',
  'same-first-of-january',
  'swapped-day-month',
  'one-year-apart',
  'same-year-default-day',
  'same-month',
  'same-year',
  'other-birth',
  'other-sex',
  'other-citizenship',
] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

export type Comparison = {
  /** Evidence in bits, the prior included: 0 is as likely as not. */
  readonly score: number
  readonly grade: 'likely' | 'possible' | 'unlikely'
  readonly reasons: readonly DuplicateReason[]
}

/** From this probability on two records may be proposed as certain together with an equal code. */
const LIKELY = 0.99
/** In a register of fewer people a chance meeting is counted as if there were so many. */
export const FEWEST = 5000

export type Setting = { readonly model: Model; readonly stored: number }
const alone: Setting = { model: startingModel, stored: FEWEST }

/** How much speaks for two records being one person, and what. */
export const compare = (a: Candidate, b: Candidate, setting: Setting = alone): Comparison => {
  const [found = never()] = compareWith(a, [b], setting)
  return found
}

/** One record against several, in their order. */
export function compareWith(asked: Candidate, others: readonly Candidate[], { model, stored }: Setting): Comparison[] {
  const prior = priorAmong(Math.max(FEWEST, stored), model)
  const weighed = weighAgainst(asRecord(asked), others.map(asRecord), model)
  return weighed.map(({ bits, relatives, levels }, i) => {
    const other = others[i] ?? never()
    const score = settle(bits, relatives, prior)
    const code = codeReason(asked, other, codeLevels[levels.get('taxCode') ?? -1])
    const probability = probabilityOf(score)
    // One code is one person, or a slip that somebody should see.
    const shown = probability >= RULE.pair || code === 'same-tax-code' || code === 'same-provisional-code'
    const reasons: (DuplicateReason | undefined)[] = [
      code,
      nameReason(levels.get('given') ?? -1, levels.get('family') ?? -1),
      sameNative(asked, other) ? 'same-native-name' : undefined,
      birthReasons[birthLevels[levels.get('birth') ?? -1] ?? 'missing'],
      levels.get('sex') === 1 ? 'other-sex' : undefined,
      levels.get('citizenship') === 3 ? 'other-citizenship' : undefined,
    ]
    return {
      score,
      // Two codes that both check: somebody has to look, however well the rest fits.
      grade: probability >= LIKELY && code !== 'other-tax-code' ? 'likely' : shown ? 'possible' : 'unlikely',
      reasons: reasons.filter(reason => reason !== undefined),
    }
  })
}

const never = (): never => {
  throw new Error('One record has one answer')
}

function codeReason(
  a: Candidate,
  b: Candidate,
  level: (typeof codeLevels)[number] | undefined,
): DuplicateReason | undefined {
  if (level === 'same') return a.taxCodeKind === 'provisional' ? 'same-provisional-code' : 'same-tax-code'
  if (level === 'omocodia') return 'omocodia'
  if (level !== undefined) return a.taxCodeKind === 'provisional' ? 'other-provisional-code' : 'other-tax-code'
  const provisional = a.taxCodeKind === 'provisional' && b.taxCodeKind === 'provisional'
  return provisional ? 'other-provisional-code' : undefined
}

function nameReason(given: number, family: number): DuplicateReason | undefined {
  const levels = [given, family].filter(level => level >= 0).map(level => nameLevels[level])
  if (levels.length === 0) return undefined
  if (levels.every(level => level === 'same')) return 'same-name'
  if (levels.includes('crossed')) return 'swapped-names'
  if (levels.every(level => level === 'same' || level === 'sound')) return 'similar-name'
  return levels.every(level => level === 'other') ? 'other-name' : 'part-of-name'
}

const birthReasons: Readonly<Record<string, DuplicateReason>> = {
  same: 'same-birth',
  'same-first-of-january': 'same-first-of-january',
  'swapped-day-month': 'swapped-day-month',
  'one-year-apart': 'one-year-apart',
  'same-month': 'same-month',
  'year-and-day': 'same-year',
  'one-slip': 'other-birth',
  'same-year-default-day': 'same-year-default-day',
  'same-year': 'same-year',
  'same-day-other-year': 'other-birth',
  'next-year-default-day': 'other-birth',
  'days-apart': 'other-birth',
  'ten-years-apart': 'other-birth',
  other: 'other-birth',
}

const sameNative = (a: Candidate, b: Candidate): boolean => {
  const plain = (name: string | undefined) => (name ?? '').normalize('NFKC').replaceAll(/\s+/g, '')
  return plain(a.nativeName) !== '' && plain(a.nativeName) === plain(b.nativeName)
}
