// SPDX-License-Identifier: EUPL-1.2
// What is kept of an anchored head: the head as it was signed, where it was anchored, and what that gave back. One file,
// one form, so that it can lie beside the register or in a drawer.
import { fromBase64, toBase64, type Bytes } from '../verifier/bytes.ts'
import { canonical, parseJson, type Json } from '../verifier/json.ts'

export const ANCHOR = 'nuove-comunita/anchor/v1'
export const anchorKinds = ['file', 'rfc3161', 'evm'] as const
export type AnchorKind = (typeof anchorKinds)[number]
export type Anchored = { readonly kind: AnchorKind; readonly note: string; readonly reference: Bytes }

export const writeAnchor = ({ kind, note, reference }: Anchored): string =>
  `${canonical({ format: ANCHOR, kind, note, reference: toBase64(reference) })}\n`

export function parseAnchor(text: string): Anchored | undefined {
  try {
    const value = parseJson(text.trimEnd(), { canonical: true }) as { [key: string]: Json }
    const { format, kind: named, note, reference: encoded, ...more } = value
    const kind = anchorKinds.find(one => one === named)
    const reference = typeof encoded === 'string' ? fromBase64(encoded) : undefined
    if (format !== ANCHOR || !kind || typeof note !== 'string' || !reference) return undefined
    return Object.keys(more).length > 0 ? undefined : { kind, note, reference }
  } catch {
    return undefined
  }
}
