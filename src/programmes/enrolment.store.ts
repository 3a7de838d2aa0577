// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { Opening } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { EnrolmentId, FactId, Handle, NetworkId, OrganisationId, ProgrammeId } from '#lib/ids.ts'
import { anyOf } from '#platform/db/any-of.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { SignedHour } from './counting.ts'
import type { AgeBand, EndReason, Enrolment, Sex } from './programme.ts'
import { refuse } from './refusals.ts'

type Row = Omit<import('kysely').Selectable<DB['programmes_enrolment']>, 'opening'>

const columns = [
  'network_id',
  'id',
  'programme_id',
  'organisation_id',
  'handle',
  'sex',
  'age_band',
  'citizenship',
  'municipality',
  'province',
  'permit_until',
  'from_on',
  'until_on',
  'end_reason',
  'fact_id',
] as const

const toEnrolment = (row: Row): Enrolment => ({
  id: row.id as EnrolmentId,
  programme: row.programme_id,
  organisation: row.organisation_id,
  handle: row.handle,
  sex: row.sex as Sex,
  ageBand: row.age_band as AgeBand,
  citizenship: row.citizenship ?? undefined,
  municipality: row.municipality ?? undefined,
  province: row.province ?? undefined,
  permitUntil: row.permit_until ?? undefined,
  from: row.from_on,
  until: row.until_on ?? undefined,
  endReason: (row.end_reason as EndReason | null) ?? undefined,
  fact: row.fact_id,
})

/** All pseudonymous participations that my role may read: of one programme, or of every one. */
export async function listEnrolments(tx: Tx, programme?: ProgrammeId): Promise<readonly Enrolment[]> {
  const rows = await tx
    .selectFrom('programmes_enrolment')
    .select(columns)
    .$if(programme !== undefined, query => query.where('programme_id', '=', programme as ProgrammeId))
    .orderBy('from_on')
    .orderBy('id')
    .execute()
  return rows.map(toEnrolment)
}

/** The pseudonyms that a list counts as heads of each programme, by the rule of `headsOf`: enrolled until that day, not by mistake. */
export async function handlesIn(tx: Tx, asOf: CivilDate): Promise<ReadonlyMap<ProgrammeId, readonly Handle[]>> {
  const { rows } = await sql<{ programme_id: ProgrammeId; handles: Handle[] }>`
    select programme_id, array_agg(handle) as handles from programmes_enrolment
    where from_on <= ${asOf} and end_reason is distinct from 'mistake' group by programme_id`.execute(tx)
  return new Map(rows.map(row => [row.programme_id, row.handles]))
}

export async function enrolmentsOf(tx: Tx, handle: Handle): Promise<readonly Enrolment[]> {
  const rows = await tx
    .selectFrom('programmes_enrolment')
    .select(columns)
    .where('handle', '=', handle)
    .orderBy('from_on')
    .execute()
  return rows.map(toEnrolment)
}

export async function getEnrolment(tx: Tx, id: EnrolmentId): Promise<Enrolment> {
  const row = await tx.selectFrom('programmes_enrolment').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? toEnrolment(row) : refuse('enrolment.not-found', { id })
}

/** One participation of a record in a programme; a second one is refused, not overwritten. */
export async function insertEnrolments(
  tx: Tx,
  enrolments: readonly (Enrolment & { readonly opening: Opening })[],
): Promise<void> {
  const { network } = scopeOf(tx)
  const rows = enrolments.map(enrolment => ({
    network_id: network,
    id: enrolment.id,
    programme_id: enrolment.programme,
    organisation_id: enrolment.organisation,
    handle: enrolment.handle,
    sex: enrolment.sex,
    age_band: enrolment.ageBand,
    citizenship: enrolment.citizenship ?? null,
    municipality: enrolment.municipality ?? null,
    province: enrolment.province ?? null,
    permit_until: enrolment.permitUntil ?? null,
    from_on: enrolment.from,
    fact_id: enrolment.fact,
    opening: JSON.stringify(enrolment.opening),
  }))
  const done = await tx
    .insertInto('programmes_enrolment')
    .values(rows)
    .onConflict(conflict => conflict.columns(['network_id', 'programme_id', 'handle']).doNothing())
    .executeTakeFirst()
  if (Number(done.numInsertedOrUpdatedRows) < rows.length) refuse('enrolment.exists')
}

export async function endEnrolment(tx: Tx, id: EnrolmentId, until: CivilDate, reason: EndReason): Promise<void> {
  const done = await tx
    .updateTable('programmes_enrolment')
    .set({ until_on: until, end_reason: reason })
    .where('id', '=', id)
    .where('until_on', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) refuse('enrolment.ended', { id })
}

