// SPDX-License-Identifier: EUPL-1.2
import { civilDate, type CivilDate, parseCivilDate } from '#lib/civil-date.ts'
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { parseDuration } from '#lib/minutes.ts'
import { readProvisionalCode } from '#lib/provisional-code.ts'
import { type FieldName, type FieldValue, fieldShapes, isAtLeast, type Level, type PackageField } from './field.ts'

export type PackageState = 'sent' | 'in-review' | 'accepted' | 'returned' | 'did' | 'pact'
export type Verb = 'review' | 'accept' | 'return' | 'confirm-did' | 'sign-pact'

/** From which states each verb may start. "Accepted" is not yet "declared": only the DID of a CPI is (D.Lgs. 150/2015 art. 19). */
const from: Record<Verb, readonly PackageState[]> = {
  review: ['sent', 'in-review'],
  accept: ['sent', 'in-review'],
  return: ['sent', 'in-review'],
  'confirm-did': ['accepted'],
  'sign-pact': ['did'],
}

export const mayDo = (verb: Verb, state: PackageState): boolean => from[verb].includes(state)
export const isOpen = (state: PackageState): boolean => mayDo('review', state)

export type Choice = 'accept' | 'correct' | 'refuse'
export const correctionSources = ['document-seen', 'person-says', 'other-system'] as const
export type CorrectionSource = (typeof correctionSources)[number]
export const refusalReasons = ['no-document', 'does-not-match', 'not-needed'] as const
export type RefusalReason = (typeof refusalReasons)[number]

export type Decision =
  | { readonly position: number; readonly choice: 'accept' }
  | {
      readonly position: number
      readonly choice: 'correct'
      readonly value: FieldValue
      readonly source: CorrectionSource
    }
  | { readonly position: number; readonly choice: 'refuse'; readonly reason: RefusalReason }

export type FieldError = { readonly field: string; readonly code: string }
export type Submitted = Readonly<Record<string, unknown>>

const textOf = (body: Submitted, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value.trim() : ''
}

const ITALIAN_DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/

/** A date as people write it: 30/11/2026 or 2026-11-30. */
export function readDate(text: string): CivilDate | undefined {
  const match = ITALIAN_DATE.exec(text)
  return match ? civilDate(Number(match[3]), Number(match[2]), Number(match[1])) : parseCivilDate(text)
}

const sexes: Readonly<Record<string, string>> = { F: 'F', M: 'M', X: 'X' }

/** The new value of a field, or the code of what is wrong with it. Only the field's main part is typed. */
export function readCorrection(name: FieldName, old: FieldValue, typed: string): FieldValue | string {
  const { main, parts } = fieldShapes[name] as { main: string; parts: Readonly<Record<string, string>> }
  if (typed === '') return 'review.value.required'
  if (typed.length > 200) return 'review.value.too-long'
  if (name === 'tax-code') {
    const final = readCodiceFiscale(typed)
    if (!final.problem) return { code: final.code, kind: 'final' }
    const provisional = readProvisionalCode(typed)
    return provisional.problem ? 'review.value.not-a-tax-code' : { code: provisional.code, kind: 'provisional' }
  }
  if (name === 'sex') {
    const sex = sexes[typed.toUpperCase()]
    return sex ? { sex } : 'review.value.not-a-sex'
  }
  if (parts[main] === 'date') {
    const date = readDate(typed)
    return date ? { ...old, [main]: date, ...(name === 'birth' && { precision: 'day' }) } : 'review.value.not-a-date'
  }
  if (parts[main] === 'country')
    return /^[A-Z]{3}$/i.test(typed) ? { [main]: typed.toUpperCase() } : 'review.value.not-a-country'
  if (parts[main] === 'minutes') {
    const minutes = parseDuration(typed)
    return minutes === undefined ? 'review.value.not-minutes' : { ...old, [main]: minutes }
  }
  if (name === 'birth-place') return { text: typed }
  // Codes that were picked from pictures give way to the words that correct them.
  const kept = Object.entries(old).filter(([part]) => parts[part] !== 'codes')
  return { ...Object.fromEntries(kept), [main]: typed }
}

