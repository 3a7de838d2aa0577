// SPDX-License-Identifier: EUPL-1.2
// Secrets that must be read again (the second factor's seed, a half-made account) are encrypted with a key derived
// from the installation's secret, which is in no database and in no backup of it: AES-256-GCM, one key per purpose.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Services } from '../db/scope.ts'

export type SealedPurpose = 'totp' | 'step'
const VERSION = 1
const NONCE = 12
const TAG = 16

const keyFor = (services: Services, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', services.secret, 'nuove-comunita', `platform/auth/${purpose}`, 32))

/** version ‖ nonce ‖ tag ‖ ciphertext. `context` (an id) is bound in: a box moved to another row does not open. */
export function seal(services: Services, purpose: SealedPurpose, context: string, text: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(services, purpose), nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body])
}

/** The text of a box. Throws when the box, its context or the installation's secret is another one. */
export function unseal(services: Services, purpose: SealedPurpose, context: string, box: Buffer): string {
  if (box[0] !== VERSION) throw new Error('Unknown form of a sealed box')
  const nonce = box.subarray(1, 1 + NONCE)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(services, purpose), nonce)
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(1 + NONCE, 1 + NONCE + TAG))
  return decipher.update(box.subarray(1 + NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
}

/** A digest that only this installation can make: addresses and e-mails become keys that nobody can look up. */
export const keyedDigest = (services: Services, text: string): Buffer =>
  createHmac('sha256', keyFor(services, 'throttle')).update(text, 'utf8').digest()
