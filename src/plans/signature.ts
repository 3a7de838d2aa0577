// SPDX-License-Identifier: EUPL-1.2
import { ageOn, type CivilDate, type Instant } from '#lib/civil-date.ts'
import type { AccountId, SignatureId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'

/** Whose name it is. A guardian signs in the place of a person under 18 (Codice civile, art. 2). */
export const signingParties = ['operator', 'person', 'guardian'] as const
export type SigningParty = (typeof signingParties)[number]

/** How the will to sign was shown. Recorded with the act: the ledger entry itself is signed by the organisation's key. */
export const signingMethods = [
  'account',
  'pin-screen-turned',
  'own-page-and-pin',
  'qr-and-pin',
  'code-and-pin',
  'qr',
  'code',
] as const
export type SigningMethod = (typeof signingMethods)[number]

/** `two` = something she has (link, code on her phone, account with second factor) and something she knows. */
export type SignatureStrength = 'one' | 'two'

export const strengthOf: Record<SigningMethod, SignatureStrength> = {
  account: 'two',
  'pin-screen-turned': 'one',
  'own-page-and-pin': 'two',
  'qr-and-pin': 'two',
  'code-and-pin': 'two',
  qr: 'one',
  code: 'one',
}

/** The way she came, and whether she typed a PIN of her own, make the method. */
export function methodOf(way: 'own-page' | 'qr' | 'code', withPin: boolean): SigningMethod | undefined {
  if (withPin) return `${way}-and-pin`
  return way === 'own-page' ? undefined : way
}

export type Signature = {
  id: SignatureId
  party: SigningParty
  method: SigningMethod
  strength: SignatureStrength
  account?: AccountId
  /** Of the person's signature under hours: how many minutes it made count. */
  counted?: Minutes
  signedOn: CivilDate
  signedAt: Instant
}

/** The reason that the program itself writes: the times were declared again before she had signed them. */
export const REDECLARED = 'redeclared'

export type SignedBy = { operator: boolean; person: boolean }

/** Which sides have signed. The guardian's name stands in the person's place. */
export const signedBy = (signatures: readonly Pick<Signature, 'party'>[]): SignedBy => ({
  operator: signatures.some(signature => signature.party === 'operator'),
  person: signatures.some(signature => signature.party !== 'operator'),
})

export const signedByBoth = (sides: SignedBy): boolean => sides.operator && sides.person

const FULL_AGE = 18

/** Who signs for this person today. With no date of birth known she signs herself: age is never guessed. */
export const signingParty = (birth: CivilDate | undefined, today: CivilDate): 'person' | 'guardian' =>
  birth !== undefined && ageOn(birth, today) < FULL_AGE ? 'guardian' : 'person'

/** The words shown before the code is asked for, and the same figures that are signed. */
export type WhatIsSigned = { day: CivilDate; start: number; end: number; minutes: Minutes }

/** What the person saw is what she signs: if the times were changed meanwhile, the page is shown again. */
export const isSame = (shown: WhatIsSigned, now: WhatIsSigned): boolean =>
  shown.day === now.day && shown.start === now.start && shown.end === now.end && shown.minutes === now.minutes
