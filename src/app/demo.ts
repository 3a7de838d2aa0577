// SPDX-License-Identifier: EUPL-1.2
// `npm run demo`: the program with the demo region in a data folder of its own, and one sign-in link for each role.
import path from 'node:path'
import { readConfig } from '#platform/config/config.ts'
import { doorsOf, prepareDemo } from './demo/prepare.ts'
import { startInstallation } from './installation.ts'
import { untilStopped } from './shutdown.ts'

const given = readConfig()
const dataDir = process.env['DATA_DIR'] ? given.dataDir : path.join(given.dataDir, 'demo')
const installation = await startInstallation({ ...given, dataDir })
const { db } = installation.connected
const network = await prepareDemo(db, line => console.log(line))
console.log(`\nNuove Comunità, regione di prova: ${installation.url}\n`)
if (!network) console.log('Qui vive già una rete: la regione di prova si apre solo in una cartella sua (DATA_DIR).')
else
  for (const door of await doorsOf(db, network))
    console.log(`${door.role.padEnd(14)} ${door.name}, ${door.organisation}\n  ${door.url}`)
console.log('\nPersone e dati inventati. Ctrl-C: ferma / stop\n')
await untilStopped(installation)
