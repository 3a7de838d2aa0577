// SPDX-License-Identifier: EUPL-1.2
// The demo region of an installation: made once, then found again; its doors are printed for this computer only.
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import { type DemoDoor, demoSignInLinks } from '#platform/auth/demo.ts'
import { networksOf } from '#platform/auth/networks.ts'
import type { Database } from '#platform/db/scope.ts'
import { makeDemoRegion } from './region.ts'

/** The demo network of this installation, made now when there is none. Undefined where a real network lives. */
export async function prepareDemo(db: Database, progress: (line: string) => void): Promise<NetworkId | undefined> {
  const networks = await db.asRole('nc_signin', undefined, networksOf)
  const known = networks.find(network => network.kind === 'demo')
  if (networks.some(network => network.kind !== 'demo')) return undefined
  if (known) return known.id
  const started = performance.now()
  let shown = -1
  const { region, digest, people } = await makeDemoRegion(db, {
    progress: (done, of) => {
      const tenth = Math.floor((done / of) * 20)
      if (tenth === shown) return
      shown = tenth
      const left = Math.round(((performance.now() - started) / 1000 / done) * (of - done))
      progress(`Regione di prova / demo region: ${done} di ${of} persone, circa ${left} s`)
    },
  })
  progress(
    `${people} persone inventate in ${Math.round((performance.now() - started) / 1000)} s, impronta ${digest.slice(0, 16)}`,
  )
  return region.network
}

/** One address for each role, for whoever started the program. */
export function doorsOf(db: Database, network: NetworkId): Promise<readonly DemoDoor[]> {
  return demoSignInLinks(db, network, new Date().toISOString() as Instant)
}
