// SPDX-License-Identifier: EUPL-1.2
// The history of a person's tax codes. A provisional code that is replaced stays, with the day and the reason.
import type { CivilDate } from '#lib/civil-date.ts'
import { type Id, newId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Identity, TaxCodeKind } from './person.ts'

export type TaxCodePeriod = {
  readonly code: string
  readonly kind: TaxCodeKind
  readonly from: CivilDate
  readonly until?: CivilDate | undefined
  readonly reason: 'first' | 'provisional-replaced' | 'corrected' | 'removed'
}

/** Closes the code that held and opens the one that holds now; nothing happens when it is the same. */
export async function changeTaxCode(
  tx: Tx,
  person: PersonId,
  { taxCode, taxCodeKind = 'final' }: Pick<Identity, 'taxCode' | 'taxCodeKind'>,
): Promise<void> {
  const { today } = scopeOf(tx)
  const open = await tx
    .selectFrom('registry_tax_code')
    .select(['id', 'code', 'kind'])
    .where('person_id', '=', person)
    .where('valid_until', 'is', null)
    .executeTakeFirst()
  if (open?.code === taxCode) return
  const reason = !open
    ? 'first'
    : !taxCode
      ? 'removed'
      : open.kind === 'provisional' && taxCodeKind === 'final'
        ? 'provisional-replaced'
        : 'corrected'
  if (open) {
    send(tx, tx.updateTable('registry_tax_code').set({ valid_until: today, reason }).where('id', '=', open.id))
  }
  if (taxCode) insertTaxCode(tx, person, { taxCode, taxCodeKind })
}

/** Opens a code where none holds: the first of a new person. */
export function insertTaxCode(
  tx: Tx,
  person: PersonId,
  { taxCode, taxCodeKind = 'final' }: { readonly taxCode: string; readonly taxCodeKind?: TaxCodeKind | undefined },
): void {
  const { network, organisation, today } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('registry_tax_code').values({
      network_id: network,
      id: newId<Id<'tax-code'>>(),
      person_id: person,
      organisation_id: organisation,
      code: taxCode,
      kind: taxCodeKind,
      valid_from: today,
      reason: 'first',
    }),
  )
}

/** Every code the person has had, newest first. `reason` of a closed one says why it ended. */
export async function taxCodesOf(tx: Tx, person: PersonId): Promise<TaxCodePeriod[]> {
  const rows = await tx
    .selectFrom('registry_tax_code')
    .select(['code', 'kind', 'valid_from', 'valid_until', 'reason'])
    .where('person_id', '=', person)
    .orderBy('valid_until', query => query.desc().nullsFirst())
    .orderBy('id', 'desc')
    .execute()
  return rows.map(row => ({
    code: row.code,
    kind: row.kind as TaxCodeKind,
    from: row.valid_from,
    until: row.valid_until ?? undefined,
    reason: row.reason as TaxCodePeriod['reason'],
  }))
}

/** Removes the history. Only for erasure. */
export function eraseTaxCodes(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('registry_tax_code').where('person_id', '=', person))
}
