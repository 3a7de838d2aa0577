// SPDX-License-Identifier: EUPL-1.2
// `npm run demo`: the program with the demo region in a data folder of its own, and one sign-in link for each role.
import path from 'node:path'
import type { NetworkId } from '#lib/ids.ts'
import { readConfig } from '#platform/config/config.ts'
import type { Database } from '#platform/db/scope.ts'
import { makingOf, startMaking } from './demo/making.ts'
import { doorsOf, findDemo, herDoor } from './demo/prepare.ts'
import { startInstallation } from './installation.ts'
import { untilStopped } from './shutdown.ts'

const labels = {
  'case-worker': 'operatrice / case worker',
  mediator: 'mediatrice / mediator',
  'cpi-operator': 'operatore CPI / job centre operator',
  coordinator: 'coordinatrice / coordinator',
  auditor: 'revisore / auditor',
  administrator: 'amministratrice / administrator',
  person: 'la persona / the person',
} as const

/** Makes the region when there is none, saying every few seconds how far it is. */
async function prepare(db: Database): Promise<void> {
  if (await findDemo(db)) return
  const started = performance.now()
  const timer = setInterval(() => {
    const { done = 0, of = 0 } = makingOf(db) ?? {}
    if (done > 0) console.log(`Regione di prova / demo region: ${done} di / of ${of} persone / people`)
  }, 3000)
  const prepared = await startMaking(db, error => console.error(error))
  clearInterval(timer)
  const seconds = Math.round((performance.now() - started) / 1000)
  if (prepared?.state === 'ready' && prepared.made) {
    const { people, digest } = prepared.made
    console.log(`${people} persone inventate / invented people, ${seconds} s, impronta / digest ${digest.slice(0, 16)}`)
  }
}

async function showDoors(db: Database, network: NetworkId): Promise<void> {
  const hers = await herDoor(db, network)
  console.log('Una porta per ruolo, solo da questo computer / a door for each role, from this computer only:\n')
  for (const door of await doorsOf(db, network))
    console.log(`${labels[door.role]}: ${door.name}, ${door.organisation}\n  ${door.url}`)
  if (hers) console.log(`${labels.person}: Samira Al Nouri (sceglie un PIN / chooses a PIN)\n  ${hers}`)
}

const given = readConfig()
const dataDir = process.env['DATA_DIR'] ? given.dataDir : path.join(given.dataDir, 'demo')
const installation = await startInstallation({ ...given, dataDir })
const { db } = installation.connected
console.log(`\nNuove Comunità, regione di prova / demo region: ${installation.url}\n`)
await prepare(db)
const found = await findDemo(db)
if (found?.state === 'ready') await showDoors(db, found.network)
else {
  const why =
    found?.state === 'occupied' ? 'qui vive già una rete / a network lives here' : 'rimasta a metà / half made'
  console.log(`La regione di prova non si apre / cannot be opened: ${why}.`)
  console.log('Scegli una cartella nuova / choose a new folder: DATA_DIR=../regione-di-prova npm run demo')
}
console.log('\nPersone e dati inventati / invented people and data. Ctrl-C: ferma / stop\n')
await untilStopped(installation)
