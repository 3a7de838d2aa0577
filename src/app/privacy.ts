// SPDX-License-Identifier: EUPL-1.2
// The person's rights over everything the product holds of her: a copy (GDPR art. 15 and 20) and erasure (art. 17).
// Both go through every slice that knows people, in an order that is written down here and held complete by a test.
import { module as cpi } from '#cpi/module.ts'
import { eraseKeys, type FactRef, type Subject } from '#ledger/index.ts'
import { module as ledger } from '#ledger/module.ts'
import type { PersonId } from '#lib/ids.ts'
import { getOrganisation, isKeeper, sharesOf } from '#network/index.ts'
import { module as placements } from '#placements/module.ts'
import { module as plans } from '#plans/module.ts'
import { accessesOf, logAccess } from '#platform/auth/access.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { erasePersonAccess, exportPersonAccess } from '#platform/auth/person-access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Module } from '#platform/module.ts'
import { module as portal } from '#portal/module.ts'
import { module as programmes } from '#programmes/module.ts'
import { module as registry } from '#registry/module.ts'
import { module as skills } from '#skills/module.ts'
import { type Erasure, plainCopy } from './privacy-rules.ts'
import { refuse } from './refusals.ts'

/** Every slice that knows people, from low to high: the order in which a copy reads best. */
export const keepers: readonly Module[] = [ledger, registry, skills, plans, placements, cpi, programmes, portal]

/** What is erased, first to last: what points before what it points at, and the hold on the record at the very end. */
const ERASED = [portal, programmes, cpi, placements, plans, skills] as const
const LAST = registry

export type PersonCopy = Readonly<Record<string, unknown>>
export type Erased = { readonly fact: FactRef; readonly recipients: readonly string[] }

/** Organisations to which something of her was given, by name: they are told of an erasure (GDPR art. 19). */
export async function recipientsOf(tx: Tx, person: PersonId): Promise<readonly string[]> {
  return [...new Set((await sharesOf(tx, person)).map(share => share.organisationName))].toSorted()
}

/** Only the keeper of a record answers for it: for anybody else there is no such page. */
export async function mustKeep(tx: Tx, person: PersonId): Promise<void> {
  if (!(await isKeeper(tx, person))) refuse('privacy.not-keeper')
}

/** Under which names my organisation recorded acts about her: its record, and what the slices knew her by before. */
async function subjectsOf(tx: Tx, person: PersonId): Promise<readonly Subject[]> {
  const found: Subject[] = [person]
  for (const { privacy } of keepers) found.push(...((await privacy?.subjectsOf?.(tx, person)) ?? []))
  return found
}

/** Everything my organisation holds of a person, with where it went and who looked. */
export async function exportPerson(tx: Tx, person: PersonId): Promise<PersonCopy> {
  await mustKeep(tx, person)
  const { now, organisation } = scopeOf(tx)
  const parts: Record<string, unknown> = {}
  for (const { name, privacy } of keepers) parts[name] = await privacy?.exportPerson(tx, person)
  return plainCopy({
    format: 'nuove-comunita/person/1',
    writtenAt: now,
    keeper: (await getOrganisation(tx, organisation)).name,
    ...parts,
    waysIn: await exportPersonAccess(tx, person),
    shares: await sharesOf(tx, person),
    openings: await accessesOf(tx, person, 100_000),
  })
}

/**
 * Erases my organisation's record of a person. What a duty keeps stays without a way back to her: pseudonymous hours and
 * enrolments with their openings (GDPR art. 17(3)(b)), entries of the ledger, and who opened a record that is no more.
 * @param route where it was asked for, for the access log
 */
export async function erasePerson(tx: Tx, person: PersonId, erasure: Erasure, route: string): Promise<Erased> {
  await mustKeep(tx, person)
  const recipients = await recipientsOf(tx, person)
  const { name } = await getOrganisation(tx, scopeOf(tx).organisation)
  logAccess(tx, { person, groups: fieldGroups, route, organisationName: name, reason: erasure.reason })
  const about = await subjectsOf(tx, person)
  for (const { privacy } of ERASED) await privacy?.erasePerson(tx, person)
  erasePersonAccess(tx, person)
  const fact = await eraseKeys(tx, about, { legalBasis: `gdpr-17-${erasure.ground}` })
  await LAST.privacy?.erasePerson(tx, person)
  return { fact, recipients }
}
