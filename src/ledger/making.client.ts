// SPDX-License-Identifier: EUPL-1.2
// Many facts are made on threads of their own: hashing and signing a register that is taken in keeps nobody waiting. The
// threads are started by the first such batch and end when there has been none for a while.
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import type { PrivateKey } from './crypto.client.ts'
import { make, type Made, type Making } from './making.ts'
import type { Answer, Task } from './making.worker.ts'

/** Below this many the way to another thread costs more than it saves. */
const WORTH_APART = 64
const IDLE_MS = 20_000
const THREADS = Math.min(4, Math.max(2, os.availableParallelism()))

type Open = { readonly done: (made: Made) => void; readonly failed: (error: Error) => void }

class Thread {
  readonly open = new Map<number, Open>()
  private readonly worker = new Worker(new URL('./making.worker.ts', import.meta.url), { execArgv: [], env: {} })
  private next = 0

  constructor(ended: (thread: Thread) => void) {
    this.worker.unref()
    this.worker.on('message', ({ number, made, error }: Answer) => {
      const one = this.open.get(number)
      this.open.delete(number)
      if (this.open.size === 0) this.worker.unref()
      if (made) one?.done(made)
      else one?.failed(new Error(error))
    })
    this.worker.on('error', (error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))))
    this.worker.on('exit', () => {
      ended(this)
      this.fail(new Error('The thread that makes facts has ended'))
    })
  }

  private fail(error: Error): void {
    for (const one of this.open.values()) one.failed(error)
    this.open.clear()
  }

  make(making: Making, key: PrivateKey): Promise<Made> {
    return new Promise((done, failed) => {
      const task: Task = { number: this.next++, making, key }
      this.open.set(task.number, { done, failed })
      // While something is under way the program does not end.
      this.worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- threads have no origin
      this.worker.postMessage(task)
    })
  }

  end(): void {
    void this.worker.terminate()
  }
}

const threads = new Set<Thread>()
let idle: NodeJS.Timeout | undefined

function leastBusy(): Thread {
  const [best] = [...threads].toSorted((a, b) => a.open.size - b.open.size)
  if (best && (best.open.size === 0 || threads.size >= THREADS)) return best
  const thread = new Thread(one => threads.delete(one))
  threads.add(thread)
  return thread
}

/** Makes facts, on a thread apart when there are many. */
export async function makeFacts(making: Making, key: PrivateKey): Promise<Made> {
  if (making.kept.length < WORTH_APART) return make(making, key)
  clearTimeout(idle)
  try {
    return await leastBusy().make(making, key)
  } finally {
    clearTimeout(idle)
    idle = setTimeout(() => {
      for (const thread of threads) if (thread.open.size === 0) thread.end()
    }, IDLE_MS).unref()
  }
}
