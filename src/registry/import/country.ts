// SPDX-License-Identifier: EUPL-1.2
import { STATELESS, stateCodes } from '../state-codes.ts'
import { countryTable } from './country-table.ts'
import { folded } from './plain-text.ts'

/** Other ways to write a country, beside its names in the four languages of the product. */
const alsoCalled: Readonly<Record<string, string>> = {
  'ivory coast': 'CIV',
  'capo verde': 'CPV',
  burma: 'MMR',
  birmania: 'MMR',
  palestina: 'PSE',
  palestine: 'PSE',
  macedonia: 'MKD',
  'congo kinshasa': 'COD',
  'rd congo': 'COD',
  'r d congo': 'COD',
  olanda: 'NLD',
  holland: 'NLD',
  'the gambia': 'GMB',
  uk: 'GBR',
  inghilterra: 'GBR',
  usa: 'USA',
  nigerian: 'NGA',
  pakistani: 'PAK',
  ukrainian: 'UKR',
  moroccan: 'MAR',
  afghan: 'AFG',
  bangladeshi: 'BGD',
}

const forms = (adjective: string): string[] => {
  const word = adjective.replace('_', ' ')
  const stem = word.slice(0, -1)
  if (word.endsWith('o')) return [word, `${stem}a`, `${stem}i`, `${stem}e`]
  return [word, `${stem}i`]
}

function readTable(): Map<string, string> {
  const words = new Map<string, string>()
  for (const { iso3, belfiore, istat } of stateCodes) {
    for (const code of [iso3, belfiore, istat]) if (code) words.set(folded(code), iso3)
  }
  const names = ['it', 'en', 'fr', 'ar'].map(
    language => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
  )
  for (const line of countryTable.trim().split('\n')) {
    const [iso3 = '', iso2 = '', ...adjectives] = line.split(' ')
    for (const word of adjectives.flatMap(forms)) words.set(folded(word), iso3)
    for (const name of names) words.set(folded(name.of(iso2) ?? iso3), iso3)
  }
  for (const [word, iso3] of Object.entries(alsoCalled)) words.set(word, iso3)
  for (const word of ['apolide', 'apolidi', 'stateless', 'apatride', '999', 'xxa']) words.set(word, STATELESS)
  return words
}

const words = readTable()

/** ISO 3166 code of a citizenship in any of the shapes registers use: adjective, country, statistical or Belfiore code. */
export const readCitizenship = (text: string): string | undefined => words.get(folded(text))

const belfiores = new Map(stateCodes.flatMap(({ iso3, belfiore }) => (belfiore ? [[iso3, belfiore] as const] : [])))
const known = new Set(belfiores.values())

/** The Belfiore code (Z and three digits) of a state written as a code or by its name. */
export function readStateOfBirth(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  if (/^Z\d{3}$/.test(code)) return known.has(code) ? code : undefined
  return belfiores.get(readCitizenship(text) ?? '')
}
