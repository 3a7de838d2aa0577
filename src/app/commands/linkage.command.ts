// SPDX-License-Identifier: EUPL-1.2
// The linkage engine on files of anybody: the duplicates in one CSV file, or the same people in two. Needs no database.
import { readFile, writeFile } from 'node:fs/promises'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { limits } from '#platform/spreadsheets/limits.ts'
import { deduplicate, link } from '#registry/index.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, progressFor, usage } from './command.ts'
import { columnFields, type IdentifiedRecord, recordFrom } from './linkage-columns.ts'

const ROWS = 2_000_000

type List = { readonly records: readonly IdentifiedRecord[]; readonly used: readonly string[] }

async function readList(name: string, map: string | undefined, delimiter: string | undefined): Promise<List> {
  const bytes = await readFile(fileFrom(name)).catch(() => usage(`${name} cannot be read`))
  const text = bytes.toString('utf8').replace('\uFEFF', '')
  const split = delimiter ?? likeliest(text.slice(0, text.search(/\r?\n|$/)))
  const [headings = [], ...rows] = readRecords(text, split, { ...limits, rows: ROWS })
  const named = headings.map(heading => heading.trim())
  const fields = columnFields(named, map)
  const used = named.flatMap((heading, i) => (fields[i] ? [`${heading} → ${fields[i]}`] : []))
  if (!fields.some(field => field && field !== 'id')) usage(`${name}: no column is known; name them with --map`)
  const records = rows
    .filter(cells => cells.some(cell => cell.trim() !== ''))
    .map((cells, i) => recordFrom(fields, cells, i + 1))
  return { records, used }
}

const likeliest = (line: string): string =>
  [',', ';', '\t', '|'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const csv = (rows: readonly (readonly (string | number)[])[]) =>
  `${rows.map(row => row.map(cell => quoted(String(cell))).join(',')).join('\n')}\n`

type Pair = { readonly a: number; readonly b: number; readonly bits: number; readonly probability: number }

const pairRows = (pairs: readonly Pair[], first: List, second: List) => [
  ['id_a', 'id_b', 'bits', 'probability'],
  ...pairs.map(({ a, b, bits, probability }) => [
    first.records[a]?.id ?? '',
    second.records[b]?.id ?? '',
    bits.toFixed(2),
    probability.toFixed(6),
  ]),
]

type Asked = {
  readonly files: readonly string[]
  readonly out: string
  readonly map?: string
  readonly delimiter?: string
}

/** Reads, weighs and writes; answers what was found. */
export async function linkFiles({ files, out, map, delimiter }: Asked, say: (what: string) => void) {
  const lists: List[] = []
  for (const file of files) {
    const list = await readList(file, map, delimiter)
    say(`${file}: ${list.records.length} rows; ${list.used.join(', ')}`)
    lists.push(list)
  }
  const [first, second] = lists
  if (!first) return usage('Name one file or two')
  let told = -1
  const progress = (share: number) => {
    const tenth = Math.floor(share * 10)
    if (tenth > told) say(`${tenth * 10} % compared`)
    told = Math.max(told, tenth)
  }
  const pairsFile = `${out}-pairs.csv`
  const recordsOf = (list: List) => list.records.map(each => each.record)
  if (second) {
    const { pairs, skipped } = link(recordsOf(first), recordsOf(second), { progress })
    await writeFile(fileFrom(pairsFile), csv(pairRows(pairs, first, second)))
    return {
      rows: [first.records.length, second.records.length],
      pairs: pairs.length,
      skippedKeys: skipped.keys,
      files: [pairsFile],
    }
  }
  const { pairs, clusters, bridges, skipped } = deduplicate(recordsOf(first), { progress })
  const clustersFile = `${out}-clusters.csv`
  const cluster = clusters.map((to, i) => [first.records[i]?.id ?? '', first.records[to]?.id ?? ''])
  await writeFile(fileFrom(pairsFile), csv(pairRows(pairs, first, first)))
  await writeFile(fileFrom(clustersFile), csv([['id', 'cluster'], ...cluster]))
  return {
    rows: [first.records.length],
    pairs: pairs.length,
    people: new Set(clusters).size,
    bridges: bridges.length,
    skippedKeys: skipped.keys,
    files: [pairsFile, clustersFile],
  }
}

export const linkageCommand: Command = {
  name: 'linkage',
  usage: 'FILE.csv [OTHER.csv] [--out PREFIX] [--map given=first_name,family=surname,…] [--delimiter ,] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, { options: ['out', 'map', 'delimiter'], flags: ['json'] })
    if (words.length < 1 || words.length > 2) return usage('Name one file or two')
    const { map, delimiter } = options
    const out = options['out'] ?? (words[0] ?? '').replace(/\.csv$/i, '')
    const asked = { files: words, out, ...(map ? { map } : {}), ...(delimiter ? { delimiter } : {}) }
    const done = await linkFiles(asked, progressFor(flags))
    answer(flags, done, [
      `${done.pairs} pairs${'people' in done ? `, ${done.people} people, ${done.bridges} pairs that would only bridge two groups` : ''}`,
      ...(done.skippedKeys > 0 ? [`${done.skippedKeys} keys that very many rows share were not followed`] : []),
      `Written: ${done.files.join(', ')}`,
    ])
    return EXIT.done
  },
}
