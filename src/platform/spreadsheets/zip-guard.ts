// SPDX-License-Identifier: EUPL-1.2
// A workbook is a ZIP. Before any reader touches it, its directory is read and every part is unpacked against one budget:
// the declared sizes first, then the real ones, because a zip bomb lies about the first.
import { inflateRawSync } from 'node:zlib'
import { refuse } from './refusals.ts'

type Part = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const MAX_PARTS = 5_000
const BEYOND_32_BITS = 0xffffffff

function findEnd(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - 22 - 0xffff)
  for (let at = zip.length - 22; at >= lowest; at--) if (zip.readUInt32LE(at) === END) return at
  return refuse('spreadsheet.damaged')
}

function parts(zip: Buffer): Part[] {
  const end = findEnd(zip)
  const count = zip.readUInt16LE(end + 10)
  if (count > MAX_PARTS) refuse('spreadsheet.unpacked-too-large')
  const found: Part[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) refuse('spreadsheet.damaged')
    if (zip.readUInt16LE(at + 8) & 1) refuse('spreadsheet.password-protected')
    const nameLength = zip.readUInt16LE(at + 28)
    const part = {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      unpacked: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    }
    // No part of a 20 MiB upload needs 64-bit sizes.
    if (part.packed === BEYOND_32_BITS || part.offset === BEYOND_32_BITS) refuse('spreadsheet.damaged')
    found.push(part)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return found
}

function unpack(zip: Buffer, part: Part, budget: number): Buffer {
  const { offset } = part
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== LOCAL) refuse('spreadsheet.damaged')
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
  const packed = zip.subarray(start, start + part.packed)
  if (packed.length < part.packed) refuse('spreadsheet.damaged')
  if (part.method === 0) return packed
  if (part.method !== 8) refuse('spreadsheet.damaged')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, budget) })
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return refuse(tooLarge ? 'spreadsheet.unpacked-too-large' : 'spreadsheet.damaged')
  }
}

/** Refuses archives that are damaged, locked, too large once unpacked, not a workbook, or that declare XML entities. */
export function guardZip(bytes: Uint8Array, unpackedBytes: number): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (zip.length < 22) refuse('spreadsheet.damaged')
  const all = parts(zip)
  const names = new Set(all.map(part => part.name))
  // ODF 1.3 part 2 §3.3: the kind of document stands in a part of its own. Apple's and Google's archives have neither.
  if (names.has('mimetype') && names.has('content.xml')) refuse('spreadsheet.open-document')
  if (names.has('xl/workbook.bin')) refuse('spreadsheet.binary-excel')
  if (!names.has('[Content_Types].xml') || !all.some(part => part.name.startsWith('xl/'))) {
    refuse('spreadsheet.not-a-spreadsheet')
  }
  const declared = all.reduce((sum, part) => sum + part.unpacked, 0)
  if (declared > unpackedBytes) refuse('spreadsheet.unpacked-too-large')
  let budget = unpackedBytes
  for (const part of all) {
    const content = unpack(zip, part, budget)
    budget -= content.length
    if (budget < 0) refuse('spreadsheet.unpacked-too-large')
    // ECMA-376 part 2 §9.1.4: a package part must not contain a document type declaration.
    if (/\.(?:xml|rels)$/.test(part.name) && content.subarray(0, 4096).includes('<!DOCTYPE'))
      refuse('spreadsheet.damaged')
  }
}
