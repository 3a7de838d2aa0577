// SPDX-License-Identifier: EUPL-1.2
// A server that lives as long as a test run, a bench or a script: made in half a second, without waiting for the disk.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Embedded, startEmbedded } from './embedded.ts'

/**
 * @param durable true for measurements that must pay for the disk as the product does
 * @param place the folder in which its own is made
 */
export async function startThrowAway(durable = false, place = os.tmpdir()): Promise<Embedded> {
  const dir = mkdtempSync(path.join(place, 'nc-throw-away-'))
  chmodSync(dir, 0o711) // when we are root the server runs as an unprivileged user, who must be able to pass through
  const fast = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const server = await startEmbedded(path.join(dir, 'pg'), durable ? undefined : fast)
  const stop = async () => {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  return { ...server, stop }
}
