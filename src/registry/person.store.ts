// SPDX-License-Identifier: EUPL-1.2
import { type ExpressionBuilder, sql } from 'kysely'
import type { Handle, OrganisationId, PersonId } from '#lib/ids.ts'
import { anyOf } from '#platform/db/any-of.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import { matchKeyOf } from './match-key.ts'
import {
  asCandidate,
  type BirthPrecision,
  contactsOf,
  type Identity,
  type Person,
  type PersonCard,
  type Sex,
  searchText,
  searchWords,
  sortKey,
  type TaxCodeKind,
} from './person.ts'
import { refuse } from './refusals.ts'
import { currentOf } from './statement.ts'
import { currentIn, statementsOfAll } from './statement.store.ts'

const cardColumns = [
  'person_id',
  'organisation_id',
  'handle',
  'family_name',
  'given_name',
  'native_name',
  'native_lang',
  'used_name',
  'birth_date',
  'birth_precision',
  'sex',
  'citizenship',
  'birth_place',
  'birth_town',
  'tax_code',
  'tax_code_kind',
  'registered_on',
] as const

type CardRow = Pick<import('kysely').Selectable<DB['registry_person']>, (typeof cardColumns)[number]>

const toCard = (row: CardRow): PersonCard => ({
  id: row.person_id as PersonId,
  handle: row.handle as Handle,
  keeper: row.organisation_id as OrganisationId,
  registeredOn: row.registered_on,
  familyName: row.family_name,
  givenName: row.given_name,
  nativeName: row.native_name ?? undefined,
  nativeLang: row.native_lang ?? undefined,
  usedName: row.used_name ?? undefined,
  birthDate: row.birth_date ?? undefined,
  birthPrecision: row.birth_precision as BirthPrecision,
  sex: (row.sex as Sex | null) ?? undefined,
  citizenship: row.citizenship ?? undefined,
  birthPlace: row.birth_place ?? undefined,
  birthTown: row.birth_town ?? undefined,
  taxCode: row.tax_code ?? undefined,
  taxCodeKind: (row.tax_code_kind as TaxCodeKind | null) ?? undefined,
})

const identityRow = (identity: Identity) => ({
  family_name: identity.familyName,
  given_name: identity.givenName,
  native_name: identity.nativeName ?? null,
  native_lang: identity.nativeLang ?? null,
  used_name: identity.usedName ?? null,
  birth_date: identity.birthDate ?? null,
  birth_precision: identity.birthPrecision,
  sex: identity.sex ?? null,
  citizenship: identity.citizenship ?? null,
  birth_place: identity.birthPlace ?? null,
  birth_town: identity.birthTown ?? null,
  tax_code: identity.taxCode ?? null,
  tax_code_kind: identity.taxCodeKind ?? null,
  sort_key: sortKey(identity),
  search_text: searchText(identity),
})

/** Writes the row of a person whose grant exists already. */
export function insertPerson(tx: Tx, id: PersonId, identity: Identity): void {
  const { network, organisation, today } = scopeOf(tx)
  // The handle must tell nothing, not even the time of its making: random, not UUIDv7.
  const handle = crypto.randomUUID() as string as Handle
  const row = { ...identityRow(identity), network_id: network, person_id: id, organisation_id: organisation }
  send(tx, tx.insertInto('registry_person').values({ ...row, handle, registered_on: today }))
  insertMatchKeys(tx, id, identity)
}

/** Brings the projection to a changed identity, and refuses when somebody was faster. */
export async function savePerson(tx: Tx, id: PersonId, version: number, identity: Identity): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('registry_person')
    .set({ ...identityRow(identity), version: version + 1 })
    .where('person_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) refuse('person.stale', { id })
  send(tx, tx.deleteFrom('registry_match_key').where('person_id', '=', id))
  insertMatchKeys(tx, id, identity)
}

function insertMatchKeys(tx: Tx, id: PersonId, identity: Identity): void {
  const { network, organisation } = scopeOf(tx)
  const own = { network_id: network, person_id: id, organisation_id: organisation }
  send(tx, tx.insertInto('registry_match_key').values({ ...own, ...matchKeyOf(asCandidate(identity)) }))
}

export async function findCard(tx: Tx, id: PersonId): Promise<(PersonCard & { readonly version: number }) | undefined> {
  const row = await tx
    .selectFrom('registry_person')
    .select([...cardColumns, 'version'])
    .where('person_id', '=', id)
    .executeTakeFirst()
  return row && { ...toCard(row), version: row.version }
}

