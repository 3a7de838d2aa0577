// SPDX-License-Identifier: EUPL-1.2
// Learning without examples. u: from pairs drawn at random. m: by expectation–maximisation inside blocks of records that
// agree on one rule (the same birth date, say); the rule's own fields are left out, and what the rules say of a field is
// averaged. One EM over the union of all blocks was tried and runs away: see README.
import { believedOnly, beliefs, type Kind } from './kinds.ts'
import type { FieldModel, Model } from './model.ts'
import { Comparer } from './scorer.ts'
import { type Column, FAMILY, GIVEN, type Table } from './table.ts'

export type Training = {
  /** Rows before it belong to one list, from it on to the other; only pairs across are compared. */
  readonly split?: number | undefined
  readonly seed?: number
}

type Fields = readonly { readonly name: string; readonly kind: Kind }[]
/** Patterns of levels and how often they occurred. */
type Patterns = Map<string, number>

const RANDOM_PAIRS = 120_000
const RULE_PAIRS = 60_000
const BLOCK = 60
const ROUNDS = 25

export const fieldsOf = (table: Table): Fields => [
  { name: 'given', kind: 'given' },
  { name: 'family', kind: 'family' },
  ...table.columns.map(({ name, kind }) => ({ name, kind })),
]

export function train(table: Table, { split, seed = 1 }: Training = {}): Model {
  const fields = fieldsOf(table)
  const comparer = new Comparer(table)
  const random = randomPatterns(comparer, split, seed)
  const blocks = rulesOf(table).flatMap(rule => {
    const patterns = blockPatterns(comparer, rule.keyOf, split)
    return patterns.size > 0 ? [{ patterns, own: rule.own }] : []
  })
  let u = fields.map(({ kind }, f) => strangers(random, kind, f, () => 1))
  let m: (readonly number[])[] = fields.map(({ kind }) => beliefs[kind].m)
  // The pairs drawn at random hold a few matches, which in a small file spoil u: they are weighed out in a second round.
  for (let round = 0; round < 2; round++) {
    m = averaged(
      fields,
      blocks.map(({ patterns, own }) => ({ own, learned: maximise(patterns, fields, own, u) })),
    )
    u = unmixed(random, fields, m, u)
  }
  const models = fields.map(({ name, kind }, f) => [name, { kind, m: m[f] ?? [], u: u[f] ?? [] }] as const)
  return { matchesPerRecord: 0.3, fields: Object.fromEntries<FieldModel>(models) }
}

/** u once the matches among the pairs drawn at random are weighed out; their share is learned on the way. */
function unmixed(
  random: Patterns,
  fields: Fields,
  m: readonly (readonly number[])[],
  first: readonly (readonly number[])[],
): (readonly number[])[] {
  let u = [...first]
  let share = 0.001
  for (let round = 0; round < 8; round++) {
    const weights = new Map<string, number>()
    let [matches, total] = [0, 0]
    for (const [pattern, count] of random) {
      const p = posterior(pattern, m, u, share, NONE)
      weights.set(pattern, p)
      matches += count * p
      total += count
    }
    share = Math.min(0.1, Math.max(1e-7, matches / total))
    u = fields.map(({ kind }, f) => strangers(random, kind, f, pattern => 1 - (weights.get(pattern) ?? 0)))
  }
  return u
}

const NONE: ReadonlySet<number> = new Set()

/** So many imagined pairs stand beside those drawn at random: a file of ten rows is weighed by what was believed. */
const IMAGINED = 300

/** Levels of two people drawn at random; what is not learned stays as believed. */
const strangers = (
  patterns: Patterns,
  kind: Kind,
  f: number,
  weightOf: (pattern: string) => number,
): readonly number[] =>
  believedOnly.has(kind) ? beliefs[kind].u : sharesOf(patterns, f, beliefs[kind].u, IMAGINED, weightOf)

