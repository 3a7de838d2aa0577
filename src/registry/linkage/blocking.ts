// SPDX-License-Identifier: EUPL-1.2
// Which rows of a file are compared at all. A small file is compared whole. In a larger one two rows meet when they share
// one strong key (a number, a telephone, a birth date) or any two weaker parts: a name's skeleton with the year, the day
// and month, the place, another name. A key that very many rows carry is skipped and counted.
import { blocksOf, eachLater, type Skipped } from './blocks.ts'
import type { Code } from './code.ts'
import { hashPair, hashText } from './hash.ts'
import type { Value } from './kinds.ts'
import { Numbers } from './numbers.ts'
import { type Column, FAMILY, GIVEN, type Table } from './table.ts'
import type { Address, Mail, Place } from './texts.ts'

/** Up to this many pairs everything is compared with everything. */
const WHOLE = 1_000_000
const BLOCK = 200
const WORDS = 5

type Visit = (i: number, j: number) => void

/** Calls `visit` once for each pair of rows worth comparing; across the two lists only, where there are two. */
export function eachCandidate(table: Table, split: number | undefined, visit: Visit): Skipped {
  const { size } = table
  const pairs = split === undefined ? (size * (size - 1)) / 2 : split * (size - split)
  if (pairs > WHOLE) return eachInBlocks(table, split, visit)
  for (let i = 0; i < (split ?? size); i++) for (let j = split ?? i + 1; j < size; j++) visit(i, j)
  return { keys: 0, rows: 0 }
}

function eachInBlocks(table: Table, split: number | undefined, visit: Visit): Skipped {
  const { size } = table
  const keys = new Numbers()
  const owners = new Numbers()
  for (let row = 0; row < size; row++)
    for (const key of keysOfRow(table, row)) {
      keys.push(key)
      owners.push(row)
    }
  const rowOf = new Int32Array(size)
  for (let row = 0; row < size; row++) rowOf[row] = row
  const blocks = blocksOf(keys.filled, owners.filled, rowOf, BLOCK)
  const met = new Int32Array(size).fill(-1)
  for (let i = 0; i < (split ?? size); i++)
    eachLater(blocks, i, met, j => {
      if (split === undefined || j >= split) visit(i, j)
    })
  return blocks.skipped
}

/** The blocking keys of one row. */
export function keysOfRow(table: Table, row: number): Set<number> {
  const [strong, weak] = partsOf(table, row)
  const keys = new Set(strong)
  for (let a = 0; a < weak.length; a++)
    for (let b = a + 1; b < weak.length; b++) {
      const [x, y] = [weak[a] as Part, weak[b] as Part]
      // Two readings of one word are one part.
      if (x.of !== y.of) keys.add(x.hash < y.hash ? hashPair(x.hash, y.hash, 77) : hashPair(y.hash, x.hash, 77))
    }
  return keys
}

type Part = { readonly of: string; readonly hash: number }

function partsOf(table: Table, row: number): [number[], Part[]] {
  const strong: number[] = []
  const weak: Part[] = []
  const words = [GIVEN, FAMILY].map(place => table.rows.at(row, place)).flatMap(id => table.names[id]?.words ?? [])
  for (const [at, word] of words.slice(0, WORDS).entries())
    for (const hash of word.skeletons) weak.push({ of: `word ${at}`, hash })
  for (const column of table.columns) {
    const id = table.rows.at(row, column.place)
    if (id >= 0) partsOfValue(column, column.values[id] as Value, strong, weak)
  }
  return [strong, weak]
}

const seedOf = (column: Column) => hashText(column.name, 3)

function partsOfValue(column: Column, value: Value, strong: number[], weak: Part[]): void {
  const seed = seedOf(column)
  const add = (what: string, text: string) =>
    weak.push({ of: `${column.name} ${what}`, hash: hashText(`${what}${text}`, seed) })
  switch (column.kind) {
    case 'birth':
      return partsOfBirth(value as number, seed, strong, weak)
    case 'code': {
      const code = value as Code
      strong.push(hashText(code.kind === 'final' ? code.base : code.code, seed))
      if (code.kind === 'final')
        strong.push(hashText(code.base.slice(0, 8), seed), hashText(code.base.slice(6, 15), seed))
      return
    }
    case 'number':
      strong.push(hashText(value as string, seed))
      add('start', (value as string).slice(0, 4))
      add('end', (value as string).slice(-4))
      return
    case 'phone':
      strong.push(hashText((value as string).slice(-9), seed))
      return
    case 'mail':
      strong.push(hashText((value as Mail).local, seed))
      add('start', (value as Mail).letters.slice(0, 4))
      return
    case 'address':
      add('street', (value as Address).words[0]?.text ?? '')
      if ((value as Address).numbers[0] !== undefined)
        strong.push(
          hashText(
            `${(value as Address).numbers[0]}${(value as Address).words.map(word => word.text).join(' ')}`,
            seed,
          ),
        )
      return
    case 'postcode':
      add('whole', value as string)
      return
    case 'place':
      add('whole', (value as Place).text)
      return
    case 'sex':
    case 'origin':
  }
}

function partsOfBirth(date: number, seed: number, strong: number[], weak: Part[]): void {
  const [year, rest] = [Math.floor(date / 10000), date % 10000]
  weak.push({ of: 'year', hash: hashPair(year, 1, seed) })
  if (rest === 101 || rest % 100 === 0) return
  strong.push(hashPair(date, 2, seed))
  // Day and month in either order: the same key for both.
  const [month, day] = [Math.floor(rest / 100), rest % 100]
  weak.push({ of: 'day', hash: hashPair(Math.min(month, day) * 100 + Math.max(month, day), 3, seed) })
  weak.push({ of: 'month', hash: hashPair(year * 100 + month, 4, seed) })
}
