// SPDX-License-Identifier: EUPL-1.2
// The flow shows how far enrolled people have come. Each organisation writes the stations of its own records under their
// pseudonyms; a regular job does it again, so that no act below has to know of programmes.
import { cpiStateOf } from '#cpi/index.ts'
import { dayInRome, type CivilDate, type Instant } from '#lib/civil-date.ts'
import type { NetworkId, OrganisationId } from '#lib/ids.ts'
import { placementsOf } from '#placements/index.ts'
import { planOf } from '#plans/index.ts'
import { type Database, scopeOf, type Tx } from '#platform/db/scope.ts'
import { type PersonCard, peopleOfHandles } from '#registry/index.ts'
import { latestInterview, profileOf } from '#skills/index.ts'
import {
  hoursAsOf,
  listEnrolments,
  type Reached,
  saveStations,
  organisationsWithEnrolments,
} from './enrolment.store.ts'

async function reachedBy(tx: Tx, person: PersonCard): Promise<readonly Reached[]> {
  const { today } = scopeOf(tx)
  const at = (station: string, on: CivilDate | undefined): Reached[] =>
    on ? [{ handle: person.handle, station, on }] : []
  const interview = await latestInterview(tx, person.id)
  const profile = await profileOf(tx, person.id)
  const plan = await planOf(tx, person.id)
  const hours = await hoursAsOf(tx, today, person.handle)
  const cpi = await cpiStateOf(tx, person.id)
  const placements = await placementsOf(tx, person.id)
  const first = (kinds: readonly string[]) =>
    placements
      .filter(each => kinds.includes(each.kind))
      .map(each => each.from)
      .toSorted()[0]
  const skilled = profile.languages.length + profile.experiences.length > 0
  return [
    ...at('interview', interview?.heldOn ?? person.registeredOn),
    ...at('profile', skilled ? (interview?.heldOn ?? person.registeredOn) : undefined),
    ...at('plan', plan?.agreedOn),
    ...at('measures', hours.map(hour => hour.day).toSorted()[0]),
    ...at('cpi', cpi.sentOn),
    ...at('internship', first(['internship', 'workGrant'])),
    ...at('job', first(['job'])),
    ...at('follow-up', placements.flatMap(each => each.followUps.map(one => one.on)).toSorted()[0]),
  ]
}

export async function refreshStationsOf(tx: Tx, people: readonly PersonCard[]): Promise<void> {
  const { organisation } = scopeOf(tx)
  for (const person of people) await saveStations(tx, organisation, await reachedBy(tx, person))
}

/** All enrolled people of my organisation's own records. */
export async function refreshStations(tx: Tx): Promise<void> {
  const { organisation } = scopeOf(tx)
  const own = (await listEnrolments(tx)).filter(each => each.organisation === organisation && !each.until)
  const people = await peopleOfHandles(tx, [...new Set(own.map(each => each.handle))])
  await refreshStationsOf(
    tx,
    people.filter(person => person.keeper === organisation),
  )
}

/** Every organisation that has anybody enrolled, each in its own scope. */
export async function refreshEverywhere(db: Database): Promise<void> {
  const seats = await db.asRole('nc_jobs', undefined, organisationsWithEnrolments)
  const now = new Date().toISOString() as Instant
  for (const { network, organisation } of seats)
    await db.inScope(workScope(network, organisation, now), refreshStations)
}

const workScope = (network: NetworkId, organisation: OrganisationId, now: Instant) =>
  ({ network, organisation, role: 'case-worker', purpose: 'care', today: dayInRome(now), now }) as const
