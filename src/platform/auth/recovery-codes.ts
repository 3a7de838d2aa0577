// SPDX-License-Identifier: EUPL-1.2
// Ten codes for the day the phone is lost. 80 random bits each, so a digest is enough; each works once.
import { CODE_SIGNS, digestOf, newCode, normaliseCode } from './tokens.ts'

export const RECOVERY_CODES = 10
const GROUPS = 4
const WRITTEN = new RegExp(`^(?:[${CODE_SIGNS}]{4}-){${GROUPS - 1}}[${CODE_SIGNS}]{4}$`)

export const newRecoveryCodes = (): string[] => Array.from({ length: RECOVERY_CODES }, () => newCode(GROUPS))

/** The digest a typed code would be stored under; nothing when it cannot be a recovery code. */
export function recoveryDigest(typed: string): Buffer | undefined {
  const code = normaliseCode(typed)
  return WRITTEN.test(code) ? digestOf(code) : undefined
}
