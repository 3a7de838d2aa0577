// SPDX-License-Identifier: EUPL-1.2
// The one place that knows where places come from (municipalities with their history: Ministry of the Interior and
// Agenzia delle Entrate, CC BY 4.0; states: ISTAT, CC BY 3.0; see NOTICE).
import { belfioreConnector } from '@marketto/belfiore-connector-embedded'
import { formerStates, ITALY, STATELESS, stateCodes } from './state-codes.ts'

export type Municipality = { readonly code: string; readonly name: string; readonly province: string }
export type Choice = { readonly value: string; readonly label: string }
type Text = (key: string) => string

const plain = (name: string) =>
  name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Z]+/g, ' ')
    .trim()

type Atlas = {
  readonly byCode: ReadonlyMap<string, Municipality>
  readonly byName: ReadonlyMap<string, readonly Municipality[]>
  readonly iso2: ReadonlyMap<string, string>
}

let atlas: Promise<Atlas> | undefined

/** The places of the embedded data, read once; later calls are free. */
export function openAtlas(): Promise<Atlas> {
  atlas ??= Promise.resolve().then(readAtlas)
  return atlas
}

/** One table of the package: columns of fixed width, names between bars, numbers in base 32, days since 1861-01-01. */
type Table = {
  readonly belfioreCode: string
  readonly name: string
  readonly provinceOrCountry: string
  readonly expirationDate?: string
}
const FIRST_DAY = Date.UTC(1861, 0, 1)

// The package's own toArray() takes a second, because it looks for each name from the beginning; its tables are read
// here directly in some milliseconds. A test compares the two.
function* placesOf({ belfioreCode, name, provinceOrCountry, expirationDate }: Table) {
  const names = name.split('|')
  for (let i = 0; i * 3 < belfioreCode.length; i++) {
    const number = Number.parseInt(belfioreCode.slice(i * 3, i * 3 + 3), 32)
    const code = String.fromCharCode(65 + Math.floor(number / 1000)) + String(number % 1000).padStart(3, '0')
    const ended = expirationDate?.slice(i * 4, i * 4 + 4)
    const endedAt = ended ? FIRST_DAY + Number.parseInt(ended, 32) * 86_400_000 : Number.POSITIVE_INFINITY
    yield { code, name: names[i] ?? '', belongsTo: provinceOrCountry.slice(i * 2, i * 2 + 2).trim(), endedAt }
  }
}

function readAtlas(): Atlas {
  const tables = (belfioreConnector as unknown as { readonly data: readonly Table[] }).data
  const now = Date.now()
  const byCode = new Map<string, Municipality>()
  const byName = new Map<string, Municipality[]>()
  const iso2 = new Map<string, string>()
  for (const place of tables.flatMap(table => Array.from(placesOf(table)))) {
    const isAlive = place.endedAt > now
    if (place.code.startsWith('Z')) {
      if (place.belongsTo) iso2.set(place.code, place.belongsTo)
      continue
    }
    const municipality = { code: place.code, name: place.name, province: place.belongsTo }
    // A code that several names share keeps the name of today; the history serves for births of the past.
    if (isAlive || !byCode.has(place.code)) byCode.set(place.code, municipality)
    if (isAlive) byName.set(plain(place.name), [...(byName.get(plain(place.name)) ?? []), municipality])
  }
  return { byCode, byName, iso2 }
}

/** A municipality of today or of the past by its Belfiore code. */
export async function findMunicipality(code: string): Promise<Municipality | undefined> {
  return (await openAtlas()).byCode.get(code)
}

/**
 * The municipalities that a typed text may mean: 'Ancona', 'ancona (AN)', 'Castro LE', 'A271'. One hit is an answer,
 * several are a question to whoever typed, none is an error.
 */
export async function readMunicipality(text: string): Promise<readonly Municipality[]> {
  const { byCode, byName } = await openAtlas()
  const code = text.trim().toUpperCase()
  if (/^[A-M]\d{3}$/.test(code)) {
    const found = byCode.get(code)
    return found ? [found] : []
  }
  const whole = byName.get(plain(text))
  if (whole) return whole
  const withProvince = /^(.*?)[\s,(/-]+([A-Za-z]{2})\)?$/.exec(text.trim())
  const named = byName.get(plain(withProvince?.[1] ?? '')) ?? []
  return named.filter(place => place.province === withProvince?.[2]?.toUpperCase())
}

/** As it is shown and typed: 'Jesi (AN)'. */
export const municipalityLabel = (place: Municipality): string =>
  place.province ? `${place.name} (${place.province})` : place.name

export async function municipalityName(code: string | undefined): Promise<string | undefined> {
  const found = code ? await findMunicipality(code) : undefined
  return found ? municipalityLabel(found) : undefined
}

/** Municipalities of some provinces, for the suggestions of a text field: all 7,900 would weigh a third of a megabyte. */
export async function municipalitiesOf(provinces: readonly string[]): Promise<readonly Municipality[]> {
  const { byName } = await openAtlas()
  return [...byName.values()].flat().filter(place => provinces.includes(place.province))
}

/** Two letters of every Italian province, each the seat of a questura. */
export async function provinces(): Promise<readonly string[]> {
  const { byName } = await openAtlas()
  return [...new Set([...byName.values()].flat().map(place => place.province))].filter(code => code !== '').sort()
}

// Kosovo has no ISO code; XK is the user-assigned one that Unicode gives its names under.
const iso2Of = (open: Atlas, belfiore: string | undefined, iso3: string) =>
  iso3 === ITALY ? 'IT' : iso3 === 'KOS' ? 'XK' : belfiore ? open.iso2.get(belfiore) : undefined

const ownText = new Set<string>([STATELESS, ...formerStates])

const namesByLanguage = new Map<string, Promise<ReadonlyMap<string, string>>>()

/** Names of states in a language, by ISO code; the stateless and former states have a text of ours. */
export function stateNames(lang: string, t: Text): Promise<ReadonlyMap<string, string>> {
  const known = namesByLanguage.get(lang) ?? nameStates(lang, t)
  namesByLanguage.set(lang, known)
  return known
}

async function nameStates(lang: string, t: Text): Promise<ReadonlyMap<string, string>> {
  const open = await openAtlas()
  const names = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' })
  return new Map(
    stateCodes.map(({ iso3, belfiore }) => {
      if (ownText.has(iso3)) return [iso3, t(`territory.${iso3}`)]
      const code = iso2Of(open, belfiore, iso3)
      return [iso3, (code && names.of(code)) || iso3]
    }),
  )
}

/** Choices of citizenship or state of birth, sorted as the reader's language sorts; the stateless first. */
export async function stateChoices(lang: string, t: Text): Promise<readonly Choice[]> {
  const names = await stateNames(lang, t)
  const collator = new Intl.Collator(lang)
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => Number(b.value === STATELESS) - Number(a.value === STATELESS) || collator.compare(a.label, b.label))
}
