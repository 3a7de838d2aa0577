// SPDX-License-Identifier: EUPL-1.2
// Records side by side as columns of numbers: every spelling is read once, and equal numbers are equal values. What the
// engine compares are rows of such a table, be it ten rows of a search or a million of a region.
import { birthDateOf, readCodiceFiscale } from '#lib/codice-fiscale.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Code } from './code.ts'
import { type LatinWord, latinWords } from './latin.client.ts'
import { type PlainKind, readValue, type Value, valueKey } from './kinds.ts'
import { type Name, nameOf } from './name.ts'
import type { LinkageRecord } from './record.ts'
import { Rows } from './rows.ts'
import { TextNumbers } from './text-numbers.ts'

export type Column = {
  readonly name: string
  readonly kind: PlainKind
  /** Where the number of its value stands in each row; -1 where there is none. */
  readonly place: number
  readonly values: Value[]
  /** Values that were met in another spelling than their own. */
  readonly known: Map<string, number>
  /** What was read from a spelling before; -1 for none. */
  readonly spellings: Map<string, number>
  /** Instead of both where values hardly ever come twice. */
  readonly own: TextNumbers | undefined
  /** The text of a value by its number, for `own`. */
  readonly textOf: (id: number) => string
}

/** Where the numbers of names stand in a row, and 1 where they came in one field, so that their order says nothing. */
export const [GIVEN, FAMILY, FREE] = [0, 1, 2]
const FIRST_COLUMN = 3

export type Table = {
  size: number
  readonly rows: Rows
  readonly names: Name[]
  readonly nameNumbers: Map<string, number>
  readonly columns: Column[]
  readonly byName: Map<string, Column>
  /** The columns of FIELDS in their order, as far as they are there. */
  readonly usual: (Column | undefined)[]
}

export const emptyTable = (): Table => ({
  size: 0,
  rows: new Rows(),
  names: [],
  nameNumbers: new Map(),
  columns: [],
  byName: new Map(),
  usual: [],
})

export function tableOf(records: Iterable<LinkageRecord>): Table {
  const table = emptyTable()
  for (const record of records) addRecord(table, record)
  return table
}

const FIELDS: readonly (readonly [keyof LinkageRecord & string, PlainKind])[] = [
  ['birth', 'birth'],
  ['sex', 'sex'],
  ['taxCode', 'code'],
  ['phone', 'phone'],
  ['email', 'mail'],
  ['address', 'address'],
  ['city', 'place'],
  ['region', 'place'],
  ['postcode', 'postcode'],
  ['birthPlace', 'origin'],
  ['citizenship', 'origin'],
]

/** Adds a row and answers its number. */
export function addRecord(table: Table, record: LinkageRecord): number {
  const row = table.size++
  table.rows.clear(row)
  addNames(table, row, record)
  for (let f = 0; f < FIELDS.length; f++) {
    const [field, kind] = FIELDS[f] as (typeof FIELDS)[number]
    const text = record[field] as string | undefined
    if (text) put(table, (table.usual[f] ??= columnOf(table, field, kind)), row, text)
  }
  if (record.numbers)
    for (const [name, text] of Object.entries(record.numbers))
      if (text) put(table, columnOf(table, `number ${name}`, 'number'), row, text)
  if (record.more)
    for (const [name, text] of Object.entries(record.more))
      if (text) put(table, columnOf(table, `more ${name}`, 'place'), row, text)
  fillFromCode(table, row, record)
  return row
}

function addNames(table: Table, row: number, { given, family, full }: LinkageRecord): void {
  const apart = Boolean(given?.trim() || family?.trim())
  if (apart || !full) {
    putNames(table, row, nameNumber(table, given), nameNumber(table, family), 0)
    return
  }
  const words = latinWords(full)
  const comma = full.indexOf(',')
  // "Surname, Given" says where the surname ends; otherwise the last word stands for it and the order counts for nothing.
  const cut = comma > 0 ? latinWords(full.slice(0, comma)).length : words.length - 1
  const [first, last] = comma > 0 ? [words.slice(cut), words.slice(0, cut)] : [words.slice(0, cut), words.slice(cut)]
  putNames(table, row, numberOfWords(table, first), numberOfWords(table, last), 1)
}

