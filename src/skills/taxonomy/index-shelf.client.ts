// SPDX-License-Identifier: EUPL-1.2
// The indexes that this process holds, one for each kind and language. Each carries the stamp of the files it was made
// from; as soon as the database says another stamp it is made anew, in a thread of its own. All of it can be thrown away.
import { Worker } from 'node:worker_threads'
import type { Documents, SearchKind } from './documents.ts'
import { type IndexParts, opened, type SearchIndex } from './search-index.ts'

type Kept = { readonly stamp: string; readonly index: Promise<SearchIndex> }
export type Wanted = { readonly kind: SearchKind; readonly language: string; readonly stamp: string }

/** Threads start when there is something to make, and end when nothing has been asked of them for a while. */
const IDLE_MS = 20_000

class Maker {
  #worker: Worker | undefined
  #last: Promise<unknown> = Promise.resolve()
  #ending: NodeJS.Timeout | undefined

  /** One index after the other: making several at once would only take the processors from those who ask. */
  make(documents: Documents): Promise<IndexParts> {
    const made = this.#last.then(() => this.#ask(documents))
    this.#last = made.catch(() => {})
    return made
  }

  async #ask(documents: Documents): Promise<IndexParts> {
    clearTimeout(this.#ending)
    const worker = (this.#worker ??= new Worker(new URL('./index.worker.ts', import.meta.url), {
      env: {},
      execArgv: [],
    }))
    worker.ref()
    try {
      return await new Promise<IndexParts>((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
        worker.once('exit', () => reject(new Error('The thread that makes indexes ended')))
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
        worker.postMessage(documents)
      })
    } catch (error) {
      this.#worker = undefined
      void worker.terminate()
      throw error
    } finally {
      // By name: a worker listens to itself to know when it is listened to.
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
      worker.unref()
      this.#ending = setTimeout(() => this.end(), IDLE_MS)
      this.#ending.unref()
    }
  }

  end(): void {
    clearTimeout(this.#ending)
    void this.#worker?.terminate()
    this.#worker = undefined
  }
}

export class IndexShelf {
  readonly #kept = new Map<string, Kept>()
  readonly #maker = new Maker()

  /** @param read gives the words; asked only when there is no index of this stamp */
  async open({ kind, language, stamp }: Wanted, read: () => Promise<Documents>): Promise<SearchIndex> {
    const name = `${kind} ${language}`
    const known = this.#kept.get(name)
    if (known?.stamp === stamp) return known.index
    const index = read()
      .then(documents => this.#maker.make(documents))
      .then(opened)
    this.#kept.set(name, { stamp, index })
    // What failed must not leave its failure behind for the next one who asks.
    index.catch(() => this.#kept.get(name)?.index === index && this.#kept.delete(name))
    return index
  }

  /** What was made from other files than those of the stamp. */
  outdated(stamp: string): readonly Pick<Wanted, 'kind' | 'language'>[] {
    return [...this.#kept]
      .filter(([, kept]) => kept.stamp !== stamp)
      .map(([name]) => {
        const [kind = '', language = ''] = name.split(' ')
        return { kind: kind as SearchKind, language }
      })
  }

  clear(): void {
    this.#kept.clear()
    this.#maker.end()
  }
}
