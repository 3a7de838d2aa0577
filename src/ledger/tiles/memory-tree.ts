// SPDX-License-Identifier: EUPL-1.2
// A whole tree in memory, 64 bytes for an entry: every level in blocks of hashes, so any proof is a few slices.
import { HASH, type Kernel, kernel } from '../hashing/kernel.ts'
import { consistencyPath, inclusionPath, type Range, rangeHash } from '../tree.ts'
import { sha256 } from '../verifier/sha256.ts'

/** Hashes of one block: full ones are never copied, so a growing tree needs no more than it holds. */
const BLOCK = 16_384
/** The first block of a level begins small: most trees of a test or of a proof stay so. */
const FIRST = 32

export class TreeInMemory {
  private readonly levels: Uint8Array[][] = []
  private readonly counts: number[] = []
  private readonly by: Kernel
  private room = new Uint8Array(0)

  constructor(by: Kernel = kernel()) {
    this.by = by
  }

  get size(): number {
    return this.counts[0] ?? 0
  }

  private put(level: number, hashes: Uint8Array): void {
    const blocks = (this.levels[level] ??= [])
    let count = this.counts[level] ?? 0
    for (let from = 0; from < hashes.length; ) {
      const at = count % BLOCK
      if (at === 0) blocks.push(new Uint8Array((count === 0 ? FIRST : BLOCK) * HASH))
      const some = hashes.subarray(from, from + (BLOCK - at) * HASH)
      TreeInMemory.roomIn(blocks, at * HASH + some.length).set(some, at * HASH)
      count += some.length / HASH
      from += some.length
    }
    this.counts[level] = count
  }

  /** The last block, with room for so many bytes. */
  private static roomIn(blocks: Uint8Array[], bytes: number): Uint8Array {
    const last = blocks.at(-1) ?? new Uint8Array(0)
    if (last.length >= bytes) return last
    const larger = new Uint8Array(Math.min(BLOCK * HASH, Math.max(bytes, 4 * last.length)))
    larger.set(last)
    blocks[blocks.length - 1] = larger
    return larger
  }

  /** Neighbouring hashes of one block. */
  private run(level: number, from: number, until: number): Uint8Array {
    const block = this.levels[level]?.[Math.floor(from / BLOCK)] ?? new Uint8Array(0)
    return block.subarray((from % BLOCK) * HASH, (from % BLOCK) * HASH + (until - from) * HASH)
  }

  /** Appends leaf hashes and makes every parent that is complete now. */
  append(leaves: Uint8Array): void {
    this.put(0, leaves)
    for (let level = 0; ; level++) {
      const complete = Math.floor((this.counts[level] ?? 0) / 2)
      const known = this.counts[level + 1] ?? 0
      if (complete === known) return
      for (let from = 2 * known; from < 2 * complete; ) {
        const until = Math.min(2 * complete, from - (from % BLOCK) + BLOCK)
        const bytes = ((until - from) / 2) * HASH
        if (this.room.length < bytes) this.room = new Uint8Array(bytes)
        const parents = this.room.subarray(0, bytes)
        this.put(level + 1, this.by.nodes(this.run(level, from, until), parents))
        from = until
      }
    }
  }

  private at = (level: number, position: number): Uint8Array => {
    if (position >= (this.counts[level] ?? 0)) throw new Error(`The tree has no hash ${level}/${position}`)
    return this.run(level, position, position + 1)
  }

  hashOf = (range: Range): Uint8Array => (range.size === 0 ? sha256(new Uint8Array(0)) : rangeHash(range, this.at))
  rootAt = (size: number): Uint8Array => this.hashOf({ start: 0, size })
  inclusion = (index: number, size = this.size): Uint8Array[] => inclusionPath(index, size).map(this.hashOf)
  consistency = (old: number, size = this.size): Uint8Array[] => consistencyPath(old, size).map(this.hashOf)
}
