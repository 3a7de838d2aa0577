// SPDX-License-Identifier: EUPL-1.2
// The demo region of an installation: made once, then found again. Its doors open from this computer only.
import { record } from '#ledger/index.ts'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import { type DemoDoor, demoSignInLinks } from '#platform/auth/demo.ts'
import { type Network, networksOf, saveNetworkSettings } from '#platform/auth/networks.ts'
import { createPersonLink } from '#platform/auth/person-access.ts'
import type { Database } from '#platform/db/scope.ts'
import { listPeople } from '#registry/index.ts'
import { makeDemoRegion, type Progress } from './region.ts'
import { HERSELF } from './today.ts'

type Made = { readonly people: number; readonly digest: string }

export type Prepared =
  /** `people`: how many take part in its programme. */
  | { readonly state: 'ready'; readonly network: NetworkId; readonly people: number; readonly made?: Made }
  /** A network that people use lives here: no invented people beside it. */
  | { readonly state: 'occupied' }
  /** The program was stopped while it made the region. */
  | { readonly state: 'unfinished' }

/** What was written when the region was whole. */
const madeOf = (network: Network): Partial<Made> | undefined => network.settings['demo'] as Partial<Made> | undefined

/** What this installation holds; undefined while it holds no network at all. */
export async function findDemo(db: Database): Promise<Prepared | undefined> {
  const networks = await db.asRole('nc_signin', undefined, networksOf)
  if (networks.some(network => network.kind !== 'demo')) return { state: 'occupied' }
  const [known] = networks
  if (!known) return undefined
  const made = madeOf(known)
  return made ? { state: 'ready', network: known.id, people: made.people ?? 0 } : { state: 'unfinished' }
}

/** The demo network of this installation, made now when there is no network at all. */
export async function prepareDemo(
  db: Database,
  progress: (progress: Progress) => void,
  people?: number,
): Promise<Prepared> {
  const found = await findDemo(db)
  if (found) return found
  const made = await makeDemoRegion(db, { progress, ...(people === undefined ? {} : { people }) })
  const { region, digest } = made
  await region.as(region.lead, dayInRome(region.now), tx =>
    saveNetworkSettings(tx, { demo: { people: made.people, digest } }),
  )
  return { state: 'ready', network: region.network, people: made.people, made: { people: made.people, digest } }
}

const now = () => new Date().toISOString() as Instant

/** One address for each role, for whoever sits at this computer. */
export const doorsOf = (db: Database, network: NetworkId): Promise<readonly DemoDoor[]> =>
  demoSignInLinks(db, network, now())

/** A new link to the page of the person whom the demo shows, made by her case worker; undefined where she is not. */
export async function herDoor(db: Database, network: NetworkId): Promise<string | undefined> {
  const worker = (await doorsOf(db, network)).find(door => door.role === 'case-worker')
  if (!worker) return undefined
  const at = now()
  const { account, seat: organisation } = worker
  const scope = { network, organisation, account, role: 'case-worker', purpose: 'care', now: at } as const
  return db.inScope({ ...scope, today: dayInRome(at) }, async tx => {
    const [her] = (await listPeople(tx, { search: HERSELF, limit: 1, ownOnly: true })).people
    if (!her) return undefined
    const link = await createPersonLink(tx, her.id)
    await record(tx, 'entry.link-made', { person: her.id, fields: { link: link.id, holder: 'self' } })
    return link.url
  })
}
