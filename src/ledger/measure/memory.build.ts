// SPDX-License-Identifier: EUPL-1.2
// Run as a process of its own: a tree of so many entries in memory, ours or merkletreejs; prints root, time and memory.
import { createHash } from 'node:crypto'
import { kernel } from '../hashing/kernel.ts'
import { TreeInMemory } from '../tiles/memory-tree.ts'

const [whose = 'ours', count = '1000'] = process.argv.slice(2)
const PORTION = 4_096
const room = Buffer.alloc(PORTION * 114, 7)
const leaves = Buffer.alloc(PORTION * 32)

/** Entries that depend on their place alone; a portion at a time in the same room, as they come from files. */
function entriesFrom(first: number, some: number): Buffer {
  const bytes = room.subarray(0, some * 114)
  for (let i = 0; i < some; i++) bytes.writeUInt32BE(first + i, i * 114 + 14)
  return bytes
}

const started = performance.now()
if (whose === 'ours') {
  const tree = new TreeInMemory()
  for (let at = 0; at < Number(count); at += PORTION) {
    const some = Math.min(PORTION, Number(count) - at)
    tree.append(kernel().leaves(entriesFrom(at, some), leaves.subarray(0, some * 32)))
  }
  tree.inclusion(Number(count) >> 1)
} else {
  const { MerkleTree } = await import('merkletreejs')
  const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest()
  const leaves: Buffer[] = []
  for (let at = 0; at < Number(count); at += PORTION) {
    const bytes = entriesFrom(at, Math.min(PORTION, Number(count) - at))
    for (let i = 0; i < bytes.length; i += 114) leaves.push(sha256(bytes.subarray(i, i + 114)))
  }
  const tree = new MerkleTree(leaves, sha256)
  tree.getRoot()
}
const ms = performance.now() - started
process.stdout.write(`${JSON.stringify({ ms, mib: process.resourceUsage().maxRSS / 1024 })}\n`)