/** The person with her contacts (empty where only her identity was shared). Not visible is not found. */
export async function getPerson(tx: Tx, id: PersonId): Promise<Person> {
  const [card, contacts] = await Promise.all([findCard(tx, id), currentIn(tx, id, 'contacts')])
  return card ? { ...card, ...contactsOf(contacts) } : refuse('person.not-found', { id })
}

/** A person whose record my organisation keeps. What was shared with me I may read, not change. */
export async function getOwnPerson(tx: Tx, id: PersonId): Promise<Person> {
  const person = await getPerson(tx, id)
  return person.keeper === scopeOf(tx).organisation ? person : refuse('person.not-own', { id })
}

/** Many people of my own records, in the order asked. One that is not mine is not found or refused, as in getOwnPerson. */
export async function getOwnPeople(tx: Tx, ids: readonly PersonId[]): Promise<Person[]> {
  const rows = await tx
    .selectFrom('registry_person')
    .select([...cardColumns, 'version'])
    .where('person_id', '=', anyOf(ids))
    .execute()
  const cards = new Map(rows.map(row => [row.person_id, { ...toCard(row), version: row.version }]))
  const contacts = await statementsOfAll(tx, ids, 'contacts')
  return ids.map(id => {
    const card = cards.get(id)
    if (!card) return refuse('person.not-found', { id })
    if (card.keeper !== scopeOf(tx).organisation) return refuse('person.not-own', { id })
    return { ...card, ...contactsOf(currentOf(contacts.get(id) ?? [])) }
  })
}

/** Cards of several people at once, in no order. */
export async function cardsOf(tx: Tx, ids: readonly PersonId[]): Promise<PersonCard[]> {
  if (ids.length === 0) return []
  const rows = await tx.selectFrom('registry_person').select(cardColumns).where('person_id', '=', anyOf(ids)).execute()
  return rows.map(toCard)
}

export type PeopleQuery = {
  readonly search?: string | undefined
  readonly limit?: number
  readonly offset?: number
  /** Only records that my organisation keeps. */
  readonly ownOnly?: boolean
}

type Filter = (
  eb: ExpressionBuilder<DB, 'registry_person'>,
) => ReturnType<ExpressionBuilder<DB, 'registry_person'>['and']>

/** People my organisation may see, by name; all words of the search must occur somewhere in names or code. */
export async function listPeople(tx: Tx, query: PeopleQuery = {}): Promise<{ people: PersonCard[]; total: number }> {
  const { organisation } = scopeOf(tx)
  const filter: Filter = eb =>
    eb.and([
      ...searchWords(query.search ?? '').map(word =>
        eb('search_text', 'like', `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`),
      ),
      ...(query.ownOnly ? [eb('organisation_id', '=', organisation)] : []),
    ])
  const rows = await tx
    .selectFrom('registry_person')
    .select(cardColumns)
    .where(filter)
    .orderBy('sort_key')
    .orderBy('person_id')
    .limit(query.limit ?? 50)
    .offset(query.offset ?? 0)
    .execute()
  const counted = await tx
    .selectFrom('registry_person')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(filter)
    .executeTakeFirst()
  return { people: rows.map(toCard), total: counted?.total ?? 0 }
}

/** The pseudonyms under which people are counted, by record. */
export async function handlesOf(tx: Tx, ids: readonly PersonId[]): Promise<Map<PersonId, Handle>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('registry_person')
    .select(['person_id', 'handle'])
    .where('person_id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.person_id as PersonId, row.handle as Handle]))
}

/** The people behind pseudonyms, where my organisation may see them; the others stay numbers. */
export async function peopleOfHandles(tx: Tx, handles: readonly Handle[]): Promise<PersonCard[]> {
  if (handles.length === 0) return []
  const rows = await tx.selectFrom('registry_person').select(cardColumns).where('handle', 'in', handles).execute()
  return rows.map(toCard)
}

/** Removes the person's row and keys. Only for erasure, after everything that points to it. */
export function deletePerson(tx: Tx, id: PersonId): void {
  send(tx, tx.deleteFrom('registry_match_key').where('person_id', '=', id))
  send(tx, tx.deleteFrom('registry_person').where('person_id', '=', id))
}
