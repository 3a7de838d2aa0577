// SPDX-License-Identifier: EUPL-1.2
// Plain arithmetic on edwards25519 (RFC 8032 §5.1): a second way to the verification equation, to hold the runtime's to.
import { createHash } from 'node:crypto'
import { equal, type Bytes } from './verifier/bytes.ts'
import { L, littleEndian, P } from './verifier/ed25519.ts'

type Point = { x: bigint; y: bigint; z: bigint; t: bigint }

const mod = (value: bigint): bigint => {
  const rest = value % P
  return rest < 0n ? rest + P : rest
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = mod(base)
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}

const D = mod(-121665n * power(121666n, P - 2n))
const SQRT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n)
export const IDENTITY: Point = { x: 0n, y: 1n, z: 1n, t: 0n }

/** Unified addition in extended coordinates (RFC 8032 §5.1.4); also doubles. */
export function add(p: Point, q: Point): Point {
  const a = mod((p.y - p.x) * (q.y - q.x))
  const b = mod((p.y + p.x) * (q.y + q.x))
  const c = mod(2n * p.t * q.t * D)
  const d = mod(2n * p.z * q.z)
  const e = b - a
  const f = d - c
  const g = d + c
  const h = b + a
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) }
}

export const negate = (p: Point): Point => ({ x: mod(-p.x), y: p.y, z: p.z, t: mod(-p.t) })

/** a·p + b·q with shared doublings. */
export function combine(a: bigint, p: Point, b: bigint, q: Point): Point {
  const choices = [IDENTITY, p, q, add(p, q)] as const
  const [bitsOfA, bitsOfB] = [a, b].map(n => n.toString(2).padStart(256, '0')) as [string, string]
  let sum = IDENTITY
  for (const [i, bit] of [...bitsOfA].entries()) {
    sum = add(sum, sum)
    sum = add(sum, choices[Number(bit) + 2 * Number(bitsOfB[i])] ?? IDENTITY)
  }
  return sum
}

/** RFC 8032 §5.1.3; undefined when the bytes are no point. */
export function decompress(bytes: Bytes): Point | undefined {
  const encoded = littleEndian(bytes)
  const y = encoded & ((1n << 255n) - 1n)
  if (bytes.length !== 32 || y >= P) return undefined
  const sign = encoded >> 255n
  const u = mod(y * y - 1n)
  const v = mod(D * y * y + 1n)
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n))
  const check = mod(v * x * x)
  if (check === mod(-u)) x = mod(x * SQRT_OF_MINUS_ONE)
  else if (check !== u) return undefined
  if (x === 0n && sign === 1n) return undefined
  if ((x & 1n) !== sign) x = P - x
  return { x, y, z: 1n, t: mod(x * y) }
}

export function compress(p: Point): Bytes {
  const inverse = power(p.z, P - 2n)
  const y = mod(p.y * inverse)
  let value = y | ((mod(p.x * inverse) & 1n) << 255n)
  const bytes = new Uint8Array(32)
  for (let i = 0; i < 32; i++, value >>= 8n) bytes[i] = Number(value & 255n)
  return bytes
}

/** The base point: y = 4/5 and the even x. */
export const BASE: Point = decompress(compress({ x: 0n, y: mod(4n * power(5n, P - 2n)), z: 1n, t: 0n })) ?? IDENTITY

/** The equation itself: the bytes of S·B − k·A are R. */
export function equationHolds(key: Bytes, signature: Bytes, message: Bytes): boolean {
  const a = decompress(key)
  if (!a) return false
  const r = signature.slice(0, 32)
  const k = littleEndian(new Uint8Array(createHash('sha512').update(r).update(key).update(message).digest())) % L
  return equal(compress(combine(littleEndian(signature.slice(32)), BASE, k, negate(a))), r)
}