function putNames({ rows }: Table, row: number, given: number, family: number, free: 0 | 1): void {
  rows.put(row, GIVEN, given)
  rows.put(row, FAMILY, family)
  rows.put(row, FREE, free)
}

function nameNumber(table: Table, text: string | undefined): number {
  if (!text) return -1
  const known = table.nameNumbers.get(text)
  if (known !== undefined) return known
  const number = numberOfWords(table, latinWords(text))
  table.nameNumbers.set(text, number)
  return number
}

function numberOfWords(table: Table, words: readonly LatinWord[]): number {
  const key = `\0${words.map(word => word.text + (word.bare ? '*' : '')).join(' ')}`
  const known = table.nameNumbers.get(key)
  if (known !== undefined) return known
  const name = nameOf(words)
  const number = name ? table.names.push(name) - 1 : -1
  table.nameNumbers.set(key, number)
  return number
}

/** Kinds of which nearly every person has a value of her own. */
const OWN: ReadonlySet<PlainKind> = new Set(['code', 'phone', 'number'])

function columnOf(table: Table, name: string, kind: PlainKind): Column {
  const known = table.byName.get(name)
  if (known) return known
  const values: Value[] = []
  const column: Column = {
    name,
    kind,
    place: FIRST_COLUMN + table.columns.length,
    values,
    known: new Map(),
    spellings: new Map(),
    own: OWN.has(kind) ? new TextNumbers() : undefined,
    textOf: id => String(valueKey(values[id] as Value)),
  }
  table.columns.push(column)
  table.byName.set(name, column)
  return column
}

function put({ rows }: Table, column: Column, row: number, text: string): void {
  rows.put(row, column.place, column.own ? ownId(column, column.own, text) : knownId(column, text))
}

function ownId({ kind, values, textOf }: Column, own: TextNumbers, text: string): number {
  const value = readValue(kind, text)
  if (value === undefined) return -1
  const id = own.numberOf(String(valueKey(value)), values.length, textOf)
  if (id === values.length) values.push(value)
  return id
}

function knownId(column: Column, text: string): number {
  const before = column.spellings.get(text)
  if (before !== undefined) return before
  const value = readValue(column.kind, text)
  const id = value === undefined ? -1 : idOf(column, value, text)
  column.spellings.set(text, id)
  return id
}

/** Most values are written as they are read: then the spelling itself is the entry, and no second one is kept. */
function idOf(column: Column, value: Value, text: string): number {
  const { known, spellings, values } = column
  const key = String(valueKey(value))
  const before = known.get(key) ?? spellings.get(key)
  if (before !== undefined && before >= 0 && String(valueKey(values[before] as Value)) === key) return before
  const id = values.push(value) - 1
  if (key !== text) known.set(key, id)
  return id
}

export const valueAt = (table: Table, name: string, row: number): Value | undefined => {
  const column = table.byName.get(name)
  const id = column ? table.rows.at(row, column.place) : -1
  return column && id >= 0 ? column.values[id] : undefined
}

/** Who has a tax code has a birth date and a sex: what the file leaves out is read from there. */
function fillFromCode(table: Table, row: number, record: LinkageRecord): void {
  if (!record.taxCode || (record.sex && record.birth && valueAt(table, 'birth', row) !== undefined)) return
  const code = valueAt(table, 'taxCode', row) as Code | undefined
  if (code?.kind !== 'final') return
  const reading = readCodiceFiscale(code.base)
  if (reading.problem) return
  const { parts } = reading
  if (valueAt(table, 'birth', row) === undefined) {
    const birth = birthDateOf(parts, LATEST_BIRTH)
    if (birth) put(table, columnOf(table, 'birth', 'birth'), row, birth)
  }
  if (!record.sex) put(table, columnOf(table, 'sex', 'sex'), row, parts.sex)
}

// The century of a code's birth date is not written: somebody of working age is meant.
const LATEST_BIRTH = '2029-12-31' as CivilDate

/** Takes the last row away again: a question that was put beside the rows it was held against. */
export function removeLast(table: Table): void {
  table.size--
}
