// SPDX-License-Identifier: EUPL-1.2
// Takes an import back, as long as nothing was built on it: no plan, no signature, no share, no later word on anybody.
import { sql } from 'kysely'
import type { Instant } from '#lib/civil-date.ts'
import type { ImportId, PersonId } from '#lib/ids.ts'
import { removeGrants } from '#platform/auth/grants.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { unlinkAll } from '../same-person.store.ts'
import { findCard, savePerson } from '../person.store.ts'
import { identityOf } from '../person.ts'
import { currentIn } from '../statement.store.ts'
import { LONG } from './import.ts'
import type { Report } from './review.store.ts'

type AppliedPerson = { readonly person: PersonId; readonly outcome: string; readonly at: Instant }

export async function appliedPeople(tx: Tx, id: ImportId): Promise<AppliedPerson[]> {
  const rows = await tx
    .selectFrom('registry_import_row')
    .select(['person_id', 'outcome', 'applied_at'])
    .where('import_id', '=', id)
    .orderBy('applied_at')
    .execute()
  const people = new Map(rows.map(row => [`${row.person_id} ${row.applied_at}`, row]))
  return [...people.values()].map(row => ({ person: row.person_id, outcome: row.outcome, at: row.applied_at }))
}

/** Whether an import concerns more rows than are dealt with while somebody waits. */
export async function concernsMany(tx: Tx, id: ImportId): Promise<boolean> {
  const rows = await tx
    .selectFrom('registry_import_row')
    .select('id')
    .where('import_id', '=', id)
    .limit(LONG + 1)
    .execute()
  return rows.length > LONG
}

// Tables of the registry that an import itself fills; anything else that names the person was built on top.
const OWN: ReadonlySet<string> = new Set([
  'registry_person',
  'registry_identity',
  'registry_contact',
  'registry_permit',
  'registry_tax_code',
  'registry_match_key',
  'registry_remark',
  'registry_stay',
  'registry_import_row',
  'platform_grant',
  'platform_access',
  'registry_link',
])

/** Every table that keeps something about people, read from the database: a slice of tomorrow is not forgotten. */
async function tablesAboutPeople(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'person_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and has_table_privilege(c.oid, 'select')`.execute(tx)
  // The ledger seals what happened, and stays when it is taken back.
  return rows.map(row => row.name).filter(name => !OWN.has(name) && !name.startsWith('ledger_'))
}

/** People of the import on whom something was built since. Empty = it can be taken back. */
export async function builtUpon(tx: Tx, id: ImportId, applied: readonly AppliedPerson[]): Promise<Set<PersonId>> {
  const people = [...new Set(applied.map(each => each.person))]
  const built = new Set<PersonId>()
  if (people.length === 0) return built
  for (const table of await tablesAboutPeople(tx)) {
    const { rows } = await sql<{ person_id: PersonId }>`
      select distinct person_id from ${sql.table(table)} where person_id = any(${people}::uuid[])`.execute(tx)
    for (const row of rows) built.add(row.person_id)
  }
  for (const person of await laterWords(tx, id, applied)) built.add(person)
  return built
}

/** Statements, permits, other imports and shares that came after the rows of this import. */
async function laterWords(tx: Tx, id: ImportId, applied: readonly AppliedPerson[]): Promise<PersonId[]> {
  const { organisation } = scopeOf(tx)
  const people = applied.map(each => each.person)
  const times = applied.map(each => each.at)
  const { rows } = await sql<{ person_id: PersonId }>`
    with mine (person_id, at) as (select person_id, max(at)
      from unnest(${people}::uuid[], ${times}::timestamptz[]) v (person_id, at) group by person_id)
    select m.person_id from mine m where
      exists (select from registry_identity s where s.person_id = m.person_id and s.written_at > m.at)
      or exists (select from registry_contact s where s.person_id = m.person_id and s.written_at > m.at)
      or exists (select from registry_permit s where s.person_id = m.person_id and s.written_at > m.at)
      or exists (select from registry_import_row r where r.person_id = m.person_id and r.applied_at > m.at)
      or exists (select from registry_link l join registry_import i on i.id = ${id}::uuid
        where m.person_id in (l.person_id, l.same_person_id) and l.unlinked_on is null and l.reason <> i.file_name)
      or exists (select from platform_grant g where g.person_id = m.person_id and g.organisation_id <> ${organisation}::uuid)`.execute(
    tx,
  )
  return rows.map(row => row.person_id)
}

