// SPDX-License-Identifier: EUPL-1.2
// The published sets with their truth, for reference tests and the bench, and how a result is held against a truth.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { LinkageRecord } from './record.ts'

export const referenceFolder = path.join(process.env['REFERENCE_DATA'] ?? '../shared/data', 'linkage')

export type TruthSet = { readonly records: readonly LinkageRecord[]; readonly truth: readonly string[] }

type Row = Readonly<Record<string, string | undefined>>

function rowsOf(file: string): Row[] {
  const [head = '', ...lines] = readFileSync(path.join(referenceFolder, file), 'utf8').trim().split(/\r?\n/)
  const columns = head.split(',').map(column => column.trim())
  return lines.map(line => {
    const cells = line.split(',').map(cell => cell.trim())
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] || undefined]))
  })
}

/** FEBRL: a blank follows each comma; who is who stands in the number of rec-N-org and rec-N-dup-k. */
export function febrl(number: 1 | 2): TruthSet {
  const rows = rowsOf(`febrl_dataset${number}.csv`)
  return {
    records: rows.map(row => ({
      given: row['given_name'],
      family: row['surname'],
      birth: row['date_of_birth'],
      address: [row['street_number'], row['address_1'], row['address_2']].filter(Boolean).join(' '),
      city: row['suburb'],
      postcode: row['postcode'],
      region: row['state'],
      numbers: { soc_sec_id: row['soc_sec_id'] },
    })),
    truth: rows.map(row => row['rec_id']?.split('-')[1] ?? ''),
  }
}

export function fake1000(): TruthSet {
  const rows = rowsOf('fake_1000.csv')
  return {
    records: rows.map(row => ({
      given: row['first_name'],
      family: row['surname'],
      birth: row['dob'],
      city: row['city'],
      email: row['email'],
    })),
    truth: rows.map(row => row['cluster'] ?? ''),
  }
}

export type Agreement = {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly false: number
  readonly missed: number
}

const pairKey = (a: number, b: number) => (a < b ? a * 0x200000 + b : b * 0x200000 + a)

/** Every pair inside a group. */
export function pairsInside(groups: readonly (string | number)[]): Set<number> {
  const members = new Map<string | number, number[]>()
  groups.forEach((group, row) => members.set(group, [...(members.get(group) ?? []), row]))
  const pairs = new Set<number>()
  for (const rows of members.values())
    for (const [n, a] of rows.entries()) for (const b of rows.slice(n + 1)) pairs.add(pairKey(a, b))
  return pairs
}

export const pairKeys = (pairs: readonly { readonly a: number; readonly b: number }[]): Set<number> =>
  new Set(pairs.map(({ a, b }) => pairKey(a, b)))

export function agreement(found: ReadonlySet<number>, truth: ReadonlySet<number>): Agreement {
  let right = 0
  for (const pair of found) if (truth.has(pair)) right++
  const [precision, recall] = [right / Math.max(1, found.size), right / Math.max(1, truth.size)]
  const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision, recall, f1, false: found.size - right, missed: truth.size - right }
}
