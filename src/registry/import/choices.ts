// SPDX-License-Identifier: EUPL-1.2
// The names of the boxes on the review page, and what was chosen in them. Sheets are named by their number.
import { type Decision, type Decisions, isDecision, matchKey, pairKey } from './apply-plan.ts'
import { type SheetPlan, withChoices } from './columns.ts'
import { type ImportField, isImportField } from './field.ts'
import type { Import } from './import.ts'
import { rowKey } from './read-book.ts'
import type { Corrections } from './read-sheet.ts'

export const columnName = (sheet: number, column: number): string => `col-${sheet}-${column}`
export const sheetName = (sheet: number): string => `use-${sheet}`
export const fixName = (sheet: number, row: number, field: ImportField): string => `fix-${sheet}-${row}-${field}`
/** A box to tick: what was offered stands in place of what the file has. */
export const takeName = (sheet: number, row: number, field: ImportField): string => `take-${sheet}-${row}-${field}`
export const matchName = (sheet: number, row: number, person: string): string => `same-${sheet}-${row}-${person}`
export const pairName = (sheet: number, row: number, otherSheet: number, otherRow: number): string =>
  `pair-${sheet}-${row}-${otherSheet}-${otherRow}`

/** A form as it was sent. Unknown names are ignored: nothing can be written through this page but choices. */
export type Sent = Readonly<Record<string, string | readonly string[] | undefined>>
export type Choices = {
  readonly plans: readonly SheetPlan[]
  readonly corrections: Readonly<Record<string, Corrections>>
  readonly decisions: Decisions
}

const LONGEST = 300
const textOf = (value: Sent[string]): string => (typeof value === 'string' ? value : (value?.at(-1) ?? '')).trim()

function plansOf(sent: Sent, plans: readonly SheetPlan[]): SheetPlan[] {
  return plans.map((plan, s) => {
    const included = sent[sheetName(s)]
    if (included === undefined) return plan
    const chosen = new Map<number, ImportField | undefined>()
    for (const { index } of plan.columns) {
      const text = sent[columnName(s, index)]
      if (text !== undefined) chosen.set(index, isImportField(textOf(text)) ? (textOf(text) as ImportField) : undefined)
    }
    return withChoices(plan, chosen, textOf(included) === 'yes')
  })
}

const typed = (sent: Sent) => Object.entries(sent).filter(([name]) => name.startsWith('fix-'))

/** A box left as the file has it is no correction; an emptied one drops the value. */
function correctionsOf(sent: Sent, known: Import): Record<string, Corrections> {
  const all: Record<string, Corrections> = { ...known.corrections }
  const offers = Object.entries(sent).filter(([name]) => name.startsWith('take-'))
  // What was typed wins over what was offered: it is read later.
  for (const [name, value] of [
    ...offers.map(([take, text]) => [`fix-${take.slice(5)}`, text] as const),
    ...typed(sent),
  ]) {
    const [, sheet, row, field] = /^fix-(\d+)-(\d+)-(\w+)$/.exec(name) ?? []
    const plan = known.plans[Number(sheet)]
    if (!plan || !field || !isImportField(field)) continue
    const key = rowKey(plan.name, Number(row))
    const written = textOf(sent[`was-${name.slice(4)}`])
    const text = textOf(value).slice(0, LONGEST)
    const taken = sent[`take-${name.slice(4)}`] !== undefined
    if (text !== written || (all[key]?.[field] !== undefined && !taken)) all[key] = { ...all[key], [field]: text }
  }
  return all
}

function decisionsOf(sent: Sent, known: Import): Record<string, Decision> {
  const all: Record<string, Decision> = { ...known.decisions }
  const place = (sheet: string | undefined, row: string | undefined) => ({
    sheet: known.plans[Number(sheet)]?.name ?? '',
    row: Number(row),
  })
  for (const [name, value] of Object.entries(sent)) {
    const decision = textOf(value)
    if (!isDecision(decision)) continue
    const match = /^same-(\d+)-(\d+)-([0-9a-f-]{36})$/.exec(name)
    const pair = /^pair-(\d+)-(\d+)-(\d+)-(\d+)$/.exec(name)
    if (match) all[matchKey(place(match[1], match[2]), match[3] as Parameters<typeof matchKey>[1])] = decision
    if (pair) all[pairKey(place(pair[1], pair[2]), place(pair[3], pair[4]))] = decision
  }
  return all
}

export const readChoices = (sent: Sent, known: Import): Choices => ({
  plans: plansOf(sent, known.plans),
  corrections: correctionsOf(sent, known),
  decisions: decisionsOf(sent, known),
})
