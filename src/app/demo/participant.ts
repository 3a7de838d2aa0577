// SPDX-License-Identifier: EUPL-1.2
// Participants of MIGRANT.NET from intake to outcome: first what their organisation does, then what the job centre does,
// a few people in one transaction, act by act on the days of the acts.
import { addDays, addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { PersonId, ProgrammeId } from '#lib/ids.ts'
import { employerWith, recordPlacement } from '#placements/index.ts'
import { writeUpRegister } from '#plans/index.ts'
import { type Tx, turnTo } from '#platform/db/scope.ts'
import { enrolAll } from '#programmes/index.ts'
import { inventPerson } from './invented-person.ts'
import { origins } from './origins.ts'
import { agreePact, agreePlan, answer, declare, handOver, interview, meetingsOf, takeIn } from './path.ts'
import type { Centre, Place } from './places.ts'
import { ENDS, STARTS } from './programme.ts'
import type { Random } from './random.ts'
import type { Region } from './seats.ts'

/** What a path leaves behind, for the digest. */
export type Trace = string
type Package = Awaited<ReturnType<typeof handOver>>
export type Story = {
  readonly place: Place
  readonly random: Random
  readonly serial: number
}
type Lived = {
  readonly person: PersonId
  readonly intake: CivilDate
  readonly trace: readonly (string | number)[]
  readonly sent: Sent | undefined
}
type Sent = { readonly package: Package; readonly on: CivilDate }
/** A path as far as her organisation has brought it. */
export type Path = Lived & { readonly story: Story }

/** A day of intake: more people each half-year, few in the spring of 2020. */
function intakeDay(random: Random): CivilDate {
  const day = addDays(STARTS, Math.floor(Math.sqrt(random.below(1_000_000) / 1_000_000) * 730))
  return day > '2020-03-08' && day < '2020-05-18' && random.chance(0.8) ? addDays(day, 75) : day
}

/** Takes in several people of one partner and lets them go their ways; then its list is enrolled. */
export function participate(region: Region, programme: ProgrammeId, stories: readonly Story[]): Promise<Path[]> {
  const [first] = stories
  if (!first) return Promise.resolve([])
  return region.as(first.place.seat, STARTS, async tx => {
    const paths: Path[] = []
    for (const story of stories) paths.push({ story, ...(await withPartner(tx, story)) })
    turnTo(tx, ENDS)
    await enrolAll(
      tx,
      programme,
      paths.map(({ person, intake }) => ({ person, from: intake })),
    )
    return paths
  })
}

/** What her organisation does: some leave before the interview, some before the plan. */
async function withPartner(tx: Tx, { place, random, serial }: Story): Promise<Lived> {
  const intake = intakeDay(random)
  const her = inventPerson(random, origins, intake, place.questura, serial)
  turnTo(tx, intake)
  const person = await takeIn(tx, her, place.municipality)
  const lived = { person, intake, sent: undefined }
  const trace = [place.name, her.familyName, her.givenName, her.birthDate, her.taxCode, her.permit.kind, intake]
  if (random.chance(0.03)) return { ...lived, trace }
  const told = addDays(intake, random.between(0, 12))
  turnTo(tx, told)
  await interview(tx, person, her, told)
  if (random.chance(0.05)) return { ...lived, trace: [...trace, told] }
  const agreed = addDays(told, random.between(2, 20))
  turnTo(tx, agreed)
  const plan = await agreePlan(tx, person, her)
  const meetings = random.weighted([
    [9, 82],
    [random.between(1, 8), 18],
  ])
  const unsigned = meetings < 9 && random.chance(0.25) ? 1 : 0
  const entries = meetingsOf(plan, random, { from: agreed, end: ENDS, meetings, unsigned, place: place.name })
  const last = entries.at(-1)?.day ?? agreed
  turnTo(tx, addDays(last, 1)) // the register is written up when the last meeting is over
  const outcome = entries.length === 9 ? 'completed' : 'withdrawn'
  const minutes = await writeUpRegister(tx, plan, entries, unsigned === 0 ? outcome : undefined)
  const ready = minutes >= 1200
  const handover = addDays(last, random.between(2, 20))
  // The job centre could do nothing with a permit that has ended.
  const holds = her.permit.expiresOn === undefined || her.permit.expiresOn > handover
  const sent = ready && random.chance(0.42) && holds ? await send(tx, person, place, handover) : undefined
  const found = ready && random.chance(0.16) ? await startWork(tx, person, last, random) : 'measures'
  return { ...lived, trace: [...trace, told, agreed, minutes, found], sent }
}

async function send(tx: Tx, person: PersonId, { centre }: Place, on: CivilDate): Promise<Sent> {
  turnTo(tx, on)
  return { package: await handOver(tx, person, centre.id, on), on }
}

/** What one job centre does with the packages it received, in their order. Gives the traces. */
export function receive(region: Region, centre: Centre, paths: readonly Path[]): Promise<Trace[]> {
  return region.as(centre.seat, STARTS, async tx => {
    const traces: Trace[] = []
    for (const { story, trace, sent } of paths)
      traces.push([...trace, ...(sent ? [await atCentre(tx, sent, story)] : [])].join('|'))
    return traces
  })
}

/** The job centre answers and takes her declaration; with four in five it signs the pact. */
async function atCentre(tx: Tx, sent: Sent, { place, random, serial }: Story): Promise<string> {
  const answered = addDays(sent.on, random.between(1, 12))
  turnTo(tx, answered)
  await answer(tx, sent.package, random)
  const declared = addDays(answered, random.between(0, 6))
  turnTo(tx, declared)
  await declare(tx, sent.package, declared, serial)
  if (!random.chance(0.8)) return 'did'
  const signed = addDays(declared, random.between(3, 15))
  turnTo(tx, signed)
  await agreePact(tx, sent.package, signed, place.centre.promoter)
  return 'pact'
}

/** An internship or a job of six months with one of the firms. */
async function startWork(tx: Tx, person: PersonId, last: CivilDate, random: Random): Promise<string> {
  const job = random.chance(0.4)
  const from = addDays(last, random.between(20, 90))
  const [name, taxCode, municipality, sector] = random.pick(employers)
  turnTo(tx, from)
  const employer = await employerWith(tx, { name, taxCode, municipality, sector })
  await recordPlacement(tx, {
    person,
    employer,
    from,
    until: addMonths(from, 6),
    ...(job ? { kind: 'job', contract: 'fixedTerm' } : { kind: 'internship', contract: 'extracurricular' }),
  })
  return job ? 'job' : 'internship'
}

/** Invented firms with numbers that only look like VAT numbers. */
const employers: readonly (readonly [string, string, string, string])[] = [
  ['Sartoria Adria', '01234560611', 'A271', 'sartoria'],
  ['Mobilificio Foglia', '07643520567', 'G479', 'mobili'],
  ['Agricola Musone', '00000170423', 'E388', 'agricoltura'],
  ['Calzature Tenna', '00000180448', 'D542', 'calzature'],
]
