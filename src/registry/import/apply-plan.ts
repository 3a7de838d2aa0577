// SPDX-License-Identifier: EUPL-1.2
// What an import would do, decided before anything is written: which rows become whom, which wait, which were here before.
import type { PersonId } from '#lib/ids.ts'
import type { RowValues } from './field.ts'
import { type CheckedRow, rowKey } from './read-book.ts'
import type { Written } from './row-context.ts'
import type { Pair } from './same-person.ts'

export const decisions = ['same', 'two', 'later'] as const
export type Decision = (typeof decisions)[number]
export const isDecision = (text: unknown): text is Decision => (decisions as readonly unknown[]).includes(text)
export type Decisions = Readonly<Record<string, Decision>>

/** Somebody of the register who could be the person of a row. */
export type Match = {
  readonly person: PersonId
  /** Whether my organisation keeps that record; another's record is linked and never changed. */
  readonly own: boolean
  /** The same tax code: proposed as the same person, still shown. */
  readonly certain: boolean
}

export type PlannedRow = CheckedRow & { readonly fingerprint: string }
export type Known = ReadonlyMap<string, PersonId>

export type Target =
  | { readonly kind: 'new'; readonly linkTo?: PersonId }
  | { readonly kind: 'update'; readonly person: PersonId }
export type Unit = {
  readonly rows: readonly PlannedRow[]
  readonly values: RowValues
  /** As the file has it, for values that were not read as written. */
  readonly written: Written
  readonly earlierCode?: string
  readonly target: Target
}
export type Waiting = { readonly row: PlannedRow; readonly reason: 'error' | 'undecided' }
export type ApplyPlan = {
  readonly units: readonly Unit[]
  readonly waiting: readonly Waiting[]
  readonly unchanged: readonly PlannedRow[]
}

export const matchKey = (row: { sheet: string; row: number }, person: PersonId): string =>
  `${rowKey(row.sheet, row.row)}|${person}`
export const pairKey = (first: { sheet: string; row: number }, second: { sheet: string; row: number }): string =>
  `${rowKey(first.sheet, first.row)}|${rowKey(second.sheet, second.row)}`

export const decisionOnMatch = (given: Decisions, row: PlannedRow, match: Match): Decision =>
  given[matchKey(row, match.person)] ?? (match.certain ? 'same' : 'later')

export const decisionOnPair = (given: Decisions, first: PlannedRow, second: PlannedRow, pair: Pair): Decision =>
  given[pairKey(first, second)] ?? (pair.sameness === 'certain' ? 'same' : 'later')

/** Values of all rows of one person: the first row that says something wins; the final code replaces a provisional one. */
export function mergedValues(rows: readonly RowValues[]): { values: RowValues; earlierCode?: string } {
  const values: Record<string, unknown> = {}
  for (const row of rows) {
    for (const [field, value] of Object.entries(row)) {
      // A month is less than a day: birth date and precision move together.
      if (field === 'birthPrecision' || value === undefined) continue
      if (field === 'birthDate' && values['birthDate'] === undefined) values['birthPrecision'] = row.birthPrecision
      if (field === 'notes') values['notes'] = [values['notes'], value].filter(Boolean).join('\n')
      else if (field !== 'taxCode' && field !== 'taxCodeKind') values[field] ??= value
    }
  }
  values['birthPrecision'] ??= 'unknown'
  const final = rows.find(row => row.taxCodeKind === 'final')
  const provisional = rows.find(row => row.taxCodeKind === 'provisional')
  const current = final ?? provisional
  if (current) Object.assign(values, { taxCode: current.taxCode, taxCodeKind: current.taxCodeKind })
  const earlier = final && provisional?.taxCode
  return { values: values as RowValues, ...(earlier ? { earlierCode: earlier } : {}) }
}

/** Of the rows that a value came from, the first that was not read as written. */
function writtenFor(values: RowValues, rows: readonly PlannedRow[]): Written {
  const all: Record<string, string> = {}
  for (const row of rows) {
    for (const [field, text] of Object.entries(row.written ?? {})) {
      const value = values[field as keyof RowValues]
      if (value !== undefined && row.values[field as keyof RowValues] === value) all[field] ??= text
    }
  }
  return all
}

