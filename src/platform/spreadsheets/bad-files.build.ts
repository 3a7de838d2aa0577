// SPDX-License-Identifier: EUPL-1.2
// Files that somebody may bring by mistake or out of malice, each as small as it can be.
import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from './write-spreadsheet.ts'

export type Part = {
  readonly name: string
  readonly content: Buffer
  readonly declared?: number
  readonly flags?: number
}

/** A ZIP as an attacker writes it: the declared size is whatever one likes. */
export function aZip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, declared = content.length, flags = 0 } of parts) {
    const packed = deflateRawSync(content, { level: 9 })
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(declared, 22)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(declared, 24)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    bodies.push(local, Buffer.from(name), packed)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, index, end])
}

export const contentTypes: Part = { name: '[Content_Types].xml', content: Buffer.from('<Types/>') }
export const theWorkbook: Part = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }

const MiB = 1024 * 1024
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n`
const list = lines('Cognome;Nome;Nato il', "D'Angelo;Niccolò;1/2/1999")

export type BadFile = { readonly name: string; readonly bytes: Buffer }

/** Refused, by the code that says why. */
export async function refusedFiles(): Promise<readonly (BadFile & { readonly code: string })[]> {
  const workbook = await writeXlsx([
    {
      name: 'A',
      rows: [
        ['Cognome', 'Nome'],
        ['Diallo', 'Awa'],
      ],
    },
  ])
  const bomb = { name: 'xl/a.xml', content: Buffer.alloc(210 * MiB), declared: 10 }
  const ods = [
    { name: 'mimetype', content: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
    { name: 'content.xml', content: Buffer.from('<office:document-content/>') },
  ]
  return [
    { name: 'vuoto.csv', bytes: Buffer.alloc(0), code: 'spreadsheet.empty' },
    { name: 'bianco.csv', bytes: Buffer.from(' \r\n;;\r\n'), code: 'spreadsheet.empty' },
    { name: 'vuoto.xlsx', bytes: await writeXlsx([{ name: 'A', rows: [] }]), code: 'spreadsheet.empty' },
    { name: 'troncato.xlsx', bytes: workbook.subarray(0, workbook.length / 2), code: 'spreadsheet.damaged' },
    { name: 'largo.csv', bytes: Buffer.from(lines('x;'.repeat(300))), code: 'spreadsheet.too-many-columns' },
    { name: 'lungo.csv', bytes: Buffer.from('Cognome\n'.repeat(20_001)), code: 'spreadsheet.too-many-rows' },
    { name: 'cella.csv', bytes: Buffer.from(lines('Cognome', 'x'.repeat(MiB))), code: 'spreadsheet.cell-too-long' },
    { name: 'virgolette.csv', bytes: Buffer.from('Cognome;Nome\n"Diallo;Awa\n'), code: 'spreadsheet.unclosed-quote' },
    { name: 'bomba.xlsx', bytes: aZip([contentTypes, theWorkbook, bomb]), code: 'spreadsheet.unpacked-too-large' },
    { name: 'vecchio.xls', bytes: Buffer.concat([compound, Buffer.alloc(600)]), code: 'spreadsheet.old-excel' },
    {
      name: 'segreto.xlsx',
      bytes: Buffer.concat([compound, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      code: 'spreadsheet.password-protected',
    },
    { name: 'libero.ods', bytes: aZip(ods), code: 'spreadsheet.open-document' },
    {
      name: 'binario.xlsb',
      bytes: aZip([contentTypes, { name: 'xl/workbook.bin', content: Buffer.alloc(9) }]),
      code: 'spreadsheet.binary-excel',
    },
    { name: 'lettera.pdf', bytes: Buffer.from('%PDF-1.7 …'), code: 'spreadsheet.not-a-spreadsheet' },
    {
      name: 'lettera.docx',
      bytes: aZip([contentTypes, { name: 'word/document.xml', content: Buffer.from('<w/>') }]),
      code: 'spreadsheet.not-a-spreadsheet',
    },
    { name: 'pagina.csv', bytes: Buffer.from('<!doctype html><table>'), code: 'spreadsheet.not-a-spreadsheet' },
  ]
}

/** Read all the same, each to one person called D'Angelo Niccolò, with what the user is told. */
export async function readFiles(): Promise<readonly (BadFile & { readonly notice?: string })[]> {
  const rows = [
    ['Cognome', 'Nome', 'Nato il'],
    ["D'Angelo", 'Niccolò', '1/2/1999'],
  ]
  const wide = Buffer.from(list.replaceAll(';', '\t'), 'utf16le')
  const differs = 'spreadsheet.extension-differs'
  return [
    { name: 'punto e virgola.csv', bytes: Buffer.from(list) },
    { name: 'virgole.csv', bytes: Buffer.from(list.replaceAll(';', ',')) },
    { name: 'tabulazioni.tsv', bytes: Buffer.from(list.replaceAll(';', '\t')) },
    { name: 'con marca.csv', bytes: Buffer.from(`\ufeff${list}`) },
    { name: 'windows.csv', bytes: Buffer.from(list, 'latin1') },
    { name: 'unicode di excel.txt', bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), wide]) },
    { name: 'al contrario.txt', bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]) },
    { name: 'in realtà csv.xlsx', bytes: Buffer.from(list), notice: differs },
    { name: 'in realtà xlsx.csv', bytes: await writeXlsx([{ name: 'A', rows }]), notice: differs },
    {
      name: 'lettere rovinate.csv',
      bytes: Buffer.from(`${list.trimEnd()};\r\n\r\nModalit\u00c3\u00a0;;\r\n`),
      notice: 'spreadsheet.letters-damaged',
    },
    // A zero far behind the beginning, where nobody looks for what kind of file it is.
    { name: 'zero.csv', bytes: Buffer.from(`${list}${' ;;\r\n'.repeat(900)}\u0000;\u0000;\r\n`) },
  ]
}
