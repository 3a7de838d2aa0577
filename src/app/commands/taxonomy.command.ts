// SPDX-License-Identifier: EUPL-1.2
// The classification of occupations and skills: read in, searched, measured. Needs no account: it is about nobody.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { type NetworkId, newId, type OrganisationId } from '#lib/ids.ts'
import type { Database, Scope } from '#platform/db/scope.ts'
import { languages } from '#platform/i18n/catalogue.ts'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import {
  changes,
  countsOf,
  evaluate,
  findPackageFiles,
  type Hit,
  type ImportResult,
  importTaxonomy,
  inAskingOrder,
  installedFiles,
  questionsIn,
  type SearchKind,
  searchTaxonomy,
  skillsOf,
  type VersionReport,
  versionReport,
} from '#skills/taxonomy/index.ts'
import { catalogueOf } from '../compose.ts'
import { consoleLanguage } from '../console-language.ts'
import { answer, type Command, EXIT, fileFrom, parseArgs, progressFor, usage, withDatabase } from './command.ts'

type Options = Readonly<Record<string, string>>
type Flags = ReadonlySet<string>

const screenLanguage = (options: Options) =>
  languages.find(language => language === options['ui']) ?? consoleLanguage(process.env)
const textIn = (options: Options) => catalogueOf().translator(screenLanguage(options))

/** Reading reference data takes a transaction, not a network: it is the same for all. */
function reading(): Scope {
  const now = new Date().toISOString() as Instant
  return {
    network: newId<NetworkId>(),
    organisation: newId<OrganisationId>(),
    role: 'auditor',
    purpose: 'audit',
    now,
    today: dayInRome(now),
  }
}

const linesOfImport = (
  result: ImportResult,
  others: readonly string[],
  t: ReturnType<typeof textIn>,
): readonly string[] => [
  ...result.files.map(file =>
    t(`taxonomy.import.${file.state}`, {
      name: file.name,
      version: file.version,
      rows: file.rows,
      left: file.left.length,
    }),
  ),
  ...result.files.flatMap(file =>
    file.left.slice(0, 5).map(({ line, why }) => t(`taxonomy.import.left.${why}`, { name: file.name, line })),
  ),
  ...result.unresolved.map(({ uri, relations }) => t('taxonomy.import.unresolved', { uri, relations })),
  ...(others.length > 0 ? [t('taxonomy.import.others', { count: others.length })] : []),
]

async function runImport(places: readonly string[], options: Options, flags: Flags): Promise<number> {
  const t = textIn(options)
  const paths = places.map(fileFrom)
  const missing = paths.find(path => !existsSync(path))
  if (paths.length === 0 || missing) return missing ? usage('no-place', { path: missing }) : usage('places')
  const { files, others } = findPackageFiles(paths, options['version'])
  if (files.length === 0) {
    answer(flags, { files: [], others }, [t('taxonomy.import.none')])
    return EXIT.no
  }
  const say = progressFor(flags)
  return withDatabase(async ({ db }) => {
    const started = performance.now()
    const result = await importTaxonomy(db, files, (name, done, of) => say(`${done + 1}/${of} ${name}`))
    const seconds = Math.round((performance.now() - started) / 100) / 10
    answer(flags, { ...result, others, seconds }, [
      ...linesOfImport(result, others, t),
      t('taxonomy.import.done', { seconds }),
    ])
    return result.files.some(file => file.state === 'unreadable' || file.left.length > 0) ? EXIT.partly : EXIT.done
  })
}

export function linesOfHits(hits: readonly Hit[], t: ReturnType<typeof textIn>): readonly string[] {
  return hits.flatMap((hit, at) => {
    const words = hit.why.words.map(({ said, how, where }) => t(`taxonomy.why.${where}.${how}`, { said }))
    const why = [
      t('taxonomy.why.closest', { label: hit.why.label }),
      ...words,
      ...(hit.why.letters ? [t('taxonomy.why.letters')] : []),
    ]
    return [
      `${at + 1}. ${hit.score.toFixed(3)}  ${hit.label}  (${hit.language} ${hit.version}${hit.isco ? `, ISCO ${hit.isco}` : ''})`,
      `   ${hit.uri}`,
      `   ${why.join('; ')}`,
    ]
  })
}

const kindIn = (options: Options): SearchKind => (options['kind'] === 'skill' ? 'skill' : 'occupation')
const languagesIn = (options: Options): readonly string[] =>
  (options['lang'] ?? 'it').split(',').map(language => language.trim())

const find = (db: Database, query: string, options: Options, limit: number) =>
  db.inScope(reading(), tx =>
    searchTaxonomy(tx, { query, languages: languagesIn(options), kind: kindIn(options), limit }),
  )

async function runSearch(words: readonly string[], options: Options, flags: Flags): Promise<number> {
  const query = words.join(' ').trim()
  if (query === '') return usage('search')
  return withDatabase(async ({ db }) => {
    const hits = await find(db, query, options, Number(options['limit']) || 10)
    const lines = linesOfHits(hits, textIn(options))
    answer(flags, { query, hits }, lines.length > 0 ? lines : [textIn(options)('taxonomy.search.none')])
    return hits.length > 0 ? EXIT.done : EXIT.no
  })
}