/** The share of each level of a field among patterns, drawn towards what was believed by so many imagined pairs. */
function sharesOf(
  patterns: Patterns,
  f: number,
  belief: readonly number[],
  imagined: number,
  weightOf: (pattern: string) => number,
): number[] {
  const sums = belief.map(share => share * imagined)
  let total = imagined
  for (const [pattern, count] of patterns) {
    const level = pattern.charCodeAt(f) - 2
    if (level < 0) continue
    const weight = count * weightOf(pattern)
    sums[level] = (sums[level] ?? 0) + weight
    total += weight
  }
  return sums.map(sum => sum / total)
}

function posterior(
  pattern: string,
  m: readonly (readonly number[])[],
  u: readonly (readonly number[])[],
  share: number,
  left: ReadonlySet<number>,
): number {
  const odds = (share / (1 - share)) * ratio(pattern, m, u, left)
  return odds / (1 + odds)
}

/** How much likelier a pattern is with the first shares than with the second. @param left fields that are left out */
function ratio(
  pattern: string,
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
  left: ReadonlySet<number>,
): number {
  let found = 1
  for (let f = 0; f < pattern.length; f++) {
    const level = pattern.charCodeAt(f) - 2
    if (level >= 0 && !left.has(f)) found *= (first[f]?.[level] ?? 1) / (second[f]?.[level] ?? 1)
  }
  return found
}

type Maximised = { readonly m: readonly (readonly number[])[]; readonly matches: number }

/** EM inside one block: u is held, m and the share of matches are learned, own fields are left out. */
function maximise(
  patterns: Patterns,
  fields: Fields,
  own: ReadonlySet<number>,
  u: readonly (readonly number[])[],
): Maximised {
  let m: readonly (readonly number[])[] = fields.map(({ kind }) => beliefs[kind].m)
  const kin = fields.map(({ kind }) => beliefs[kind].kin)
  let [share, ofKin] = [0.3, 0.05]
  let matches = 0
  const total = [...patterns.values()].reduce((sum, count) => sum + count, 0)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = new Map<string, number>()
    let relatives = 0
    matches = 0
    for (const [pattern, count] of patterns) {
      // What is learned is how one person's records differ, not how sisters do.
      const one = (share * ratio(pattern, m, u, own)) / (1 - share - ofKin)
      const other = (ofKin * ratio(pattern, kin, u, own)) / (1 - share - ofKin)
      const p = one / (one + other + 1)
      weights.set(pattern, p)
      matches += count * p
      relatives += (count * other) / (one + other + 1)
    }
    m = fields.map(({ kind }, f) => sharesOf(patterns, f, beliefs[kind].m, 12, pattern => weights.get(pattern) ?? 0))
    share = Math.min(0.98, Math.max(0.0005, matches / total))
    ofKin = Math.min(0.99 - share, Math.max(0.0005, relatives / total))
  }
  return { m, matches }
}

type Learned = { readonly learned: Maximised; readonly own: ReadonlySet<number> }

/** So much disagreement is nothing to wonder at. */
const USUAL = 0.02

/**
 * What the rules say of a field, each counting by the matches it saw; what no rule could see stays as believed. Where a rule
 * takes others for one person (a household by its telephone, namesakes by their name), it sees more disagreement than there is,
 * never less: a rule that sees much of it counts for little.
 */
function averaged(fields: Fields, all: readonly Learned[]): (readonly number[])[] {
  return fields.map(({ kind }, f) => {
    const sums = beliefs[kind].m.map(share => share * 3)
    let total = 3
    for (const {
      learned: { m, matches },
      own,
    } of all) {
      if (own.has(f)) continue
      const weight = Math.min(500, matches) * (USUAL / (USUAL + (m[f]?.at(-1) ?? 0))) ** 2
      m[f]?.forEach((share, level) => {
        sums[level] = (sums[level] ?? 0) + share * weight
      })
      total += weight
    }
    const shares = sums.map(sum => sum / total)
    return believedOnly.has(kind) ? beliefs[kind].m : shares
  })
}

