// SPDX-License-Identifier: EUPL-1.2
// The people whom the case worker of the demo follows today, so that her desk has a day's work on it.
import { addDays, addMonths, type CivilDate, dayInRome } from '#lib/civil-date.ts'
import { composeCodiceFiscale } from '#lib/codice-fiscale.ts'
import type { OrganisationId, PersonId } from '#lib/ids.ts'
import { type PermitData, recordPermit } from '#registry/index.ts'
import { bookMeeting, getPlan, type Plan, writeUpRegister } from '#plans/index.ts'
import { type InventedPerson, inventPerson, officeDay } from './invented-person.ts'
import { trades } from './life.ts'
import { origins } from './origins.ts'
import { agreePlan, handOver, interview, meetingsOf, takeIn } from './path.ts'
import type { Random } from './random.ts'
import type { Region, Seat } from './seats.ts'

type Story = {
  readonly meetings: number
  readonly unsigned: number
  readonly permitDays: number
  readonly handedOver: boolean
  readonly paper?: 'renewed' | 'renewal-asked'
}

/** How far each one has come, and how many days are left on the permit. */
const stories: readonly Story[] = [
  { meetings: 6, unsigned: 2, permitDays: 52, handedOver: true },
  { meetings: 0, unsigned: 0, permitDays: 9, handedOver: false },
  { meetings: 9, unsigned: 0, permitDays: 900, handedOver: true },
  { meetings: 4, unsigned: 1, permitDays: 640, handedOver: false },
  { meetings: 2, unsigned: 0, permitDays: 104, handedOver: false },
  { meetings: 7, unsigned: 0, permitDays: 460, handedOver: false, paper: 'renewed' },
  { meetings: 1, unsigned: 1, permitDays: 1300, handedOver: false },
  { meetings: 0, unsigned: 0, permitDays: 300, handedOver: false },
  { meetings: 3, unsigned: 0, permitDays: 85, handedOver: false, paper: 'renewal-asked' },
  { meetings: 9, unsigned: 0, permitDays: 1500, handedOver: true },
  { meetings: 5, unsigned: 0, permitDays: 720, handedOver: false },
  { meetings: 0, unsigned: 0, permitDays: 410, handedOver: false },
]

const JESI = 'E388'

/** The words under which she is found in the list of people. */
export const HERSELF = 'Al Nouri Samira'

/** A woman from Homs who sews: the first person a visitor of the demo should open. */
function samira(random: Random, intake: CivilDate, today: CivilDate): InventedPerson {
  const drawn = inventPerson(random, origins, intake, 'Ancona', 9_000_000)
  const sewing = trades[0]
  return {
    ...drawn,
    familyName: 'Al Nouri',
    givenName: 'Samira',
    nativeName: 'سميرة النوري',
    nativeLang: 'ar',
    sex: 'F',
    birthDate: '1995-05-03' as CivilDate,
    citizenship: 'SYR',
    birthPlace: 'Z240',
    birthTown: 'Homs',
    taxCode: composeCodiceFiscale({
      familyName: 'Al Nouri',
      givenName: 'Samira',
      birthDate: '1995-05-03' as CivilDate,
      sex: 'F',
      birthPlace: 'Z240',
    }),
    permit: {
      documentType: 1,
      kind: 'subsidiary',
      number: 'I19000000',
      questura: 'Ancona',
      issuedOn: addMonths(today, -58),
      expiresOn: addDays(today, 52),
    },
    told: {
      ...drawn.told,
      lang: 'ar',
      interpreter: 'ar',
      mother: 'ar',
      otherLanguages: ['tr', 'en'],
      italian: 'A2',
      reads: 'well',
      school: 'lowerSecondary',
      schoolYears: 9,
      works: sewing ? [{ trade: sewing, place: 'Homs', country: 'SYR', from: 2013, until: 2019, kind: 'formal' }] : [],
    },
  }
}

/** Nobody is mistaken for somebody else: in a dozen people no two share a name or a surname. */
function strangerTo(taken: Set<string>, draw: () => InventedPerson): InventedPerson {
  for (;;) {
    const her = draw()
    if (taken.has(her.familyName) || taken.has(her.givenName)) continue
    taken.add(her.familyName).add(her.givenName)
    return her
  }
}

