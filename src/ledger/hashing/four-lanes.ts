// SPDX-License-Identifier: EUPL-1.2
// SHA-256 (FIPS 180-4) of four messages at once, each in one 32-bit lane of 128-bit vectors, written out as WebAssembly.
// Messages are of one fixed length below 120 bytes, so padding is part of the program and its constant words cost nothing.
import * as wasm from './assembler.ts'
import type { Code } from './assembler.ts'

/** First 32 bits of the fractional part of the n-th root of a prime, computed exactly in integers. */
function rootFraction(prime: number, root: bigint): number {
  let low = 0n
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((low | bit) ** root <= BigInt(prime) << (32n * root)) low |= bit
  return Number(low & 0xffffffffn)
}

const primes: number[] = []
for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p !== 0)) primes.push(n)
const K = primes.map(prime => rootFraction(prime, 3n))
const START = primes.slice(0, 8).map(prime => rootFraction(prime, 2n))

/** A word of the computation: known while the program is written, or in a vector while it runs. */
type Word = { readonly known: number } | { readonly local: number }

const OUT = 0
const IN = 1
const END = 2
const FIRST_VECTOR = 3
const rotate = (x: number, n: number): number => ((x >>> n) | (x << (32 - n))) >>> 0

/**
 * Constants stand in memory once: V8 builds a constant vector in a register out of four instructions, and loads one in one.
 * Callers keep the first bytes of the memory free for them.
 */
export const POOL = 2048

class Pool {
  readonly words = new Map<number, number>()

  at(word: number): Code {
    const known = this.words.get(word) ?? 4 * this.words.size
    this.words.set(word, known)
    return wasm.loadSplat(known)
  }
  get bytes(): number[] {
    return [...this.words.keys()].flatMap(word => [0, 8, 16, 24].map(shift => (word >>> shift) & 0xff))
  }
}

/** Writes a program and keeps account of its vectors; a word that is known makes no code. */
class Program {
  readonly code: number[] = []
  readonly pool: Pool
  private readonly free: number[] = []
  vectors = 0
  constructor(pool: Pool) {
    this.pool = pool
  }

  take(): number {
    return this.free.pop() ?? FIRST_VECTOR + this.vectors++
  }
  release(word: Word | undefined): void {
    if (word && 'local' in word) this.free.push(word.local)
  }
  of(word: Word): Code {
    return 'known' in word ? this.pool.at(word.known) : wasm.get(word.local)
  }
  keep(value: Code): Word {
    const local = this.take()
    this.emit(wasm.set(local, value))
    return { local }
  }
  emit(code: Code): void {
    // One by one: spreading many thousand bytes into push() would exhaust the stack.
    for (const byte of code) this.code.push(byte)
  }
}

const rotated = (x: Code, n: number): Code => wasm.or(wasm.shiftRight(x, n), wasm.shiftLeft(x, 32 - n))

/** σ0 and σ1 of the message schedule: two rotations and a shift. */
function sigma(program: Program, word: Word, [a, b, c]: readonly [number, number, number]): Code | number {
  if ('known' in word) return (rotate(word.known, a) ^ rotate(word.known, b) ^ (word.known >>> c)) >>> 0
  const x = program.of(word)
  return wasm.xor(wasm.xor(rotated(x, a), rotated(x, b)), wasm.shiftRight(x, c))
}

/** The sum of words and terms, constants joined beforehand. */
function sum(terms: readonly (Code | number)[]): { known: number; code: Code | undefined } {
  const known = terms.reduce<number>((total, term) => (typeof term === 'number' ? (total + term) >>> 0 : total), 0)
  const codes = terms.filter(term => typeof term !== 'number')
  return { known, code: codes.length === 0 ? undefined : codes.reduce(wasm.add) }
}

const term = (program: Program, word: Word): Code | number => ('known' in word ? word.known : program.of(word))

function scheduled(program: Program, w: Word[], i: number): Word {
  const at = (back: number): Word => w[(i - back) & 15] as Word
  const { known, code } = sum([
    sigma(program, at(2), [17, 19, 10]),
    term(program, at(7)),
    sigma(program, at(15), [7, 18, 3]),
    term(program, at(16)),
  ])
  if (!code) return { known }
  return program.keep(known === 0 ? code : wasm.add(code, program.pool.at(known)))
}

const bigSigma = (x: Code, [a, b, c]: readonly [number, number, number]): Code =>
  wasm.xor(wasm.xor(rotated(x, a), rotated(x, b)), rotated(x, c))