async function runEvaluate([file]: readonly string[], options: Options, flags: Flags): Promise<number> {
  if (!file) return usage('csv')
  const text = await readFile(fileFrom(file), 'utf8').catch(() => usage('unreadable', { file }))
  const separator = text.split('\n')[0]?.includes('\t') ? '\t' : text.split('\n')[0]?.includes(';') ? ';' : ','
  const questions = questionsIn(readRecords(text, separator, { cellLength: 1_000_000, columns: 1000, rows: 1_000_000 }))
  if (!questions) return usage('heading')
  const say = progressFor(flags)
  return withDatabase(async ({ db }) => {
    const answers: string[][] = []
    for (const { query } of questions) {
      answers.push((await find(db, query, options, 50)).map(hit => hit.uri))
      if (answers.length % 100 === 0) say(`${answers.length}/${questions.length}`)
    }
    const result = evaluate(questions, answers)
    const { success, mrr, nothing, queries, missed } = result
    const t = textIn(options)
    answer(flags, result, [
      t('cli.done.taxonomy.found', {
        queries,
        mrr,
        nothing,
        one: success['1'] ?? 0,
        five: success['5'] ?? 0,
        ten: success['10'] ?? 0,
      }),
      ...(flags.has('missed') ? missed.map(query => t('cli.done.taxonomy.missed', { query })) : []),
    ])
    return EXIT.done
  })
}

async function runSkills([uri]: readonly string[], options: Options, flags: Flags): Promise<number> {
  if (!uri) return usage('occupation')
  return withDatabase(async ({ db }) => {
    const languages = [...new Set([...languagesIn(options), 'en'])]
    const { skills, occupations } = await db.inScope(reading(), async tx =>
      skillsOf(tx, await installedFiles(tx), uri, languages),
    )
    const t = textIn(options)
    const ordered = inAskingOrder(skills)
    answer(
      flags,
      { occupations, skills: ordered },
      ordered.map(
        ({ label, essential, askedBy, uri: skill }) =>
          `${t(essential ? 'taxonomy.skill.essential' : 'taxonomy.skill.optional')}  ${label}  (${askedBy}/${occupations})  ${skill}`,
      ),
    )
    return ordered.length > 0 ? EXIT.done : EXIT.no
  })
}

async function runList(_words: readonly string[], _options: Options, flags: Flags): Promise<number> {
  return withDatabase(async ({ db }) => {
    const files = await db.inScope(reading(), installedFiles)
    answer(
      flags,
      { files },
      files.map(file => `${file.version}  ${file.language || '–'}  ${file.kind}  ${file.row_count}  ${file.sha256}`),
    )
    return files.length > 0 ? EXIT.done : EXIT.no
  })
}

const LISTED = 20

function linesOfReport({ from, to, changes: all, recorded }: VersionReport, t: ReturnType<typeof textIn>) {
  const told = all.filter(({ what }) => what !== 'same')
  const lines = [...countsOf(all)].map(([kind, counts]) =>
    [`${kind}:`, ...changes.map(what => `${t(`taxonomy.change.${what}`)} ${counts[what]}`)].join('  '),
  )
  const list = changes.flatMap(what => {
    const some = told.filter(change => change.what === what)
    return some
      .slice(0, LISTED)
      .map(
        ({ label, uri, to: next }) =>
          `${t(`taxonomy.change.${what}`)}: ${label}  ${uri}${next ? `  → ${next.label}  ${next.uri}` : ''}`,
      )
      .concat(some.length > LISTED ? [t('taxonomy.compare.more', { count: some.length - LISTED })] : [])
  })
  const kept = recorded.map(
    ({ change, statements }) =>
      `${statements}  ${change.label}  ${t(`taxonomy.change.${change.what}`)}${change.to ? `  → ${change.to.label}  ${change.to.uri}` : ''}`,
  )
  return [`${from} → ${to}`, ...lines, ...list, t('taxonomy.compare.recorded', { count: recorded.length }), ...kept]
}

/** What a newer version does to what is recorded under the older one: nothing is changed by asking. */
async function runCompare([from, to]: readonly string[], options: Options, flags: Flags): Promise<number> {
  if (!from || !to) return usage('versions')
  return withDatabase(async ({ db }) => {
    const report = await db.asRole('nc_jobs', undefined, tx =>
      versionReport(tx, from, to, languagesIn({ lang: 'en', ...options })[0] ?? 'en'),
    )
    if (!report) return usage('not-installed')
    answer(flags, report, linesOfReport(report, textIn(options)))
    return EXIT.done
  })
}

const runs: Readonly<Record<string, (words: readonly string[], options: Options, flags: Flags) => Promise<number>>> = {
  import: runImport,
  search: runSearch,
  evaluate: runEvaluate,
  skills: runSkills,
  compare: runCompare,
  list: runList,
}

export const taxonomyCommand: Command = {
  name: 'taxonomy',
  usage:
    'import DIR… [--version V] | search [--lang it,en] [--kind skill] [--limit N] "WORDS" | evaluate FILE.csv [--lang it] [--missed] | skills URI | compare OLD NEW [--lang en] | list   [--ui it|en|fr|ar] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['version', 'lang', 'kind', 'limit', 'ui'],
      flags: ['json', 'missed'],
    })
    const run = runs[words[0] ?? '']
    if (!run) return usage('one-of', { words: Object.keys(runs).join(', ') })
    return run(words.slice(1), options, flags)
  },
}
