// SPDX-License-Identifier: EUPL-1.2
// Who acts in the demo region, and on which day. Acts happen in the order and under the rules of the product; only the
// day in the scope lies in the past. The register says when they were really recorded.
import { randomBytes } from 'node:crypto'
import { type CivilDate, dayInRome, type Instant, instantInRome } from '#lib/civil-date.ts'
import type { AccountId, NetworkId, OrganisationId } from '#lib/ids.ts'
import { recordTogether } from '#ledger/index.ts'
import { addOrganisation, foundNetwork, type OrganisationKind } from '#network/index.ts'
import { createAccount } from '#platform/auth/accounts.ts'
import { addMember } from '#platform/auth/memberships.ts'
import { hashPassword } from '#platform/auth/passwords.ts'
import type { Role } from '#platform/auth/roles.ts'
import { newTotpSecret } from '#platform/auth/totp.ts'
import type { Database, Work } from '#platform/db/scope.ts'
import { forgetOnCrash } from './commit.store.ts'
import type { DemoOrganisation } from './organisations.ts'

export type Seat = {
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly account: AccountId
  readonly role: Role
}

export type NewMember = {
  readonly organisation: OrganisationId
  readonly role: Role
  readonly displayName: string
}

export type Region = {
  readonly db: Database
  readonly network: NetworkId
  /** The seat of the first administrator, at the lead. */
  readonly lead: Seat
  readonly now: Instant
  as<T>(seat: Seat, day: CivilDate, work: Work<T>): Promise<T>
  /** All in one transaction, in the order given. */
  organisations(given: readonly DemoOrganisation[]): Promise<readonly OrganisationId[]>
  /** Their seats in the order given. */
  members(given: readonly NewMember[]): Promise<readonly Seat[]>
}

/** Nobody knows this password, so all may have the same: the demo is entered through its doors, from this computer only. */
let nobodysPassword: Promise<string> | undefined
const nobodysAccount = async () => ({
  passwordHash: await (nobodysPassword ??= hashPassword(randomBytes(24).toString('base64url'))),
  totpSecret: newTotpSecret(),
  totpStep: 0,
})

export async function foundRegion(db: Database, name: string, lead: DemoOrganisation): Promise<Region> {
  const now = new Date().toISOString() as Instant
  const locked = await nobodysAccount()
  const administrator = { ...locked, email: 'amministrazione@example.org', displayName: 'Elena Marconi', lang: 'it' }
  const founded = await foundNetwork(db, { name, kind: 'demo', organisation: lead.name, administrator, now })
  const { network } = founded
  const seat: Seat = { network, organisation: founded.organisation, account: founded.account, role: 'administrator' }
  /** What is said on a day is dated by that day, also on the pages that tell who said what when. */
  const momentOf = (day: CivilDate) => (day === dayInRome(now) ? now : (instantInRome(day, '12:00') ?? now))
  const as: Region['as'] = (who, day, work) =>
    db.inScope({ ...who, purpose: 'care', today: day, now: momentOf(day) }, async tx => {
      forgetOnCrash(tx)
      return recordTogether(tx, async () => work(tx))
    })
  let serial = 0
  return {
    db,
    network,
    lead: seat,
    now,
    as,
    organisations: given =>
      as(seat, dayInRome(now), async tx => {
        const made: OrganisationId[] = []
        for (const { name: called, kind, phone, email } of given)
          made.push(await addOrganisation(tx, { name: called, kind: kind as OrganisationKind, phone, email }))
        return made
      }),
    members: given =>
      db.asRole('nc_signin', network, async tx => {
        const seats: Seat[] = []
        for (const { organisation, role, displayName } of given) {
          const email = `demo${++serial}@example.org`
          const account = createAccount(tx, { ...locked, network, email, displayName, lang: 'it', now })
          addMember(tx, { network, account, organisation, role, from: '2018-01-01' as CivilDate, now })
          seats.push({ network, organisation, account, role })
        }
        return seats
      }),
  }
}
