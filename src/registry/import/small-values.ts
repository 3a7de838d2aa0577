// SPDX-License-Identifier: EUPL-1.2
import { folded } from './plain-text.ts'

const female = new Set(['f', 'femmina', 'donna', 'female', 'femme', 'femminile', 'd', 'w'])
const male = new Set(['m', 'maschio', 'uomo', 'male', 'homme', 'maschile', 'h', 'u'])
const other = new Set(['x', 'altro', 'non binario', 'other', 'autre'])

export function readSex(text: string): 'F' | 'M' | 'X' | undefined {
  const word = folded(text)
  if (female.has(word)) return 'F'
  if (male.has(word)) return 'M'
  return other.has(word) ? 'X' : undefined
}

/** E.164 with its plus. A number of nine or ten digits beginning with 3 or 0 is Italian even without the prefix. */
export function readPhone(text: string): string | undefined {
  const first = /[+\d(][\d\s()./\-–]*/.exec(text)?.[0] ?? ''
  const plus = first.trimStart().startsWith('+')
  const digits = first.replace(/\D/g, '')
  if (plus) return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : undefined
  if (digits.startsWith('00')) return digits.length >= 10 && digits.length <= 17 ? `+${digits.slice(2)}` : undefined
  if (digits.startsWith('39') && digits.length === 12) return `+${digits}`
  return /^[03]\d{7,10}$/.test(digits) ? `+39${digits}` : undefined
}

export const readEmail = (text: string): string | undefined => {
  const address = text.trim().toLowerCase()
  return /^[^\s@<>"',;:()[\]\\]+@[^\s@<>"',;:()[\]\\.]+(?:\.[^\s@<>"',;:()[\]\\.]+)+$/.test(address)
    ? address
    : undefined
}

/** What Excel or Calc would have run. A phone number with its plus, a dash for "nothing" or before a remark is not meant. */
export function looksLikeFormula(raw: string): boolean {
  if (/^\s*[+-]?[\d\s()./-]*$/.test(raw)) return false
  return /^[\s\u0000]*(?:[=@]\S|[+-]\s*(?:[A-Za-z]{1,3}\d|[A-Za-z]+\(|\(|\d+\s*[+*/^-]\s*[\dA-Za-z(]))/.test(raw)
}