/** The paper she shows, so many days before its end. Who asked for asylum has hers by its rules. */
function paperOf({ permit }: InventedPerson, story: Story, today: CivilDate): PermitData {
  const expiresOn = addDays(today, story.permitDays)
  const issuedOn = addMonths(expiresOn, permit.kind === 'subsidiary' || permit.kind === 'refugee' ? -60 : -24)
  const asylum = permit.asylum && { ...permit.asylum, appliedOn: addDays(issuedOn, -40) }
  const asked = story.paper === 'renewal-asked' && { renewalAskedOn: addDays(today, -12) }
  return { ...permit, issuedOn, expiresOn, ...(asylum && { asylum }), ...asked }
}

/** The paper before the renewal, which ended while we knew her. */
const paperBefore = (renewed: PermitData, until: CivilDate): PermitData => ({
  ...renewed,
  number: `${renewed.number?.slice(0, -1)}0`,
  issuedOn: addMonths(until, -24),
  expiresOn: until,
})

/** Takes in today's people; gives the one whose own page the demo shows. */
export async function liveToday(region: Region, seat: Seat, centre: OrganisationId, random: Random): Promise<PersonId> {
  const today = dayInRome(region.now)
  const people: PersonId[] = []
  const taken = new Set<string>()
  const booked: { plan: Plan }[] = []
  for (const [at, story] of stories.entries()) {
    const intake = addDays(today, -random.between(28, 75))
    const draw = () => inventPerson(random, origins, intake, 'Ancona', 8_000_000 + at)
    const drawn = strangerTo(taken, at === 0 ? () => samira(random, intake, today) : draw)
    const her = { ...drawn, permit: paperOf(drawn, story, today) }
    const person = await arrive(region, seat, her, story, intake)
    people.push(person)
    if (story.meetings === 0) continue
    const agreed = addDays(intake, 8)
    const plan = await region.as(seat, agreed, tx => agreePlan(tx, person, her))
    const given = { from: agreed, end: addDays(today, -1), place: 'Coop. Il Girasole, Jesi' }
    const { meetings, unsigned } = story
    const entries = meetingsOf(plan, random, { ...given, meetings, unsigned })
    await region.as(seat, today, tx => writeUpRegister(tx, plan, entries))
    if (story.handedOver)
      await region.as(seat, addDays(today, -at - 3), tx => handOver(tx, person, centre, addDays(today, -at - 3)))
    else booked.push({ plan })
  }
  await book(region, seat, booked)
  return people[0] as PersonId
}

/** First contact and interview; a paper that ended in between was renewed, and the new one is recorded beside it. */
async function arrive(
  region: Region,
  seat: Seat,
  her: InventedPerson,
  story: Story,
  intake: CivilDate,
): Promise<PersonId> {
  const told = addDays(intake, 3)
  const before = story.paper === 'renewed' ? paperBefore(her.permit, addDays(intake, 6)) : her.permit
  const person = await region.as(seat, intake, tx => takeIn(tx, { ...her, permit: before }, JESI))
  await region.as(seat, told, tx => interview(tx, person, her, told))
  if (before !== her.permit)
    await region.as(seat, addDays(intake, 20), tx =>
      recordPermit(tx, person, her.permit, { level: 'documented', saidBy: 'document', interpreted: false }),
    )
  return person
}

/** Hours of an office day that do not touch each other. */
const hours = [540, 660, 870]

/** Meetings to come: a few on each of the next office days, the first of them today when offices are open. */
async function book(region: Region, seat: Seat, plans: readonly { readonly plan: Plan }[]): Promise<void> {
  let day = officeDay(dayInRome(region.now))
  await region.as(seat, dayInRome(region.now), async tx => {
    for (const round of [0, 1, 2]) {
      for (const [at, { plan }] of plans.entries()) {
        const start = hours[at % 3] ?? 540
        if (at % 3 === 0 && at + round > 0) day = officeDay(addDays(day, 1))
        const agreed = await getPlan(tx, plan.id)
        const measure = agreed.measures.at(-1)?.id
        if (!measure) continue
        const span = { start, end: start + 90 }
        const where = { place: 'Via Roma 8, Jesi', lang: 'it', operator: seat.account }
        await bookMeeting(tx, agreed, { measure, day, span, ...where })
      }
    }
  })
}
