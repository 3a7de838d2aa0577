// SPDX-License-Identifier: EUPL-1.2
// The people whom the case worker of the demo follows today, so that her desk has a day's work on it.
import { addDays, addMonths, type CivilDate, dayInRome } from '#lib/civil-date.ts'
import { composeCodiceFiscale } from '#lib/codice-fiscale.ts'
import type { OrganisationId, PersonId } from '#lib/ids.ts'
import { bookMeeting, getPlan, type Plan, writeUpRegister } from '#plans/index.ts'
import { type InventedPerson, inventPerson, workday } from './invented-person.ts'
import { trades } from './life.ts'
import { origins } from './origins.ts'
import { agreePlan, handOver, interview, meetingsOf, takeIn } from './path.ts'
import type { Random } from './random.ts'
import type { Region, Seat } from './seats.ts'

/** How far each one has come, and how many days are left on the permit. */
const stories = [
  { meetings: 6, unsigned: 2, permitDays: 52, handedOver: true },
  { meetings: 0, unsigned: 0, permitDays: 9, handedOver: false },
  { meetings: 9, unsigned: 0, permitDays: 900, handedOver: true },
  { meetings: 4, unsigned: 1, permitDays: 640, handedOver: false },
  { meetings: 2, unsigned: 0, permitDays: 104, handedOver: false },
  { meetings: 8, unsigned: 0, permitDays: 460, handedOver: false },
  { meetings: 1, unsigned: 1, permitDays: 1300, handedOver: false },
  { meetings: 0, unsigned: 0, permitDays: 300, handedOver: false },
  { meetings: 3, unsigned: 0, permitDays: 85, handedOver: false },
  { meetings: 9, unsigned: 0, permitDays: 1500, handedOver: true },
  { meetings: 5, unsigned: 0, permitDays: 720, handedOver: false },
  { meetings: 0, unsigned: 0, permitDays: 410, handedOver: false },
] as const

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

/** Takes in today's people; gives the one whose own page the demo shows. */
export async function liveToday(region: Region, seat: Seat, centre: OrganisationId, random: Random): Promise<PersonId> {
  const today = dayInRome(region.now)
  const people: PersonId[] = []
  for (const [at, story] of stories.entries()) {
    const intake = addDays(today, -random.between(28, 75))
    const drawn =
      at === 0 ? samira(random, intake, today) : inventPerson(random, origins, intake, 'Ancona', 9_000_000 + at)
    const expiresOn = addDays(today, story.permitDays)
    const her = { ...drawn, permit: { ...drawn.permit, issuedOn: addMonths(expiresOn, -24), expiresOn } }
    const person = await region.as(seat, intake, tx => takeIn(tx, her, JESI))
    people.push(person)
    await region.as(seat, addDays(intake, 3), tx => interview(tx, person, her, addDays(intake, 3)))
    if (story.meetings === 0) continue
    const agreed = addDays(intake, 8)
    const plan = await region.as(seat, agreed, tx => agreePlan(tx, person, her))
    const given = {
      from: agreed,
      end: addDays(today, -1),
      meetings: story.meetings,
      unsigned: story.unsigned,
      place: 'Coop. Il Girasole, Jesi',
    }
    const entries = meetingsOf(plan, random, given)
    await region.as(seat, today, tx => writeUpRegister(tx, plan, entries))
    if (story.handedOver)
      await region.as(seat, addDays(today, -at - 3), tx => handOver(tx, person, centre, addDays(today, -at - 3)))
    else if (at < 8) await book(region, seat, plan, workday(addDays(today, at === 3 ? 0 : at)), 540 + at * 30)
  }
  return people[0] as PersonId
}

async function book(region: Region, seat: Seat, plan: Plan, day: CivilDate, start: number): Promise<void> {
  await region.as(seat, dayInRome(region.now), async tx => {
    const agreed = await getPlan(tx, plan.id)
    const measure = agreed.measures.at(-1)?.id
    if (!measure) return
    await bookMeeting(tx, agreed, {
      measure,
      day,
      span: { start, end: start + 90 },
      place: 'Via Roma 8, Jesi',
      lang: 'it',
      operator: seat.account,
    })
  })
}
