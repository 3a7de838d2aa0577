// SPDX-License-Identifier: EUPL-1.2
// "These two records are the same person": an assertion with its reason, revocable, which grants nothing. Beside it
// the pair of pseudonyms, so that a programme counts the cluster once without opening anybody.
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type Handle, type LinkId, newId, type PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { PersonCard } from './person.ts'
import { cardsOf, getOwnPerson, getPerson } from './person.store.ts'
import { refuse } from './refusals.ts'

/** Ties my record of a person to another record that I may see. */
export async function linkSamePerson(tx: Tx, mine: PersonId, other: PersonId, reason: string): Promise<LinkId> {
  const { network, organisation, today } = scopeOf(tx)
  if (mine === other) refuse('link.same-record', {})
  const [a, b] = [await getOwnPerson(tx, mine), await getPerson(tx, other)]
  if (await findLink(tx, mine, other)) refuse('link.exists', {})
  const id = newId<LinkId>()
  const row = { network_id: network, id, organisation_id: organisation, linked_on: today }
  await tx
    .insertInto('registry_link')
    .values({ ...row, person_id: mine, same_person_id: other, reason })
    .execute()
  const [first, second] = [a.handle, b.handle].sort() as [Handle, Handle]
  await tx
    .insertInto('registry_same_handle')
    .values({ ...row, handle_a: first, handle_b: second })
    .execute()
  await record(tx, 'persons.linked', { person: mine, fields: { link: id } })
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
  const { now, today } = scopeOf(tx)
  const row = await tx
    .updateTable('registry_link')
    .set({ unlinked_on: today, unlink_reason: reason })
    .where('id', '=', link)
    .where('unlinked_on', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  if (!row) return refuse('link.not-found', { link })
  await tx.updateTable('registry_same_handle').set({ revoked_at: now }).where('id', '=', link).execute()
  await record(tx, 'persons.unlinked', { person: row.person_id as PersonId, fields: { link } })
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

/** Every pair of pseudonyms that is one person now, for counting heads once. */
export async function sameHandles(tx: Tx): Promise<readonly (readonly [Handle, Handle])[]> {
  const rows = await tx
    .selectFrom('registry_same_handle')
    .select(['handle_a', 'handle_b'])
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map(row => [row.handle_a as Handle, row.handle_b as Handle] as const)
}

/** Removes the assertions of a person. Only for erasure. */
export async function eraseLinks(tx: Tx, person: PersonId): Promise<void> {
  const gone = await tx.deleteFrom('registry_link').where('person_id', '=', person).returning('id').execute()
  const ids = gone.map(row => row.id)
  if (ids.length > 0) await tx.deleteFrom('registry_same_handle').where('id', 'in', ids).execute()
}
