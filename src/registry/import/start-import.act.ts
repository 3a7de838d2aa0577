// SPDX-License-Identifier: EUPL-1.2
import type { ImportId } from '#lib/ids.ts'
import { logAccess } from '#platform/auth/access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import type { Book } from '#platform/spreadsheets/book.ts'
import { cleanName } from '../person-name.ts'
import { planSheet } from './columns.ts'
import { expiryOf } from './import.ts'
import { insertImport } from './import.store.ts'

/** The job that empties uploaded registers after the set time. */
export const FORGET = 'registry.import-forget'

export type ReadRegister = {
  readonly fileName: string
  readonly bytes: Buffer
  readonly book: Book
  readonly organisationName: string
  /** Where it came in, for the access log. */
  readonly route: string
}

/** Keeps a register that was read for review. Every row is held against the register: one logged act with its reason. */
export async function startImport(tx: Tx, read: ReadRegister): Promise<ImportId> {
  const { bytes, book, organisationName, route } = read
  const { today, now } = scopeOf(tx)
  const plans = book.sheets.map(sheet => planSheet(sheet, today))
  const id = insertImport(tx, { fileName: cleanName(read.fileName), bytes, book, plans })
  enqueue(tx, FORGET, {}, expiryOf(now))
  logAccess(tx, { groups: ['identity'], route, organisationName, reason: 'import: duplicate search' })
  return id
}
