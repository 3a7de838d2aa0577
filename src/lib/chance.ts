// SPDX-License-Identifier: EUPL-1.2

/**
 * Numbers from 0 up to below 1 that only look like chance (mulberry32): the same for the same seed, on every machine.
 * For invented data and tests, never for a secret.
 */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
