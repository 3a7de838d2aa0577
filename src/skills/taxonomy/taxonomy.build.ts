// SPDX-License-Identifier: EUPL-1.2
// A small package in the shape of the official one; concepts and words are ours.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Entry } from './search-index.ts'

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
export const csv = (rows: readonly (readonly string[])[]): string =>
  `${rows.map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`

export const anOccupation = (name: string): string => `http://example.org/esco/occupation/${name}`
export const aSkill = (name: string): string => `http://example.org/esco/skill/${name}`

/** A concept of an index with these labels, the first of which is shown. */
export const anEntry = (uri: string, labels: readonly string[], more: Partial<Entry> = {}): Entry => ({
  uri,
  version: '1',
  forms: labels.slice(0, 1),
  shown: labels[0] ?? '',
  labels,
  about: '',
  near: [],
  ...more,
})

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'zo']
const aWord = (number: number): string =>
  [number % 14, Math.floor(number / 14) % 14, Math.floor(number / 196) % 14].map(at => syllables[at]).join('')

/** So many concepts that the search looks twice: trades of made-up words, each under two names. */
export const manyEntries = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, at) => {
    const [trade, also, thing] = [aWord(at % 40), aWord(40 + (at % 40)), aWord(100 + at)]
    const about = `${aWord(2000 + (at % 25))} ${aWord(2100 + (at % 30))}`
    return anEntry(`u:${1000 + at}`, [`${trade} ${thing}`, `${also} di ${thing}`], { about })
  })

type Labelled = {
  readonly name: string
  readonly isco: string
  readonly label: string
  readonly also?: string
  readonly about?: string
  readonly status?: string
  readonly replacedBy?: string
}

const occupationHeading =
  'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,description,code,replacedBy'

export const occupationsCsv = (rows: readonly Labelled[]): string =>
  csv([
    occupationHeading.split(','),
    ...rows.map(({ name, isco, label, also = '', about = '', status = 'released', replacedBy = '' }) => [
      'Occupation',
      anOccupation(name),
      isco,
      label,
      also,
      '',
      status,
      '2016-07-05',
      about,
      `${isco}.1`,
      replacedBy,
    ]),
  ])

export const skillsCsv = (
  rows: readonly { readonly name: string; readonly label: string; readonly also?: string; readonly type?: string }[],
): string =>
  csv([
    ['conceptType', 'conceptUri', 'skillType', 'reuseLevel', 'preferredLabel', 'altLabels', 'status', 'description'],
    ...rows.map(({ name, label, also = '', type = 'skill/competence' }) => [
      'KnowledgeSkillCompetence',
      aSkill(name),
      type,
      'cross-sector',
      label,
      also,
      'released',
      '',
    ]),
  ])

export const relationsCsv = (
  rows: readonly (readonly [occupation: string, relation: string, skill: string])[],
): string =>
  csv([
    ['occupationUri', 'relationType', 'skillType', 'skillUri'],
    ...rows.map(([occupation, relation, skill]) => [
      anOccupation(occupation),
      relation,
      'skill/competence',
      aSkill(skill),
    ]),
  ])

const italian: readonly Labelled[] = [
  {
    name: 'baker',
    isco: '7512',
    label: 'panettiere/panettiera',
    also: 'fornaio\nfornaia\naddetto al forno, turno di notte',
    about: 'Prepara impasti, li lascia lievitare e cuoce pane e focacce.',
  },
  {
    name: 'tailor',
    isco: '7531',
    label: 'sarto/sarta',
    also: 'modellista di abiti su misura',
    about: 'Taglia e cuce abiti su misura per uomo e donna.',
  },
  {
    name: 'cleaner',
    isco: '9112',
    label: 'addetto alle pulizie/addetta alle pulizie',
    also: 'inserviente di hotel\ncameriera ai piani',
    about: 'Pulisce camere, corridoi e bagni.',
  },
  {
    name: 'old-cleaner',
    isco: '9112',
    label: 'spazzino di corridoi',
    status: 'deprecated',
    replacedBy: anOccupation('cleaner'),
  },
  {
    name: 'lorry-driver',
    isco: '8332',
    label: 'camionista',
    also: 'autista di camion\nautotrasportatore/autotrasportatrice',
    about: 'Guida mezzi pesanti su lunghe tratte.',
  },
]
const english: readonly Labelled[] = [
  {
    name: 'baker',
    isco: '7512',
    label: 'baker',
    also: 'bread maker\nnight baker',
    about: 'Makes dough and bakes bread.',
  },
  { name: 'tailor', isco: '7531', label: 'tailor', also: 'dressmaker', about: 'Cuts and sews dresses to measure.' },
  { name: 'cleaner', isco: '9112', label: 'hotel cleaner', also: 'room attendant' },
  { name: 'lorry-driver', isco: '8332', label: 'lorry driver', also: 'truck driver' },
  { name: 'beekeeper', isco: '6123', label: 'beekeeper', also: 'honey maker', about: 'Keeps bees.' },
]

export type Package = { readonly folder: string; write(name: string, text: string): void }

/** An empty folder for package files; a name that ends in .gz is packed. */
export function aFolder(): Package {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-taxonomy-'))
  const write = (name: string, text: string) => {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text)
  }
  return { folder, write }
}

/** Five occupations in Italian and in English (one of them in English only), skills and relations, in version 9.1.2. */
export function aPackage(): Package {
  const made = aFolder()
  made.write('dataset - v9.1.2 - it - csv/occupations_it.csv', `\uFEFF${occupationsCsv(italian)}`)
  made.write('dataset - v9.1.2 - en - csv/occupations_en.csv.gz', occupationsCsv(english))
  made.write(
    'dataset - v9.1.2 - en - csv/skills_en.csv.gz',
    skillsCsv([
      { name: 'knead', label: 'knead dough', also: 'work dough by hand' },
      { name: 'ovens', label: 'mind ovens' },
      { name: 'sew', label: 'sew by machine', also: 'sewing\nstitch fabric' },
      { name: 'tidy', label: 'keep the workplace tidy' },
      { name: 'drive', label: 'drive a lorry', type: '' },
    ]),
  )
  made.write(
    'dataset - v9.1.2 - en - csv/occupationSkillRelations_en.csv',
    relationsCsv([
      ['baker', 'optional', 'ovens'],
      ['baker', 'essential', 'tidy'],
      ['baker', 'essential', 'knead'],
      ['tailor', 'essential', 'sew'],
      ['tailor', 'essential', 'tidy'],
      ['cleaner', 'essential', 'tidy'],
      ['lorry-driver', 'essential', 'drive'],
      ['unheard-of', 'essential', 'tidy'],
    ]),
  )
  made.write('dataset - v9.1.2 - en - csv/conceptSchemes_en.csv', 'conceptSchemeUri\r\nx\r\n')
  return made
}
