// SPDX-License-Identifier: EUPL-1.2
import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, BASE, combine, compress, decompress, equationHolds, IDENTITY } from './curve.build.ts'
import { type Bytes, fromHex, toHex, utf8 } from './verifier/bytes.ts'
import {
  isAcceptablePoint,
  L,
  littleEndian,
  P,
  probe,
  probeMessage,
  runtimeIsFit,
  verifySignature,
} from './verifier/ed25519.ts'

const bytesOf = (value: bigint): Bytes => fromHex(value.toString(16).padStart(64, '0')).reverse() as Bytes

describe('points', () => {
  const order8 = decompress(fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')) ?? BASE

  test('the eight points of small order and their six other encodings are refused: fourteen in all', () => {
    const encodings = new Set<string>()
    let point = IDENTITY
    for (let i = 0; i < 8; i++) {
      const bytes = compress(point)
      const y = littleEndian(bytes) & ((1n << 255n) - 1n)
      for (const sign of [0n, 1n]) {
        for (const value of [y, y + P]) if (value < 1n << 255n) encodings.add(toHex(bytesOf(value | (sign << 255n))))
      }
      point = add(point, order8)
    }
    expect(compress(point)).toEqual(compress(IDENTITY))
    expect(encodings.size).toBe(14)
    expect([...encodings].filter(encoding => isAcceptablePoint(fromHex(encoding)))).toEqual([])
  })

  test('an encoding with y of p or more is refused', () => {
    for (let extra = 0n; extra < 19n; extra++) expect(isAcceptablePoint(bytesOf(P + extra))).toBe(false)
  })

  test('the base point has the order L', () => {
    expect(compress(combine(L, BASE, 0n, BASE))).toEqual(compress(IDENTITY))
    expect(toHex(compress(BASE))).toBe(`58${'66'.repeat(31)}`)
  })
})

describe('signatures', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'))

  test('of the runtime are accepted, by the library and by the equation alone; changed ones by neither', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.nat({ max: 511 }), async (text, bit) => {
        const message = utf8(text)
        const signature = new Uint8Array(sign(null, message, privateKey))
        expect(await verifySignature(key, signature, message)).toBe(true)
        expect(equationHolds(key, signature, message)).toBe(true)
        const bad = signature.slice()
        bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await verifySignature(key, bad, message)).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  test('with S + L instead of S is refused: one signature has one form', async () => {
    const message = utf8('x')
    const signature = new Uint8Array(sign(null, message, privateKey))
    const s = littleEndian(signature.slice(32)) + L
    const malleable = new Uint8Array([...signature.slice(0, 32), ...bytesOf(s)])
    expect(await verifySignature(key, malleable, message)).toBe(false)
  })

  test('the probe tells a cofactorless runtime from a cofactored one, and this one passes it', async () => {
    const point = fromHex(probe.key)
    expect(equationHolds(point, fromHex(probe.holds), probeMessage(0))).toBe(true)
    // Multiplied by the cofactor, the second holds too: k·8·T vanishes.
    expect(equationHolds(point, fromHex(probe.residue), probeMessage(1))).toBe(false)
    expect(isAcceptablePoint(point)).toBe(true)
    expect(await runtimeIsFit()).toBe(true)
  })
})
