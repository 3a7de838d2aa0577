// SPDX-License-Identifier: EUPL-1.2
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readSpreadsheet } from './read-spreadsheet.ts'

const folder = path.join(process.env['REFERENCE_DATA'] ?? '../shared/data', 'registers', 'bad')

const refused: Readonly<Record<string, string>> = {
  'vuoto.xlsx': 'spreadsheet.empty',
  'vuoto.csv': 'spreadsheet.empty',
  'troncato.xlsx': 'spreadsheet.damaged',
  '300-colonne.csv': 'spreadsheet.too-many-columns',
  'cella-1mb.csv': 'spreadsheet.cell-too-long',
}
const read: Readonly<Record<string, { kind: string; notices: readonly string[]; rows: number }>> = {
  'solo-intestazione.csv': { kind: 'csv', notices: [], rows: 1 },
  'elenco-in-realta-csv.xlsx': { kind: 'csv', notices: ['spreadsheet.extension-differs'], rows: 12 },
  'elenco-in-realta-xlsx.csv': { kind: 'xlsx', notices: ['spreadsheet.extension-differs'], rows: 224 },
  'intestazioni-doppie.csv': { kind: 'csv', notices: [], rows: 2 },
}

test('every broken file of the reference has its expected answer here', () => {
  expect(readdirSync(folder).toSorted()).toEqual([...Object.keys(refused), ...Object.keys(read)].toSorted())
})

test.each(Object.entries(refused))('%s is refused as %s', async (name, code) => {
  expect(await readSpreadsheet(name, readFileSync(path.join(folder, name)))).toMatchObject({ code })
})

test.each(Object.entries(read))('%s is read for what it is', async (name, expected) => {
  const reading = await readSpreadsheet(name, readFileSync(path.join(folder, name)))
  if (!('book' in reading)) throw new Error(reading.code)
  const { kind, notices, sheets } = reading.book
  expect({ kind, notices, rows: sheets[0]?.rows.length }).toEqual(expected)
})
