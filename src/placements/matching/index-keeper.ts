// SPDX-License-Identifier: EUPL-1.2
// The index of one network, made from a feed and kept up with it. Whoever asks says how far the vacancies are written as
// far as he sees it: an index that has not read so far reads on first, or does not answer.
import type { Hit } from './hit.ts'
import { MatchingIndex, type Wanted } from './matching-index.ts'
import type { Packed } from './packed-vacancy.ts'
import { queryOf } from './query.ts'
import type { Seeker } from './seeker.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Weights } from './weights.ts'

/** A vacancy as it stands now; without one it is open no longer. */
export type Change = { readonly id: string; readonly vacancy: Packed | undefined }

/** Where an index comes from. Numbers grow with every writing, in the order in which writings become visible. */
export type Feed = {
  vocabulary(): Promise<Vocabulary>
  /** Hands over all open vacancies one by one and says up to which number it read. */
  all(vocabulary: string, take: (vacancy: Packed) => void): Promise<number>
  /** Everything above a number; what was read before may come again. */
  since(vocabulary: string, after: number): Promise<{ readonly until: number; readonly written: readonly Change[] }>
}

export type Request = Wanted & {
  readonly seeker: Seeker
  readonly vocabulary: string
  readonly weights: string
  /** How far vacancies are written for whoever asks. */
  readonly written: number
}

type Kept = { readonly index: MatchingIndex; until: number }

/** So many changes beside a shelf of a network slow every search down; a greater one bears more. */
const rebuildAfter = (size: number): number => Math.max(2000, size / 20)

export class IndexKeeper {
  private kept: Kept | undefined
  private building: Promise<void> | undefined
  private reading: Promise<void> | undefined
  private readonly feed: Feed
  private readonly weights: Weights

  constructor(feed: Feed, weights: Weights) {
    this.feed = feed
    this.weights = weights
  }

  /** Makes the index anew beside the one that answers meanwhile. */
  build(): Promise<void> {
    this.building ??= this.make().finally(() => {
      this.building = undefined
    })
    return this.building
  }

  get state(): { readonly size: number; readonly bytes: number; readonly changes: number; readonly until: number } {
    const { index, until } = this.kept ?? {}
    return { size: index?.size ?? 0, bytes: index?.bytes ?? 0, changes: index?.changes ?? 0, until: until ?? -1 }
  }

  /** The best vacancies as they were written up to `written` or later; undefined when there is no such index yet. */
  async search(request: Request): Promise<readonly Hit[] | undefined> {
    const { kept } = this
    const isOurs = kept?.index.vocabulary.version === request.vocabulary && request.weights === this.weights.version
    if (!kept || !isOurs) {
      this.buildAside()
      return undefined
    }
    if (kept.until < request.written) await this.readOn()
    const { index, until } = this.kept as Kept
    if (until < request.written || index.vocabulary.version !== request.vocabulary) return undefined
    if (index.changes > rebuildAfter(index.size)) this.buildAside()
    return index.search(queryOf(request.seeker, index.vocabulary, this.weights), request)
  }

  private buildAside(): void {
    // A failure is no news: the next search asks again, and is answered by the database meanwhile.
    this.build().catch(() => {})
  }

  private async make(): Promise<void> {
    const vocabulary = await this.feed.vocabulary()
    const index = new MatchingIndex(vocabulary, this.weights)
    const until = await this.feed.all(vocabulary.version, vacancy => index.addPacked(vacancy))
    this.kept = { index: index.seal(), until }
  }

  /** One reading at a time; who comes while it runs waits for the next. */
  private readOn(): Promise<void> {
    const next = (this.reading ?? Promise.resolve()).then(() => this.take())
    const own = next.finally(() => {
      if (this.reading === own) this.reading = undefined
    })
    this.reading = own
    return own
  }

  private async take(): Promise<void> {
    const { kept } = this
    if (!kept) return
    const { until, written } = await this.feed.since(kept.index.vocabulary.version, kept.until)
    for (const { id, vacancy } of written) kept.index.changePacked(id, vacancy)
    kept.until = Math.max(kept.until, until)
  }
}