const keyOf = (levels: Int8Array) => {
  let key = ''
  for (const level of levels) key += String.fromCharCode(level + 2)
  return key
}

const count = (patterns: Patterns, key: string) => patterns.set(key, (patterns.get(key) ?? 0) + 1)

function randomPatterns(comparer: Comparer, split: number | undefined, seed: number): Patterns {
  const { size } = comparer.table
  const patterns: Patterns = new Map()
  const all = split === undefined ? (size * (size - 1)) / 2 : split * (size - split)
  if (all <= RANDOM_PAIRS) {
    for (let i = 0; i < (split ?? size); i++)
      for (let j = split ?? i + 1; j < size; j++) count(patterns, keyOf(comparer.compare(i, j)))
    return patterns
  }
  let state = seed >>> 0
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * limit)
  }
  for (let n = 0; n < RANDOM_PAIRS; n++) {
    const i = below(split ?? size)
    const j = split === undefined ? below(size) : split + below(size - split)
    if (i !== j) count(patterns, keyOf(comparer.compare(i, j)))
  }
  return patterns
}

type Rule = { readonly own: ReadonlySet<number>; readonly keyOf: (row: number) => string | undefined }

/** Rules of exact agreement that can hold in this table: one strong field, or a name with something else. */
function rulesOf(table: Table): Rule[] {
  const part = (f: number): ((row: number) => string | undefined) => {
    const place = f === 0 ? GIVEN : f === 1 ? FAMILY : (table.columns[f - 2] as Column).place
    return row => {
      const id = table.rows.at(row, place)
      return id < 0 ? undefined : String(id)
    }
  }
  const birth = table.columns.findIndex(column => column.kind === 'birth') + 2
  const dateOf = (row: number) => {
    const { values, place } = table.columns[birth - 2] as Column
    return values[table.rows.at(row, place)] as number | undefined
  }
  const day = (row: number) => {
    const date = birth < 2 ? undefined : dateOf(row)
    return date === undefined || date % 10000 === 101 || date % 100 === 0 ? undefined : String(date)
  }
  const both = (own: readonly number[], a: Rule['keyOf'], b: Rule['keyOf']): Rule => ({
    own: new Set(own),
    keyOf: row => {
      const [x, y] = [a(row), b(row)]
      return x === undefined || y === undefined ? undefined : `${x} ${y}`
    },
  })
  const rules: Rule[] = [both([0, 1], part(0), part(1))]
  if (birth >= 2) rules.push({ own: new Set([birth]), keyOf: day })
  table.columns.forEach(({ kind }, c) => {
    const f = c + 2
    if (kind === 'code' || kind === 'number' || kind === 'phone' || kind === 'mail')
      rules.push({ own: new Set([f]), keyOf: part(f) })
    if (kind === 'postcode' || kind === 'address')
      rules.push(both([0, f], part(0), part(f)), both([1, f], part(1), part(f)))
  })
  return rules
}

function blockPatterns(comparer: Comparer, keyFor: Rule['keyOf'], split: number | undefined): Patterns {
  const blocks = new Map<string, number[]>()
  for (let row = 0; row < comparer.table.size; row++) {
    const key = keyFor(row)
    if (key === undefined) continue
    const block = blocks.get(key)
    if (!block) blocks.set(key, [row])
    else if (block.length < BLOCK) block.push(row)
  }
  const patterns: Patterns = new Map()
  let pairs = 0
  for (const block of blocks.values()) {
    if (pairs > RULE_PAIRS) break
    for (const [n, i] of block.entries())
      for (const j of block.slice(n + 1)) {
        if (split !== undefined && i < split === j < split) continue
        count(patterns, keyOf(comparer.compare(i, j)))
        pairs++
      }
  }
  return patterns
}
