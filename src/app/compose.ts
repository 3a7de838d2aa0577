// SPDX-License-Identifier: EUPL-1.2
// Puts the slices together into one server.
import type { FastifyInstance } from 'fastify'
import type { Instant } from '#lib/civil-date.ts'
import type { Database } from '#platform/db/scope.ts'
import { buildServer } from '#platform/http/server.ts'
import type { ResolveViewer } from '#platform/http/request-scope.ts'
import { makeCatalogue, type Catalogue, type SliceMessages } from '#platform/i18n/catalogue.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { platformMessages } from '#platform/messages.ts'
import { loadAssets } from '#platform/ui/assets.ts'
import { modules } from './modules.ts'

export type ComposeOptions = {
  readonly db: Database
  readonly resolveViewer: ResolveViewer
  readonly now?: () => Instant
  /** Throws on a text that nobody wrote; for tests. */
  readonly strict?: boolean
  readonly logLevel?: string
  readonly logStream?: { write(line: string): void }
  readonly trustProxy?: boolean
  readonly perMinute?: number
}

/** All texts of all slices. */
export function catalogueOf(strict = false): Catalogue {
  const slices = new Map<string, SliceMessages>([
    ...platformMessages,
    ...modules.map(m => [m.name, m.messages] as const),
  ])
  return makeCatalogue(slices, strict)
}

/** Who handles which kind of background work. */
export function jobHandlers(): ReadonlyMap<string, JobHandler> {
  return new Map(modules.flatMap(module => Object.entries(module.jobs ?? {})))
}

const systemClock = () => new Date().toISOString() as Instant

export async function compose(options: ComposeOptions): Promise<FastifyInstance> {
  const assets = await loadAssets()
  const nav = modules.flatMap(module => module.nav ?? []).toSorted((a, b) => a.order - b.order)
  return buildServer({
    db: options.db,
    catalogue: catalogueOf(options.strict),
    assets,
    files: assets.files,
    nav,
    modules,
    resolveViewer: options.resolveViewer,
    now: options.now ?? systemClock,
    logLevel: options.logLevel ?? 'warn',
    logStream: options.logStream,
    trustProxy: options.trustProxy ?? false,
    secure: options.db.services.baseUrl.startsWith('https:'),
    perMinute: options.perMinute ?? 600,
  })
}
