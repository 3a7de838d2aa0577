// SPDX-License-Identifier: EUPL-1.2
// The content decides what a file is; its name only tells whether somebody renamed it.
import type { BookKind } from './book.ts'

export type FileKind = BookKind | 'empty' | 'old-excel' | 'password-protected' | 'other'

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte)

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** The compound file of Microsoft holds either an old .xls or an encrypted .xlsx; the names of its streams tell which. */
function compoundFile(bytes: Uint8Array): FileKind {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return content.includes(utf16('EncryptedPackage')) ? 'password-protected' : 'old-excel'
}

function isText(bytes: Uint8Array): boolean {
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return true
  const head = bytes.subarray(0, 4096)
  let nul = 0
  let control = 0
  for (const byte of head) {
    if (byte === 0) nul++
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) control++
  }
  // UTF-16 without a mark has a zero in every second byte of Latin text.
  return control <= head.length / 100 && (nul === 0 || (nul > head.length * 0.3 && nul < head.length * 0.6))
}

const MARKUP = /^\s*(?:<!doctype|<html|<\?xml|%pdf|\{\\rtf)/i

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  if (starts(bytes, 0x50, 0x4b)) return 'xlsx'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return compoundFile(bytes)
  if (!isText(bytes)) return 'other'
  const head = Buffer.from(bytes.subarray(0, 512))
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf)/, '')
  return MARKUP.test(head) ? 'other' : 'csv'
}

/** What the name promises, when it promises something we know. */
export function kindInName(filename: string): BookKind | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase()
  if (extension === 'xlsx' || extension === 'xlsm') return 'xlsx'
  return extension === 'csv' || extension === 'txt' || extension === 'tsv' ? 'csv' : undefined
}
