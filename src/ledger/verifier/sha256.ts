// SPDX-License-Identifier: EUPL-1.2
// SHA-256 (FIPS 180-4) in plain arithmetic. Why own: WebCrypto answers one awaited digest in about 30 µs, some twenty times
// longer than the hash itself, and a programme's bundle needs hundreds of thousands. A test holds it to the runtime's digest.
import type { Bytes } from './bytes.ts'

/** First 32 bits of the fractional part of the n-th root of a prime, computed exactly in integers. */
function rootFraction(prime: number, root: bigint): number {
  let low = 0n
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((low | bit) ** root <= BigInt(prime) << (32n * root)) low |= bit
  return Number(low & 0xffffffffn)
}

const words = (count: number): DataView => new DataView(new ArrayBuffer(4 * count))
const primes: number[] = []
for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p !== 0)) primes.push(n)
const K = words(64)
for (const [i, prime] of primes.entries()) K.setUint32(4 * i, rootFraction(prime, 3n))
const start = primes.slice(0, 8).map(prime => rootFraction(prime, 2n) | 0)
const w = words(64)
const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n))

type State = [number, number, number, number, number, number, number, number]

function block(state: State, view: DataView, offset: number): State {
  for (let i = 0; i < 64; i += 4) w.setInt32(i, view.getInt32(offset + i))
  for (let i = 64; i < 256; i += 4) {
    const x = w.getInt32(i - 60)
    const y = w.getInt32(i - 8)
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    w.setInt32(i, (w.getInt32(i - 64) + s0 + w.getInt32(i - 28) + s1) | 0)
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let i = 0; i < 256; i += 4) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K.getInt32(i) + w.getInt32(i)) | 0
    const t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const [s, t, u, v, x, y, z, q] = state
  return [(s + a) | 0, (t + b) | 0, (u + c) | 0, (v + d) | 0, (x + e) | 0, (y + f) | 0, (z + g) | 0, (q + h) | 0]
}

export function sha256(message: Uint8Array): Bytes {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  let state = start as State
  for (let at = 0; at < padded.length; at += 64) state = block(state, view, at)
  const out = new Uint8Array(32)
  for (const [i, word] of state.entries()) new DataView(out.buffer).setInt32(4 * i, word)
  return out
}
