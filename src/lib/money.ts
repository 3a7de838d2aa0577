// SPDX-License-Identifier: EUPL-1.2
// Money is a whole number of euro cents. Nothing here ever divides into a fraction of a cent.

/** A whole number of euro cents; negative for a correction. */
export type Cents = number & { readonly __cents: true }

export function cents(value: number): Cents | undefined {
  return Number.isSafeInteger(value) ? (value as Cents) : undefined
}

export const sumCents = (list: readonly Cents[]): Cents => list.reduce((total, each) => total + each, 0) as Cents

const EUROS = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(\d{1,2}))?$/
const PLAIN = /^(-?)(\d{1,12})\.(\d{1,2})$/

/** Reads an amount as written in Italy ('865.932,90', '1250', '€ 12,5') or by a machine ('865932.90'). */
export function parseEuros(text: string): Cents | undefined {
  const plain = text.replace(/[€\s]|eur(?:o)?/gi, '').replace('−', '-')
  const match = EUROS.exec(plain) ?? PLAIN.exec(plain)
  if (!match) return undefined
  const whole = Number((match[2] ?? '').replaceAll('.', ''))
  const value = whole * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return cents(match[1] === '-' && value !== 0 ? -value : value)
}

/** '865.932,90', as it is typed in Italy; `parseEuros` reads it back. */
export const writtenEuros = (value: Cents): string =>
  decimalEuros(value)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, '.')

/** '865932.90': for files that machines read. */
export function decimalEuros(value: Cents): string {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
