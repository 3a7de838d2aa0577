// SPDX-License-Identifier: EUPL-1.2
// Which column of somebody's file is which field of the engine: what the user says, then what the heading says.
import type { LinkageRecord } from '#registry/index.ts'
import { usage } from './command.ts'

const single = [
  'given',
  'family',
  'full',
  'birth',
  'sex',
  'taxCode',
  'phone',
  'email',
  'city',
  'region',
  'postcode',
  'birthPlace',
  'citizenship',
] as const
type Single = (typeof single)[number]

/** A field of the engine: one of its names, `address` (several columns are put together), `number:x`, `more:x`, or `id`. */
export type ColumnField = Single | 'address' | 'id' | `number:${string}` | `more:${string}`

const HEADINGS: readonly (readonly [RegExp, ColumnField])[] = [
  [/^(id|rec ?id|unique ?id|record ?id|uid)$/, 'id'],
  [/^(given|given ?name|first ?name|fname|forename|nome|prenom|nombre|name1)$/, 'given'],
  [/^(family|family ?name|surname|last ?name|lname|cognome|nom|apellidos?)$/, 'family'],
  [/^(full ?name|name|nominativo|cognome e nome|nome e cognome|ospite)$/, 'full'],
  [/^(birth|birth ?date|dob|date ?of ?birth|data ?(di ?)?nascita|nato il|nata il|born)$/, 'birth'],
  [/^(sex|gender|sesso|genere)$/, 'sex'],
  [/^(tax ?code|codice ?fiscale|cod ?fiscale|cf)$/, 'taxCode'],
  [/^(phone|telephone|mobile|cell(ulare)?|tel(efono)?)$/, 'phone'],
  [/^(e ?mail|mail|email ?address)$/, 'email'],
  [/^(street ?number|address( ?\d)?|street|indirizzo|via)$/, 'address'],
  [/^(city|town|suburb|comune|citta|municipality|comune domicilio)$/, 'city'],
  [/^(state|region|regione|province|provincia|county)$/, 'region'],
  [/^(postcode|post ?code|zip|zip ?code|cap|postcode fake)$/, 'postcode'],
  [/^(birth ?place|place ?of ?birth|luogo ?(di ?)?nascita)$/, 'birthPlace'],
  [/^(citizenship|nationality|cittadinanza|nazionalita)$/, 'citizenship'],
  [/^(soc ?sec ?id|ssn|passport|permit|permit ?number|n permesso|numero permesso)$/, 'number:paper'],
  [/^(occupation|profession|professione|lavoro)$/, 'more:occupation'],
]

const plain = (heading: string) =>
  heading
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

/** The field of each column; undefined for those that are not looked at. */
export function columnFields(headings: readonly string[], map: string | undefined): (ColumnField | undefined)[] {
  const said = new Map<string, ColumnField>()
  for (const pair of map?.split(',') ?? []) {
    const [field = '', heading = ''] = pair.split('=').map(part => part.trim())
    if (!isField(field))
      usage('field', { field, fields: [...single, 'address', 'id', 'number:NAME', 'more:NAME'].join(', ') })
    if (!headings.includes(heading)) usage('column', { heading })
    said.set(heading, field)
  }
  const taken = new Set<string>(said.values())
  return headings.map(heading => {
    const known = said.get(heading)
    if (known) return known
    const found = HEADINGS.find(([pattern]) => pattern.test(plain(heading)))?.[1]
    if (!found || (taken.has(found) && found !== 'address')) return undefined
    taken.add(found)
    return found
  })
}

const isField = (text: string): text is ColumnField =>
  (single as readonly string[]).includes(text) ||
  text === 'address' ||
  text === 'id' ||
  /^(number|more):\S+$/.test(text)

export type IdentifiedRecord = { readonly id: string; readonly record: LinkageRecord }

export function recordFrom(
  fields: readonly (ColumnField | undefined)[],
  cells: readonly string[],
  row: number,
): IdentifiedRecord {
  const record: Partial<Record<Single | 'address', string>> = {}
  const [numbers, more]: [Record<string, string>, Record<string, string>] = [{}, {}]
  let id = String(row)
  fields.forEach((field, i) => {
    const cell = cells[i]?.trim() ?? ''
    if (!field || cell === '') return
    if (field === 'id') id = cell
    else if (field === 'address') record.address = record.address ? `${record.address} ${cell}` : cell
    else if (field.startsWith('number:')) numbers[field.slice(7)] = cell
    else if (field.startsWith('more:')) more[field.slice(5)] = cell
    else record[field as Single] = cell
  })
  return { id, record: { ...record, numbers, more } }
}
