// SPDX-License-Identifier: EUPL-1.2
// JSON behind a strict front door, and its canonical form (RFC 8785). An ordinary parser silently keeps the last of two equal
// keys and rounds large numbers; here duplicate keys, lone surrogates and lossy numbers are refused while reading.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Trail = readonly (string | number)[]
export type JsonCode =
  | ('syntax' | 'truncated' | 'trailing' | 'duplicate' | 'order')
  | ('spelling' | 'number' | 'text' | 'depth' | 'shape')
export type Options = { canonical?: boolean; integers?: boolean; refuseReplacement?: boolean }

const MAX_DEPTH = 64

/** What is wrong, where (a trail of keys and positions), and where each value named on the trail begins. */
export class JsonError extends Error {
  override readonly cause: { code: JsonCode; trail: Trail; starts: readonly number[] }
  constructor(code: JsonCode, trail: Trail = [], starts: readonly number[] = []) {
    super(`json.${code} at ${trail.join('.')}`)
    this.cause = { code, trail, starts }
  }
}

const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const escapes = new Map(Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }))

/** Neither quote, backslash, control character nor the end of the text. */
const isPlain = (code: number): boolean => code >= 0x20 && code !== 0x22 && code !== 0x5c

class Reader {
  private readonly trail: (string | number)[] = []
  private readonly starts: number[] = []
  private readonly text: string
  private readonly options: Options
  private at: number
  constructor(text: string, options: Options, start: number) {
    this.text = text
    this.options = options
    this.at = start
  }

  private refuse(code: JsonCode): never {
    const ended = code === 'syntax' && this.at >= this.text.length
    throw new JsonError(ended ? 'truncated' : code, [...this.trail], [...this.starts])
  }

  private space(): void {
    const from = this.at
    while (' \t\n\r'.includes(this.text[this.at] ?? '#')) this.at++
    if (this.options.canonical && this.at > from) this.refuse('spelling')
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false
    this.at++
    return true
  }

  whole(): Json {
    const value = this.value()
    this.space()
    return this.at < this.text.length ? this.refuse('trailing') : value
  }

  value(depth = 0): Json {
    this.space()
    if (depth > MAX_DEPTH) this.refuse('depth')
    if (this.take('{')) return this.object(depth)
    if (this.take('[')) return this.array(depth)
    if (this.text[this.at] === '"') return this.string()
    const word = ['null', 'true', 'false'].find(one => this.text.startsWith(one, this.at))
    if (word === undefined) return this.number()
    this.at += word.length
    return word === 'null' ? null : word === 'true'
  }

  /** The members up to the closing sign. A member stays on the trail until what follows it is sound: its end is its own. */
  private members(close: string, member: () => void): void {
    this.space()
    if (this.take(close)) return
    do {
      this.space()
      member()
      this.space()
      if (this.text[this.at] !== ',' && this.text[this.at] !== close) this.refuse('syntax')
      this.trail.pop()
      this.starts.pop()
    } while (this.take(','))
    this.at++
  }

  private object(depth: number): Json {
    // Without a prototype, so that a key such as "__proto__" is a key like any other.
    const object: { [key: string]: Json } = Object.create(null)
    let last: string | undefined
    this.members('}', () => {
      const key = this.string()
      if (Object.hasOwn(object, key)) this.refuse('duplicate')
      if (this.options.canonical && last !== undefined && key < last) this.refuse('order')
      last = key
      this.trail.push(key)
      this.starts.push(this.at + 1)
      this.space()
      if (!this.take(':')) this.refuse('syntax')
      object[key] = this.value(depth + 1)
    })
    return object
  }

  private array(depth: number): Json {
    const array: Json[] = []
    this.members(']', () => {
      this.trail.push(array.length)
      this.starts.push(this.at)
      array.push(this.value(depth + 1))
    })
    return array
  }

  private string(): string {
    const start = this.at
    if (!this.take('"')) this.refuse('syntax')
    let value = ''
    for (;;) {
      const from = this.at
      while (isPlain(this.text.charCodeAt(this.at))) this.at++
      value += this.text.slice(from, this.at)
      if (this.take('"')) break
      if (!this.take('\\')) this.refuse('syntax')
      value += this.escape()
    }
    if (!value.isWellFormed() || (this.options.refuseReplacement && value.includes('\ufffd'))) this.refuse('text')
    if (this.options.canonical && this.text.slice(start, this.at) !== JSON.stringify(value)) this.refuse('spelling')
    return value
  }

  private escape(): string {
    const char = this.text[this.at++]
    if (char !== 'u') return escapes.get(char ?? '') ?? this.refuse('syntax')
    const digits = this.text.slice(this.at, this.at + 4)
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.refuse('syntax')
    this.at += 4
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  private number(): number {
    numberToken.lastIndex = this.at
    const token = numberToken.exec(this.text)?.[0] ?? this.refuse('syntax')
    const value = Number(token)
    if (!Number.isFinite(value)) this.refuse('number')
    // A number that would not survive the reading (2^53 + 1, 0.99999999999999999999) is refused, never rounded.
    if (this.options.integers && !(Number.isSafeInteger(value) && /^-?\d+(?:\.0+)?$/.test(token))) this.refuse('number')
    if (this.options.canonical && token !== canonical(value)) this.refuse('spelling')
    this.at += token.length
    return value
  }
}

/** Reads one JSON text. Canonical: only the RFC 8785 form. Integers: no other numbers, and only within ±(2^53 − 1). */
export const parseJson = (text: string, options: Options = {}): Json => new Reader(text, options, 0).whole()

/** Reads one value out of a text that is damaged elsewhere; undefined when this value is damaged too. */
export function salvage(text: string, start: number): Json | undefined {
  try {
    return new Reader(text, { canonical: true, integers: true }, start).value()
  } catch {
    return undefined
  }
}

/** The canonical form of RFC 8785. Refuses what JSON cannot say: undefined members, dates, NaN, lone surrogates. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value === 0 ? 0 : value) : refuse('number')
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : refuse('text')
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(',')}]`
  if (typeof value !== 'object' || ![Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return refuse('syntax')
  // Array.sort compares UTF-16 code units, which is the order that RFC 8785 §3.2.3 asks for.
  const object = value as Record<string, unknown>
  const members = Object.keys(object).sort()
  return `{${members.map(key => `${canonical(key)}:${canonical(object[key])}`).join(',')}}`
}

function refuse(code: JsonCode): never {
  throw new JsonError(code)
}
