// SPDX-License-Identifier: EUPL-1.2
// RFC 8785 (JCS) behind a strict front door: what could be read in two ways is refused, not repaired.
// Integers only, within ±(2^53 − 1); hours travel as minutes and money as cents, so nothing is lost.

export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue }

/** The value cannot be written in canonical form; `path` says where, never what (values may be personal). */
export class NotCanonical extends Error {
  readonly path: string
  constructor(path: string, why: string) {
    super(`${path}: ${why}`)
    this.name = 'NotCanonical'
    this.path = path
  }
}

/** Deeper than any document of ours, far below what would exhaust the stack. */
const DEEPEST = 64

/** The one text that stands for this value. Throws NotCanonical for everything that JSON would change or drop. */
export const canonicalJson = (value: unknown): string => write(value, '$', 0)

function write(value: unknown, path: string, depth: number): string {
  if (depth > DEEPEST) throw new NotCanonical(path, 'too deep')
  switch (typeof value) {
    case 'string':
      return text(value, path)
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonical(path, 'not a whole number within ±2^53')
      return String(value) // String(-0) is '0', as RFC 8785 §3.2.2.3 demands
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? list(value, path, depth) : record(value, path, depth)
    default:
      throw new NotCanonical(path, `${typeof value} has no JSON form`)
  }
}

// RFC 8785 §3.2.2.2: the escapes of JSON.stringify are the canonical ones, except that lone surrogates must be refused.
function text(value: string, path: string): string {
  if (!value.isWellFormed()) throw new NotCanonical(path, 'lone surrogate')
  return JSON.stringify(value)
}

function list(items: readonly unknown[], path: string, depth: number): string {
  const parts: string[] = []
  for (let i = 0; i < items.length; i++) {
    if (!(i in items)) throw new NotCanonical(`${path}[${i}]`, 'a hole in a list')
    parts.push(write(items[i], `${path}[${i}]`, depth + 1))
  }
  return `[${parts.join(',')}]`
}

// RFC 8785 §3.2.3: names are sorted by their UTF-16 code units, which is what sort() without arguments does.
function record(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new NotCanonical(path, 'not a plain object')
  if (Object.getOwnPropertySymbols(value).length > 0) throw new NotCanonical(path, 'a symbol as name')
  const entries = value as Record<string, unknown>
  const names = Object.keys(entries).sort()
  return `{${names.map(name => `${text(name, path)}:${write(entries[name], `${path}.${name}`, depth + 1)}`).join(',')}}`
}
