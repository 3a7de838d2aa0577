// SPDX-License-Identifier: EUPL-1.2
// A running installation: database, server, background work. Started by `npm start` and `npm run demo`.
import type { AddressInfo } from 'node:net'

import type { Config } from '#platform/config/config.ts'
import { viewerResolver } from '#platform/auth/viewer-resolver.ts'
import { refuse } from '#platform/config/refusals.ts'
import { type Connected, connect } from '#platform/db/connect.ts'
import { startWorker } from '#platform/jobs/jobs.ts'
import { compose, jobHandlers } from './compose.ts'
import { modules } from './modules.ts'
import { startTicks } from './ticks.ts'

export type Installation = {
  readonly connected: Connected
  /** Where people reach it. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts everything; what fails is stopped again. Listening is the last step: who gets an answer gets a working one.
 * @param connecting a database that is on its way already
 */
export async function startInstallation(
  config: Config,
  connecting: Promise<Connected> = connect(config),
): Promise<Installation> {
  const connected = await connecting
  try {
    const { db } = connected
    const app = await compose({
      db,
      resolveViewer: viewerResolver(db),
      logLevel: config.logLevel,
      trustProxy: config.trustProxy,
    })
    const failed = (kind: string, error: unknown) =>
      app.log.error({ kind, name: error instanceof Error ? error.name : 'unknown' }, 'background work failed')
    await app.listen({ port: config.port, host: config.host }).catch(error => sayWhyNotListening(error, config))
    const worker = startWorker(db, jobHandlers(), failed)
    const ticks = startTicks(db, modules, failed)
    const { port } = app.server.address() as AddressInfo
    const stop = async () => {
      await Promise.all([ticks.stop(), worker.stop()])
      await app.close()
      await connected.close()
    }
    return { connected, url: config.baseUrl.replace(/:0$/, `:${port}`), stop }
  } catch (error) {
    await connected.close()
    throw error
  }
}

/** The commonest reason why a first start fails is another program on the same port. */
function sayWhyNotListening(error: NodeJS.ErrnoException, { host, port }: Config): never {
  if (error.code === 'EADDRINUSE') refuse('start.port-busy', { port, another: port < 65535 ? port + 1 : port - 1 })
  if (error.code === 'EACCES') refuse('start.port-denied', { port })
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') refuse('start.host', { host })
  throw error
}
