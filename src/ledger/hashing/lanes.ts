// SPDX-License-Identifier: EUPL-1.2
// SHA-256 of many short messages of any length, four at a time: each is written straight into the memory of the program,
// and where several begin alike (the two halves of an HMAC under one key) they go on from what that beginning left.
import { blockModule, POOL, startOfSha256 } from './four-lanes.ts'
import { HASH } from './kernel.ts'

/** Room for one message. */
const STRIDE = 4096
const BLOCK = 64
const WORDS = 8
const STATES = POOL
const IN = POOL + 256
const PAGES = Math.ceil((IN + 4 * STRIDE) / 65_536)
/** A message of at most so many bytes fits with its padding. */
export const LONGEST = STRIDE - BLOCK

/** What hashing has come to after whole blocks: eight words for each beginning. */
export type States = Uint32Array
export type Beginning = {
  readonly states: States
  /** Which of them message i goes on from. */
  readonly of: (i: number) => number
}
/** Writes message i and answers how long it is. */
export type Write = (room: Buffer, at: number, i: number) => number

export type Lanes = {
  /** The hashes of so many messages, one behind the other. */
  digests(count: number, write: Write, beginning?: Beginning): Uint8Array
  /** What so many single blocks leave to go on from. */
  begun(count: number, write: Write): States
}

const START: Beginning = { states: Uint32Array.from(startOfSha256), of: () => 0 }
const swapped = (x: number): number => (x >>> 24) | ((x >>> 8) & 0xff00) | ((x << 8) & 0xff0000) | (x << 24)

/** Pads the message (FIPS 180-4 §5.1.1) and answers how many blocks it takes. */
function padded(room: Buffer, at: number, length: number, before: number): number {
  if (length > LONGEST - 9) throw new Error('A message that is too long to be hashed among others')
  const count = Math.ceil((length + 9) / BLOCK)
  const end = at + count * BLOCK
  room.fill(0, at + length, end)
  room[at + length] = 0x80
  room.writeUInt32BE((before + length) * 8, end - 4)
  return count
}

type Exports = { memory: WebAssembly.Memory; blocks: (states: number, from: number, end: number) => void }

class VectorLanes implements Lanes {
  readonly #room: Buffer
  readonly #states: Uint32Array
  readonly #run: Exports['blocks']

  constructor(module: WebAssembly.Module) {
    const { memory, blocks } = new WebAssembly.Instance(module).exports as unknown as Exports
    this.#room = Buffer.from(memory.buffer)
    this.#states = new Uint32Array(memory.buffer, STATES, 4 * WORDS)
    this.#run = blocks
  }

  #load(lane: number, { states, of }: Beginning, i: number): void {
    const from = WORDS * of(i)
    for (let word = 0; word < WORDS; word++) this.#states[4 * word + lane] = states[from + word] as number
  }

  digests(count: number, write: Write, beginning: Beginning = START): Uint8Array {
    const out = new Uint32Array(WORDS * count)
    const before = beginning === START ? 0 : BLOCK
    const lengths = [0, 0, 0, 0]
    for (let first = 0; first < count; first += 4) {
      lengths.fill(0)
      for (let lane = 0; lane < Math.min(4, count - first); lane++) {
        const at = IN + lane * STRIDE
        this.#load(lane, beginning, first + lane)
        lengths[lane] = padded(this.#room, at, write(this.#room, at, first + lane), before)
      }
      // Each message is taken out after its own last block; what its lane computes from there on is thrown away.
      for (let done = 0; ; ) {
        const next = Math.min(...lengths.filter(length => length > done))
        if (!Number.isFinite(next)) break
        this.#run(STATES, IN + BLOCK * done, IN + BLOCK * next)
        for (let lane = 0; lane < 4; lane++) {
          if (lengths[lane] !== next) continue
          for (let word = 0; word < WORDS; word++)
            out[WORDS * (first + lane) + word] = swapped(this.#states[4 * word + lane] as number)
        }
        done = next
      }
    }
    return new Uint8Array(out.buffer, 0, HASH * count)
  }

  begun(count: number, write: Write): States {
    const out = new Uint32Array(WORDS * count)
    for (let first = 0; first < count; first += 4) {
      const some = Math.min(4, count - first)
      for (let lane = 0; lane < some; lane++) {
        this.#load(lane, START, 0)
        write(this.#room, IN + lane * STRIDE, first + lane)
      }
      this.#run(STATES, IN, IN + BLOCK)
      for (let lane = 0; lane < some; lane++)
        for (let word = 0; word < WORDS; word++)
          out[WORDS * (first + lane) + word] = this.#states[4 * word + lane] as number
    }
    return out
  }
}

let made: Lanes | undefined | 'none'

/** Undefined where the runtime has no vectors. */
export function lanes(): Lanes | undefined {
  if (made === undefined) {
    const bytes = blockModule(STRIDE, PAGES)
    made = WebAssembly.validate(bytes) ? new VectorLanes(new WebAssembly.Module(bytes)) : 'none'
  }
  return made === 'none' ? undefined : made
}
