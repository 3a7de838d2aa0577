// SPDX-License-Identifier: EUPL-1.2
// The acceptance rule for Ed25519: no low-order and no non-canonical A or R, S < L, cofactorless equation. Libraries differ
// from one another and from version to version, so two honest auditors could disagree about one crafted signature.
import { concat, equal, fromHex, utf8, type Bytes } from './bytes.ts'
import { BASE, combine, compress, decompress, L, littleEndian, negate, P } from './curve.ts'
import { runtimeVerifies, sha512 } from './runtime.ts'

// The y coordinates of the eight points of small order; with both signs and the encodings y + p these are the 14 encodings.
const Y8 = littleEndian(fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'))
const smallOrder = new Set([0n, 1n, P - 1n, Y8, P - Y8])

/** A point as the rule wants it: its one canonical encoding (y < p), and not of small order. */
export function isAcceptablePoint(bytes: Bytes): boolean {
  if (bytes.length !== 32) return false
  const y = littleEndian(bytes) & ((1n << 255n) - 1n)
  return y < P && !smallOrder.has(y)
}

/** The equation itself on plain arithmetic: the bytes of S·B − k·A are R. */
export async function equationHolds(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  const a = decompress(key)
  if (!a) return false
  const r = signature.slice(0, 32)
  const k = littleEndian(await sha512(concat(r, key, message))) % L
  return equal(compress(combine(littleEndian(signature.slice(32)), BASE, k, negate(a))), r)
}

// Two signatures under one key with a small-order component: the first satisfies the cofactorless equation, the second only
// the cofactored one. A runtime that does not tell them apart is not asked again. Made for this purpose, see the test.
export const probe = {
  key: '0e7c533dd15a8733d7afb403b9b305d6102d226045897c1ff00cc3a8c6632a3b',
  holds: {
    message: 'nuove-comunita probe 0',
    signature:
      '63069308eeb760e0e7ce06d4286e8ba77e4455d459f83de8fe81d1d9c31e6733' +
      '91cdab18c69099b6143a5db2abfbc8f57f87a9ce8d1fb1a0386f7575a1557804',
  },
  residue: {
    message: 'nuove-comunita probe 1',
    signature:
      '937f5a94c00d5568840cce753063a913bbee430f0103b4b298b3de9a7968af35' +
      'cc3c2c26ae9f36b0f001aebacb5ab364da605d31af317d030e66b5b71259cf0b',
  },
}

async function runtimeAgrees(): Promise<boolean> {
  const key = fromHex(probe.key)
  const answer = (one: { message: string; signature: string }): Promise<boolean | undefined> =>
    runtimeVerifies(key, fromHex(one.signature), utf8(one.message))
  return (await answer(probe.holds)) === true && (await answer(probe.residue)) === false
}

let agrees: Promise<boolean> | undefined

export async function verifySignature(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  if (signature.length !== 64 || !isAcceptablePoint(key) || !isAcceptablePoint(signature.slice(0, 32))) return false
  if (littleEndian(signature.slice(32)) >= L) return false
  agrees ??= runtimeAgrees()
  const answer = (await agrees) ? await runtimeVerifies(key, signature, message) : undefined
  return answer ?? equationHolds(key, signature, message)
}