/** Removes where these pseudonyms lived from my rows, and from what opens the acts behind them. */
export function forgetPlaces(tx: Tx, handles: readonly Handle[]): void {
  if (handles.length === 0) return
  send(
    tx,
    tx
      .updateTable('programmes_enrolment')
      .set({ municipality: null, province: null, opening: sql`opening #- '{fields,province}'` })
      .where('organisation_id', '=', scopeOf(tx).organisation)
      .where('handle', '=', anyOf(handles)),
  )
}

/** Hours that an organisation gave, or those of a person under her pseudonyms. */
export type Whose = { readonly organisation?: OrganisationId; readonly handles?: readonly Handle[] }

/** Hours that stood on a day: signed until then and not undone by then (docs/views/plans-hour.md). */
export async function hoursAsOf(
  tx: Tx,
  asOf: CivilDate,
  { organisation, handles }: Whose = {},
): Promise<readonly SignedHour[]> {
  // As they come: a report reads thousands, and a second object for each would be half of its work.
  return tx
    .selectFrom('plans_hour')
    .select([
      'id',
      'organisation_id as organisation',
      'handle',
      'meeting_id as meeting',
      'measure_kind as measureKind',
      'day',
      'lasted_minutes as minutes',
      'minutes as counted',
      'signed_on as signedOn',
      'person_method as method',
      'person_strength as strength',
      'fact_id as fact',
    ])
    .where('signed_on', '<=', asOf)
    .where(eb => eb.or([eb('reversed_on', 'is', null), eb('reversed_on', '>', asOf)]))
    .$if(organisation !== undefined, query => query.where('organisation_id', '=', organisation as OrganisationId))
    .$if(handles !== undefined, query => query.where('handle', '=', anyOf(handles ?? [])))
    .orderBy('day')
    .orderBy('id')
    .$castTo<SignedHour>()
    .execute()
}

/** The day of the first standing hour of each pseudonym. */
export async function firstHours(
  tx: Tx,
  asOf: CivilDate,
  handles: readonly Handle[],
): Promise<ReadonlyMap<Handle, CivilDate>> {
  if (handles.length === 0) return new Map()
  const rows = await tx
    .selectFrom('plans_hour')
    .select(eb => ['handle', eb.fn.min('day').as('day')])
    .where('handle', '=', anyOf(handles))
    .where('signed_on', '<=', asOf)
    .where(eb => eb.or([eb('reversed_on', 'is', null), eb('reversed_on', '>', asOf)]))
    .groupBy('handle')
    .execute()
  return new Map(rows.map(row => [row.handle, row.day as CivilDate]))
}

/** What the recording organisations gave away so that their acts can be counted again from a bundle. */
export async function openingsOf(tx: Tx, facts: readonly FactId[]): Promise<ReadonlyMap<FactId, Opening>> {
  if (facts.length === 0) return new Map()
  const { rows } = await sql<{ fact_id: FactId; opening: Opening }>`
    select fact_id, opening from plans_hour where fact_id = any (${[...facts]}::uuid[])
    union all select fact_id, opening from programmes_enrolment where fact_id = any (${[...facts]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.fact_id, row.opening]))
}

export type Reached = { readonly handle: Handle; readonly station: string; readonly on: CivilDate }

/** Writes the stations of a record; an earlier day that became known replaces a later one. */
export function saveStations(tx: Tx, organisation: OrganisationId, reached: readonly Reached[]): void {
  const { network } = scopeOf(tx)
  if (reached.length === 0) return
  const rows = reached.map(each => ({
    network_id: network,
    handle: each.handle,
    organisation_id: organisation,
    station: each.station,
    reached_on: each.on,
  }))
  for (let from = 0; from < rows.length; from += 1000) {
    send(
      tx,
      tx
        .insertInto('programmes_station')
        .values(rows.slice(from, from + 1000))
        .onConflict(conflict =>
          conflict.columns(['network_id', 'handle', 'station']).doUpdateSet({
            reached_on: eb => eb.fn('least', ['programmes_station.reached_on', 'excluded.reached_on']),
          }),
        ),
    )
  }
}

/** Under the jobs' role, which sees nothing else of an enrolment. */
export async function organisationsWithEnrolments(
  tx: Tx,
): Promise<readonly { network: NetworkId; organisation: OrganisationId }[]> {
  const rows = await tx
    .selectFrom('programmes_enrolment')
    .select(['network_id', 'organisation_id'])
    .distinct()
    .execute()
  return rows.map(row => ({ network: row.network_id, organisation: row.organisation_id }))
}
