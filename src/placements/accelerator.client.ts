// SPDX-License-Identifier: EUPL-1.2
// The thread with the indexes, as the rest of this process asks it. It may be missing, busy or dead: then there is no
// answer, and whoever asked goes to the database.
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { NetworkId } from '#lib/ids.ts'
import type { Database, Services } from '#platform/db/scope.ts'
import type { Request } from './matching/index-keeper.ts'
import type { Hit } from './matching/hit.ts'
import type { Answered, Asked } from './matching.worker.ts'

/** Longer than this the database takes no longer itself. */
const PATIENCE_MS = 200

export type IndexState = { readonly size: number; readonly bytes: number; readonly changes: number }

export class Accelerator {
  private readonly worker: Worker
  private readonly waiting = new Map<number, (answer: unknown) => void>()
  private asks = 0
  private over = false
  private readonly patience: number

  /** @param patience milliseconds that a search waits for its answer */
  constructor(db: Database, patience = PATIENCE_MS) {
    this.patience = patience
    const connection = connectionOf(db)
    this.worker = new Worker(new URL('./matching.worker.ts', import.meta.url), {
      workerData: { connection },
      env: {},
      execArgv: [],
    })
    this.worker.unref()
    this.worker.on('message', ({ ask, answer }: Answered) => this.waiting.get(ask)?.(answer))
    this.worker.on('error', () => this.end())
    this.worker.on('exit', () => this.end())
  }

  get isOver(): boolean {
    return this.over
  }

  /** Makes the index of a network unless it is there; says how great it is. */
  prepare(network: NetworkId): Promise<IndexState | undefined> {
    return this.ask({ network }, undefined) as Promise<IndexState | undefined>
  }

  search(network: NetworkId, request: Request): Promise<readonly Hit[] | undefined> {
    return this.ask({ network, request }, this.patience) as Promise<readonly Hit[] | undefined>
  }

  async stop(): Promise<void> {
    this.end()
    await this.worker.terminate()
  }

  private ask(what: Omit<Asked, 'ask'>, patience: number | undefined): Promise<unknown> {
    if (this.over) return Promise.resolve(undefined)
    const ask = this.asks++
    return new Promise<unknown>(resolve => {
      const timer = patience === undefined ? undefined : setTimeout(() => done(undefined), patience)
      const done = (answer: unknown) => {
        clearTimeout(timer)
        this.waiting.delete(ask)
        resolve(answer)
      }
      this.waiting.set(ask, done)
      const asked: Asked = { ask, ...what }
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
      this.worker.postMessage(asked)
    })
  }

  private end(): void {
    this.over = true
    for (const done of this.waiting.values()) done(undefined)
  }
}

/** What pg itself adds to the options of a pool are functions, which do not go to a thread. */
function connectionOf(db: Database): pg.PoolConfig {
  const { host, port, user, database, password, connectionString, ssl } = db.pool.options
  const given = { host, port, user, database, password, connectionString, ssl }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** One for each open database of this process. */
const accelerators = new WeakMap<Services, Accelerator>()

export const acceleratorFor = (services: Services): Accelerator | undefined => {
  const known = accelerators.get(services)
  return known?.isOver ? undefined : known
}

/** Starts the thread for a database unless it runs. */
export function startAccelerator(db: Database, patience = PATIENCE_MS): Accelerator {
  const known = acceleratorFor(db.services)
  if (known) return known
  const made = new Accelerator(db, patience)
  accelerators.set(db.services, made)
  return made
}
