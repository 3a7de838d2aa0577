// SPDX-License-Identifier: EUPL-1.2
// Everything written inside an XLSX: a search in the packed bytes would find nothing.
import { inflateRawSync } from 'node:zlib'

const DIRECTORY = 0x02014b50
const DEFLATED = 8

/** The texts of all files in a ZIP archive, read by its central directory; other bytes give nothing. */
export function unpacked(bytes: Buffer): string {
  const texts: string[] = []
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(DIRECTORY)
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4)) {
    const method = bytes.readUInt16LE(at + 10)
    const packed = bytes.readUInt32LE(at + 20)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + packed)
    texts.push((method === DEFLATED ? inflateRawSync(content) : content).toString('utf8'))
  }
  return texts.join('\n')
}
