// SPDX-License-Identifier: EUPL-1.2
// A whole file → rows with their problems, and the pairs inside it. Pure: municipalities are looked up by the caller.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Book } from '#platform/spreadsheets/book.ts'
import type { SheetPlan } from './columns.ts'
import type { RowProblem, RowStatus } from './field.ts'
import { statusOf } from './field.ts'
import type { Places } from './row-context.ts'
import {
  type Corrections,
  placeNames,
  sheetSteps,
  type SheetReading,
  type SheetRow,
  type SkippedRow,
} from './read-sheet.ts'
import { type Pair, pairSteps } from './same-person.ts'
import { atOnce } from './steps.ts'

export type CheckedRow = SheetRow & { readonly status: RowStatus }
export type RowKey = string
export type CheckedBook = {
  readonly rows: readonly CheckedRow[]
  readonly skipped: readonly SkippedRow[]
  /** Indexes into `rows`. */
  readonly pairs: readonly Pair[]
}

export const rowKey = (sheet: string, row: number): RowKey => `${sheet}:${row}`

export function namesOfPlaces(book: Book, plans: readonly SheetPlan[]): Set<string> {
  const names = new Set<string>()
  book.sheets.forEach((sheet, i) => {
    const plan = plans[i]
    if (plan?.included) for (const name of placeNames(sheet, plan)) names.add(name)
  })
  return names
}

/** A number that several people share is the flat's and not hers: whoever calls may speak to somebody else. */
function sharedPhones(rows: readonly SheetRow[], pairs: readonly Pair[]): Set<number> {
  const owners = new Map<string, number[]>()
  rows.forEach((row, i) => {
    const { phone } = row.values
    if (phone) owners.set(phone, [...(owners.get(phone) ?? []), i])
  })
  const same = new Map(pairs.map(pair => [pair.second, pair.first]))
  const rootOf = (i: number): number => (same.has(i) ? rootOf(same.get(i) as number) : i)
  return new Set([...owners.values()].filter(list => new Set(list.map(rootOf)).size > 1).flat())
}

function withPairProblems(rows: readonly SheetRow[], pairs: readonly Pair[]): Map<number, RowProblem[]> {
  const extra = new Map<number, RowProblem[]>()
  const add = (i: number, problem: RowProblem) => extra.set(i, [...(extra.get(i) ?? []), problem])
  const label = (row: SheetRow | undefined) => (row?.sheet ? `${row.sheet}, ${row.row}` : String(row?.row ?? ''))
  for (const { first, second } of pairs) {
    add(first, { code: 'import.problem.same-person', value: label(rows[second]) })
    add(second, { code: 'import.problem.same-person', value: label(rows[first]) })
  }
  for (const i of sharedPhones(rows, pairs)) {
    add(i, { field: 'phone', code: 'import.problem.phone-shared', value: rows[i]?.values.phone ?? '' })
  }
  return extra
}

type Context = {
  readonly today: CivilDate
  readonly places: Places
  readonly corrections: ReadonlyMap<RowKey, Corrections>
}

const correctionsIn = (sheet: string, all: Context['corrections']): Map<number, Corrections> =>
  new Map(
    [...all].flatMap(([key, value]) => {
      const at = key.lastIndexOf(':')
      return key.slice(0, at) === sheet ? [[Number(key.slice(at + 1)), value] as const] : []
    }),
  )

/** Checks a whole file in steps; each gives how many rows of the file are behind it. */
export function* bookSteps(book: Book, plans: readonly SheetPlan[], context: Context): Generator<number, CheckedBook> {
  const readings: SheetReading[] = []
  let behind = 0
  for (const [i, sheet] of book.sheets.entries()) {
    const plan = plans[i]
    if (!plan) continue
    const before = behind
    const steps = sheetSteps(sheet, plan, { ...context, corrections: correctionsIn(sheet.name, context.corrections) })
    let step = steps.next()
    for (; !step.done; step = steps.next()) yield before + step.value
    readings.push(step.value)
    behind += sheet.rows.length
  }
  const rows = readings.flatMap(reading => reading.rows)
  const pairing = pairSteps(rows.map(row => row.values))
  let step = pairing.next()
  for (; !step.done; step = pairing.next()) yield behind
  const pairs = step.value
  const extra = withPairProblems(rows, pairs)
  return {
    rows: rows.map((row, i) => {
      const problems = [...row.problems, ...(extra.get(i) ?? [])]
      return Object.assign(row, { problems, status: statusOf(problems) })
    }),
    skipped: readings.flatMap(reading => reading.skipped),
    pairs,
  }
}

/** The same without a pause. */
export function checkBook(book: Book, plans: readonly SheetPlan[], context: Context): CheckedBook {
  return atOnce(bookSteps(book, plans, context))
}
