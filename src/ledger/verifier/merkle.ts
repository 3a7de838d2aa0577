// SPDX-License-Identifier: EUPL-1.2
// Merkle trees of RFC 6962 / RFC 9162 with SHA-256. Sizes are BigInt: published vectors go beyond 2^53.
import { concat, equal, type Bytes } from './bytes.ts'
import { sha256 } from './sha256.ts'

export const HASH_LENGTH = 32
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
type Hash = Uint8Array

/** RFC 6962 §2.1: leaves and nodes are hashed under different prefixes, so neither can pass for the other. */
export const leafHash = (entry: Uint8Array): Bytes => sha256(concat(LEAF, entry))
export const nodeHash = (left: Hash, right: Hash): Bytes => sha256(concat(NODE, left, right))

const areHashes = (hashes: readonly Hash[]): boolean => hashes.every(hash => hash.length === HASH_LENGTH)

/** The largest power of two below the size: where RFC 6962 §2.1 splits a tree. */
const splitOf = (size: bigint): bigint => 1n << BigInt((size - 1n).toString(2).length - 1)

/** PATH of RFC 9162 §2.1.3.1 read backwards: the last hash of the proof belongs to the topmost split. */
function rootFromPath(index: bigint, size: bigint, leaf: Hash, proof: readonly Hash[]): Hash | undefined {
  if (size === 1n) return proof.length === 0 ? leaf : undefined
  const sibling = proof.at(-1)
  const split = splitOf(size)
  const [start, end] = index < split ? [0n, split] : [split, size]
  const inner = sibling && rootFromPath(index - start, end - start, leaf, proof.slice(0, -1))
  return inner && (start === 0n ? nodeHash(inner, sibling) : nodeHash(sibling, inner))
}

/** A hash that is not 32 bytes long (an empty one above all) proves nothing. */
export function verifyInclusion(index: bigint, size: bigint, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0n || index >= size || proof.length > 64 || !areHashes([leaf, root, ...proof])) return false
  const computed = rootFromPath(index, size, leaf, proof)
  return computed !== undefined && equal(computed, root)
}

/** SUBPROOF of RFC 9162 §2.1.4.1 read backwards: the old and the new root; `known` while the old root is a whole subtree. */
function rootsFromProof(
  old: bigint,
  size: bigint,
  proof: readonly Hash[],
  known: Hash | undefined,
): Hash[] | undefined {
  const last = proof.at(-1)
  if (old === size) {
    const whole = known ?? last
    return whole && proof.length === (known ? 0 : 1) ? [whole, whole] : undefined
  }
  const split = splitOf(size)
  const rest = proof.slice(0, -1)
  const inner =
    last &&
    (old <= split
      ? rootsFromProof(old, split, rest, known)
      : rootsFromProof(old - split, size - split, rest, undefined))
  const [before, after] = inner ?? []
  if (!before || !after || !last) return undefined
  return old <= split ? [before, nodeHash(after, last)] : [nodeHash(last, before), nodeHash(last, after)]
}

/** Nothing is consistent with the empty tree: such a proof would accept any root. */
export function verifyConsistency(
  size1: bigint,
  size2: bigint,
  root1: Hash,
  root2: Hash,
  proof: readonly Hash[],
): boolean {
  if (size1 === size2 && size1 > 0n && proof.length === 0) return root1.length > 0 && equal(root1, root2)
  if (size1 <= 0n || size1 >= size2 || proof.length > 65 || !areHashes([root1, root2, ...proof])) return false
  const [before, after] = rootsFromProof(size1, size2, proof, root1) ?? []
  return before !== undefined && after !== undefined && equal(before, root1) && equal(after, root2)
}

/**
 * The root of a tree of which only some leaves are known, ascending by index; `nodes` are the roots of the parts without any,
 * from left to right. One shared proof: 20,000 acts need two hashes each instead of seventeen. Undefined when it does not fit.
 */
export function rootFromLeaves(
  size: bigint,
  leaves: readonly { index: number; hash: Hash }[],
  nodes: readonly Hash[],
): Hash | undefined {
  let nextLeaf = 0
  let nextNode = 0
  const walk = (start: bigint, length: bigint): Hash | undefined => {
    const leaf = leaves[nextLeaf]
    if (!leaf || leaf.index >= start + length) return nodes[nextNode++]
    if (leaf.index < start) return undefined
    if (length === 1n) {
      nextLeaf++
      return leaf.hash
    }
    const split = splitOf(length)
    const left = walk(start, split)
    const right = left && walk(start + split, length - split)
    return left && right && nodeHash(left, right)
  }
  if (size < 1n || !areHashes([...nodes, ...leaves.map(leaf => leaf.hash)])) return undefined
  const root = walk(0n, size)
  return nextLeaf === leaves.length && nextNode === nodes.length ? root : undefined
}
