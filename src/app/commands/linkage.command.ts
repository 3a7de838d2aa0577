// SPDX-License-Identifier: EUPL-1.2
// The linkage engine on files of anybody: the duplicates in one CSV file, or the same people in two. Needs no database. What
// it learned there can be kept, and adopted by a network.
import { readFile, writeFile } from 'node:fs/promises'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { limits } from '#platform/spreadsheets/limits.ts'
import type { Database } from '#platform/db/scope.ts'
import { adoptModel, deduplicate, frozenF1, link, type Model, modelInUse, readModel } from '#registry/index.ts'
import { type Seat, seatOf } from './acting.ts'
import { answer, type Command, EXIT, fileFrom, needed, parseArgs, progressFor, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'
import { columnFields, type IdentifiedRecord, recordFrom } from './linkage-columns.ts'

const ROWS = 2_000_000

type List = { readonly records: readonly IdentifiedRecord[]; readonly used: readonly string[] }

async function readList(name: string, map: string | undefined, delimiter: string | undefined): Promise<List> {
  const bytes = await readFile(fileFrom(name)).catch(() => usage('unreadable', { file: name }))
  const text = bytes.toString('utf8').replace('\uFEFF', '')
  const split = delimiter ?? likeliest(text.slice(0, text.search(/\r?\n|$/)))
  const [headings = [], ...rows] = readRecords(text, split, { ...limits, rows: ROWS })
  const named = headings.map(heading => heading.trim())
  const fields = columnFields(named, map)
  const used = named.flatMap((heading, i) => (fields[i] ? [`${heading} → ${fields[i]}`] : []))
  if (!fields.some(field => field && field !== 'id')) usage('no-column', { file: name })
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
  /** Where to write what was learned. */
  readonly saveModel?: string
}

/** Reads, weighs and writes; answers what was found. */
export async function linkFiles({ files, out, map, delimiter, saveModel }: Asked, say: (what: string) => void) {
  const t = consoleText()
  const lists: List[] = []
  for (const file of files) {
    const list = await readList(file, map, delimiter)
    say(t('cli.done.linkage.rows', { file, rows: list.records.length, columns: list.used.join(', ') }))
    lists.push(list)
  }
  const [first, second] = lists
  if (!first) return usage('files')
  let told = -1
  const progress = (share: number) => {
    const tenth = Math.floor(share * 10)
    if (tenth > told) say(t('cli.done.linkage.compared', { percent: tenth * 10 }))
    told = Math.max(told, tenth)
  }
  const pairsFile = `${out}-pairs.csv`
  const recordsOf = (list: List) => list.records.map(each => each.record)
  const keep = async (model: Model) => {
    if (saveModel) await writeFile(fileFrom(saveModel), `${JSON.stringify(model, undefined, 2)}\n`)
    return saveModel ? [saveModel] : []
  }
  if (second) {
    const { pairs, skipped, model } = link(recordsOf(first), recordsOf(second), { progress })
    await writeFile(fileFrom(pairsFile), csv(pairRows(pairs, first, second)))
    return {
      rows: [first.records.length, second.records.length],
      pairs: pairs.length,
      skippedKeys: skipped.keys,
      files: [pairsFile, ...(await keep(model))],
    }
  }
  const { pairs, clusters, bridges, skipped, model } = deduplicate(recordsOf(first), { progress })
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
    files: [pairsFile, clustersFile, ...(await keep(model))],
  }
}

/** A model that finds less among the invented people than the one in use is only adopted when that is asked for. */
const WORSE = 0.005

export type Adopted = { readonly before: number; readonly after: number; readonly version?: number }

/**
 * Holds a model against the one in use, on people who are always the same, and makes it the one that weighs.
 * @param people so many of them; as a rule enough to tell half a hundredth
 */
export async function adopt(
  db: Database,
  { scope }: Seat,
  file: string,
  evenIfWorse: boolean,
  people?: number,
): Promise<Adopted> {
  const text = await readFile(fileFrom(file), 'utf8').catch(() => usage('unreadable', { file }))
  const model = readModel(parsed(text)) ?? usage('no-model', { file })
  return db.inScope(scope, async tx => {
    const [before, after] = [frozenF1(await modelInUse(tx), people), frozenF1(model, people)]
    if (after < before - WORSE && !evenIfWorse) return { before, after }
    return { before, after, version: await adoptModel(tx, model, file) }
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function runAdopt(
  file: string | undefined,
  options: Readonly<Record<string, string>>,
  flags: ReadonlySet<string>,
) {
  if (!file) return usage('model')
  const email = needed(options, 'as')
  return withDatabase(async ({ db }) => {
    const seat = await seatOf(db, { ...options, email, roles: ['administrator'] })
    const done = await adopt(db, seat, file, flags.has('even-if-worse'))
    const t = consoleText()
    const figures = t('cli.done.adopt.figures', { before: done.before.toFixed(4), after: done.after.toFixed(4) })
    const outcome =
      done.version === undefined ? t('cli.done.adopt.worse') : t('cli.done.adopt.version', { version: done.version })
    answer(flags, done, [figures, outcome])
    return done.version === undefined ? EXIT.no : EXIT.done
  })
}

export const linkageCommand: Command = {
  name: 'linkage',
  usage:
    'FILE.csv [OTHER.csv] [--out PREFIX] [--map given=first_name,family=surname,…] [--delimiter ,] [--save-model FILE.json] [--json]\n' +
    '       linkage adopt MODEL.json --as EMAIL [--network NAME] [--even-if-worse] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['out', 'map', 'delimiter', 'save-model', 'as', 'network', 'organisation'],
      flags: ['json', 'even-if-worse'],
    })
    if (words[0] === 'adopt' && words.length <= 2) return runAdopt(words[1], options, flags)
    if (words.length < 1 || words.length > 2) return usage('files')
    const { map, delimiter, 'save-model': saveModel } = options
    const out = options['out'] ?? (words[0] ?? '').replace(/\.csv$/i, '')
    const asked = {
      files: words,
      out,
      ...(map ? { map } : {}),
      ...(delimiter ? { delimiter } : {}),
      ...(saveModel ? { saveModel } : {}),
    }
    const done = await linkFiles(asked, progressFor(flags))
    const t = consoleText()
    const { pairs, skippedKeys: keys } = done
    answer(flags, done, [
      'people' in done
        ? t('cli.done.linkage.people', { pairs, people: done.people ?? 0, bridges: done.bridges ?? 0 })
        : t('cli.done.linkage.pairs', { pairs }),
      ...(keys > 0 ? [t('cli.done.linkage.skipped', { keys })] : []),
      t('cli.done.written', { file: done.files.join(', ') }),
    ])
    return EXIT.done
  },
}
