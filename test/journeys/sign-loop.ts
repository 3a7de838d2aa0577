// SPDX-License-Identifier: EUPL-1.2
// A process of its own that signs meetings until somebody kills it: node --import tsx test/journeys/sign-loop.ts.
// What the database has acknowledged is said on standard output, one line each and only after the commit:
// `signed <meeting> <fact>` for an act, `head <size> <root>` for a signed head of the register.
import { writeSync } from 'node:fs'
import { addDays, dayInRome, type Instant } from '#lib/civil-date.ts'
import type { AccountId, MeetingId, NetworkId, OrganisationId, PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { integrate } from '#ledger/index.ts'
import { foundNetwork } from '#network/index.ts'
import {
  bookMeeting,
  draftPlan,
  getMeeting,
  getPlan,
  holdMeeting,
  signMeeting,
  signPlan,
  whatIsSigned,
} from '#plans/index.ts'
import { networksOf } from '#platform/auth/networks.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import { readConfig } from '#platform/config/config.ts'
import { connect } from '#platform/db/connect.ts'
import { createPerson } from '#registry/index.ts'

/** Transactions under way at a time, so that a kill meets several of them half-way. */
const LANES = 3
const MEETINGS = 40
const HEAD_EVERY = 7

const now = new Date().toISOString() as Instant
const today = dayInRome(now)
const { db } = await connect(readConfig())
const seat = await aSeat()
const staff = { ...seat, role: 'case-worker', purpose: 'care', today, now } as const
let signed = 0

/** Nothing may stay in a buffer of ours: what is not written when the kill comes was not acknowledged. */
const say = (...words: readonly (string | number)[]) => writeSync(1, `${words.join(' ')}\n`)

/** The network of the first run is found again by the next, with an account that acts for its one organisation. */
async function aSeat(): Promise<{ network: NetworkId; organisation: OrganisationId; account: AccountId }> {
  const [known] = await db.asRole('nc_signin', undefined, networksOf)
  if (known) {
    const founder = await db.asRole('nc_signin', known.id, tx =>
      tx.selectFrom('platform_membership').select(['organisation_id', 'account_id']).executeTakeFirstOrThrow(),
    )
    return { network: known.id, organisation: founder.organisation_id, account: founder.account_id }
  }
  const administrator = {
    email: 'prova@example.org',
    displayName: 'Prova',
    lang: 'it' as const,
    passwordHash: await hashPassword('nobody signs in with this'),
    totpSecret: 'A'.repeat(32),
    totpStep: 0,
  }
  const { network, organisation, account } = await foundNetwork(db, {
    name: 'Marche',
    kind: 'trial',
    organisation: 'Coop. Il Girasole',
    administrator,
    now,
  })
  return { network, organisation, account }
}

/** Somebody with an agreed plan and meetings of ten minutes, ten on a day, all in the past. */
function aPersonWithMeetings(): Promise<{ person: PersonId; meetings: readonly MeetingId[] }> {
  return db.inScope(staff, async tx => {
    const person = await createPerson(tx, { givenName: 'Prova', familyName: 'Marche' })
    const measures = [{ kind: 'guidance' as const, ceiling: 60_000 as Minutes }]
    const id = await draftPlan(tx, person, 'open-plan', { goals: [{ words: 'Lavorare', lang: 'it' }], measures })
    await signPlan(tx, await getPlan(tx, id), 'operator', 'account')
    await signPlan(tx, await getPlan(tx, id), 'person', 'pin-screen-turned')
    const plan = await getPlan(tx, id)
    const measure = plan.measures[0]?.id
    if (!measure) throw new Error('The plan has a measure')
    const meetings: MeetingId[] = []
    for (let at = 0; at < MEETINGS; at++) {
      const start = 540 + (at % 10) * 10
      const booking = { measure, day: addDays(today, -1 - Math.floor(at / 10)), span: { start, end: start + 10 } }
      meetings.push(await bookMeeting(tx, plan, { ...booking, place: 'Jesi', lang: 'it', operator: seat.account }))
    }
    return { person, meetings }
  })
}

async function lane(): Promise<never> {
  for (;;) {
    const { person, meetings } = await aPersonWithMeetings()
    const { account: _, ...house } = seat
    const herself = { ...house, person, role: 'person', purpose: 'self', today, now } as const
    for (const meeting of meetings) {
      await db.inScope(staff, async tx => {
        const booked = await getMeeting(tx, meeting)
        await holdMeeting(tx, booked, booked.booked)
      })
      const fact = await db.inScope(herself, async tx => {
        const held = await getMeeting(tx, meeting)
        return signMeeting(tx, held, whatIsSigned(held), 'own-page-and-pin')
      })
      say('signed', meeting, fact)
      if (++signed % HEAD_EVERY === 0) await sayHead()
    }
  }
}

async function sayHead(): Promise<void> {
  await integrate(db, seat.network)
  const head = await db.inScope(staff, tx =>
    tx.selectFrom('ledger_checkpoint').select(['size', 'root']).orderBy('size', 'desc').executeTakeFirst(),
  )
  if (head) say('head', head.size, head.root.toString('hex'))
}

await Promise.all(Array.from({ length: LANES }, lane))
