// SPDX-License-Identifier: EUPL-1.2
// The acceptance rule for Ed25519: no low-order and no non-canonical A or R, S < L, cofactorless equation. Libraries differ
// from one another and from version to version, so two honest auditors could disagree about one crafted signature. What the
// runtime (WebCrypto, alike in Node >= 20 and in browsers) is asked is only the equation, and only after it passed a probe.
import { fromHex, toHex, utf8, type Bytes } from './bytes.ts'

export const P = 2n ** 255n - 19n
/** Order of the prime subgroup. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n
export const littleEndian = (bytes: Bytes): bigint => BigInt(`0x${toHex(bytes.toReversed())}`)

// The y coordinates of the eight points of small order; with both signs and the encodings y + p these are the 14 encodings.
const Y8 = littleEndian(fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'))
const smallOrder = new Set([0n, 1n, P - 1n, Y8, P - Y8])

/** A point as the rule wants it: its one canonical encoding (y < p), and not of small order. */
export function isAcceptablePoint(bytes: Bytes): boolean {
  if (bytes.length !== 32) return false
  const y = littleEndian(bytes) & ((1n << 255n) - 1n)
  return y < P && !smallOrder.has(y)
}

const imported = new Map<string, Promise<CryptoKey | undefined>>()

function importKey(key: Bytes): Promise<CryptoKey | undefined> {
  const name = String(key)
  const known = imported.get(name)
  if (known) return known
  if (imported.size > 4096) imported.clear()
  const promise = globalThis.crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']).catch(() => undefined)
  imported.set(name, promise)
  return promise
}

async function runtimeVerifies(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  const known = await importKey(key)
  return known ? globalThis.crypto.subtle.verify('Ed25519', known, signature, message).catch(() => false) : false
}

export async function verifySignature(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  if (signature.length !== 64 || !isAcceptablePoint(key) || !isAcceptablePoint(signature.slice(0, 32))) return false
  return littleEndian(signature.slice(32)) < L && runtimeVerifies(key, signature, message)
}

// Two signatures under one key with a small-order component: the first satisfies the cofactorless equation, the second only
// the cofactored one. Made for this purpose; a test holds them to the equation in plain arithmetic.
export const probe = {
  key: '0e7c533dd15a8733d7afb403b9b305d6102d226045897c1ff00cc3a8c6632a3b',
  holds:
    '63069308eeb760e0e7ce06d4286e8ba77e4455d459f83de8fe81d1d9c31e6733' +
    '91cdab18c69099b6143a5db2abfbc8f57f87a9ce8d1fb1a0386f7575a1557804',
  residue:
    '937f5a94c00d5568840cce753063a913bbee430f0103b4b298b3de9a7968af35' +
    'cc3c2c26ae9f36b0f001aebacb5ab364da605d31af317d030e66b5b71259cf0b',
}
export const probeMessage = (n: 0 | 1): Bytes => utf8(`nuove-comunita probe ${n}`)

/** False where WebCrypto is withheld (a page without https), has no Ed25519, or follows another rule: then nothing is said. */
export async function runtimeIsFit(): Promise<boolean> {
  if (globalThis.crypto?.subtle === undefined) return false
  const answer = (n: 0 | 1): Promise<boolean> =>
    verifySignature(fromHex(probe.key), fromHex(n === 0 ? probe.holds : probe.residue), probeMessage(n))
  return (await answer(0)) && !(await answer(1))
}
