// SPDX-License-Identifier: EUPL-1.2
// One record against a few others, again and again: what was read from a spelling and how two names compare is remembered
// for the next question. Only that; the rows themselves are taken away each time, and the memory may be dropped at will.
import type { Model } from './model.ts'
import type { LinkageRecord } from './record.ts'
import { Scorer } from './scorer.ts'
import { addRecord, emptyTable, removeLast, type Table } from './table.ts'

/** Levels by field name; a field that says nothing is absent. */
export type Weighing = {
  readonly bits: number
  /** The bits against two relatives. */
  readonly relatives: number
  readonly levels: ReadonlyMap<string, number>
}

type Memory = {
  readonly table: Table
  readonly scorer: Scorer
  readonly model: Model
  /** Names of the fields in the order of their levels. */
  readonly fields: readonly string[]
}
let memory: Memory | undefined
const SPELLINGS = 200_000

// Every column is there from the beginning, so that one scorer serves all questions.
const everyField: LinkageRecord = {
  given: 'A',
  family: 'B',
  birth: '2000-02-02',
  sex: 'F',
  taxCode: '00000000000',
  phone: '000000000',
  citizenship: 'ITA',
  birthPlace: 'ITA',
}

function memoryFor(model: Model): Memory {
  const full =
    memory && memory.table.columns.some(column => column.spellings.size > SPELLINGS || column.values.length > SPELLINGS)
  if (memory?.model === model && !full && memory.table.names.length < SPELLINGS) return memory
  const table = emptyTable()
  addRecord(table, everyField)
  const fields = ['given', 'family', ...table.columns.map(column => column.name)]
  memory = { table, scorer: new Scorer(table, model), model, fields }
  return memory
}

export function weighAgainst(asked: LinkageRecord, others: readonly LinkageRecord[], model: Model): Weighing[] {
  const { table, scorer, fields } = memoryFor(model)
  const row = addRecord(table, asked)
  try {
    return others.map(other => {
      const at = addRecord(table, other)
      const bits = scorer.weigh(row, at)
      const levels = new Map<string, number>()
      for (let f = 0; f < fields.length; f++) {
        const level = scorer.levels[f] as number
        if (level >= 0) levels.set(fields[f] as string, level)
      }
      removeLast(table)
      return { bits, relatives: scorer.bitsAgainstRelatives(), levels }
    })
  } finally {
    while (table.size > 1) removeLast(table)
  }
}
