// SPDX-License-Identifier: EUPL-1.2
// Imports packages of the classification, file by file. What was read before with the same checksum is not read again.
import type { Database } from '#platform/db/scope.ts'
import { readRecords } from '#platform/spreadsheets/csv-reader.ts'
import { importedDigest, replaceFile, type Unresolved, unresolvedIn } from './import.store.ts'
import { type Found, readPackageFile } from './package-folder.client.ts'
import { type Left, readRows } from './package-rows.ts'

export type FileResult = {
  readonly name: string
  readonly version: string
  readonly language: string
  readonly kind: string
  readonly rows: number
  readonly sha256: string
  readonly state: 'imported' | 'unchanged' | 'unreadable'
  readonly left: readonly Left[]
}
export type ImportResult = { readonly files: readonly FileResult[]; readonly unresolved: readonly Unresolved[] }

const unbounded = {
  cellLength: Number.POSITIVE_INFINITY,
  columns: Number.POSITIVE_INFINITY,
  rows: Number.POSITIVE_INFINITY,
}

async function importFile(db: Database, file: Found): Promise<FileResult> {
  const { text, sha256 } = await readPackageFile(file)
  const { name, version, language, kind } = file
  const about = { name, version, language, kind, sha256, left: [] }
  const known = await db.asRole('nc_jobs', undefined, tx => importedDigest(tx, file))
  if (known === sha256) return { ...about, rows: 0, state: 'unchanged' }
  const rows = readRows(kind, readRecords(text, ',', unbounded))
  const count = rows.texts.length + rows.relations.length + rows.broader.length + rows.skillRelations.length
  // A file without one usable row is not of this kind: what is installed stays as it is.
  if (count === 0) return { ...about, rows: 0, state: 'unreadable', left: rows.left }
  await db.asRole('nc_jobs', undefined, tx => replaceFile(tx, file, { name, sha256, rows }))
  return { ...about, rows: count, state: 'imported', left: rows.left }
}

/** @param say is told before each file: its name, how many are done and how many there are */
export async function importTaxonomy(
  db: Database,
  files: readonly Found[],
  say: (name: string, done: number, of: number) => void = () => {},
): Promise<ImportResult> {
  const results: FileResult[] = []
  for (const file of files) {
    say(file.name, results.length, files.length)
    results.push(await importFile(db, file))
  }
  const versions = new Set(files.filter(file => file.kind === 'occupation-skills').map(file => file.version))
  const unresolved: Unresolved[] = []
  for (const version of versions)
    unresolved.push(...(await db.asRole('nc_jobs', undefined, tx => unresolvedIn(tx, version))))
  return { files: results, unresolved }
}