class Groups {
  readonly #parents: number[]
  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, i) => i)
  }
  root(i: number): number {
    const parent = this.#parents[i] ?? i
    return parent === i ? i : this.root(parent)
  }
  join(a: number, b: number): void {
    const [low, high] = [this.root(a), this.root(b)].sort((x, y) => x - y) as [number, number]
    this.#parents[high] = low
  }
}

export type PlanInput = {
  readonly rows: readonly PlannedRow[]
  readonly pairs: readonly Pair[]
  readonly known: Known
  readonly matches: ReadonlyMap<number, readonly Match[]>
  readonly decisions: Decisions
}

/** The row of a likely pair that waits until somebody decides: the second, unless it was imported before. */
function undecidedRows(input: PlanInput): Set<number> {
  const undecided = new Set<number>()
  const isKnown = (i: number) => input.known.has(input.rows[i]?.fingerprint ?? '')
  input.rows.forEach((row, i) => {
    if (isKnown(i)) return
    const all = new Set((input.matches.get(i) ?? []).map(match => decisionOnMatch(input.decisions, row, match)))
    if (!all.has('same') && all.has('later')) undecided.add(i)
  })
  for (const pair of input.pairs) {
    const [first, second] = [input.rows[pair.first], input.rows[pair.second]]
    if (!first || !second || decisionOnPair(input.decisions, first, second, pair) !== 'later') continue
    if (first.status === 'error' || second.status === 'error') continue
    if (isKnown(pair.first) && isKnown(pair.second)) continue
    undecided.add(isKnown(pair.second) ? pair.first : pair.second)
  }
  return undecided
}

function targetOf(group: readonly number[], input: PlanInput): Target {
  for (const i of group) {
    const person = input.known.get(input.rows[i]?.fingerprint ?? '')
    if (person) return { kind: 'update', person }
  }
  for (const i of group) {
    const row = input.rows[i]
    const match = row && input.matches.get(i)?.find(each => decisionOnMatch(input.decisions, row, each) === 'same')
    if (match) return match.own ? { kind: 'update', person: match.person } : { kind: 'new', linkTo: match.person }
  }
  return { kind: 'new' }
}

/** Rows that turn out to be one known person are written together, whatever they look like beside each other. */
function joinByPerson(input: PlanInput, groups: Groups): void {
  const firstOf = new Map<PersonId, number>()
  input.rows.forEach((row, i) => {
    const match = input.matches.get(i)?.find(each => decisionOnMatch(input.decisions, row, each) === 'same')
    const person = input.known.get(row.fingerprint) ?? match?.person
    if (!person || row.status === 'error') return
    const first = firstOf.get(person)
    if (first === undefined) firstOf.set(person, i)
    else groups.join(first, i)
  })
}

export function planApply(input: PlanInput): ApplyPlan {
  const { rows } = input
  const undecided = undecidedRows(input)
  const groups = new Groups(rows.length)
  for (const pair of input.pairs) {
    const [first, second] = [rows[pair.first], rows[pair.second]]
    if (!first || !second || first.status === 'error' || second.status === 'error') continue
    if (decisionOnPair(input.decisions, first, second, pair) === 'same') groups.join(pair.first, pair.second)
  }
  joinByPerson(input, groups)
  const members = new Map<number, number[]>()
  const waiting: Waiting[] = []
  const unchanged: PlannedRow[] = []
  rows.forEach((row, i) => {
    if (row.status === 'error') waiting.push({ row, reason: 'error' })
    else if (undecided.has(i)) waiting.push({ row, reason: 'undecided' })
    else members.set(groups.root(i), [...(members.get(groups.root(i)) ?? []), i])
  })
  const units: Unit[] = []
  for (const group of members.values()) {
    const all = group.flatMap(i => rows[i] ?? [])
    const fresh = all.filter(row => !input.known.has(row.fingerprint))
    unchanged.push(...all.filter(row => input.known.has(row.fingerprint)))
    if (fresh.length === 0) continue
    const merged = mergedValues(fresh.map(row => row.values))
    units.push({ rows: fresh, ...merged, written: writtenFor(merged.values, fresh), target: targetOf(group, input) })
  }
  return { units, waiting, unchanged }
}
