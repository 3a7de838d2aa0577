// SPDX-License-Identifier: EUPL-1.2
// Grounds of an erasure, the name typed to confirm it, and the plain form of a copy.

/** GDPR art. 17(1): (a) no longer needed, (b) consent withdrawn, (c) objection, (d) unlawful, (e) a legal duty to erase. */
export const erasureGrounds = ['no-longer-needed', 'consent-withdrawn', 'objection', 'unlawful', 'legal-duty'] as const
export type ErasureGround = (typeof erasureGrounds)[number]

/** Why a record is erased; the words stay in the access log, so they name nobody. */
export type Erasure = { readonly ground: ErasureGround; readonly reason: string }

export const isGround = (text: string): text is ErasureGround => (erasureGrounds as readonly string[]).includes(text)

const spoken = (name: string) => name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLocaleLowerCase('it')

/** Whether the name typed to confirm is hers; capital letters and spaces do not matter. */
export const isSameName = (typed: string, name: string): boolean => spoken(typed) === spoken(name)

/** Plain data for a file: bytes as hexadecimal digits, nothing that is absent. */
export function plainCopy(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(value, (_, part: unknown) =>
    isBytes(part) ? Buffer.from(part.data).toString('hex') : part,
  )
  return JSON.parse(text) as Record<string, unknown>
}

// JSON.stringify has turned a Buffer into this before it asks us.
const isBytes = (part: unknown): part is { type: 'Buffer'; data: number[] } =>
  typeof part === 'object' && part !== null && 'type' in part && part.type === 'Buffer' && 'data' in part
