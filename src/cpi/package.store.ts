// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { AccountId, FactId, GrantId, Handle, LinkId, OrganisationId, PackageId, PersonId } from '#lib/ids.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import type { LegalBasis } from '#platform/auth/roles.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { PactParts } from './declaration.ts'
import type { Check } from './did-pre-check.ts'
import type { PackageField } from './field.ts'
import { type NewPackage, type Package, packageNumber, type ReturnReason } from './package.ts'
import { insertContent } from './package-content.store.ts'
import { refuse } from './refusals.ts'
import type { PackageState } from './review.ts'

const packages = (tx: Tx) =>
  tx
    .selectFrom('cpi_package as p')
    .leftJoin('cpi_review as r', join =>
      join.onRef('r.network_id', '=', 'p.network_id').onRef('r.package_id', '=', 'p.id'),
    )
    .leftJoin('cpi_did as d', join =>
      join.onRef('d.network_id', '=', 'p.network_id').onRef('d.package_id', '=', 'p.id'),
    )
    .leftJoin('cpi_pact as a', join =>
      join.onRef('a.network_id', '=', 'p.network_id').onRef('a.package_id', '=', 'p.id'),
    )
    .selectAll('p')
    .select([
      'r.state',
      'r.version',
      'r.started_on',
      'r.answered_on',
      'r.return_reason',
      'r.return_note',
      'r.receiver_person',
      'r.link_id',
    ])
    .select(['d.on_day as did_on', 'd.identifier as did_identifier'])
    .select(['a.proposed_on', 'a.signed_on', 'a.ends_on', 'a.promoter', 'a.policy_id', 'a.parts'])

type Row = Awaited<ReturnType<ReturnType<typeof packages>['executeTakeFirstOrThrow']>>

function toPackage(row: Row): Package {
  return {
    id: row.id as PackageId,
    number: row.number,
    sender: { id: row.sender_organisation as OrganisationId, name: row.sender_name },
    receiver: { id: row.receiver_organisation as OrganisationId, name: row.receiver_name },
    ...(row.sender_person && { person: row.sender_person as PersonId }),
    handle: row.handle as Handle,
    personName: row.person_name,
    ...(row.native_name && { native: { text: row.native_name, ...(row.native_lang && { lang: row.native_lang }) } }),
    legalBasis: row.legal_basis as LegalBasis,
    groups: row.field_groups as FieldGroup[],
    ownWords: row.own_words,
    until: row.until_on,
    grant: row.grant_id as GrantId,
    sentOn: row.sent_on,
    sentAt: row.sent_at,
    ...(row.sent_by && { sentBy: row.sent_by as AccountId }),
    fact: row.fact_id as FactId,
    ...toProgress(row),
  }
}

function toProgress(row: Row): Pick<Package, 'state' | 'review' | 'did' | 'pact'> {
  if (!row.state || !row.started_on) return { state: 'sent' }
  return {
    state: row.state as PackageState,
    review: {
      version: row.version ?? 1,
      startedOn: row.started_on,
      ...(row.answered_on && { answeredOn: row.answered_on }),
      ...(row.return_reason && {
        returned: { reason: row.return_reason as ReturnReason, ...(row.return_note && { note: row.return_note }) },
      }),
      ...(row.receiver_person && { person: row.receiver_person as PersonId }),
      ...(row.link_id && { link: row.link_id as LinkId }),
    },
    ...(row.did_on && row.did_identifier && { did: { on: row.did_on, identifier: row.did_identifier } }),
    ...(row.proposed_on &&
      row.signed_on &&
      row.ends_on && {
        pact: {
          proposedOn: row.proposed_on,
          signedOn: row.signed_on,
          endsOn: row.ends_on,
          promoter: row.promoter ?? '',
          policyId: row.policy_id ?? '',
          parts: row.parts as PactParts,
        },
      }),
  }
}

/** A package that my organisation sent or received. */
export async function getPackage(tx: Tx, id: PackageId): Promise<Package> {
  const row = await packages(tx).where('p.id', '=', id).executeTakeFirst()
  return row ? toPackage(row) : refuse('package.not-found', { id })
}

