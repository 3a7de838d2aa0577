// SPDX-License-Identifier: EUPL-1.2
// The demo region: Marche with its lead, nine partners, thirteen job centres, thirty adherents and 870 invented people,
// made by the product's own verbs. Same seed, same people, same figures.
import { createHash } from 'node:crypto'
import { dayInRome } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { integrateAll } from '#ledger/index.ts'
import type { Database } from '#platform/db/scope.ts'
import { refreshStations } from '#programmes/index.ts'
import { liveToday } from './today.ts'
import { lead } from './organisations.ts'
import { participate, type Trace } from './participant.ts'
import { foundOrganisations, type Place } from './places.ts'
import { openProgramme, spend } from './programme.ts'
import { randomFrom } from './random.ts'
import { foundRegion, type Region, type Seat } from './seats.ts'

export type DemoOptions = {
  readonly seed?: number
  /** How many people in all; fewer for tests. Each partner gets its share. */
  readonly people?: number
  progress?(done: number, of: number, what: string): void
}
export type DemoRegion = {
  readonly region: Region
  readonly digest: string
  readonly people: number
  readonly herself: PersonId
  readonly girasole: Seat
}

const LANES = 3 // transactions at a time: the program computes while the database writes

export async function makeDemoRegion(
  db: Database,
  { seed = 2018, people = 870, progress = () => {} }: DemoOptions = {},
): Promise<DemoRegion> {
  const random = randomFrom(seed)
  const region = await foundRegion(db, 'Marche (demo)', lead)
  const { girasole, girasoleCentre, coordinator, places } = await foundOrganisations(region)
  const programme = await openProgramme(
    region,
    coordinator,
    places.map(({ seat }) => seat.organisation),
  )
  const herself = await liveToday(region, girasole, girasoleCentre.id, randomFrom(seed + 1))
  const traces: Trace[] = []
  const jobs = places.flatMap(place =>
    Array.from({ length: Math.round((place.people * people) / 870) }, () => ({
      place,
      chance: randomFrom(random.below(2 ** 31)),
    })),
  )
  let done = 0
  // A lane keeps to its own partners: two acts of one organisation would wait for each other's number in the series.
  const lane = async (own: readonly Place[]) => {
    for (const [at, { place, chance }] of jobs.entries()) {
      if (!own.includes(place)) continue
      traces[at] = await participate(region, { place, programme, random: chance, serial: at })
      progress(++done, jobs.length, place.name)
    }
  }
  await Promise.all(lanesOf(places).map(lane))
  await spend(
    region,
    programme,
    places.map(({ seat }) => seat),
    random,
  )
  for (const { seat } of places) await region.as(seat, dayInRome(region.now), refreshStations)
  await integrateAll(db)
  const digest = createHash('sha256').update(traces.join('\n')).digest('hex')
  return { region, digest, people: jobs.length, herself, girasole }
}

/** Partners shared out over the lanes, the largest first, so that all end at about the same time. */
function lanesOf(places: readonly Place[]): readonly (readonly Place[])[] {
  const lanes = Array.from({ length: LANES }, () => ({ people: 0, places: [] as Place[] }))
  for (const place of places.toSorted((a, b) => b.people - a.people)) {
    const lightest = lanes.reduce((least, lane) => (lane.people < least.people ? lane : least))
    lightest.people += place.people
    lightest.places.push(place)
  }
  return lanes.map(lane => lane.places)
}
