// SPDX-License-Identifier: EUPL-1.2
// Hashes of leaves and nodes by the hundred thousand. The runtime's own digest spends most of its time on the call; four
// messages at a time in WebAssembly reach most of what the processor's SHA instructions can (README: figures).
import { fourLaneModule, POOL } from './four-lanes.ts'
import { ENTRY_LENGTH } from '../verifier/entry.ts'
import { leafHash, nodeHash } from '../verifier/merkle.ts'

export const HASH = 32
/** Hashes or messages of one portion: its memory is a few megabytes, whatever the tree. */
const PORTION = 16_384
const IN = POOL + 64
const OUT = IN + (PORTION + 4) * 128
const PAGES = Math.ceil((OUT + (PORTION + 4) * HASH) / 65_536)

type Exports = { memory: WebAssembly.Memory; leaves: Hash; nodes: Hash }
type Hash = (out: number, from: number, end: number) => void

export type Kernel = {
  /** Leaf hashes of entries that stand one behind the other, 114 bytes each; into the given room, or a new one. */
  readonly leaves: (entries: Uint8Array, into?: Uint8Array) => Uint8Array
  /** Parents of neighbouring pairs of hashes; an odd last hash has none. */
  readonly nodes: (hashes: Uint8Array, into?: Uint8Array) => Uint8Array
  /** Whether the vectors of the processor do it. */
  readonly vectors: boolean
}

type One = (message: Uint8Array) => Uint8Array

function each(messages: Uint8Array, length: number, hash: One, into?: Uint8Array): Uint8Array {
  const count = Math.floor(messages.length / length)
  const out = into ?? new Uint8Array(count * HASH)
  for (let i = 0; i < count; i++) out.set(hash(messages.subarray(i * length, (i + 1) * length)), i * HASH)
  return out
}

/** The same in plain arithmetic: where a runtime has no vectors, and to hold the fast one to. */
export const plainKernel: Kernel = {
  leaves: (entries, into) => each(entries, ENTRY_LENGTH, leafHash, into),
  nodes: (hashes, into) => each(hashes, 2 * HASH, pair => nodeHash(pair.subarray(0, HASH), pair.subarray(HASH)), into),
  vectors: false,
}

function vectorKernel(module: WebAssembly.Module): Kernel {
  const { memory, leaves, nodes } = new WebAssembly.Instance(module).exports as unknown as Exports
  const bytes = new Uint8Array(memory.buffer)
  const run = (hash: Hash, length: number) => (messages: Uint8Array, into?: Uint8Array) => {
    const count = Math.floor(messages.length / length)
    const out = into ?? new Uint8Array(count * HASH)
    for (let from = 0; from < count; from += PORTION) {
      const some = Math.min(PORTION, count - from)
      bytes.set(messages.subarray(from * length, (from + some) * length), IN)
      // The routine reads from one byte before the first message, in groups of four.
      hash(OUT, IN - 1, OUT + some * HASH)
      out.set(bytes.subarray(OUT, OUT + some * HASH), from * HASH)
    }
    return out
  }
  return { leaves: run(leaves, ENTRY_LENGTH), nodes: run(nodes, 2 * HASH), vectors: true }
}

let made: Kernel | undefined

/** The fastest kernel that this runtime can run; made once, in some tens of milliseconds. */
export function kernel(): Kernel {
  if (made) return made
  const bytes = fourLaneModule(ENTRY_LENGTH, PAGES)
  made = WebAssembly.validate(bytes) ? vectorKernel(new WebAssembly.Module(bytes)) : plainKernel
  return made
}

/** Root of the subtree over hashes of one level, any number of them; undefined for none. */
export function rootOfHashes(hashes: Uint8Array, by: Kernel = kernel()): Uint8Array | undefined {
  if (hashes.length === 0) return undefined
  let level = hashes
  // RFC 6962 §2.1: the left part is the largest complete tree, so an odd last node moves up as it is.
  while (level.length > HASH) {
    const parents = by.nodes(level)
    const odd = level.length % (2 * HASH) === 0 ? 0 : HASH
    const next = new Uint8Array(parents.length + odd)
    next.set(parents)
    if (odd > 0) next.set(level.subarray(level.length - HASH), parents.length)
    level = next
  }
  return level
}
