// SPDX-License-Identifier: EUPL-1.2
// Job centres export in the encoding of an old Windows; nobody can tell by looking, so the bytes are tried in order.
import type { Encoding } from './book.ts'

export type Decoded = { readonly text: string; readonly encoding: Encoding }

function zeroShare(bytes: Uint8Array, from: 0 | 1): number {
  const head = bytes.subarray(0, 4096)
  let zeros = 0
  for (let i = from; i < head.length; i += 2) if (head[i] === 0) zeros++
  return zeros / Math.max(1, head.length / 2)
}

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (zeroShare(bytes, 1) > 0.6) return 'utf-16le'
  return zeroShare(bytes, 0) > 0.6 ? 'utf-16be' : undefined
}

/** UTF-16 by its mark or its zeros, then UTF-8 when every byte of it is valid, else Windows-1252 (which holds ISO-8859-1). */
export function decodeText(bytes: Uint8Array): Decoded {
  const wide = utf16Label(bytes)
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: 'utf-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}