/** All packages of a sender's person, newest first. */
export async function packagesOf(tx: Tx, person: PersonId): Promise<readonly Package[]> {
  const rows = await packages(tx).where('p.sender_person', '=', person).orderBy('p.sent_at', 'desc').execute()
  return rows.map(toPackage)
}

/** The package out of which a job centre made its record of a person. */
export async function findReceivedOf(tx: Tx, person: PersonId): Promise<Package | undefined> {
  const reviews = await tx.selectFrom('cpi_review').select('package_id').where('receiver_person', '=', person).execute()
  const ids = reviews.map(review => review.package_id)
  if (ids.length === 0) return undefined
  const row = await packages(tx).where('p.id', 'in', ids).orderBy('p.sent_at', 'desc').executeTakeFirst()
  return row && toPackage(row)
}

/** Everything that came to my organisation, what waits longest first. */
export async function receivedPackages(tx: Tx): Promise<readonly Package[]> {
  const { organisation } = scopeOf(tx)
  const rows = await packages(tx).where('p.receiver_organisation', '=', organisation).orderBy('p.sent_at').execute()
  return rows.map(toPackage)
}

/** Everything that my organisation handed over, the latest first. */
export async function sentPackages(tx: Tx): Promise<readonly Package[]> {
  const { organisation } = scopeOf(tx)
  const rows = await packages(tx)
    .where('p.sender_organisation', '=', organisation)
    .orderBy('p.sent_at', 'desc')
    .execute()
  return rows.map(toPackage)
}

/** How many packages wait for a decision of my organisation. */
export async function countOpen(tx: Tx): Promise<number> {
  const { organisation } = scopeOf(tx)
  const row = await tx
    .selectFrom('cpi_package as p')
    .leftJoin('cpi_review as r', join =>
      join.onRef('r.network_id', '=', 'p.network_id').onRef('r.package_id', '=', 'p.id'),
    )
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('p.receiver_organisation', '=', organisation)
    .where(eb => eb.or([eb('r.state', 'is', null), eb('r.state', '=', 'in-review')]))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The next running number of the sender's year; two senders of one organisation wait for each other at its row. */
async function nextNumber(tx: Tx, year: number): Promise<string> {
  const { network, organisation } = scopeOf(tx)
  const { last } = await tx
    .insertInto('cpi_number')
    .values({ network_id: network, organisation_id: organisation, year, last: 1 })
    .onConflict(conflict =>
      conflict.columns(['network_id', 'organisation_id', 'year']).doUpdateSet({ last: sql`cpi_number.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return packageNumber(year, last - 1)
}

/** Stores the snapshot: package, fields and pre-checks. Nothing of it can be changed afterwards. */
export async function insertPackage(
  tx: Tx,
  id: PackageId,
  given: NewPackage,
  fields: readonly PackageField[],
  checks: readonly Check[],
): Promise<void> {
  const { network } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('cpi_package').values({
      network_id: network,
      id,
      number: await nextNumber(tx, Number(given.sentOn.slice(0, 4))),
      sender_organisation: given.sender.id,
      sender_name: given.sender.name,
      receiver_organisation: given.receiver.id,
      receiver_name: given.receiver.name,
      sender_person: given.person ?? null,
      handle: given.handle,
      person_name: given.personName,
      native_name: given.native?.text ?? null,
      native_lang: given.native?.lang ?? null,
      legal_basis: given.legalBasis,
      field_groups: [...given.groups],
      own_words: given.ownWords,
      until_on: given.until,
      grant_id: given.grant,
      sent_on: given.sentOn,
      sent_at: given.sentAt,
      sent_by: given.sentBy ?? null,
      fact_id: given.fact,
    }),
  )
  insertContent(tx, id, fields, checks)
}

/** Cuts the tie of a package to the sender's record: from then on the sender reads nothing of it. */
export function cutSender(tx: Tx, id: PackageId): void {
  send(tx, sql`select set_config('app.cutting', ${id}, true)`.compile(tx))
  send(tx, tx.updateTable('cpi_package').set({ sender_person: null }).where('id', '=', id))
  send(tx, sql`select set_config('app.cutting', '', true)`.compile(tx))
}

/** Removes a package with all that hangs on it. */
export function deletePackage(tx: Tx, id: PackageId): void {
  send(tx, tx.deleteFrom('cpi_package').where('id', '=', id))
}