// The person goes after everything that points to her.
const removed = [
  'registry_import_row',
  'registry_remark',
  'registry_stay',
  'registry_tax_code',
  'registry_permit',
  'registry_contact',
  'registry_identity',
  'registry_link',
  'registry_match_key',
  'registry_person',
] as const

/** Removes records that an import made, many at a time. The grants go last: without them the policies would hide the rows. */
async function removePeople(tx: Tx, people: readonly PersonId[]): Promise<void> {
  const linked = await tx
    .selectFrom('registry_link')
    .select('person_id')
    .distinct()
    .where('person_id', 'in', people)
    .where('unlinked_on', 'is', null)
    .execute()
  for (const { person_id } of linked) await unlinkAll(tx, person_id, 'import undone')
  for (const table of removed) {
    // The tables differ, their person does not.
    send(tx, tx.deleteFrom(table as 'registry_stay').where('person_id', 'in', people))
  }
  await removeGrants(tx, ...people)
}

/** Takes back what an import added to a person who was there before. */
async function restorePerson(tx: Tx, id: ImportId, { person, at }: AppliedPerson): Promise<void> {
  send(tx, tx.deleteFrom('registry_import_row').where('person_id', '=', person).where('import_id', '=', id))
  send(tx, tx.deleteFrom('registry_remark').where('person_id', '=', person).where('import_id', '=', id))
  send(tx, tx.deleteFrom('registry_stay').where('person_id', '=', person).where('import_id', '=', id))
  const gone = await tx
    .deleteFrom('registry_identity')
    .where('person_id', '=', person)
    .where('written_at', '=', at)
    .returning(['field', 'value'])
    .execute()
  send(tx, tx.deleteFrom('registry_contact').where('person_id', '=', person).where('written_at', '=', at))
  const permits = await tx
    .deleteFrom('registry_permit')
    .where('person_id', '=', person)
    .where('written_at', '=', at)
    .returning('id')
    .execute()
  if (permits.length > 0) await reopen(tx, 'registry_permit', person)
  const codes = gone.flatMap(row => (row.field === 'taxCode' && row.value ? [row.value] : []))
  if (codes.length > 0) {
    send(
      tx,
      tx
        .deleteFrom('registry_tax_code')
        .where('person_id', '=', person)
        .where('code', 'in', codes)
        .where('valid_until', 'is', null),
    )
    await reopen(tx, 'registry_tax_code', person)
  }
  const card = await findCard(tx, person)
  if (card && gone.length > 0)
    await savePerson(tx, person, card.version, identityOf(await currentIn(tx, person, 'identity')))
}

/** What held before holds again. */
async function reopen(tx: Tx, table: 'registry_permit' | 'registry_tax_code', person: PersonId): Promise<void> {
  if (table === 'registry_permit') {
    await sql`update registry_permit set superseded_on = null where id = (
      select id from registry_permit where person_id = ${person} order by written_at desc, id desc limit 1)`.execute(tx)
  } else {
    await sql`update registry_tax_code set valid_until = null, reason = 'first' where id = (
      select id from registry_tax_code where person_id = ${person} order by valid_from desc, id desc limit 1)`.execute(
      tx,
    )
  }
}

/** So many records go at a time, with a sign of life between them. */
const AT_ONCE = 500

export async function takeBack(tx: Tx, id: ImportId, applied: readonly AppliedPerson[], report: Report): Promise<void> {
  const created = [...new Set(applied.filter(each => each.outcome === 'created').map(each => each.person))]
  const gone = new Set(created)
  const restored = applied.filter(each => !gone.has(each.person))
  const total = created.length + restored.length
  for (const [i, each] of restored.entries()) {
    await report('undo', i, total)
    await restorePerson(tx, id, each)
  }
  for (let at = 0; at < created.length; at += AT_ONCE) {
    await report('undo', restored.length + at, total)
    await removePeople(tx, created.slice(at, at + AT_ONCE))
  }
}
