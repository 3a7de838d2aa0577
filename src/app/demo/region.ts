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
import { participate, type Path, receive, type Story, type Trace } from './participant.ts'
import { foundOrganisations } from './places.ts'
import { openProgramme, spend } from './programme.ts'
import { randomFrom } from './random.ts'
import { foundRegion, type Region, type Seat } from './seats.ts'

/** What is being made, and how much of it is there; sealing is one step. */
export type Progress = { readonly stage: 'people' | 'register'; readonly done: number; readonly of: number }

export type DemoOptions = {
  readonly seed?: number
  /** How many people in all; fewer for tests. Each partner gets its share. */
  readonly people?: number
  progress?(progress: Progress): void
}
export type DemoRegion = {
  readonly region: Region
  readonly digest: string
  readonly people: number
  readonly herself: PersonId
  readonly girasole: Seat
}

/** Transactions at a time: the program computes while the database writes. */
const LANES = 5
/** People in one transaction: enough to share what it costs, few enough to show how far the making is. */
const AT_ONCE = 8

export async function makeDemoRegion(
  db: Database,
  { seed = 2018, people = 870, progress = () => {} }: DemoOptions = {},
): Promise<DemoRegion> {
  const random = randomFrom(seed)
  const region = await foundRegion(db, 'Marche (demo)', lead)
  const { girasole, girasoleCentre, coordinator, places, centres, adherents } = await foundOrganisations(region)
  const programme = await openProgramme(
    region,
    coordinator,
    [...places.map(({ seat }) => seat.organisation), ...centres.map(({ id }) => id)],
    adherents,
  )
  // Her day is nobody else's: it is made beside the others'.
  const herself = liveToday(region, girasole, girasoleCentre.id, randomFrom(seed + 1))
  herself.catch(() => {}) // told below, where it is waited for
  const stories: Story[] = []
  for (const place of places)
    for (let share = Math.round((place.people * people) / 870); share > 0; share--)
      stories.push({ place, random: randomFrom(random.below(2 ** 31)), serial: stories.length })
  const meter = meterOf(stories.length, progress)
  const byPlace = longestFirst(Map.groupBy(stories, story => story.place))
  const handingOver = Map.groupBy(byPlace, ([place]) => place.centre)
  const paths: Path[] = []
  const traces: Trace[] = []
  const keep = ({ story, trace }: Path, whole: Trace = trace.join('|')) => (traces[story.serial] = whole)
  await inLanes(byPlace, async ([{ centre }, own]) => {
    for (const some of portions(own)) {
      const lived = await participate(region, programme, some)
      for (const path of lived) paths[path.story.serial] = path
      meter(lived.filter(path => !path.sent).map(path => keep(path)).length)
    }
    // A job centre answers when the last of the places that hand over to it is done.
    const [, ...others] = handingOver.get(centre) ?? []
    handingOver.set(centre, others)
    if (others.length > 0) return
    await herself // her job centre has answered her before it answers anybody else
    const received = Object.values(paths).filter(path => path.sent && path.story.place.centre === centre)
    for (const some of portions(received)) {
      for (const [at, trace] of (await receive(region, centre, some)).entries()) {
        const path = some[at]
        if (path) keep(path, trace)
      }
      meter(some.length)
    }
  })
  await spend(
    region,
    programme,
    places.map(({ seat }) => seat),
    random,
  )
  await inLanes(places, ({ seat }) => region.as(seat, dayInRome(region.now), refreshStations))
  progress({ stage: 'register', done: 0, of: 1 })
  await integrateAll(db)
  const digest = createHash('sha256').update(traces.join('\n')).digest('hex')
  return { region, digest, people: stories.length, herself: await herself, girasole }
}

/** How many people are there already, said each time that some have come. */
function meterOf(of: number, progress: NonNullable<DemoOptions['progress']>): (some: number) => void {
  let done = 0
  return some => progress({ stage: 'people', done: (done += some), of })
}

/** So that no lane is left alone with a long list at the end. */
const longestFirst = <K, T>(lists: ReadonlyMap<K, readonly T[]>): (readonly [K, readonly T[]])[] =>
  [...lists].toSorted(([, a], [, b]) => b.length - a.length)

function* portions<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE)
}

/**
 * Works for several organisations at a time, for each in its own order: two acts of one organisation would wait for each
 * other's number in the series, and their order would be nobody's.
 */
async function inLanes<T>(queue: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const waiting = queue.values()
  const lane = async () => {
    for (const each of waiting) await work(each)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}
