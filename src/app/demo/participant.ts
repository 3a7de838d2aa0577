// SPDX-License-Identifier: EUPL-1.2
// One participant of MIGRANT.NET from intake to outcome. What her organisation does is one transaction, act by act on the
// days of the acts; what the job centre does is another.
import { addDays, addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { PersonId, ProgrammeId } from '#lib/ids.ts'
import { employerWith, recordPlacement } from '#placements/index.ts'
import { closePlan, getPlan } from '#plans/index.ts'
import { onDay, type Tx } from '#platform/db/scope.ts'
import { inventPerson } from './invented-person.ts'
import { origins } from './origins.ts'
import { agreePact, agreePlan, answer, declare, giveHours, handOver, interview, takeIn } from './path.ts'
import type { Place } from './places.ts'
import { ENDS, STARTS } from './programme.ts'
import type { Random } from './random.ts'
import type { Region } from './seats.ts'

/** What a path leaves behind, for the digest. */
export type Trace = string
type Package = Awaited<ReturnType<typeof handOver>>
type Story = {
  readonly place: Place
  readonly programme: ProgrammeId
  readonly random: Random
  readonly serial: number
}

/** A day of intake: more people each half-year, few in the spring of 2020. */
function intakeDay(random: Random): CivilDate {
  const day = addDays(STARTS, Math.floor(Math.sqrt(random.below(1_000_000) / 1_000_000) * 730))
  return day > '2020-03-08' && day < '2020-05-18' && random.chance(0.8) ? addDays(day, 75) : day
}

export async function participate(region: Region, story: Story): Promise<Trace> {
  const { place, random } = story
  const intake = intakeDay(random)
  const { trace, sent } = await region.as(place.seat, intake, tx => withPartner(tx, intake, story))
  if (!sent) return trace.join('|')
  const reached = await region.as(place.centre.seat, sent.on, tx => atCentre(tx, sent, story))
  return [...trace, reached].join('|')
}

type Sent = { readonly package: Package; readonly on: CivilDate }
type Lived = { readonly trace: readonly (string | number)[]; readonly sent?: Sent }

/** What her organisation does: some leave before the interview, some before the plan. */
async function withPartner(tx: Tx, intake: CivilDate, { place, programme, random, serial }: Story): Promise<Lived> {
  const her = inventPerson(random, origins, intake, place.questura, serial)
  const person = await takeIn(tx, her, place.municipality, intake, programme)
  const trace = [place.name, her.familyName, her.givenName, her.birthDate, her.taxCode, her.permit.kind, intake]
  if (random.chance(0.03)) return { trace }
  const told = addDays(intake, random.between(0, 12))
  await onDay(tx, told, () => interview(tx, person, her, told))
  if (random.chance(0.05)) return { trace: [...trace, told] }
  const agreed = addDays(told, random.between(2, 20))
  const plan = await onDay(tx, agreed, () => agreePlan(tx, person, her))
  const meetings = random.weighted([
    [9, 82],
    [random.between(1, 8), 18],
  ])
  const unsigned = meetings < 9 && random.chance(0.25) ? 1 : 0
  const given = { from: agreed, end: ENDS, meetings, unsigned, place: place.name }
  const { minutes, last } = await onDay(tx, ENDS, () => giveHours(tx, plan, random, given))
  const ready = minutes >= 1200
  const handover = addDays(last, random.between(2, 20))
  // The job centre could do nothing with a permit that has ended.
  const holds = her.permit.expiresOn === undefined || her.permit.expiresOn > handover
  const sent = ready && random.chance(0.42) && holds ? await send(tx, person, place, handover) : undefined
  const found = ready && random.chance(0.16) ? await startWork(tx, person, last, random) : 'measures'
  if (unsigned === 0) {
    const outcome = minutes === 2160 ? 'completed' : 'withdrawn'
    await onDay(tx, ENDS, async () => closePlan(tx, await getPlan(tx, plan), outcome))
  }
  return { trace: [...trace, told, agreed, minutes, found], ...(sent ? { sent } : {}) }
}

const send = async (tx: Tx, person: PersonId, { centre }: Place, on: CivilDate): Promise<Sent> => ({
  package: await onDay(tx, on, () => handOver(tx, person, centre.id, on)),
  on,
})

/** The job centre answers and takes her declaration; with four in five it signs the pact. */
async function atCentre(tx: Tx, sent: Sent, { place, random, serial }: Story): Promise<string> {
  const answered = addDays(sent.on, random.between(1, 12))
  await onDay(tx, answered, () => answer(tx, sent.package, random))
  const declared = addDays(answered, random.between(0, 6))
  await onDay(tx, declared, () => declare(tx, sent.package, declared, serial))
  if (!random.chance(0.8)) return 'did'
  const signed = addDays(declared, random.between(3, 15))
  await onDay(tx, signed, () => agreePact(tx, sent.package, signed, place.centre.promoter))
  return 'pact'
}

/** An internship or a job of six months with one of the firms. */
async function startWork(tx: Tx, person: PersonId, last: CivilDate, random: Random): Promise<string> {
  const job = random.chance(0.4)
  const from = addDays(last, random.between(20, 90))
  const [name, taxCode, municipality, sector] = random.pick(employers)
  await onDay(tx, from, async () => {
    const employer = await employerWith(tx, { name, taxCode, municipality, sector })
    await recordPlacement(tx, {
      person,
      employer,
      from,
      until: addMonths(from, 6),
      ...(job ? { kind: 'job', contract: 'fixedTerm' } : { kind: 'internship', contract: 'extracurricular' }),
    })
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
