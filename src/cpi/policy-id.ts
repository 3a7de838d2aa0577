// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { checkLetter } from '#lib/codice-fiscale.ts'

/** What the SAP system knows of a policy when it gives it an id. Later edits of these data do not change the id. */
export type PolicyOrigin = {
  /** Belfiore code of the seat + type letter + six digits: 'L191C000446' is the CPI whose seat is Tolentino. */
  readonly promoter: string
  /** A02 = service pact, N00 = validation of a DID. */
  readonly activity: string
  readonly proposedOn: CivilDate
}

export type PolicyId = {
  readonly text: string
  /** Two digits, the ALPHABETICAL code of the region (Marche 11, Lazio 08, national node 00), never the ISTAT one. */
  readonly system: string
  readonly sequence: number
  readonly letter: string
}

export type PolicyIdProblem = 'policy-id.required' | 'policy-id.wrong-form' | 'policy-id.wrong-letter'

const FORM = /^([0-9]{2})([0-9A-F]{8})([A-Z])$/
const PROMOTER = /^[A-Z][0-9]{3}[A-Z][0-9]{6}$/

export const isPromoterCode = (text: string): boolean => PROMOTER.test(text)

/** Trims and raises: people copy these codes from letters and screens, with spaces and in either case. */
export const tidyCode = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase()

/**
 * Reads an id that a regional system gave and checks its letter against what the id was made from.
 * The product validates and records such ids; it never makes one, so the expected letter is not revealed.
 */
export function readPolicyId(input: string, origin: PolicyOrigin): PolicyId | PolicyIdProblem {
  const text = tidyCode(input)
  if (text === '') return 'policy-id.required'
  const match = FORM.exec(text)
  if (!match) return 'policy-id.wrong-form'
  const [, system = '', sequence = '', letter = ''] = match
  if (policyLetter(origin) !== letter) return 'policy-id.wrong-letter'
  return { text, system, sequence: Number.parseInt(sequence, 16), letter }
}

/** The check letter: the odd/even tables of the codice fiscale over promoter (11) + activity (3) + proposal day (8). */
export function policyLetter(origin: PolicyOrigin): string {
  return checkLetter(`${origin.promoter}${origin.activity}${origin.proposedOn.replaceAll('-', '')}`)
}
