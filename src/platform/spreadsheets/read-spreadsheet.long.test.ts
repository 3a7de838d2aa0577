// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test, vi } from 'vitest'
import { aZip, contentTypes as types, theWorkbook as workbook } from './bad-files.build.ts'
import { limits } from './limits.ts'
import { readSpreadsheet } from './read-spreadsheet.ts'
import { writeXlsx } from './write-spreadsheet.ts'

const zeros = (bytes: number) => Buffer.alloc(bytes)
const code = async (name: string, bytes: Uint8Array, given = limits) => {
  const reading = await readSpreadsheet(name, bytes, given)
  return 'code' in reading ? reading.code : 'read'
}

vi.setConfig({ testTimeout: 20_000 })

describe('hostile archives', () => {
  const MiB = 1024 * 1024

  test('a bomb that says how large it is', async () => {
    const zip = aZip([types, workbook, { name: 'xl/a.xml', content: zeros(MiB), declared: 300 * MiB }])
    expect(await code('x.xlsx', zip)).toBe('spreadsheet.unpacked-too-large')
  })

  test('a bomb that lies about its size', async () => {
    const zip = aZip([types, workbook, { name: 'xl/a.xml', content: zeros(210 * MiB), declared: 10 }])
    expect(zip.length).toBeLessThan(MiB)
    expect(await code('x.xlsx', zip)).toBe('spreadsheet.unpacked-too-large')
  })

  test('many small parts that are large together', async () => {
    const part = { content: zeros(3 * MiB), declared: 10 }
    const zip = aZip([types, workbook, ...Array.from({ length: 8 }, (_, i) => ({ ...part, name: `xl/${i}.bin` }))])
    expect(await code('x.xlsx', zip, { ...limits, unpackedBytes: 20 * MiB })).toBe('spreadsheet.unpacked-too-large')
  })

  test('XML that declares entities', async () => {
    const bad = {
      name: 'xl/a.xml',
      content: Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    }
    expect(await code('x.xlsx', aZip([types, workbook, bad]))).toBe('spreadsheet.damaged')
  })

  test('encrypted parts', async () => {
    expect(await code('x.xlsx', aZip([types, { ...workbook, flags: 1 }]))).toBe('spreadsheet.password-protected')
  })

  test('an archive of something else', async () => {
    expect(await code('x.xlsx', aZip([{ name: 'word/document.xml', content: Buffer.from('<w/>') }]))).toBe(
      'spreadsheet.not-a-spreadsheet',
    )
  })

  test('two cells in the far corners do not make a sheet of seventeen billion', async () => {
    const sheet =
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
    const zip = aZip([
      {
        name: '[Content_Types].xml',
        content: Buffer.from(
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        ),
      },
      {
        name: '_rels/.rels',
        content: Buffer.from(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
      },
      {
        name: 'xl/workbook.xml',
        content: Buffer.from(
          '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: Buffer.from(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
      },
      { name: 'xl/worksheets/sheet1.xml', content: Buffer.from(sheet) },
    ])
    expect(await code('x.xlsx', zip)).not.toBe('read')
  })
})

describe('files that are not what they say', () => {
  const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  test.each([
    ['vecchio.xls', Buffer.concat([compound, Buffer.alloc(600)]), 'spreadsheet.old-excel'],
    [
      'segreto.xlsx',
      Buffer.concat([compound, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'spreadsheet.password-protected',
    ],
    ['lettera.pdf', Buffer.from('%PDF-1.7 …'), 'spreadsheet.not-a-spreadsheet'],
    ['pagina.csv', Buffer.from('<!doctype html><table>'), 'spreadsheet.not-a-spreadsheet'],
    [
      'foto.csv',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3, 4]),
      'spreadsheet.not-a-spreadsheet',
    ],
    ['bianco.csv', Buffer.from(' \r\n;;\r\n'), 'spreadsheet.empty'],
    ['niente.csv', Buffer.alloc(0), 'spreadsheet.empty'],
  ])('%s', async (name, bytes, expected) => {
    expect(await code(name, bytes)).toBe(expected)
  })

  test('more than 20 MiB is not even opened', async () => {
    expect(await code('x.csv', Buffer.alloc(limits.uploadBytes + 1, 65))).toBe('spreadsheet.too-large')
  })

  test('what takes too long is ended', async () => {
    expect(await code('x.csv', Buffer.from('a;b\n'), { ...limits, milliseconds: 1 })).toBe('spreadsheet.too-slow')
  })

  test('a workbook under the wrong name is read, with a notice', async () => {
    const bytes = await writeXlsx([{ name: 'A', rows: [['Cognome'], ['=1+1']] }])
    const reading = await readSpreadsheet('x.csv', bytes)
    expect(reading).toMatchObject({ book: { kind: 'xlsx', notices: ['spreadsheet.extension-differs'] } })
  })
})
