// SPDX-License-Identifier: EUPL-1.2
// The 11-digit tax code that an asylum seeker gets with the request (Agenzia delle Entrate, circular 8/2016):
// 7 serial digits, 3 of the office, 1 check digit. A legal person's code has the same shape, so the kind of a code is
// always stored beside it and never guessed from its length.

export type ProvisionalCodeProblem =
  | 'provisional-code.length'
  | 'provisional-code.characters'
  | 'provisional-code.check'

export type ProvisionalCodeReading =
  | { readonly code: string; readonly problem?: undefined }
  | { readonly code: string; readonly problem: ProvisionalCodeProblem }

/** The check digit of ten digits: odd places as they are, even places doubled with their digits added up. */
export function provisionalCheckDigit(first10: string): string {
  let total = 0
  for (let i = 0; i < 10; i++) {
    const digit = Number(first10[i])
    const doubled = digit * 2
    total += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (total % 10)) % 10)
}

export function readProvisionalCode(input: string): ProvisionalCodeReading {
  const code = input.replace(/[\s./-]/g, '')
  if (!/^\d*$/.test(code)) return { code, problem: 'provisional-code.characters' }
  if (code.length !== 11) return { code, problem: 'provisional-code.length' }
  if (provisionalCheckDigit(code.slice(0, 10)) !== code[10]) return { code, problem: 'provisional-code.check' }
  return { code }
}

/**
 * A spreadsheet that stores the code as a number drops its leading zeros. Returns the code with the zeros back when
 * exactly that makes it valid, otherwise nothing: a shorter number is not evidence of anything else.
 */
export function restoreLeadingZeros(digits: string): string | undefined {
  if (!/^\d{6,10}$/.test(digits)) return undefined
  const padded = digits.padStart(11, '0')
  return readProvisionalCode(padded).problem ? undefined : padded
}
