// SPDX-License-Identifier: EUPL-1.2
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { record } from '#ledger/index.ts'
import type { Database } from '#platform/db/scope.ts'
import { readSpreadsheet, type Unread } from '#platform/spreadsheets/read-spreadsheet.ts'
import { applyImport, discardImport, getImport, importPaths, reviewOf, startImport } from '#registry/import/index.ts'
import { type Seat, seatOf } from './acting.ts'
import { answer, type Command, EXIT, fileFrom, needed, parseArgs, progressFor, usage, withDatabase } from './command.ts'
import { consoleText } from './console-text.ts'

type Counts = Awaited<ReturnType<typeof reviewOf>>['counts']
export type Imported =
  | { readonly unread: Unread }
  | {
      readonly counts: Counts
      readonly unmapped: readonly string[]
      readonly applied?: { created: number; updated: number; waiting: number; unchanged: number }
      /** Where rows that wait are looked at, on the server. */
      readonly review?: string
    }

export type Register = { readonly name: string; readonly bytes: Buffer; readonly apply: boolean }

/** Reads a register and says what it would do; applies it only when asked. A preview leaves nothing behind. */
export async function importRegister(
  db: Database,
  { scope, organisationName }: Seat,
  { name, bytes, apply }: Register,
  say: (what: string) => void = () => {},
): Promise<Imported> {
  const t = consoleText()
  say(t('cli.done.import.reading'))
  const reading = await readSpreadsheet(name, bytes)
  if ('code' in reading) return { unread: reading }
  return db.inScope(scope, async tx => {
    const read = { fileName: name, bytes, book: reading.book, organisationName, route: 'cli import-register' }
    const id = await startImport(tx, read)
    say(t('cli.done.import.checking'))
    const given = await getImport(tx, id)
    const { counts } = await reviewOf(tx, given)
    const { plans } = given
    const unmapped = plans.flatMap(plan => plan.columns.filter(each => !each.field).map(each => each.heading))
    if (!apply) {
      await discardImport(tx, given)
      return { counts, unmapped }
    }
    say(t('cli.done.import.writing'))
    const done = await applyImport(tx, given, { plans, corrections: {}, decisions: {} })
    if (!done) return { counts, unmapped, review: importPaths.review.to({ import: id }) }
    await record(tx, 'import.applied', { fields: { import: id, ...done } })
    const { people: _people, ...applied } = done
    return { counts, unmapped, applied, review: importPaths.import.to({ import: id }) }
  })
}

const linesOf = (done: Exclude<Imported, { unread: Unread }>, baseUrl: string): readonly string[] => {
  const t = consoleText()
  const { counts, unmapped, applied, review } = done
  return [
    t('cli.done.import.counts', counts),
    t('cli.done.import.people', { people: counts.people }),
    ...(unmapped.length > 0 ? [t('cli.done.import.unmapped', { headings: unmapped.join(', ') })] : []),
    applied ? t('cli.done.import.written', applied) : t('cli.done.import.preview'),
    ...(review && (applied?.waiting ?? 1) > 0 ? [t('cli.done.import.look', { url: `${baseUrl}${review}` })] : []),
  ]
}

export const importRegisterCommand: Command = {
  name: 'import-register',
  usage: 'FILE --as EMAIL [--organisation NAME] [--network NAME] [--apply] [--json]',
  run: async args => {
    const { words, options, flags } = parseArgs(args, {
      options: ['as', 'organisation', 'network'],
      flags: ['apply', 'json'],
    })
    const [file] = words
    if (!file || words.length > 1) return usage('file')
    const email = needed(options, 'as')
    const bytes = await readFile(fileFrom(file)).catch(() => usage('unreadable', { file }))
    return withDatabase(async ({ db }, config) => {
      const seat = await seatOf(db, { ...options, email, roles: ['case-worker', 'cpi-operator'] })
      const register = { name: path.basename(file), bytes, apply: flags.has('apply') }
      const done = await importRegister(db, seat, register, progressFor(flags))
      if ('unread' in done) {
        const { code, params } = done.unread
        answer(flags, { code, params }, [consoleText()(code, { ...params })])
        return EXIT.no
      }
      answer(flags, done, linesOf(done, config.baseUrl))
      return done.counts.error + done.counts.undecided > 0 ? EXIT.partly : EXIT.done
    })
  },
}
