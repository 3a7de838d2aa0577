// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely'
import { record } from '#ledger/index.ts'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PermitId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import {
  type Asylum,
  type DocumentType,
  LONG_ENDED_DAYS,
  officialExpiry,
  type Permit,
  type PermitData,
  type RenewalAlert,
  renewalAlert,
} from './permit.ts'
import { hidesLocation, type PermitKind } from './permit-kind.ts'
import { hidePlace } from './hidden-place.store.ts'
import type { PersonCard, Provenance } from './person.ts'
import { cardsOf } from './person.store.ts'
import type { Level, Speaker } from './statement.ts'

/** A paper, with the office that issued it where that stands apart because her place is hidden. */
const papers = (tx: Tx) =>
  tx
    .selectFrom('registry_permit as p')
    .leftJoin('registry_permit_office as o', join =>
      join.onRef('o.network_id', '=', 'p.network_id').onRef('o.permit_id', '=', 'p.id'),
    )
    .selectAll('p')
    .select('o.questura as hidden_questura')

type Row = Selectable<DB['registry_permit']> & { readonly hidden_questura: string | null }

function asylumOf(row: Row): Asylum | undefined {
  const dated = row.asylum_applied_on ?? row.asylum_registered_on ?? row.asylum_formalised_on ?? row.asylum_cui
  if (dated === null && !row.asylum_detained && !row.asylum_accelerated) return undefined
  return {
    appliedOn: row.asylum_applied_on ?? undefined,
    registeredOn: row.asylum_registered_on ?? undefined,
    formalisedOn: row.asylum_formalised_on ?? undefined,
    cui: row.asylum_cui ?? undefined,
    detained: row.asylum_detained,
    accelerated: row.asylum_accelerated,
  }
}

const toPermit = (row: Row): Permit => ({
  id: row.id as PermitId,
  person: row.person_id as PersonId,
  documentType: row.document_type as DocumentType,
  kind: row.kind as PermitKind,
  number: row.number ?? undefined,
  questura: row.questura ?? row.hidden_questura ?? undefined,
  issuedOn: row.issued_on ?? undefined,
  expiresOn: row.expires_on ?? undefined,
  renewalAskedOn: row.renewal_asked_on ?? undefined,
  asylum: asylumOf(row),
  level: row.level as Level,
  saidBy: row.said_by as Speaker,
  source: row.source ?? undefined,
  recordedOn: row.recorded_on,
  writtenBy: row.organisation_id as OrganisationId,
  at: row.written_at,
  supersededOn: row.superseded_on ?? undefined,
})

/** Writes a paper as the current one; the paper before it stays, closed today. Records the fact. */
export function insertPermit(tx: Tx, person: PersonId, data: PermitData, provenance: Provenance): Promise<PermitId> {
  send(
    tx,
    tx
      .updateTable('registry_permit')
      .set({ superseded_on: scopeOf(tx).today })
      .where('person_id', '=', person)
      .where('superseded_on', 'is', null),
  )
  return insertFirstPermit(tx, person, { data, provenance })
}

/** Writes the paper of a person who has none: of somebody registered just now there is nothing to close. */
export async function insertFirstPermit(tx: Tx, person: PersonId, { data, provenance }: NewPermit): Promise<PermitId> {
  const { network, organisation, today, now } = scopeOf(tx)
  const id = newId<PermitId>()
  send(
    tx,
    tx.insertInto('registry_permit').values({
      network_id: network,
      id,
      person_id: person,
      organisation_id: organisation,
      document_type: data.documentType,
      kind: data.kind,
      number: data.number ?? null,
      questura: hidesLocation(data.kind) ? null : (data.questura ?? null),
      issued_on: data.issuedOn ?? null,
      expires_on: officialExpiry(data.documentType, data.expiresOn) ?? null,
      renewal_asked_on: data.renewalAskedOn ?? null,
      asylum_applied_on: data.asylum?.appliedOn ?? null,
      asylum_registered_on: data.asylum?.registeredOn ?? null,
      asylum_formalised_on: data.asylum?.formalisedOn ?? null,
      asylum_cui: data.asylum?.cui ?? null,
      asylum_detained: data.asylum?.detained ?? false,
      asylum_accelerated: data.asylum?.accelerated ?? false,
      level: provenance.level,
      said_by: provenance.saidBy,
      source: provenance.source ?? null,
      recorded_on: today,
      written_at: now,
    }),
  )
  await record(tx, 'permit.recorded', { person, fields: { documentType: data.documentType, level: provenance.level } })
  if (hidesLocation(data.kind)) await hidePlace(tx, person, { permit: id, questura: data.questura })
  return id
}

/** All papers, the current one first. */
export async function permitsOf(tx: Tx, person: PersonId): Promise<Permit[]> {
  const rows = await papers(tx)
    .where('p.person_id', '=', person)
    .orderBy('p.superseded_on', query => query.desc().nullsFirst())
    .orderBy('p.written_at', 'desc')
    .execute()
  return rows.map(toPermit)
}

/** The paper that holds now; undefined when none was recorded or permits are not shared with me. */
export async function currentPermit(tx: Tx, person: PersonId): Promise<Permit | undefined> {
  return (await currentPermitsOf(tx, [person])).get(person)
}

/** A paper and where it comes from. */
export type NewPermit = { readonly data: PermitData; readonly provenance: Provenance }

/** Whether her paper says that she may be in danger: then where she is leaves nobody's hands (TUI art. 18). */
export async function isLocationHidden(tx: Tx, person: PersonId): Promise<boolean> {
  const permit = await currentPermit(tx, person)
  return permit !== undefined && hidesLocation(permit.kind)
}

/** The current papers of several people at once. */
export async function currentPermitsOf(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, Permit>> {
  if (people.length === 0) return new Map()
  const rows = await papers(tx).where('p.person_id', 'in', people).where('p.superseded_on', 'is', null).execute()
  return new Map(rows.map(row => [row.person_id as PersonId, toPermit(row)]))
}

export type EndingPermit = { readonly person: PersonCard; readonly permit: Permit; readonly alert: RenewalAlert }

/**
 * Permits that ask for attention: those of my own records whose last day falls before `date`, by that day, without the
 * ones where a renewal was already asked. People who left long ago are not dug up: at most a year back.
 */
export async function permitsEndingBefore(tx: Tx, date: CivilDate): Promise<EndingPermit[]> {
  const { organisation, today } = scopeOf(tx)
  const rows = await papers(tx)
    .where('p.superseded_on', 'is', null)
    .where('p.organisation_id', '=', organisation)
    .where('p.expires_on', '<', date)
    // Temporary protection was prolonged by law past the printed date, sometimes by years.
    .where(eb =>
      eb.or([eb('p.expires_on', '>=', addDays(today, -LONG_ENDED_DAYS)), eb('p.kind', '=', 'temporaryProtection')]),
    )
    .execute()
  const permits = rows.map(toPermit)
  const people = new Map(
    (
      await cardsOf(
        tx,
        permits.map(permit => permit.person),
      )
    ).map(card => [card.id, card]),
  )
  const found: EndingPermit[] = []
  for (const permit of permits) {
    const alert = renewalAlert(permit, today)
    const person = people.get(permit.person)
    if (alert && person && alert.expiresOn < date) found.push({ person, permit, alert })
  }
  return found.sort((a, b) => a.alert.daysLeft - b.alert.daysLeft)
}

/** Removes every paper. Only for erasure. */
export function erasePermits(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('registry_permit').where('person_id', '=', person))
}
