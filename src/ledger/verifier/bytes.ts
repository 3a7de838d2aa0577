// SPDX-License-Identifier: EUPL-1.2
// Bytes and their text forms. Every decoder accepts exactly one spelling of a value, so a file has exactly one valid form.

export type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

export const utf8 = (text: string): Bytes => new Uint8Array(encoder.encode(text))

/** Text of the bytes; `exact` is false when they are not UTF-8 (the damage then shows as U+FFFD in the text). */
export function textOf(bytes: Uint8Array): { text: string; exact: boolean } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return { text, exact: !text.includes('\ufffd') || equal(encoder.encode(text), bytes) }
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export const toHex = (bytes: Uint8Array): string => bytes.reduce((hex, byte) => hex + hexOf[byte], '')

/** Of hexadecimal that was checked before. */
export const fromHex = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** RFC 4648 §4 with padding, and only in the spelling that encoding gives back; undefined for anything else. */
export function fromBase64(text: string, length?: number): Bytes | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const binary = atob(text)
  if ((length !== undefined && binary.length !== length) || btoa(binary) !== text) return undefined
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

export function u64(value: number | bigint): Bytes {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}
