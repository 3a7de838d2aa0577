// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectDelimiter, readRecords } from './csv-reader.ts'
import { neutralise } from './formula-guard.ts'
import { limits } from './limits.ts'
import { decodeText } from './text-encoding.ts'
import { writeCsv } from './write-spreadsheet.ts'

const read = (text: string, delimiter = ';') => readRecords(text, delimiter, limits)

describe('records', () => {
  test.each([
    [
      'a;b\r\nc;d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a;b\rc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a;x";b', [['a;x', 'b']]],
    ['"due\r\nrighe";b', [['due\r\nrighe', 'b']]],
    ['"detto ""Ali""";b', [['detto "Ali"', 'b']]],
    ['"a"b;c', [['ab', 'c']]],
    ['a"b;c', [['a"b', 'c']]],
    [';;', [['', '', '']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['', []],
  ])('%j', (text, records) => {
    expect(read(text)).toEqual(records)
  })

  test('quotes that never close are refused with their row', () => {
    expect(() => read('a;b\n"c;d\n')).toThrow('spreadsheet.unclosed-quote')
  })

  test.each([
    ['spreadsheet.too-many-columns', ';'.repeat(200)],
    ['spreadsheet.too-many-rows', 'a\n'.repeat(20_001)],
    ['spreadsheet.cell-too-long', 'x'.repeat(32_769)],
    ['spreadsheet.cell-too-long', `"${'x'.repeat(32_769)}"`],
  ])('%s', (code, text) => {
    expect(() => read(text)).toThrow(code)
  })

  test('a cell of one gigabyte of quotes is not read to its end', () => {
    const text = `"${'""'.repeat(2_000_000)}`
    expect(() => read(text)).toThrow('spreadsheet.cell-too-long')
  })

  test('whatever is written is read again', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'";,\n\r\tabcà€漢 '), maxLength: 12 })
    const safe = cell.filter(text => neutralise(text) === text)
    fc.assert(
      fc.property(fc.array(fc.array(safe, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }), rows => {
        const { text } = decodeText(writeCsv(rows))
        expect(readRecords(text, ';', limits)).toEqual(rows)
      }),
    )
  })
})

describe('the delimiter', () => {
  test.each([
    ['Cognome;Nome;Note\nDiallo;Awa;"uno, due, tre, quattro"', ';'],
    ['Cognome,Nome\nDiallo,Awa', ','],
    ['Cognome\tNome\nDiallo\tAwa', '\t'],
    ['Cognome|Nome\nDiallo|Awa', '|'],
    ['Titolo, con virgola\nCognome;Nome;Nato il\nDiallo;Awa;1/2/1999', ';'],
    ['solo una colonna\nDiallo', ','],
  ])('%j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter)
  })
})

describe('encodings', () => {
  const text = 'Modalità;Città\r\nperché;così'
  const latin = Buffer.from(text, 'latin1')
  const wide = Buffer.from(text, 'utf16le')
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['windows-1252', latin],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), wide])],
    ['utf-16', wide],
    ['utf-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()])],
  ])('%s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text, encoding })
  })

  test('the euro sign of Windows is one', () => {
    expect(decodeText(Buffer.from([0x80, 0x20, 0xe0])).text).toBe('€ à')
  })
})
