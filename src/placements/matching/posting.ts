// SPDX-License-Identifier: EUPL-1.2
// A number and a share in 32 bits: the number (of a skill, a leaf, a block) in the upper 20, the share in the lower 12.
import type { Share } from './vacancy.ts'

const SHARE_BITS = 12
export const SHARE_MASK = (1 << SHARE_BITS) - 1
export const pack = (high: number, share: number): number => ((high << SHARE_BITS) | share) >>> 0
export const highOf = (posting: number): number => posting >>> SHARE_BITS
export const packed = (shares: readonly Share[]): Uint32Array =>
  Uint32Array.from(shares, ({ skill, share }) => pack(skill, share))

/** The same as bytes, the greatest first, in the order of the skills: as the database keeps them. */
export function bytesOfShares(shares: readonly Share[]): Buffer {
  const bytes = Buffer.alloc(shares.length * 4)
  for (const [at, { skill, share }] of shares.entries()) bytes.writeUInt32BE(pack(skill, share), at * 4)
  return bytes
}