/** One block. Consumes the words; answers the new state, the old one stays. */
function compress(program: Program, state: readonly Word[], words: readonly Word[]): Word[] {
  const w = [...words]
  const s = [...state]
  const isOld = (word: Word): boolean => state.includes(word)
  // Maj(a,b,c) = b ^ ((a^b) & (b^c)), and b^c is the a^b of the round before.
  let bc = program.keep(wasm.xor(program.of(s[1] as Word), program.of(s[2] as Word)))
  for (let i = 0; i < 64; i++) {
    if (i >= 16) {
      const next = scheduled(program, w, i)
      program.release(w[i & 15])
      w[i & 15] = next
    }
    const [a, b, , d, e, f, g, h] = s.map(word => program.of(word)) as [Code, Code, Code, Code, Code, Code, Code, Code]
    const { known, code } = sum([K[i] ?? 0, term(program, w[i & 15] as Word)])
    const choice = wasm.xor(g, wasm.and(e, wasm.xor(f, g)))
    const input = code ? wasm.add(code, program.pool.at(known)) : program.pool.at(known)
    const t1 = program.keep(wasm.add(wasm.add(wasm.add(h, input), choice), bigSigma(e, [6, 11, 25])))
    const ab = program.keep(wasm.xor(a, b))
    const majority = wasm.xor(b, wasm.and(program.of(ab), program.of(bc)))
    const t2 = wasm.add(majority, bigSigma(a, [2, 13, 22]))
    const newE = program.keep(wasm.add(d, program.of(t1)))
    const newA = program.keep(wasm.add(program.of(t1), t2))
    for (const gone of [bc, t1, ...[s[3], s[7]].filter(word => word && !isOld(word))]) program.release(gone)
    bc = ab
    s.splice(0, 8, newA, s[0] as Word, s[1] as Word, s[2] as Word, newE, s[4] as Word, s[5] as Word, s[6] as Word)
  }
  for (const word of [bc, ...w]) program.release(word)
  return s.map((word, i) => {
    const total = program.keep(wasm.add(program.of(word), program.of(state[i] as Word)))
    program.release(word)
    return total
  })
}

const bytesOfWords = (...words: readonly number[]): number[] =>
  words.flatMap(word => [0, 1, 2, 3].map(i => 4 * word + i))
const SWAP = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]

/** Rows to columns: word i of vector j becomes word j of vector i. */
function transpose(program: Program, rows: readonly Word[]): Word[] {
  const [r0, r1, r2, r3] = rows.map(row => program.of(row)) as [Code, Code, Code, Code]
  const halves = [
    wasm.shuffle(r0, r1, bytesOfWords(0, 4, 1, 5)),
    wasm.shuffle(r2, r3, bytesOfWords(0, 4, 1, 5)),
    wasm.shuffle(r0, r1, bytesOfWords(2, 6, 3, 7)),
    wasm.shuffle(r2, r3, bytesOfWords(2, 6, 3, 7)),
  ].map(code => program.keep(code))
  for (const row of rows) program.release(row)
  const [a, b, c, d] = halves.map(half => program.of(half)) as [Code, Code, Code, Code]
  const columns = [
    wasm.shuffle(a, b, bytesOfWords(0, 1, 4, 5)),
    wasm.shuffle(a, b, bytesOfWords(2, 3, 6, 7)),
    wasm.shuffle(c, d, bytesOfWords(0, 1, 4, 5)),
    wasm.shuffle(c, d, bytesOfWords(2, 3, 6, 7)),
  ].map(code => program.keep(wasm.shuffle(code, code, SWAP)))
  for (const half of halves) program.release(half)
  return columns
}

/** The words of a padded message of `length` bytes after a one-byte prefix; `at` is where its word stands in the input. */
function wordsOf(program: Program, prefix: number, length: number, block: number): Word[] {
  const total = length + 1
  return Array.from({ length: 4 }, (_, group) => {
    const first = 64 * block + 16 * group
    const known = [0, 1, 2, 3].map(i => paddingWord(first + 4 * i, total))
    if (known.every(word => word !== undefined)) return known.map((word): Word => ({ known: word }))
    // The message begins one byte after the prefix, so its words are read one byte early. Reading past the end of a
    // message is harmless (the memory has room) and masked below.
    const rows = [0, 1, 2, 3].map(lane => program.keep(wasm.load(wasm.get(IN), first + lane * length)))
    return transpose(program, rows).map((word, i): Word => {
      const constant = known[i]
      if (constant !== undefined) {
        program.release(word)
        return { known: constant }
      }
      const from = first + 4 * i
      const mask = keptBytes(from, total)
      if (mask === 0xffffffff) return word
      const fixed = (from === 0 ? prefix << 24 : 0) | paddingBits(from, total)
      const patched = program.keep(wasm.or(wasm.and(program.of(word), program.pool.at(mask)), program.pool.at(fixed)))
      program.release(word)
      return patched
    })
  }).flat()
}

