// SPDX-License-Identifier: EUPL-1.2
// The cryptography of the writing side (the verifier has an adapter of its own): keys, derivation, encryption at rest.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

export type PrivateKey = KeyObject

const NONCE = 12
const TAG = 16

export const newSecret = (): Buffer => randomBytes(32)

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')

/** HKDF-SHA-256 (RFC 5869) without salt: the input is already 32 random bytes. */
export const derive = (secret: Uint8Array, info: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), info, 32))

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

/** AES-256-GCM: nonce, tag, ciphertext. `context` is bound in, so a box that was moved to another row does not open. */
export function sealBox(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** Throws when the key, the context or a byte is another one. */
export function openBox(key: Uint8Array, context: string, box: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE))
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()])
}
