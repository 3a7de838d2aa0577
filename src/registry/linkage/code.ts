// SPDX-License-Identifier: EUPL-1.2
// Tax codes compared by what they say. A provisional code is replaced by a final one in the normal course of things, so
// two codes of different kinds, or two different provisional ones, never speak against one person. Two final codes of one
// base (omocodia) were made different on purpose: the Agenzia delle Entrate told two people apart.
import { readCodiceFiscale } from '#lib/codice-fiscale.ts'
import { slipApart } from './name.ts'

export type Code =
  | { readonly kind: 'final'; readonly code: string; readonly base: string }
  | { readonly kind: 'provisional'; readonly code: string }
  | { readonly kind: 'unread'; readonly code: string }

const PLAIN = /^[A-Z0-9]+$/

/** A spreadsheet that kept the provisional code as a number dropped its leading zeros. */
export function readCode(text: string): Code | undefined {
  const plain = PLAIN.test(text)
    ? text
    : text
        .normalize('NFKC')
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, '')
  if (plain.length < 5) return undefined
  if (/^\d{7,11}$/.test(plain)) return { kind: 'provisional', code: plain.padStart(11, '0') }
  const reading = readCodiceFiscale(plain)
  const mended = reading.problem === 'tax-code.letter-o-for-zero' && reading.suggestion
  const again = mended ? readCodiceFiscale(mended) : reading
  if (again.problem) return { kind: 'unread', code: plain }
  return { kind: 'final', code: again.code, base: again.base }
}

export const codeLevels = ['same', 'near', 'part', 'omocodia', 'other'] as const
const [SAME, NEAR, PART, OMOCODIA, OTHER] = [0, 1, 2, 3, 4]

/** The level, or -1 where the two codes say nothing about each other. */
export function compareCodes(a: Code, b: Code): number {
  if (a.code === b.code) return SAME
  if (a.kind === 'final' && b.kind === 'final') return twoFinals(a.base, b.base)
  if (a.kind === 'provisional' || b.kind === 'provisional')
    return a.kind === b.kind && slipApart(a.code, b.code) ? NEAR : -1
  if (slipApart(a.code, b.code)) return NEAR
  // What cannot be read is a typing slip as often as not.
  return a.code.length === b.code.length && differing(a.code, b.code, a.code.length) <= 3
    ? PART
    : a.kind === b.kind
      ? OTHER
      : -1
}

/** Two codes that both check are two people, or one whose name or birth was corrected since: then the other parts stand. */
function twoFinals(a: string, b: string): number {
  if (a === b) return OMOCODIA
  let parts = 0
  if (equalBetween(a, b, 0, 6)) parts++
  if (equalBetween(a, b, 6, 11)) parts++
  if (equalBetween(a, b, 11, 15)) parts++
  return parts === 2 || differing(a, b, 15) <= 3 ? PART : OTHER
}

function equalBetween(a: string, b: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return false
  return true
}

/** How many of the first signs differ; counted as far as it matters. */
function differing(a: string, b: string, length: number): number {
  let count = 0
  for (let i = 0; i < length && count < 4; i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) count++
  return count
}
