// SPDX-License-Identifier: EUPL-1.2
// The demo region: Marche with its lead, nine partners, thirteen job centres, thirty adherents and 870 invented people,
// made by the product's own verbs. Same seed, same people, same figures.
import { createHash } from 'node:crypto'
import { addDays, addMonths, type CivilDate, dayInRome } from '#lib/civil-date.ts'
import type { OrganisationId, PersonId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { integrateAll } from '#ledger/index.ts'
import { employerWith, recordPlacement } from '#placements/index.ts'
import { closePlan, getPlan } from '#plans/index.ts'
import type { Database } from '#platform/db/scope.ts'
import { refreshStations } from '#programmes/index.ts'
import { readMunicipality } from '#registry/index.ts'
import { inventPerson } from './invented-person.ts'
import { liveToday } from './today.ts'
import { adherents, type DemoOrganisation, jobCentres, lead, partners } from './organisations.ts'
import { origins } from './origins.ts'
import { agreePact, agreePlan, answer, declare, giveHours, handOver, interview, takeIn } from './path.ts'
import { ENDS, openProgramme, spend, STARTS } from './programme.ts'
import { type Random, randomFrom } from './random.ts'
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

type Centre = { readonly id: OrganisationId; readonly seat: Seat; readonly promoter: string }
type Place = {
  readonly seat: Seat
  readonly municipality: string
  readonly name: string
  readonly province: string
  readonly centre: Centre
}
/** What a person's path leaves behind, for the digest. */
type Trace = string

const LANES = 3 // transactions at a time: the program computes while the database writes

export async function makeDemoRegion(
  db: Database,
  { seed = 2018, people = 870, progress = () => {} }: DemoOptions = {},
): Promise<DemoRegion> {
  const random = randomFrom(seed)
  const region = await foundRegion(db, 'Marche (demo)', lead)
  const { girasole, coordinator, centres, places } = await foundOrganisations(region)
  const programme = await openProgramme(
    region,
    coordinator,
    places.map(({ seat }) => seat.organisation),
  )
  const herself = await liveToday(region, girasole, centres[2]?.id as OrganisationId, randomFrom(seed + 1))
  const traces: Trace[] = []
  const shares = partners.map(partner => Math.round((partner.people * people) / 870))
  const jobs = places.flatMap((place, at) =>
    Array.from({ length: shares[at] ?? 0 }, () => ({ place, chance: randomFrom(random.below(2 ** 31)) })),
  )
  let done = 0
  // A lane keeps to its own partners: two acts of one organisation would wait for each other's number in the series.
  const lane = async (own: readonly Place[]) => {
    for (const [at, { place, chance }] of jobs.entries()) {
      if (!own.includes(place)) continue
      traces[at] = await live(region, place, programme, chance, at)
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
  const size = (place: Place) => partners.find(partner => partner.name === place.name)?.people ?? 0
  for (const place of places.toSorted((a, b) => size(b) - size(a))) {
    const lightest = lanes.reduce((least, lane) => (lane.people < least.people ? lane : least))
    lightest.people += size(place)
    lightest.places.push(place)
  }
  return lanes.map(lane => lane.places)
}

async function foundOrganisations(region: Region) {
  const coordinator = await region.member(region.lead.organisation, 'coordinator', 'Marta Raffaelli')
  await region.member(region.lead.organisation, 'auditor', 'Paolo Ferretti')
  const [first, ...others] = adherents
  const girasoleId = await region.organisation(first as DemoOrganisation)
  const girasole = await region.member(girasoleId, 'case-worker', 'Federica Moretti')
  const centres: Centre[] = []
  for (const [at, centre] of [...jobCentres.slice(2, 3), ...jobCentres.slice(0, 2), ...jobCentres.slice(3)].entries()) {
    const id = await region.organisation(centre)
    const seat = await region.member(id, 'cpi-operator', operators[at] ?? 'Operatore CPI')
    const code = (await readMunicipality(centre.municipality))[0]?.code ?? 'A271'
    centres.push({ id, seat, promoter: `${code}C${String(400 + at).padStart(6, '0')}` })
  }
  const ordered = [centres[1], centres[2], centres[0], ...centres.slice(3)] as Centre[]
  const places: Place[] = []
  for (const [at, partner] of partners.entries()) {
    const id = await region.organisation(partner)
    const seat = await region.member(id, 'case-worker', workers[at] ?? 'Operatrice')
    const municipality = (await readMunicipality(partner.municipality))[0]?.code ?? ''
    const centre =
      ordered[
        jobCentres.findIndex(
          each =>
            each.province === partner.province &&
            (each.municipality === partner.municipality || partner.province !== 'AN'),
        )
      ]
    places.push({
      seat,
      municipality,
      name: partner.name,
      province: partner.province,
      centre: centre ?? (ordered[0] as Centre),
    })
  }
  for (const adherent of others) await region.organisation(adherent)
  return { girasole, coordinator, centres: ordered, places }
}

const operators = [
  'Stefano Giuliani',
  'Laura Pieri',
  'Carlo Bartoli',
  'Anna Fabbri',
  'Marco Lelli',
  'Silvia Conti',
  'Davide Mori',
  'Chiara Sabatini',
  'Luca Tassi',
  'Giulia Renzi',
  'Fabio Gentili',
  'Sara Baldi',
  'Andrea Orsini',
]
const workers = [
  'Giorgia Mancini',
  'Sofia Bruni',
  'Matteo Rossini',
  'Elisa Paoletti',
  'Irene Galli',
  'Tommaso Grassi',
  'Valentina Rocchi',
  'Nicola Ferri',
  'Alice Lombardi',
]
const quaestors: Readonly<Record<string, string>> = {
  AN: 'Ancona',
  FM: 'Fermo',
  MC: 'Macerata',
  AP: 'Ascoli Piceno',
  PU: 'Pesaro e Urbino',
}

/** A day of intake: more people each half-year, few in the spring of 2020. */
function intakeDay(random: Random): CivilDate {
  const day = addDays(STARTS, Math.floor(Math.sqrt(random.below(1_000_000) / 1_000_000) * 730))
  return day > '2020-03-08' && day < '2020-05-18' && random.chance(0.8) ? addDays(day, 75) : day
}

async function live(
  region: Region,
  place: Place,
  programme: ProgrammeId,
  random: Random,
  serial: number,
): Promise<Trace> {
  const { seat } = place
  const intake = intakeDay(random)
  const her = inventPerson(random, origins, intake, quaestors[place.province] ?? 'Ancona', serial)
  const person = await region.as(seat, intake, tx => takeIn(tx, her, place.municipality, intake, programme))
  const trace = [place.name, her.familyName, her.givenName, her.birthDate, her.taxCode, her.permit.kind, intake]
  if (random.chance(0.03)) return trace.join('|')
  const told = addDays(intake, random.between(0, 12))
  await region.as(seat, told, tx => interview(tx, person, her, told))
  if (random.chance(0.05)) return [...trace, told].join('|')
  const agreed = addDays(told, random.between(2, 20))
  const plan = await region.as(seat, agreed, tx => agreePlan(tx, person, her))
  const meetings = random.weighted([
    [9, 82],
    [random.between(1, 8), 18],
  ])
  const unsigned = meetings < 9 && random.chance(0.25) ? 1 : 0
  const given = { from: agreed, end: ENDS, meetings, unsigned, place: place.name }
  const { minutes, last } = await region.as(seat, ENDS, tx => giveHours(tx, plan, random, given))
  const reached = await finish(region, place, { random, person, last, serial, minutes, unsigned })
  if (unsigned === 0) {
    await region.as(seat, ENDS, async tx =>
      closePlan(tx, await getPlan(tx, plan), minutes === 2160 ? 'completed' : 'withdrawn'),
    )
  }
  return [...trace, told, agreed, minutes, reached].join('|')
}

type Ending = { random: Random; person: PersonId; last: CivilDate; serial: number; minutes: Minutes; unsigned: number }

/** The job centre, an internship, a job: each for some. */
async function finish(
  region: Region,
  { seat, centre }: Place,
  { random, person, last, serial, minutes }: Ending,
): Promise<string> {
  let reached = 'measures'
  if (minutes >= 1200 && random.chance(0.42)) {
    const sent = addDays(last, random.between(2, 20))
    const id = await region.as(seat, sent, tx => handOver(tx, person, centre.id, sent))
    const answered = addDays(sent, random.between(1, 12))
    await region.as(centre.seat, answered, tx => answer(tx, id, random))
    const declared = addDays(answered, random.between(0, 6))
    await region.as(centre.seat, declared, tx => declare(tx, id, declared, serial))
    reached = 'did'
    if (random.chance(0.8)) {
      const signed = addDays(declared, random.between(3, 15))
      await region.as(centre.seat, signed, tx => agreePact(tx, id, signed, centre.promoter))
      reached = 'pact'
    }
  }
  if (minutes >= 1200 && random.chance(0.16)) {
    const job = random.chance(0.4)
    const from = addDays(last, random.between(20, 90))
    await region.as(seat, from, async tx => {
      const at = random.pick(employers)
      const employer = await employerWith(tx, { name: at[0], taxCode: at[1], municipality: at[2], sector: at[3] })
      await recordPlacement(tx, {
        person,
        employer,
        from,
        until: addMonths(from, 6),
        ...(job ? { kind: 'job', contract: 'fixedTerm' } : { kind: 'internship', contract: 'extracurricular' }),
      })
    })
    reached = `${reached}+${job ? 'job' : 'internship'}`
  }
  return reached
}

/** Invented firms with numbers that only look like VAT numbers. */
const employers: readonly (readonly [string, string, string, string])[] = [
  ['Sartoria Adria', '01234560611', 'A271', 'sartoria'],
  ['Mobilificio Foglia', '07643520567', 'G479', 'mobili'],
  ['Agricola Musone', '01234560611', 'E388', 'agricoltura'],
  ['Calzature Tenna', '07643520567', 'D542', 'calzature'],
]
