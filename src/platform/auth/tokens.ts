// SPDX-License-Identifier: EUPL-1.2
// Secrets that travel: session cookies, one-time links, codes. Only their SHA-256 is ever stored, so a copy of the
// database opens no session and no link. All of them are random and long enough (≥ 80 bits) for a plain digest.
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** 32 random bytes as 43 characters that are safe in a URL and in a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored in place of a token. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest()

/** Whether a text can be a token of ours at all: anything else is not worth a query. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** Compares two secrets in a time that depends on neither of them nor on their lengths. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b))

/** Crockford's alphabet without the letter U: no sign looks like another, and no Italian or English word comes out. */
export const CODE_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A random code of `groups` × 4 signs, 5 bits each, written in groups so that it can be copied by hand. */
export function newCode(groups: number): string {
  const sign = () => CODE_SIGNS[randomInt(CODE_SIGNS.length)] ?? '0'
  return Array.from({ length: groups }, () => sign() + sign() + sign() + sign()).join('-')
}

/** A code as typed by a person → its one written form: case, spaces, hyphens and look-alikes (O I L) do not matter. */
export function normaliseCode(typed: string): string {
  const signs = typed
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return (signs.match(/.{1,4}/g) ?? []).join('-')
}
