// SPDX-License-Identifier: EUPL-1.2
// RFC 4180 with what registers in the wild need: any of four delimiters, any line end, text after a closing quote kept.
// One pass, and each limit stops it at once, so that a hostile file costs no more than its first offending cell.
import type { Delimiter } from './book.ts'
import type { Limits } from './limits.ts'
import { refuse } from './refusals.ts'

type Bounds = Pick<Limits, 'cellLength' | 'columns' | 'rows'>

const QUOTE = 34
const CR = 13
const LF = 10

/** Every record of the text. Stops early after `stopAfter` records without looking at the rest. */
export function readRecords(text: string, delimiter: string, bounds: Bounds, stopAfter = Infinity): string[][] {
  const records: string[][] = []
  const split = delimiter.charCodeAt(0)
  let record: string[] = []
  let at = 0
  let cell = ''
  const close = () => {
    if (cell.length > bounds.cellLength) {
      refuse('spreadsheet.cell-too-long', { row: records.length + 1, column: record.length + 1 })
    }
    record.push(cell)
    if (record.length > bounds.columns) refuse('spreadsheet.too-many-columns', { limit: bounds.columns })
    cell = ''
  }
  const end = () => {
    close()
    records.push(record)
    if (records.length > bounds.rows) refuse('spreadsheet.too-many-rows', { limit: bounds.rows })
    record = []
  }
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE && cell === '') {
      const quoted = readQuoted(text, at, bounds, { row: records.length + 1, column: record.length + 1 })
      cell = quoted.value
      at = quoted.next
    } else if (code === split) {
      close()
      at++
    } else if (code === CR || code === LF) {
      end()
      at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1
      if (records.length >= stopAfter) return records
    } else {
      const next = plainEnd(text, at, split)
      cell += text.slice(at, next)
      at = next
    }
  }
  if (cell !== '' || record.length > 0) end()
  return records
}

function plainEnd(text: string, from: number, split: number): number {
  let at = from + 1
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === split || code === CR || code === LF) break
  }
  return at
}

function readQuoted(text: string, from: number, bounds: Bounds, where: { row: number; column: number }) {
  let value = ''
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    const until = close < 0 ? text.length : close
    if (value.length + until - at > bounds.cellLength) refuse('spreadsheet.cell-too-long', where)
    if (close < 0) refuse('spreadsheet.unclosed-quote', where)
    value += text.slice(at, close)
    if (text.charCodeAt(close + 1) !== QUOTE) return { value, next: close + 1 }
    value += '"'
    at = close + 2
  }
}

const delimiters: readonly Delimiter[] = [';', ',', '\t', '|']

/** The delimiter that cuts the first records into the most columns while agreeing most often on how many. */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, 64 * 1024)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const score = agreement(sample, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function agreement(sample: string, delimiter: Delimiter): number {
  const loose = { cellLength: Infinity, columns: Infinity, rows: Infinity }
  const counts = new Map<number, number>()
  let records = 0
  try {
    for (const record of readRecords(`${sample}"`.replace(/"$/, ''), delimiter, loose, 30)) {
      records++
      if (record.length > 1) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
    }
  } catch {
    return 0 // An open quote: the sample ends inside it, or this is not the delimiter.
  }
  let score = 0
  for (const [columns, times] of counts) score = Math.max(score, (times / records) * Math.log2(columns + 1))
  return score
}