const within = <T extends string>(list: readonly T[], text: string): T | undefined => list.find(item => item === text)

function readOne(field: PackageField, body: Submitted): Decision | FieldError | undefined {
  const { position } = field
  switch (textOf(body, `decision-${position}`)) {
    case '':
      return undefined
    case 'accept':
      return { position, choice: 'accept' }
    case 'correct': {
      const value = readCorrection(field.name, field.value, textOf(body, `value-${position}`))
      if (typeof value === 'string') return { field: `value-${position}`, code: value }
      const source = within(correctionSources, textOf(body, `source-${position}`))
      return source
        ? { position, choice: 'correct', value, source }
        : { field: `source-${position}`, code: 'review.source.required' }
    }
    case 'refuse': {
      const reason = within(refusalReasons, textOf(body, `reason-${position}`))
      return reason
        ? { position, choice: 'refuse', reason }
        : { field: `reason-${position}`, code: 'review.reason.required' }
    }
    default:
      return { field: `decision-${position}`, code: 'review.decision.required' }
  }
}

/** All decisions of a submitted page, with every error at once. Undecided fields are simply absent. */
export function readDecisions(
  fields: readonly PackageField[],
  body: Submitted,
): { decisions: Decision[]; errors: FieldError[] } {
  const decisions: Decision[] = []
  const errors: FieldError[] = []
  for (const field of fields) {
    const result = readOne(field, body)
    if (!result) continue
    if ('code' in result) errors.push(result)
    else decisions.push(result)
  }
  return { decisions, errors }
}

/** Accepts what is documented or better and still undecided; what the operator has decided stays as it is. */
export function acceptDocumented(fields: readonly PackageField[], decisions: readonly Decision[]): Decision[] {
  const open = undecided(fields, decisions).filter(field => isAtLeast(field.provenance.level, 'documented'))
  return [...decisions, ...open.map(({ position }) => ({ position, choice: 'accept' }) as const)]
}

export function undecided(fields: readonly PackageField[], decisions: readonly Decision[]): readonly PackageField[] {
  const decided = new Set(decisions.map(decision => decision.position))
  return fields.filter(field => !decided.has(field.position))
}

export type Tally = {
  readonly accept: number
  readonly correct: number
  readonly refuse: number
  readonly open: number
  readonly total: number
}

/** "6 accepted, 1 corrected, 1 refused, 1 to decide": the typed values are the corrected ones, the measure of "told once". */
export function tally(fields: readonly PackageField[], decisions: readonly Decision[]): Tally {
  const count = (choice: Choice) => decisions.filter(decision => decision.choice === choice).length
  return {
    accept: count('accept'),
    correct: count('correct'),
    refuse: count('refuse'),
    open: undecided(fields, decisions).length,
    total: fields.length,
  }
}

/** A field as the CPI keeps it: accepted as it came, or corrected. A refused or undecided field is not kept. */
export type KeptField = {
  readonly name: FieldName
  readonly value: FieldValue
  readonly corrected: boolean
  readonly field: PackageField
}

export function keptFields(fields: readonly PackageField[], decisions: readonly Decision[]): readonly KeptField[] {
  return fields.flatMap((field): KeptField[] => {
    const decision = decisions.find(each => each.position === field.position)
    if (!decision || decision.choice === 'refuse') return []
    const corrected = decision.choice === 'correct'
    return [{ name: field.name, value: corrected ? decision.value : field.value, corrected, field }]
  })
}

/** What stops an answer: every field must be decided, and a file needs at least one name that was kept. */
export function answerProblems(fields: readonly PackageField[], decisions: readonly Decision[]): readonly FieldError[] {
  const open = undecided(fields, decisions).map(({ position }) => ({
    field: `decision-${position}`,
    code: 'review.decision.required',
  }))
  if (open.length > 0) return open
  const kept = keptFields(fields, decisions)
  if (kept.some(({ name }) => name === 'family-name' || name === 'given-name')) return []
  const name = fields.find(field => field.name === 'family-name' || field.name === 'given-name')
  return [{ field: `decision-${name?.position ?? 1}`, code: 'review.name.needed' }]
}

export type { Level }
