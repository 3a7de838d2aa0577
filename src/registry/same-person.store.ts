// SPDX-License-Identifier: EUPL-1.2
// "These two records are the same person": an assertion with its reason, revocable, which grants nothing. Beside it
// the pair of pseudonyms, so that a programme counts the cluster once without opening anybody.
import type { ExpressionBuilder } from 'kysely'
import { type Opening, openingFor, record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type FactId, type Handle, type LinkId, newId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { PersonCard } from './person.ts'
import { cardsOf, getOwnPerson } from './person.store.ts'
import { refuse } from './refusals.ts'

/** Ties my record of a person to another record that I may see. */
export async function linkSamePerson(tx: Tx, mine: PersonId, other: PersonId, reason: string): Promise<LinkId> {
  const { network, organisation, today } = scopeOf(tx)
  if (mine === other) refuse('link.same-record', {})
  const cards = new Map((await cardsOf(tx, [mine, other])).map(card => [card.id, card]))
  const a = cards.get(mine) ?? refuse('person.not-found', { id: mine })
  if (a.keeper !== organisation) refuse('person.not-own', { id: mine })
  const b = cards.get(other) ?? refuse('person.not-found', { id: other })
  if (await findLink(tx, mine, other)) refuse('link.exists', {})
  const id = newId<LinkId>()
  const row = { network_id: network, id, organisation_id: organisation, linked_on: today }
  send(tx, tx.insertInto('registry_link').values({ ...row, person_id: mine, same_person_id: other, reason }))
  const fact = await record(tx, 'persons.linked', {
    person: mine,
    handle: a.handle,
    fields: { link: id, sameAs: b.handle },
  })
  const [first, second] = [a.handle, b.handle].sort() as [Handle, Handle]
  const opening = await openingFor(tx, fact.id, ['sameAs'])
  send(
    tx,
    tx
      .insertInto('registry_same_handle')
      .values({ ...row, handle_a: first, handle_b: second, fact_id: fact.id, opening: JSON.stringify(opening) }),
  )
  return id
}

async function findLink(tx: Tx, a: PersonId, b: PersonId) {
  return tx
    .selectFrom('registry_link')
    .select('id')
    .where('unlinked_on', 'is', null)
    .where(eb =>
      eb.or([
        eb.and([eb('person_id', '=', a), eb('same_person_id', '=', b)]),
        eb.and([eb('person_id', '=', b), eb('same_person_id', '=', a)]),
      ]),
    )
    .executeTakeFirst()
}

/** Takes the assertion back; both rows stay as a record of what was believed. */
export async function unlinkSamePerson(tx: Tx, link: LinkId, reason: string): Promise<void> {
  const { today } = scopeOf(tx)
  const row = await tx
    .updateTable('registry_link')
    .set({ unlinked_on: today, unlink_reason: reason })
    .where('id', '=', link)
    .where('unlinked_on', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  if (!row) return refuse('link.not-found', { link })
  const mine = row.person_id as PersonId
  const { handle } = await getOwnPerson(tx, mine)
  const pair = await tx
    .selectFrom('registry_same_handle')
    .select(['handle_a', 'handle_b', 'fact_id'])
    .where('id', '=', link)
    .executeTakeFirstOrThrow()
  const fact = await record(tx, 'persons.unlinked', {
    person: mine,
    handle,
    fields: {
      link,
      sameAs: pair.handle_a === handle ? pair.handle_b : pair.handle_a,
      ...(pair.fact_id && { reverses: pair.fact_id }),
    },
  })
  const opening = await openingFor(tx, fact.id, ['sameAs', 'reverses'])
  send(
    tx,
    tx
      .updateTable('registry_same_handle')
      .set({ revoked_on: today, revocation_fact_id: fact.id, revocation_opening: JSON.stringify(opening) })
      .where('id', '=', link),
  )
}

export type SamePersonLink = {
  readonly id: LinkId
  readonly other: PersonCard
  readonly reason: string
  readonly linkedOn: CivilDate
  /** Whether my organisation asserted it and may take it back. */
  readonly own: boolean
}

/** The records that hold to be the same person as this one, as far as my organisation may see them. */
export async function samePersonLinks(tx: Tx, person: PersonId): Promise<SamePersonLink[]> {
  const rows = await tx
    .selectFrom('registry_link')
    .selectAll()
    .where('unlinked_on', 'is', null)
    .where(eb => eb.or([eb('person_id', '=', person), eb('same_person_id', '=', person)]))
    .orderBy('linked_on')
    .execute()
  const otherOf = (row: { person_id: string; same_person_id: string }) =>
    (row.person_id === person ? row.same_person_id : row.person_id) as PersonId
  const cards = new Map((await cardsOf(tx, rows.map(otherOf))).map(card => [card.id, card]))
  return rows.flatMap(row => {
    const other = cards.get(otherOf(row))
    const own = row.organisation_id === scopeOf(tx).organisation
    return other ? [{ id: row.id as LinkId, other, reason: row.reason, linkedOn: row.linked_on, own }] : []
  })
}

/** An act with what opens it; nothing where it was written before such acts could be opened. */
export type OpenedFact = { readonly fact: FactId; readonly opening: Opening }

/** Two pseudonyms of one person, with the acts that said so and took it back. */
export type HandleLink = {
  readonly handles: readonly [Handle, Handle]
  readonly linkedOn: CivilDate
  readonly revokedOn: CivilDate | undefined
  readonly linked: OpenedFact | undefined
  readonly unlinked: OpenedFact | undefined
}

/** Every pair of pseudonyms asserted until a day, also those taken back since; for counting heads once. */
export async function handleLinks(tx: Tx, asOf: CivilDate): Promise<readonly HandleLink[]> {
  const rows = await tx
    .selectFrom('registry_same_handle')
    .selectAll()
    .where('linked_on', '<=', asOf)
    .orderBy('linked_on')
    .orderBy('id')
    .execute()
  const opened = (fact: string | null, opening: unknown): OpenedFact | undefined =>
    fact === null ? undefined : { fact: fact as FactId, opening: opening as Opening }
  return rows.map(row => ({
    handles: [row.handle_a as Handle, row.handle_b as Handle],
    linkedOn: row.linked_on,
    revokedOn: row.revoked_on ?? undefined,
    linked: opened(row.fact_id, row.opening),
    unlinked: opened(row.revocation_fact_id, row.revocation_opening),
  }))
}

/** Whether the pair is one person on that day. What was taken back on the day itself no longer counts. */
export const standsOn = (
  { linkedOn, revokedOn }: Pick<HandleLink, 'linkedOn' | 'revokedOn'>,
  day: CivilDate,
): boolean => linkedOn <= day && (revokedOn === undefined || revokedOn > day)

/** Every pair of pseudonyms that is one person on a day: today, unless said otherwise. */
export async function sameHandles(
  tx: Tx,
  asOf: CivilDate = scopeOf(tx).today,
): Promise<readonly (readonly [Handle, Handle])[]> {
  const rows = await tx
    .selectFrom('registry_same_handle')
    .select(['handle_a', 'handle_b'])
    .where('linked_on', '<=', asOf)
    .where(eb => eb.or([eb('revoked_on', 'is', null), eb('revoked_on', '>', asOf)]))
    .orderBy('linked_on')
    .orderBy('id')
    .execute()
  return rows.map(row => [row.handle_a as Handle, row.handle_b as Handle] as const)
}

/**
 * Removes the assertions of a person. Only for erasure. The pair of pseudonyms stays: what was counted once on a day is
 * counted once for ever (GDPR art. 17(3)(b)), and without the records no way leads from it to anybody.
 */
export function eraseLinks(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('registry_link').where('person_id', '=', person))
}

/** Takes back every assertion on a record that was a mistake: it no longer counts, on any day from today on. */
export async function unlinkAll(tx: Tx, person: PersonId, reason: string): Promise<void> {
  const rows = await tx
    .selectFrom('registry_link')
    .select('id')
    .where('person_id', '=', person)
    .where('unlinked_on', 'is', null)
    .execute()
  for (const { id } of rows) await unlinkSamePerson(tx, id as LinkId, reason)
}

/** My organisation looked: this record of its own and that one are two people. Saying it twice is saying it once. */
export async function tellApart(tx: Tx, mine: PersonId, other: PersonId): Promise<void> {
  const { network, organisation, account, today } = scopeOf(tx)
  if (mine === other) refuse('link.same-record', {})
  await getOwnPerson(tx, mine)
  const cards = await cardsOf(tx, [other])
  if (cards.length === 0) refuse('person.not-found', { id: other })
  const row = { network_id: network, organisation_id: organisation, said_on: today, said_by: account ?? null }
  send(
    tx,
    tx
      .insertInto('registry_apart')
      .values({ ...row, person_id: mine, other_person_id: other })
      .onConflict(conflict => conflict.doNothing()),
  )
}

/** Between two records of our own the answer holds both ways, whichever of them it was given at. */
const apartFrom = (person: PersonId) => (eb: ExpressionBuilder<DB, 'registry_apart'>) =>
  eb.or([eb('person_id', '=', person), eb('other_person_id', '=', person)])

/** Asks the question again. */
export async function askAgain(tx: Tx, mine: PersonId, other: PersonId): Promise<void> {
  await getOwnPerson(tx, mine)
  send(
    tx,
    tx
      .deleteFrom('registry_apart')
      .where('organisation_id', '=', scopeOf(tx).organisation)
      .where(apartFrom(mine))
      .where(apartFrom(other)),
  )
}

export type ToldApart = { readonly other: PersonCard; readonly saidOn: CivilDate }

/** Records that my organisation holds to be of other people than this one, as far as it may see them. */
export async function toldApartFrom(tx: Tx, person: PersonId): Promise<readonly ToldApart[]> {
  const rows = await tx
    .selectFrom('registry_apart')
    .selectAll()
    .where('organisation_id', '=', scopeOf(tx).organisation)
    .where(apartFrom(person))
    .orderBy('said_on')
    .execute()
  const others = rows.map(row => (row.person_id === person ? row.other_person_id : row.person_id) as PersonId)
  const cards = new Map((await cardsOf(tx, others)).map(card => [card.id, card]))
  return rows.flatMap((row, at) => {
    const other = cards.get(others[at] as PersonId)
    return other ? [{ other, saidOn: row.said_on }] : []
  })
}

/** Removes every such answer. Only for erasure. */
export function eraseApart(tx: Tx, person: PersonId): void {
  send(
    tx,
    tx.deleteFrom('registry_apart').where('organisation_id', '=', scopeOf(tx).organisation).where(apartFrom(person)),
  )
}
