// SPDX-License-Identifier: EUPL-1.2
// From what was typed to what is kept: birth dates with gaps, municipalities by name. Every problem at once.
import { type CivilDate, civilDate } from '#lib/civil-date.ts'
import type { BirthPrecision } from './person.ts'
import { municipalityLabel, readMunicipality } from './territory.client.ts'

export type EntryProblem = { readonly field: string; readonly code: string; readonly params?: Record<string, string> }
export type Typed = Readonly<Record<string, unknown>>

const box = (typed: Typed, name: string) => String(typed[name] ?? '').trim()

export type Birth =
  | { readonly date?: CivilDate | undefined; readonly precision: BirthPrecision; readonly problem?: undefined }
  | { readonly problem: string }

const OLDEST = 1900

/** Three boxes: a whole date, month and year, or the year alone. Many people do not know their birthday. */
export function readBirth(typed: Typed, today: CivilDate): Birth {
  const [day, month, year] = [box(typed, 'birth-day'), box(typed, 'birth-month'), box(typed, 'birth-year')]
  if (day === '' && month === '' && year === '') return { precision: 'unknown' }
  if (year === '' || (day !== '' && month === '')) return { problem: 'birth.needs-year' }
  if (!/^\d{4}$/.test(year) || !/^\d{0,2}$/.test(month) || !/^\d{0,2}$/.test(day)) return { problem: 'birth.digits' }
  const date = civilDate(Number(year), Number(month || 1), Number(day || 1))
  if (!date) return { problem: 'birth.no-such-day' }
  if (Number(year) < OLDEST) return { problem: 'birth.too-early' }
  if (date > today) return { problem: 'birth.future' }
  return { date, precision: day === '' ? (month === '' ? 'year' : 'month') : 'day' }
}

export type Place = { readonly code?: string | undefined; readonly problem?: EntryProblem }

/** A municipality by its name: one hit is taken, several are asked back with their provinces. */
export async function readPlace(typed: Typed, field: string): Promise<Place> {
  const text = box(typed, field)
  if (text === '') return {}
  const found = await readMunicipality(text)
  const [only] = found
  if (found.length === 1 && only) return { code: only.code }
  if (found.length === 0) return { problem: { field, code: 'municipality.not-found' } }
  const choices = found.slice(0, 5).map(municipalityLabel).join(', ')
  return { problem: { field, code: 'municipality.several', params: { choices } } }
}
