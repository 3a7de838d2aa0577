// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import { type ImportId, type JobId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { digestOf } from '#platform/auth/tokens.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { jobState } from '#platform/jobs/job-state.ts'
import type { Book } from '#platform/spreadsheets/book.ts'
import { refuse } from './refusals.ts'
import type { Decisions, Known } from './apply-plan.ts'
import type { SheetPlan } from './columns.ts'
import {
  expiryOf,
  type Import,
  type ImportHead,
  type ImportState,
  type ImportSummary,
  type Work,
  type WorkKind,
} from './import.ts'
import { dropPreview } from './preview.store.ts'
import type { Corrections } from './read-sheet.ts'

/** Keeps what was read from a file. Nothing of it is in the register yet. */
export function insertImport(
  tx: Tx,
  given: { fileName: string; bytes: Buffer; book: Book; plans: readonly SheetPlan[] },
): ImportId {
  const { network, organisation, account, now } = scopeOf(tx)
  const id = newId<ImportId>()
  send(
    tx,
    tx.insertInto('registry_import').values({
      network_id: network,
      id,
      organisation_id: organisation,
      account_id: account ?? null,
      file_name: given.fileName.slice(0, 200),
      file_digest: digestOf(given.bytes.toString('latin1')),
      state: 'review',
      book: JSON.stringify(given.book),
      plans: JSON.stringify(given.plans),
      corrections: '{}',
      decisions: '{}',
      created_at: now,
      expires_at: expiryOf(now),
    }),
  )
  return id
}

export async function getImport(tx: Tx, id: ImportId): Promise<Import> {
  const row = await tx.selectFrom('registry_import').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return refuse('import.not-found', { id })
  return {
    id: row.id as ImportId,
    fileName: row.file_name,
    state: row.state as ImportState,
    ...(row.book ? { book: row.book as Book } : {}),
    plans: row.plans as SheetPlan[],
    corrections: row.corrections as Record<string, Corrections>,
    decisions: row.decisions as Decisions,
    created: row.people_created,
    updated: row.people_updated,
    ...workIn(row),
    version: row.version,
    at: row.created_at,
    ...(row.applied_at ? { appliedAt: row.applied_at } : {}),
    ...(row.undone_at ? { undoneAt: row.undone_at } : {}),
    expiresAt: row.expires_at,
  }
}

const workIn = (row: { work: string | null; work_job: string | null }): { work?: Work } =>
  row.work && row.work_job ? { work: { kind: row.work as WorkKind, job: row.work_job as JobId } } : {}

/** The same without the cells, which a long register has many of. */
export async function getHead(tx: Tx, id: ImportId): Promise<ImportHead> {
  const row = await tx
    .selectFrom('registry_import')
    .select(['file_name', 'state', 'work', 'work_job', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return refuse('import.not-found', { id })
  return { id, fileName: row.file_name, state: row.state as ImportState, version: row.version, ...workIn(row) }
}

export type ImportChange = {
  readonly state?: ImportState
  readonly book?: Book | null
  readonly plans?: readonly SheetPlan[]
  readonly corrections?: Readonly<Record<string, Corrections>>
  readonly decisions?: Decisions
  readonly created?: number
  readonly updated?: number
  readonly appliedAt?: Instant
  readonly undoneAt?: Instant
  readonly work?: Work | null
}

export async function saveImport(tx: Tx, known: Pick<Import, 'id' | 'version'>, change: ImportChange): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('registry_import')
    .set({
      version: known.version + 1,
      ...(change.state ? { state: change.state } : {}),
      ...(change.book === undefined ? {} : { book: change.book === null ? null : JSON.stringify(change.book) }),
      // The columns carry examples out of the file: they go when the file goes.
      ...(change.book === null ? { plans: '[]' } : change.plans ? { plans: JSON.stringify(change.plans) } : {}),
      ...(change.corrections ? { corrections: JSON.stringify(change.corrections) } : {}),
      ...(change.decisions ? { decisions: JSON.stringify(change.decisions) } : {}),
      ...(change.created === undefined ? {} : { people_created: change.created }),
      ...(change.updated === undefined ? {} : { people_updated: change.updated }),
      ...(change.appliedAt ? { applied_at: change.appliedAt } : {}),
      ...(change.undoneAt ? { undone_at: change.undoneAt } : {}),
      ...(change.work === undefined ? {} : { work: change.work?.kind ?? null, work_job: change.work?.job ?? null }),
    })
    .where('id', '=', known.id)
    .where('version', '=', known.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('import.stale', { id: known.id })
  if (change.book === null) dropPreview(tx, known.id)
}

/** The latest imports of my organisation, newest first. */
export async function listImports(tx: Tx, limit = 20): Promise<ImportSummary[]> {
  const rows = await tx
    .selectFrom('registry_import')
    .select(eb => [
      'id',
      'file_name',
      'state',
      'people_created',
      'people_updated',
      'created_at',
      'work',
      'work_job',
      eb('book', 'is not', null).as('open'),
    ])
    .where('state', '<>', 'discarded')
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  const failed = new Set<string>()
  for (const { work } of rows.map(workIn)) {
    if (work && (await jobState(tx, work.job))?.kind === 'failed') failed.add(work.job)
  }
  return rows.map(row => ({
    id: row.id as ImportId,
    fileName: row.file_name,
    state: row.state as ImportState,
    created: row.people_created,
    updated: row.people_updated,
    at: row.created_at,
    open: Boolean(row.open),
    work: (row.work ?? undefined) as WorkKind | undefined,
    failed: row.work_job !== null && failed.has(row.work_job),
  }))
}

/** Empties what is older than the set time. Returns how many were emptied. */
export async function forgetOldImports(tx: Tx): Promise<number> {
  const { now } = scopeOf(tx)
  send(
    tx,
    tx.deleteFrom('registry_import_preview').where('import_id', 'in', old =>
      old
        .selectFrom('registry_import')
        .select(each => each.ref('id').$castTo<ImportId>().as('id'))
        .where('expires_at', '<=', now),
    ),
  )
  const { numUpdatedRows } = await tx
    .updateTable('registry_import')
    .set({ book: null, plans: '[]', corrections: '{}', decisions: '{}', file_name: '' })
    .where('expires_at', '<=', now)
    .where('book', 'is not', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

const CHUNK = 2_000

/** Which of these rows were applied before, by any import of my organisation, and to whom. */
export async function knownRows(tx: Tx, fingerprints: readonly string[]): Promise<Known> {
  const { organisation } = scopeOf(tx)
  const known = new Map<string, PersonId>()
  for (let at = 0; at < fingerprints.length; at += CHUNK) {
    const rows = await tx
      .selectFrom('registry_import_row')
      .select(['fingerprint', 'person_id'])
      .where('organisation_id', '=', organisation as OrganisationId)
      .where(
        'fingerprint',
        'in',
        fingerprints.slice(at, at + CHUNK).map(hex => Buffer.from(hex, 'hex')),
      )
      .execute()
    for (const row of rows) known.set(row.fingerprint.toString('hex'), row.person_id)
  }
  return known
}
