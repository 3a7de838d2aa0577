// SPDX-License-Identifier: EUPL-1.2
// A whole tree in memory, 64 bytes for an entry: every level as one run of hashes, so any proof is a few slices.
import { HASH, type Kernel, kernel, rootOfHashes } from '../hashing/kernel.ts'
import { consistencyPath, inclusionPath, type Range, rangeHash } from '../tree.ts'
import { sha256 } from '../verifier/sha256.ts'

export class TreeInMemory {
  private levels: Uint8Array[] = []
  private counts: number[] = []
  private readonly by: Kernel

  constructor(by: Kernel = kernel()) {
    this.by = by
  }

  get size(): number {
    return this.counts[0] ?? 0
  }

  private put(level: number, hashes: Uint8Array): void {
    const count = this.counts[level] ?? 0
    const needed = count * HASH + hashes.length
    let room = this.levels[level] ?? new Uint8Array(0)
    if (room.length < needed) {
      const more = new Uint8Array(Math.max(needed, count === 0 ? 0 : room.length * 1.25))
      more.set(room)
      room = more
      this.levels[level] = room
    }
    room.set(hashes, count * HASH)
    this.counts[level] = count + hashes.length / HASH
  }

  /** Appends leaf hashes and makes every parent that is complete now. */
  append(leaves: Uint8Array): void {
    this.put(0, leaves)
    for (let level = 0; ; level++) {
      const complete = Math.floor((this.counts[level] ?? 0) / 2)
      const known = this.counts[level + 1] ?? 0
      if (complete === known) return
      const pairs = this.levels[level]?.subarray(known * 2 * HASH, complete * 2 * HASH) ?? new Uint8Array(0)
      this.put(level + 1, this.by.nodes(pairs))
    }
  }

  private at = (level: number, position: number): Uint8Array => {
    if (position >= (this.counts[level] ?? 0)) throw new Error(`The tree has no hash ${level}/${position}`)
    return (this.levels[level] ?? new Uint8Array(0)).subarray(position * HASH, (position + 1) * HASH)
  }

  hashOf = (range: Range): Uint8Array => (range.size === 0 ? sha256(new Uint8Array(0)) : rangeHash(range, this.at))
  rootAt = (size: number): Uint8Array => this.hashOf({ start: 0, size })
  inclusion = (index: number, size = this.size): Uint8Array[] => inclusionPath(index, size).map(this.hashOf)
  consistency = (old: number, size = this.size): Uint8Array[] => consistencyPath(old, size).map(this.hashOf)

  /** The root by pairing whole levels: another way to the same hash, for tests. */
  rootByLevels = (): Uint8Array | undefined =>
    rootOfHashes(this.levels[0]?.subarray(0, this.size * HASH) ?? new Uint8Array(0), this.by)
}
