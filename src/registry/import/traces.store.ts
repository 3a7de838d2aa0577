// SPDX-License-Identifier: EUPL-1.2
// What registers left behind beside the datum itself: stays and remarks.
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { send, type Tx } from '#platform/db/scope.ts'

export type Stay = {
  readonly enteredOn?: CivilDate | undefined
  readonly leftOn?: CivilDate | undefined
  readonly reason?: string | undefined
}
export type Remark = { readonly text: string; readonly at: Instant }

/** When the person entered and left reception, as registers say; the latest first. */
export async function staysOf(tx: Tx, person: PersonId): Promise<Stay[]> {
  const rows = await tx
    .selectFrom('registry_stay')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('entered_on', 'desc')
    .execute()
  return rows.map(row => ({
    enteredOn: row.entered_on ?? undefined,
    leftOn: row.left_on ?? undefined,
    reason: row.leaving_reason ?? undefined,
  }))
}

/** Remarks found in registers; only who holds the restricted group of notes sees any. */
export async function remarksOf(tx: Tx, person: PersonId): Promise<Remark[]> {
  const rows = await tx
    .selectFrom('registry_remark')
    .select(['remark', 'written_at'])
    .where('person_id', '=', person)
    .orderBy('written_at')
    .execute()
  return rows.map(row => ({ text: row.remark, at: row.written_at }))
}

export async function exportImportTraces(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  const rows = await tx
    .selectFrom('registry_import_row')
    .select(['sheet', 'row_number', 'applied_at'])
    .where('person_id', '=', person)
    .execute()
  return { stays: await staysOf(tx, person), remarks: await remarksOf(tx, person), importedRows: rows }
}

/** Must run before the person's row goes: these tables point to it. */
export function eraseImportTraces(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('registry_import_row').where('person_id', '=', person))
  send(tx, tx.deleteFrom('registry_remark').where('person_id', '=', person))
  send(tx, tx.deleteFrom('registry_stay').where('person_id', '=', person))
}
