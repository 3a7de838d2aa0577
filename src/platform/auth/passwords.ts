// SPDX-License-Identifier: EUPL-1.2
// Passwords of staff and PINs of persons. argon2id with OWASP's minimum (Password Storage Cheat Sheet, 2024:
// m = 19 MiB, t = 2, p = 1). The parameters stand in every hash, so they can be raised without touching old ones.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { commonPasswords } from './common-passwords.ts'

export type Argon2Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number }
export const OWASP_MINIMUM: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32

type Parsed = Argon2Cost & { readonly salt: Buffer; readonly tag: Buffer }

/** NFKC: the same password typed on a Mac and on a phone must give the same bytes (NIST SP 800-63B §5.1.1.2). */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'), 'utf8')

function derive(message: Buffer, nonce: Buffer, cost: Argon2Cost, tagLength: number): Promise<Buffer> {
  const { memory, passes, parallelism } = cost
  return new Promise((resolve, reject) =>
    argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    ),
  )
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** A hash in the PHC string format: $argon2id$v=19$m=19456,t=2,p=1$salt$tag. */
export async function hashPassword(password: string, cost: Argon2Cost = OWASP_MINIMUM): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derive(bytesOf(password), salt, cost, TAG_BYTES)
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

function parse(hash: string): Parsed | undefined {
  const [, m, t, p, salt, tag] = PHC.exec(hash) ?? []
  if (!m || !t || !p || !salt || !tag) return undefined
  const cost = { memory: Number(m), passes: Number(t), parallelism: Number(p) }
  return { ...cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') }
}

/**
 * Whether the password belongs to the hash. Without a hash (no such account) the same work is done and the answer is
 * no: the time taken says nothing about who has an account.
 */
export async function verifyPassword(
  password: string,
  hash: string | undefined,
  cost: Argon2Cost = OWASP_MINIMUM,
): Promise<boolean> {
  const stored = hash === undefined ? undefined : parse(hash)
  if (!stored) {
    await derive(bytesOf(password), Buffer.alloc(SALT_BYTES), cost, TAG_BYTES)
    return false
  }
  const tag = await derive(bytesOf(password), stored.salt, stored, stored.tag.length)
  return timingSafeEqual(tag, stored.tag)
}

/** Whether a hash was made with less than today's cost; it is then made anew at the next sign-in. */
export function needsRehash(hash: string, cost: Argon2Cost = OWASP_MINIMUM): boolean {
  const stored = parse(hash)
  return !stored || stored.memory < cost.memory || stored.passes < cost.passes || stored.parallelism < cost.parallelism
}

export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

export type PasswordProblem =
  | 'password.required'
  | 'password.too-short'
  | 'password.too-long'
  | 'password.common'
  | 'password.own-data'

const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Runs of keys or of the alphabet, in both directions: a password made of them is tried first. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
]
const ALL_RUNS = RUNS.flatMap(run => [run, [...run].reverse().join('')])

const isRun = (text: string): boolean => text !== '' && ALL_RUNS.some(run => run.includes(text))

/** A short piece said over and over: "aaaaaaaaaaaa", "ciaociaociao". */
function isRepeated(text: string): boolean {
  if (text === '') return false
  for (let size = 1; size <= Math.min(6, text.length / 2); size++) {
    if (
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .startsWith(text)
    )
      return true
  }
  return false
}

/**
 * What speaks against a password, or nothing. Length and guessability only, no composition rules (NIST SP 800-63B):
 * four ordinary words are better than "P4ssw0rd!".
 */
export function passwordProblem(password: string, own: readonly string[] = []): PasswordProblem | undefined {
  if (password === '') return 'password.required'
  const length = [...password].length
  if (length < PASSWORD_MIN) return 'password.too-short'
  if (length > PASSWORD_MAX) return 'password.too-long'
  const plain = letters(password)
  const base = plain.replace(/^\d+|\d+$/g, '')
  if (
    commonPasswords.has(plain) ||
    commonPasswords.has(base) ||
    isRun(plain) ||
    isRun(base) ||
    isRepeated(plain) ||
    isRepeated(password)
  ) {
    return 'password.common'
  }
  const mine = own.flatMap(text => [letters(text), letters(text.split('@')[0] ?? '')]).filter(text => text.length >= 4)
  // What is left once the own name or address is taken out must not be a mere handful of signs.
  if (mine.some(text => plain.includes(text) && plain.length - text.length < 6)) return 'password.own-data'
  return undefined
}
