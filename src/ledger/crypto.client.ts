// SPDX-License-Identifier: EUPL-1.2
// The cryptography of the writing side (the verifier has an adapter of its own): keys, derivation, encryption at rest.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { promisify } from 'node:util'

export type PrivateKey = KeyObject

const NONCE = 12
const TAG = 16

export const newSecret = (): Buffer => randomBytes(32)

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')

const BLOCK = 64
const padOf = (key: Uint8Array, byte: number): Buffer => {
  const pad = Buffer.alloc(BLOCK, byte)
  for (const [i, value] of key.entries()) pad[i] = byte ^ value
  return pad
}

/** The two halves of HMAC-SHA-256 (RFC 2104) under a key of at most one block. */
export type Hmac = { readonly inner: Buffer; readonly outer: Buffer }
export const hmacOf = (key: Uint8Array): Hmac => ({ inner: padOf(key, 0x36), outer: padOf(key, 0x5c) })
const hmac = ({ inner, outer }: Hmac, ...message: readonly Uint8Array[]): Buffer =>
  sha256(outer, sha256(inner, ...message))

/** The salt of HKDF where there is none (RFC 5869 §2.2). */
export const NO_SALT = hmacOf(new Uint8Array(32))
const ONE = Uint8Array.of(1)
/** What HKDF extracts from a secret, as long as the secret itself is held. */
const extracted = new WeakMap<Uint8Array, Hmac>()

/**
 * HKDF-SHA-256 (RFC 5869) without salt: the input is already 32 random bytes. An act derives half a dozen keys from one
 * secret; hkdfSync takes each time what the extraction alone costs here once (a test holds one to the other).
 */
export function derive(secret: Uint8Array, info: Uint8Array): Buffer {
  let key = extracted.get(secret)
  if (!key) {
    key = hmacOf(hmac(NO_SALT, secret))
    extracted.set(secret, key)
  }
  return hmac(key, info, ONE)
}

export const newSigningKey = (): PrivateKey => generateKeyPairSync('ed25519').privateKey

export const rawPrivateKey = (key: PrivateKey): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')

export const publicKeyOf = (key: PrivateKey): Buffer =>
  Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')

/** PKCS#8 of RFC 8410 §7 is a fixed prefix before the 32 bytes of the seed. */
export const privateKeyFrom = (seed: Buffer): PrivateKey =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })

export const signWith = (key: PrivateKey, message: Uint8Array): Buffer => sign(null, message, key)

const signApart = promisify(
  (key: PrivateKey, message: Uint8Array, done: (error: Error | null, signature: Buffer) => void) =>
    sign(null, message, key, done),
)
/** Below this many the way to the runtime's own threads costs more than it saves. */
const WORTH_APART = 8

/** Signatures of many messages, made beside the work of this thread. */
export const signAllWith = (key: PrivateKey, messages: readonly Uint8Array[]): Promise<Buffer[]> =>
  messages.length < WORTH_APART
    ? Promise.resolve(messages.map(message => signWith(key, message)))
    : Promise.all(messages.map(message => signApart(key, message)))

let nonces = Buffer.alloc(0)
/** Random bytes are asked of the system for many boxes at a time; none is used twice. */
function newNonce(): Buffer {
  if (nonces.length < NONCE) nonces = randomBytes(256 * NONCE)
  const nonce = nonces.subarray(0, NONCE)
  nonces = nonces.subarray(NONCE)
  return nonce
}

/** AES-256-GCM: nonce, tag, ciphertext. `context` is bound in, so a box that was moved to another row does not open. */
export function sealBox(key: Uint8Array, context: string, plain: Uint8Array | string): Buffer {
  const nonce = newNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  cipher.final() // GCM has written everything already
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Throws when the key, the context or a byte is another one. */
export function openBox(key: Uint8Array, context: string, box: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE))
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()])
}
