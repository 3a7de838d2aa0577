// SPDX-License-Identifier: EUPL-1.2
// `npm run demo`: the program with the demo region in a data folder of its own, and one sign-in link for each role.
import path from 'node:path'
import type { NetworkId } from '#lib/ids.ts'
import { readConfig } from '#platform/config/config.ts'
import type { Database } from '#platform/db/scope.ts'
import { consoleText } from './commands/console-text.ts'
import { makingOf, startMaking } from './demo/making.ts'
import { doorsOf, findDemo, herDoor } from './demo/prepare.ts'
import { startInstallation } from './installation.ts'
import { orSayWhy } from './say-why.ts'
import { untilStopped } from './shutdown.ts'

const t = consoleText()
const EVERY_MS = 3000

/** Makes the region when there is none, saying every few seconds how far it is. */
async function prepare(db: Database): Promise<void> {
  if (await findDemo(db)) return
  const started = performance.now()
  const say = () => {
    const making = makingOf(db)
    if (making) console.log(t(`demo.console.${making.stage}`, { done: making.done, of: making.of }))
  }
  const timer = setInterval(say, EVERY_MS)
  const prepared = await startMaking(db, error => console.error(error))
  clearInterval(timer)
  const seconds = Math.round((performance.now() - started) / 1000)
  if (prepared?.state === 'ready' && prepared.made) {
    const { people, digest } = prepared.made
    console.log(`${t('demo.console.made', { people, seconds, digest: digest.slice(0, 16) })}\n`)
  }
}

async function showDoors(db: Database, network: NetworkId): Promise<void> {
  const hers = await herDoor(db, network)
  console.log(`${t('demo.console.doors')}\n`)
  for (const door of await doorsOf(db, network))
    console.log(`${t(`demo.door.${door.role}`)}: ${door.name}, ${door.organisation}\n  ${door.url}`)
  if (hers) console.log(`${t('demo.door.person')}: Samira Al Nouri\n  ${hers}`)
}

function sayWhyNot(why: 'occupied' | 'unfinished'): void {
  console.log(t(`demo.${why}.title`))
  console.log(`${t(`demo.${why}.how`)}\n  DATA_DIR=../regione-di-prova npm run demo`)
}

await orSayWhy(async () => {
  const given = readConfig()
  const dataDir = process.env['DATA_DIR'] ? given.dataDir : path.join(given.dataDir, 'demo')
  const installation = await startInstallation({ ...given, dataDir })
  const { db } = installation.connected
  console.log(`\n${t('demo.console.title', { url: installation.url })}\n`)
  await prepare(db)
  const found = await findDemo(db)
  if (found?.state === 'ready') await showDoors(db, found.network)
  else sayWhyNot(found?.state === 'occupied' ? 'occupied' : 'unfinished')
  console.log(`\n${t('demo.console.stop')}\n`)
  await untilStopped(installation)
})
