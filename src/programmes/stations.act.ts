// SPDX-License-Identifier: EUPL-1.2
// The flow shows how far enrolled people have come. Each organisation writes the stations of its own records under their
// pseudonyms; a regular job does it again, so that no act below has to know of programmes.
import { sentDays } from '#cpi/index.ts'
import { dayInRome, type CivilDate, type Instant } from '#lib/civil-date.ts'
import type { NetworkId, OrganisationId } from '#lib/ids.ts'
import { type Placement, placementsOfAll } from '#placements/index.ts'
import { agreedDays } from '#plans/index.ts'
import { type Database, scopeOf, type Tx } from '#platform/db/scope.ts'
import { type PersonCard, peopleOfHandles } from '#registry/index.ts'
import { toldBy } from '#skills/index.ts'
import {
  firstHours,
  listEnrolments,
  type Reached,
  saveStations,
  organisationsWithEnrolments,
} from './enrolment.store.ts'
import { forgetHiddenPlaces } from './hidden-place.act.ts'

/** Everything is read for all of them at once: a job goes over thousands of people. */
async function reachedBy(tx: Tx, people: readonly PersonCard[]): Promise<readonly Reached[]> {
  const { today } = scopeOf(tx)
  const ids = people.map(person => person.id)
  const told = await toldBy(tx, ids)
  const agreed = await agreedDays(tx, ids)
  const handles = people.map(person => person.handle)
  const hours = await firstHours(tx, today, handles)
  const sent = await sentDays(tx, ids)
  const placements = Map.groupBy(await placementsOfAll(tx, ids), placement => placement.person)
  return people.flatMap(({ id, handle, registeredOn }) => {
    const at = (station: string, on: CivilDate | undefined): Reached[] => (on ? [{ handle, station, on }] : [])
    const hers = placements.get(id) ?? []
    const interviewed = told.get(id)?.heldOn ?? registeredOn
    return [
      ...at('interview', interviewed),
      ...at('profile', told.get(id)?.skilled ? interviewed : undefined),
      ...at('plan', agreed.get(id)),
      ...at('measures', hours.get(handle)),
      ...at('cpi', sent.get(id)),
      ...at('internship', firstOf(hers, ['internship', 'workGrant'])),
      ...at('job', firstOf(hers, ['job'])),
      ...at('follow-up', hers.flatMap(each => each.followUps.map(one => one.on)).toSorted()[0]),
    ]
  })
}

const firstOf = (placements: readonly Placement[], kinds: readonly Placement['kind'][]): CivilDate | undefined =>
  placements
    .filter(each => kinds.includes(each.kind))
    .map(each => each.from)
    .toSorted()[0]

export async function refreshStationsOf(tx: Tx, people: readonly PersonCard[]): Promise<void> {
  saveStations(tx, scopeOf(tx).organisation, await reachedBy(tx, people))
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
    await db.inScope(workScope(network, organisation, now), async tx => {
      await forgetHiddenPlaces(tx)
      await refreshStations(tx)
    })
}

const workScope = (network: NetworkId, organisation: OrganisationId, now: Instant) =>
  ({ network, organisation, role: 'case-worker', purpose: 'care', today: dayInRome(now), now }) as const
