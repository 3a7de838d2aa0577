// SPDX-License-Identifier: EUPL-1.2
// `npm start`: starts database and server, prints the address, ends cleanly on Ctrl-C.
import { networksOf } from '#platform/auth/networks.ts'
import { readConfig } from '#platform/config/config.ts'
import { connect } from '#platform/db/connect.ts'
import { orSayWhy } from './say-why.ts'
import { untilStopped } from './shutdown.ts'

await orSayWhy(async () => {
  const started = performance.now()
  const config = readConfig()
  // The database starts on one core while the slices load on the other.
  const connecting = connect(config)
  connecting.catch(() => {}) // told below, where it is waited for
  const [{ startInstallation }, { consoleText }] = await Promise.all([
    import('./installation.ts'),
    import('./commands/console-text.ts'),
  ])
  const installation = await startInstallation(config, connecting)
  const { db } = installation.connected
  const networks = await db.asRole('nc_signin', undefined, networksOf)
  const stopped = untilStopped(installation) // it listens for Ctrl-C before it says that it may be pressed

  const t = consoleText()
  const ms = Math.round(performance.now() - started)
  console.log(`\n${t('start.ready', { url: installation.url, ms: String(ms) })}`)
  if (!networks.some(network => network.kind !== 'demo'))
    console.log(t('start.token', { token: db.services.setupToken }))
  console.log(`${t('start.stop')}\n`)
  await stopped
})
