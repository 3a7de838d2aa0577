// SPDX-License-Identifier: EUPL-1.2
// Spellings of one name on their way to Latin letters, by family of languages, and names that are not the same.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { latinWords } from './latin.client.ts'
import { compareField, nameLevels, nameOf, PART, SOUND, slipApart } from './name.ts'

const levelOf = (a: string, b: string): number => {
  const [x, y] = [nameOf(latinWords(a)), nameOf(latinWords(b))]
  if (!x || !y) throw new Error(`${a} or ${b} is no name`)
  return compareField(x, y)
}

const families: Readonly<Record<string, readonly string[]>> = {
  Arabic: [
    'Mohammed Muhammad Mohamad Muhamed Mouhamed',
    'Youssef Yusuf Yousouf Yusef',
    'Khaled Khalid Halid',
    'Qasim Kassim Gasim',
    'Zeinab Zineb Zaynab',
    'Khadija Hadija Khadidja',
    'Nour Noor Nur',
    'Hussein Hossein Huseyn',
  ],
  'South Asian': [
    'Chowdhury Chaudhry Choudhury',
    'Hossain Hussain Hossen',
    'Rahman Rehman Rohman',
    'Khatun Khatoon',
    'Gurpreet Gurprit',
    'Naveed Navid Naweed',
    'Awais Owais Uwais',
  ],
  'West African': [
    'Ouedraogo Wedraogo Uedraogo',
    'Diallo Jallow Jalloh',
    'Ndiaye Njie',
    'Cissé Ceesay',
    'Ousmane Usman Osman',
    'Djibril Jibril',
    'Boubacar Bubakar',
    'Touré Touray',
    'Yacouba Yakuba',
  ],
  Slavic: [
    'Oleksandr Aleksandr Olexandr',
    'Serhiy Sergey Serhii',
    'Shevchenko Chevtchenko Schewtschenko',
    'Volodymyr Vladimir',
    'Oksana Oxana',
    'Yushchenko Iouchtchenko',
    'Tetiana Tatiana',
    'Hanna Anna',
  ],
  Chinese: ['Zhang Chang', 'Xu Hsu', 'Xiaoming XIAO-MING', 'Chen Chan'],
  Ethiopic: ['Gebremedhin Ghebremedhin', 'Tesfay Tesfai', 'Hailu Haylu', 'Yohannes Yohanis'],
  Spanish: ['González Gonzales', 'Jiménez Ximenez Gimenez', 'Rodríguez Rodrigues'],
  Albanian: ['Hoxha Hodja', 'Gjergji Giergji', 'Xhafer Jafer'],
  Somali: ['Farah Faarax', 'Maxamed Mohamed'],
}

describe('one name in several spellings', () => {
  test.each(
    Object.entries(families).flatMap(([family, lines]) =>
      lines.flatMap(line => {
        const [first = '', ...others] = line.split(' ')
        return others.map(other => [family, first, other] as const)
      }),
    ),
  )('%s: %s, %s', (_family, a, b) => expect(levelOf(a, b)).toBeLessThanOrEqual(SOUND))
})

describe('another script', () => {
  test.each([
    ['محمد', 'Mohamed'],
    ['حسين', 'Hussein'],
    ['فاطمة', 'Fatima'],
    ['محمد حسین', 'Muhammad Hussain'],
    ['Олександр', 'Oleksandr'],
    ['Сергей', 'Sergei'],
    ['ገብረመድህን', 'Gebremedhin'],
    ['ተስፋለም', 'Tesfalem'],
    ['রহমান', 'Rahman'],
    ['হোসেন', 'Hossen'],
    ['ਗੁਰਪ੍ਰੀਤ', 'Gurpreet'],
    ['नरेन्द्र', 'Narendra'],
    ['გიორგი', 'Giorgi'],
    ['Γεώργιος', 'Georgios'],
    ['小明', 'Xiaoming'],
    ['张', 'Zhang'],
    ['Đukić', 'Dukic'],
    ['Łukasz', 'Lukasz'],
  ])('%s is %s', (a, b) => expect(levelOf(a, b)).toBeLessThanOrEqual(SOUND))
})

describe('words joined, split, left out, moved', () => {
  test.each<[string, string, number]>([
    ['Abdul Karim', 'Abdulkarim', SOUND],
    ['Al Nouri', 'Alnouri', SOUND],
    ['El Amrani', 'Amrani', SOUND],
    ['García López', 'López García', SOUND],
    ['García López', 'García', PART],
    ['Maria Elena', 'Maria', PART],
  ])('%s, %s', (a, b, worst) => expect(levelOf(a, b)).toBeLessThanOrEqual(worst))
})

test.each([
  ['Rossi', 'Bianchi'],
  ['Okafor', 'Balogun'],
  ['Diallo', 'Traoré'],
  ['Gurpreet', 'Harpreet'],
  ['Ahmed', 'Hamid'],
  ['Singh', 'Kaur'],
  ['محمد', 'Khalid'],
])('%s and %s are two names', (a, b) => expect(levelOf(a, b)).toBeGreaterThan(PART))

test.each(['-', '//', 'X', 'XXX', 'FNU', ''])('%s is no name', text => expect(nameOf(latinWords(text))).toBeUndefined())

test.each<[string, string, boolean]>([
  ['ROSSINI', 'ROSINI', true],
  ['MARTHA', 'MARHTA', true],
  ['ALI', 'ALA', false],
  ['FRANCESCO', 'FRANCESCA', true],
  ['BIANCHI', 'BIANCONI', false],
])('%s, %s one slip apart: %s', (a, b, apart) => expect(slipApart(a, b)).toBe(apart))

const text = fc.oneof(
  fc.constantFrom(
    'Mohamed',
    'Abdul Karim',
    'محمد حسین',
    'Олександр',
    'ተስፋለም',
    '张伟',
    'Ndiaye',
    'García López',
    "D'Angelo",
  ),
  fc.string({ unit: 'grapheme', maxLength: 24 }),
)

test('who stands first makes no difference, and a name is itself', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [x, y] = [nameOf(latinWords(a)), nameOf(latinWords(b))]
      if (!x || !y) return
      expect(compareField(x, y)).toBe(compareField(y, x))
      expect(nameLevels[compareField(x, x)]).toBe('same')
    }),
  )
})
