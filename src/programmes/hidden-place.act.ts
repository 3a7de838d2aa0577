// SPDX-License-Identifier: EUPL-1.2
// Somebody may be enrolled before a paper hides where she lives. Her place then leaves every row and every opening that a
// report or a bundle is made of; her act stays proved, only this field of it can be opened no more.
import type { PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { currentPermitsOf, getOwnPerson, hidesLocation, peopleOfHandles } from '#registry/index.ts'
import { forgetPlaces, listEnrolments } from './enrolment.store.ts'

/** As soon as the paper is recorded. */
export const forgetHer: JobHandler = async (tx, { person }) => {
  const { handle } = await getOwnPerson(tx, person as PersonId)
  forgetPlaces(tx, [handle])
}

/** Again for everybody enrolled by my organisation: rows that are older than this rule. */
export async function forgetHiddenPlaces(tx: Tx): Promise<void> {
  const { organisation } = scopeOf(tx)
  const placed = (await listEnrolments(tx)).filter(each => each.organisation === organisation && each.province)
  const people = await peopleOfHandles(tx, [...new Set(placed.map(each => each.handle))])
  const permits = await currentPermitsOf(
    tx,
    people.map(person => person.id),
  )
  const hidden = people.filter(person => {
    const permit = permits.get(person.id)
    return permit !== undefined && hidesLocation(permit.kind)
  })
  forgetPlaces(
    tx,
    hidden.map(person => person.handle),
  )
}
