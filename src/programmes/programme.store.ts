// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { FactId, OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Partner } from './partner.ts'
import type { CostLine, Programme, Spending } from './programme.ts'
import { refuse } from './refusals.ts'

type Row = import('kysely').Selectable<DB['programmes_programme']>

const toProgramme = (row: Row): Programme => ({
  id: row.id as ProgrammeId,
  organisation: row.organisation_id,
  code: row.code,
  name: row.name,
  fund: row.fund,
  notice: row.notice ?? undefined,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  budget: Number(row.budget_cents) as Cents,
  targetHeads: row.target_heads,
  targetMinutes: row.target_minutes as Minutes,
  targetWomen: row.target_women_permille ?? undefined,
  spending: row.spending as Spending,
  unit: row.unit_cents === null ? undefined : (Number(row.unit_cents) as Cents),
  version: row.version,
  correctedOn: row.corrected_on ?? undefined,
  fact: row.fact_id,
})

/** Every programme of the network, the one that ends last first. */
export async function listProgrammes(tx: Tx): Promise<readonly Programme[]> {
  const rows = await tx
    .selectFrom('programmes_programme')
    .selectAll()
    .orderBy('ends_on', 'desc')
    .orderBy('name')
    .execute()
  return rows.map(toProgramme)
}

export async function getProgramme(tx: Tx, id: ProgrammeId): Promise<Programme> {
  const row = await tx.selectFrom('programmes_programme').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toProgramme(row) : refuse('programme.not-found', { id })
}

/** The programme, for whoever leads it; anybody else is refused. */
export async function getProgrammeLed(
  tx: Tx,
  id: ProgrammeId,
  refusal: 'programme.not-lead' | 'partner.not-lead',
): Promise<Programme> {
  const programme = await getProgramme(tx, id)
  return programme.organisation === scopeOf(tx).organisation ? programme : refuse(refusal)
}

/** A code belongs to one programme of the network. */
export async function insertProgramme(tx: Tx, programme: Omit<Programme, 'version' | 'correctedOn'>): Promise<void> {
  const { network, today, account } = scopeOf(tx)
  const done = await tx
    .insertInto('programmes_programme')
    .values({
      network_id: network,
      id: programme.id,
      organisation_id: programme.organisation,
      code: programme.code,
      name: programme.name,
      fund: programme.fund,
      notice: programme.notice ?? null,
      starts_on: programme.startsOn,
      ends_on: programme.endsOn,
      budget_cents: programme.budget,
      target_heads: programme.targetHeads,
      target_minutes: programme.targetMinutes,
      target_women_permille: programme.targetWomen ?? null,
      spending: programme.spending,
      unit_cents: programme.unit ?? null,
      created_on: today,
      created_by: account ?? null,
      fact_id: programme.fact,
    })
    .onConflict(conflict => conflict.columns(['network_id', 'code']).doNothing())
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows === 0n) refuse('programme.code-taken')
}

export type Correction = Pick<
  Programme,
  | 'name'
  | 'fund'
  | 'notice'
  | 'startsOn'
  | 'endsOn'
  | 'budget'
  | 'targetHeads'
  | 'targetMinutes'
  | 'targetWomen'
  | 'unit'
>

/** @param version the one that was read; refuses when somebody corrected the programme meanwhile */
export async function updateProgramme(tx: Tx, id: ProgrammeId, version: number, given: Correction): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('programmes_programme')
    .set({
      name: given.name,
      fund: given.fund,
      notice: given.notice ?? null,
      starts_on: given.startsOn,
      ends_on: given.endsOn,
      budget_cents: given.budget,
      target_heads: given.targetHeads,
      target_minutes: given.targetMinutes,
      target_women_permille: given.targetWomen ?? null,
      unit_cents: given.unit ?? null,
      version: version + 1,
      corrected_on: scopeOf(tx).today,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('programme.stale')
}

/**
 * The first and the last day of what was done in a programme: people taken in and let go, organisations that joined and
 * left, money spent. Bills still come after the end, so they hold no last day. Nulls where nothing was done.
 */
export async function daysOf(
  tx: Tx,
  id: ProgrammeId,
): Promise<{ readonly first: CivilDate | null; readonly last: CivilDate | null }> {
  const { rows } = await sql<{ first: CivilDate | null; last: CivilDate | null }>`
    select min(first)::date as first, max(last)::date as last from (
      select from_on as first, coalesce(until_on, from_on) as last from programmes_enrolment
        where programme_id = ${id} and end_reason is distinct from 'mistake'
      union all
      select joined_on, greatest(joined_on, left_on) from programmes_partner where programme_id = ${id}
      union all
      select spent_on, null from programmes_spend where programme_id = ${id}) done`.execute(tx)
  return rows[0] ?? { first: null, last: null }
}

/** Whether a programme of the network has this code already. */
export async function isCodeTaken(tx: Tx, code: string): Promise<boolean> {
  const row = await tx.selectFrom('programmes_programme').select('id').where('code', '=', code).executeTakeFirst()
  return row !== undefined
}

export function insertPartners(tx: Tx, id: ProgrammeId, partners: readonly Partner[]): void {
  const { network } = scopeOf(tx)
  if (partners.length === 0) return
  const rows = partners.map(({ organisation, kind }) => ({
    network_id: network,
    programme_id: id,
    organisation_id: organisation,
    kind,
  }))
  send(tx, tx.insertInto('programmes_partner').values(rows))
}

export type Spend = {
  readonly organisation: OrganisationId
  readonly on: CivilDate
  readonly cents: Cents
  readonly line: CostLine
  readonly fact: FactId
}

/** Money entered for a programme up to a day, as far as my role may read it. */
export async function spendOf(tx: Tx, id: ProgrammeId, asOf: CivilDate): Promise<readonly Spend[]> {
  const rows = await tx
    .selectFrom('programmes_spend')
    .selectAll()
    .where('programme_id', '=', id)
    .where('spent_on', '<=', asOf)
    .orderBy('spent_on')
    .execute()
  return rows.map(row => ({
    organisation: row.organisation_id,
    on: row.spent_on,
    cents: Number(row.cents) as Cents,
    line: row.line as CostLine,
    fact: row.fact_id,
  }))
}

export function insertSpend(tx: Tx, id: string, programme: ProgrammeId, spend: Spend): void {
  const { network, today, account } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('programmes_spend').values({
      network_id: network,
      id,
      programme_id: programme,
      organisation_id: spend.organisation,
      spent_on: spend.on,
      cents: spend.cents,
      line: spend.line,
      entered_on: today,
      entered_by: account ?? null,
      fact_id: spend.fact,
    }),
  )
}
