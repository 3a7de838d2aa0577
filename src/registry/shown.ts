// SPDX-License-Identifier: EUPL-1.2
// What pages need around a person: choices in the reader's language, suggestions, values in words.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Translate } from '#platform/i18n/catalogue.ts'
import { formatsFor } from '#platform/ui/formats.ts'
import type { Shown, Suggested } from './said.page.tsx'
import { stateByBelfiore } from './state-codes.ts'
import { companions, type Current, currentOf, type Field, fieldsOf, type StatementGroup } from './statement.ts'
import type { SignedStatement } from './statement.store.ts'
import {
  type Choice,
  municipalitiesOf,
  municipalityLabel,
  municipalityName,
  stateChoices,
  stateNames,
} from './territory.client.ts'

export type Reader = { readonly lang: string; readonly t: Translate }

/** Languages in whose script a name may be written, the ones of the region's newcomers. */
const scripts = 'ar am bn bg zh el fa hi hy ka ko ja mk mr ne pa ps ru si sr ta te th ti uk ur vi'.split(' ')

/** Provinces whose municipalities are suggested while typing; any other can be typed in full. */
const NEARBY = ['AN', 'AP', 'FM', 'MC', 'PU'] as const

export async function choicesFor({
  lang,
  t,
}: Reader): Promise<{ states: readonly Choice[]; languages: readonly Choice[]; suggested: Suggested }> {
  const { languageName } = formatsFor(lang)
  const collator = new Intl.Collator(lang)
  const languages = scripts
    .map(value => ({ value, label: languageName(value) }))
    .sort((a, b) => collator.compare(a.label, b.label))
  return { states: await stateChoices(lang, t), languages, suggested: await suggestedPlaces() }
}

export async function suggestedPlaces(): Promise<Suggested> {
  return { municipalities: (await municipalitiesOf(NEARBY)).map(municipalityLabel) }
}

const coded = new Set<Field>(['sex', 'safeContact'])

/** A value in words of the reader's language. */
export async function inWords(field: Field, value: string, { lang, t }: Reader): Promise<string> {
  if (field === 'citizenship') return (await stateNames(lang, t)).get(value) ?? value
  if (field === 'birthPlace') {
    const state = stateByBelfiore(value)
    return state ? ((await stateNames(lang, t)).get(state.iso3) ?? value) : ((await municipalityName(value)) ?? value)
  }
  if (field === 'municipality' || field === 'residenceMunicipality') return (await municipalityName(value)) ?? value
  if (field === 'birthDate') return formatsFor(lang).date(value as CivilDate)
  if (field === 'nativeLang') return formatsFor(lang).languageName(value)
  if (coded.has(field)) return t(`${field === 'sex' ? 'sex' : 'contact'}.${value}`)
  return value
}

const labels: Readonly<Partial<Record<Field, string>>> = { birthDate: 'field.birth', familyName: 'field.familyName' }

async function shownOf(statement: SignedStatement, reader: Reader): Promise<Shown> {
  const { field, value } = statement
  const label = reader.t(labels[field] ?? `field.${field}`)
  const words = value === null ? reader.t('values.removed') : await inWords(field, value, reader)
  return { field, label, value: words, statement }
}

/** What holds today in a group, and beside it what was said otherwise before. Companion fields speak with their datum. */
export async function shownValues(
  statements: readonly SignedStatement[],
  group: StatementGroup,
  reader: Reader,
): Promise<{ now: Shown[]; older: Shown[] }> {
  const current: Current = currentOf(statements)
  const now: Shown[] = []
  const older: Shown[] = []
  for (const field of fieldsOf(group)) {
    if (companions[field]) continue
    for (const statement of statements.toReversed()) {
      if (statement.field !== field) continue
      if (current[field]?.id !== statement.id) older.push(await shownOf(statement, reader))
      else if (statement.value !== null) now.push(await shownOf(statement, reader))
    }
  }
  return { now, older }
}
