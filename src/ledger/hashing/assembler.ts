// SPDX-License-Identifier: EUPL-1.2
// Just enough of an assembler to write one WebAssembly module with 128-bit vectors (WebAssembly core 2.0, §5): no tool, no
// build step, and the bytes that run are the ones this file makes.

/** Bytes of an expression or of a part of the module. */
export type Code = readonly number[]

/** Unsigned LEB128 (§5.2.2). */
export function unsigned(value: number): Code {
  const bytes: number[] = []
  let left = value
  do {
    bytes.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0))
    left >>>= 7
  } while (left > 0)
  return bytes
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): Code {
  const bytes: number[] = []
  let left = value | 0
  for (;;) {
    const low = left & 0x7f
    left >>= 7
    if ((left === 0 && (low & 0x40) === 0) || (left === -1 && (low & 0x40) !== 0)) return [...bytes, low]
    bytes.push(low | 0x80)
  }
}

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes]
const listed = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()]
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(listed(items))]
const named = (name: string): Code => sized([...new TextEncoder().encode(name)])

const MAGIC: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
export const I32 = 0x7f
export const V128 = 0x7b

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)]
/** Sets a local and leaves the value for what comes next. */
export const tee = (local: number, value: Code): Code => [...value, 0x22, ...unsigned(local)]
export const i32 = (value: number): Code => [0x41, ...signed(value)]
export const i32Add = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const i32LessThan = (a: Code, b: Code): Code => [...a, ...b, 0x49]

/** Runs the body while the condition, tested after it, holds. */
export const repeatWhile = (condition: Code, body: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b]

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)]
/** Unaligned: alignment is a hint only. */
export const load = (address: Code, offset: number): Code => [...address, ...simd(0x00), 0, ...unsigned(offset)]
export const store = (address: Code, offset: number, value: Code): Code => [
  ...address,
  ...value,
  ...simd(0x0b),
  0,
  ...unsigned(offset),
]

/** The 32-bit word at an address, in all four lanes. */
export const loadSplat = (address: number): Code => [...i32(0), ...simd(0x09), 0, ...unsigned(address)]

/** Bytes 0–15 come from a, 16–31 from b. */
export const shuffle = (a: Code, b: Code, lanes: readonly number[]): Code => [...a, ...b, ...simd(0x0d), ...lanes]
export const and = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x4e)]
export const or = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x50)]
export const xor = (a: Code, b: Code): Code => [...a, ...b, ...simd(0x51)]
export const add = (a: Code, b: Code): Code => [...a, ...b, ...simd(0xae)]
export const shiftLeft = (a: Code, bits: number): Code => [...a, ...i32(bits), ...simd(0xab)]
export const shiftRight = (a: Code, bits: number): Code => [...a, ...i32(bits), ...simd(0xad)]

export type Routine = {
  readonly name: string
  /** How many 32-bit parameters it takes; it answers nothing. */
  readonly parameters: number
  readonly vectors: number
  readonly body: Code
}

/**
 * A module that exports its memory as `memory` and each routine by its name. Vectors are the locals after the parameters.
 * @param data what the memory begins with
 */
export function assemble(routines: readonly Routine[], pages: number, data: Code): Uint8Array<ArrayBuffer> {
  const types = routines.map(
    ({ parameters }): Code => [0x60, ...listed(Array.from({ length: parameters }, () => [I32])), 0],
  )
  const exported = routines.map(({ name }, i): Code => [...named(name), 0x00, ...unsigned(i)])
  const bodies = routines.map(({ vectors, body }) => sized([...listed([[...unsigned(vectors), V128]]), ...body, 0x0b]))
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, types),
    ...section(
      3,
      routines.map((_, i) => unsigned(i)),
    ),
    ...section(5, [[0x00, ...unsigned(pages)]]),
    ...section(7, [[...named('memory'), 0x02, 0], ...exported]),
    ...section(10, bodies),
    ...section(11, [[0x00, ...i32(0), 0x0b, ...sized(data)]]),
  ])
}
