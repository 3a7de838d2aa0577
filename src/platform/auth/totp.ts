// SPDX-License-Identifier: EUPL-1.2
// The second factor: time-based one-time codes, RFC 6238 with the values every authenticator app knows
// (SHA-1, 30 seconds, 6 digits).
import * as OTPAuth from 'otpauth'

const PERIOD_SECONDS = 30
/** One step before and after: a phone whose clock is half a minute off still signs in (RFC 6238 §5.2). */
const WINDOW = 1

/** 160 random bits (RFC 4226 §4 R6) in base32, the form people can type when they cannot scan. */
export const newTotpSecret = (): string => new OTPAuth.Secret({ size: 20 }).base32

const totpOf = (secret: string, issuer = '', label = ''): OTPAuth.TOTP =>
  new OTPAuth.TOTP({ issuer, label, secret: OTPAuth.Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS })

/** The text inside the QR code: authenticator apps read it (Key URI format). */
export const totpUri = (secret: string, network: string, email: string): string =>
  totpOf(secret, `Nuove Comunità ${network}`, email).toString()

/** The secret in groups of four, for typing. */
export const spacedSecret = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** The number of the 30-second step in which an instant falls. */
export const stepAt = (epochMs: number): number => Math.floor(epochMs / 1000 / PERIOD_SECONDS)

/** The code of an instant. Product code never shows it; tests and the demo sign in with it. */
export const totpCode = (secret: string, epochMs: number): string => totpOf(secret).generate({ timestamp: epochMs })

/**
 * The step a typed code belongs to, or nothing. A step at or before the last one used is refused: a code seen over
 * somebody's shoulder does not work a second time (RFC 6238 §5.2).
 */
export function acceptedStep(secret: string, typed: string, epochMs: number, lastStep: number): number | undefined {
  const token = typed.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totpOf(secret).validate({ token, timestamp: epochMs, window: WINDOW })
  if (delta === null) return undefined
  const step = stepAt(epochMs) + delta
  return step > lastStep ? step : undefined
}