/** A word that holds no byte of the message. */
function paddingWord(from: number, total: number): number | undefined {
  if (from < total) return undefined
  if (from === 124) return total * 8
  return from === total ? 0x80000000 : 0
}

const isMessageByte = (at: number, total: number): boolean => at > 0 && at < total
const keptBytes = (from: number, total: number): number =>
  [0, 1, 2, 3].reduce((mask, i) => (mask | (isMessageByte(from + i, total) ? 0xff << (24 - 8 * i) : 0)) >>> 0, 0)
const paddingBits = (from: number, total: number): number =>
  total > from && total < from + 4 ? 0x80 << (24 - 8 * (total - from)) : 0

/** Input pointers stand one byte before the first message; that byte is read and thrown away. */
function routine(name: string, prefix: number, length: number, pool: Pool): wasm.Routine {
  const program = new Program(pool)
  const start = START.map((known): Word => ({ known }))
  const second = wordsOf(program, prefix, length, 1)
  const afterFirst = compress(program, start, wordsOf(program, prefix, length, 0))
  const end = compress(program, afterFirst, second)
  for (const half of [0, 4]) {
    for (const [lane, word] of transpose(program, end.slice(half, half + 4)).entries()) {
      program.emit(wasm.store(wasm.get(OUT), 32 * lane + 4 * half, program.of(word)))
    }
  }
  const step = [
    ...wasm.set(OUT, wasm.i32Add(wasm.get(OUT), wasm.i32(128))),
    ...wasm.set(IN, wasm.i32Add(wasm.get(IN), wasm.i32(4 * length))),
  ]
  const body = wasm.repeatWhile(wasm.i32LessThan(wasm.get(OUT), wasm.get(END)), [...program.code, ...step])
  return { name, parameters: 3, vectors: program.vectors, body }
}

/**
 * `blocks(states, from, end)` goes on with four messages that stand `stride` bytes apart, block after block. Word i of the
 * four states stands in vector i: so they come in and go out as they are.
 */
function blocks(stride: number, pool: Pool): wasm.Routine {
  const program = new Program(pool)
  const state = START.map((_, i) => program.keep(wasm.load(wasm.get(OUT), 16 * i)))
  const words = [0, 1, 2, 3].flatMap(group => {
    const rows = [0, 1, 2, 3].map(lane => program.keep(wasm.load(wasm.get(IN), 16 * group + lane * stride)))
    return transpose(program, rows)
  })
  for (const [i, word] of compress(program, state, words).entries())
    program.emit(wasm.store(wasm.get(OUT), 16 * i, program.of(word)))
  const step = wasm.set(IN, wasm.i32Add(wasm.get(IN), wasm.i32(64)))
  const body = wasm.repeatWhile(wasm.i32LessThan(wasm.get(IN), wasm.get(END)), [...program.code, ...step])
  return { name: 'blocks', parameters: 3, vectors: program.vectors, body }
}

/** What a message that begins with nothing starts from. */
export const startOfSha256: readonly number[] = START

export function blockModule(stride: number, pages: number): Uint8Array<ArrayBuffer> {
  const pool = new Pool()
  const routine = blocks(stride, pool)
  if (4 * pool.words.size > POOL) throw new Error('More constants than there is room for')
  return wasm.assemble([routine], pages, pool.bytes)
}

/** `leaves` hashes messages of `leafLength` bytes behind 0x00, `nodes` pairs of hashes behind 0x01 (RFC 6962 §2.1). */
export function fourLaneModule(leafLength: number, pages: number): Uint8Array<ArrayBuffer> {
  const pool = new Pool()
  const routines = [routine('leaves', 0, leafLength, pool), routine('nodes', 1, 64, pool)]
  if (4 * pool.words.size > POOL) throw new Error('More constants than there is room for')
  return wasm.assemble(routines, pages, pool.bytes)
}
