// SPDX-License-Identifier: EUPL-1.2
import type { Installation } from './installation.ts'

/** Waits for Ctrl-C or SIGTERM, then stops in order: server, background work, database. A second Ctrl-C does not wait. */
export async function untilStopped(installation: Installation): Promise<never> {
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  process.once('SIGINT', () => process.exit(130))
  await installation.stop()
  process.exit(0)
}
