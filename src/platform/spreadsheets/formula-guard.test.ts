// SPDX-License-Identifier: EUPL-1.2
import { readXlsx } from 'hucre/xlsx'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { neutralise, withoutGuard } from './formula-guard.ts'
import { writeCsv, writeXlsx } from './write-spreadsheet.ts'

describe('what a spreadsheet would run', () => {
  test.each([
    '=1+1',
    '+A1*2',
    '-2+3+VALORE(A1)',
    '@SOMMA(A1:A9)',
    '\t=2+5',
    '=HYPERLINK("http://x.invalid")',
    "=cmd|' /C calc'!A0",
    '＝1+1',
    '  =1+1',
    '|x',
  ])('%j is neutralised', text => {
    expect(neutralise(text)).toBe(`'${text}`)
  })

  test.each([
    '+39 300 1234567',
    '+393001234567',
    '-5',
    '-3,50',
    '300-8230739',
    'Diallo',
    '',
    "D'Angelo",
    'a=b',
    '12/05/2001',
  ])('%j stays as it is', text => {
    expect(neutralise(text)).toBe(text)
  })

  test('taking the guard off gives the text back, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@|\t 1aà＝") }), text => {
        expect(withoutGuard(neutralise(text))).toBe(text.startsWith("'") ? withoutGuard(text) : text)
      }),
    )
  })
})

/** The names and contents of the parts of a small archive written by us. */
function partsOf(zip: Buffer): Map<string, string> {
  const parts = new Map<string, string>()
  for (
    let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    const nameLength = zip.readUInt16LE(at + 28)
    const offset = zip.readUInt32LE(at + 42)
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    const content = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed
    parts.set(zip.toString('utf8', at + 46, at + 46 + nameLength), content.toString('utf8'))
  }
  return parts
}

describe('exports', () => {
  const rows = [['=1+1', '+39 300 1234567', { day: '2026-11-21' }, 12, true, null]]

  test('a workbook holds no formula and keeps phones, dates and numbers', async () => {
    const bytes = await writeXlsx([{ name: 'Righe: da [correggere]', rows }])
    const parts = partsOf(bytes)
    expect([...parts.keys()]).toContain('xl/worksheets/sheet1.xml')
    expect([...parts].filter(([, xml]) => /<f[ >]/.test(xml))).toEqual([])
    const sheet = (await readXlsx(bytes)).sheets[0]
    expect(sheet?.rows[0]?.slice(0, 5)).toEqual([
      "'=1+1",
      '+39 300 1234567',
      new Date('2026-11-21T00:00:00Z'),
      12,
      true,
    ])
  })

  test('a CSV opens in Italian Excel: mark, semicolons, dates day first', () => {
    expect(writeCsv(rows).toString()).toBe("\uFEFF'=1+1;+39 300 1234567;21/11/2026;12;true;\r\n")
  })
})
