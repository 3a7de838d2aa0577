// SPDX-License-Identifier: EUPL-1.2
// Runs in a thread of its own: indexes of vacancies, one for each network, made from the database and kept up with it.
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import type { NetworkId } from '#lib/ids.ts'
import { openDatabase } from '#platform/db/scope.ts'
import { IndexKeeper, type Request } from './matching/index-keeper.ts'
import { currentWeights } from './matching/weights.ts'
import { readAll, readSince } from './vacancy-feed.store.ts'
import { vocabularyFrom } from './vocabulary.store.ts'

export type Asked = { readonly ask: number; readonly network: NetworkId; readonly request?: Request }
export type Answered = { readonly ask: number; readonly answer?: unknown }

const { connection } = workerData as { readonly connection: pg.PoolConfig }
// Reading vacancies needs no secret of the installation.
const none = { secret: Buffer.alloc(0), baseUrl: '', setupToken: '' }
const db = openDatabase({ ...connection, max: 2 }, none)
const keepers = new Map<NetworkId, IndexKeeper>()

function keeperOf(network: NetworkId): IndexKeeper {
  const known = keepers.get(network)
  if (known) return known
  const feed = {
    vocabulary: () => db.asRole('nc_jobs', network, vocabularyFrom),
    all: (vocabulary: string, take: Parameters<typeof readAll>[3]) => readAll(db, network, vocabulary, take),
    since: (vocabulary: string, after: number) => readSince(db, network, vocabulary, after),
  }
  const made = new IndexKeeper(feed, currentWeights)
  keepers.set(network, made)
  return made
}

async function answer({ ask, network, request }: Asked): Promise<Answered> {
  const keeper = keeperOf(network)
  if (request) return { ask, answer: await keeper.search(request) }
  if (keeper.state.until < 0) await keeper.build()
  return { ask, answer: keeper.state }
}

parentPort?.on('message', (asked: Asked) => {
  answer(asked)
    // Whatever went wrong, the database answers instead.
    .catch((): Answered => ({ ask: asked.ask }))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
    .then(answered => parentPort?.postMessage(answered))
})
