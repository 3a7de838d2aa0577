// SPDX-License-Identifier: EUPL-1.2
// 32-bit hashes for blocking keys: FNV-1a over the UTF-16 units, stirred at the end (MurmurHash3's finaliser) so that
// neighbours scatter. Signed, because PostgreSQL's int4 is. A key only proposes a pair: a collision costs a comparison.

export function hashText(text: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return stir(hash)
}

export function hashPair(a: number, b: number, seed: number): number {
  return stir(Math.imul(a ^ seed, 0x01000193) ^ Math.imul(b, 0x85ebca6b))
}

function stir(value: number): number {
  let hash = value
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
