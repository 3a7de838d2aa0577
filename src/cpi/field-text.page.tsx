// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { Provenance } from '#platform/ui/nc/provenance.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type FieldName, type FieldValue, fieldShapes, type PackageField, type PartKind } from './field.ts'

/** Names of states in the reader's language, by ISO code. */
export type CountryNames = Readonly<Record<string, string>>

const quietParts = new Set(['precision', 'kind'])

/** Writes the value of a field as the reader reads it; the parts that only machines use are left out. */
export function useFieldText(countries: CountryNames): (name: FieldName, value: FieldValue) => string {
  const { t, dateLong, hours, languageName, list, dir } = usePage()
  const written: Record<PartKind, (text: string, name: FieldName, part: string) => string> = {
    text: text => text,
    date: text => dateLong(text as CivilDate),
    country: text => countries[text] ?? text,
    code: (text, name, part) => t(`package.code.${name}.${part}.${text}`),
    codes: (text, name, part) => list(text.split(',').map(code => t(`package.code.${name}.${part}.${code}`))),
    measures: text => list(text.split(',').map(kind => t(`measure.kind.${kind}`))),
    language: text => languageName(text),
    years: text => t('package.years', { count: Number(text) }),
    minutes: text => hours(Number(text)),
    hidden: () => '',
  }
  return (name, value) => {
    if (name === 'birth') return birthText(value, written.date)
    const parts = Object.entries<PartKind>(fieldShapes[name].parts).map(([part, kind]) => {
      const text = value[part]
      if (name === 'experience' && (part === 'from' || part === 'to')) return part === 'to' ? periodText(value, t) : ''
      if (text === undefined || text === '' || (name === 'tax-code' && quietParts.has(part) && text === 'final'))
        return ''
      const shown = written[kind](String(text), name, part)
      if (name === 'permit' && part === 'expires') return t('package.permit.expires', { date: shown })
      return name === 'permit' && part === 'questura' ? t('package.permit.questura', { place: shown }) : shown
    })
    const shown = parts.filter(part => part !== '')
    // Codes and foreign names would otherwise pull the commas of an Arabic line to the wrong side.
    return dir === 'rtl' ? shown.map(part => `\u2068${part}\u2069`).join('، ') : shown.join(', ')
  }
}

/** When the work was done, in years: "2014–2020", or the one end that was told. */
function periodText(value: FieldValue, t: (key: string, args: Record<string, string>) => string): string {
  const year = (part: string) => String(value[part] ?? '').slice(0, 4)
  const [from, until] = [year('from'), year('to')]
  if (from === until) return from
  if (from === '') return t('package.period.until', { until })
  return until === '' ? t('package.period.from', { from }) : t('package.period', { from, until })
}

/** Only what is known: a year alone is never shown as the first of January. */
function birthText(value: FieldValue, long: (text: string, name: FieldName, part: string) => string): string {
  const date = String(value['date'] ?? '')
  if (value['precision'] === 'year') return date.slice(0, 4)
  if (value['precision'] === 'month') return `${date.slice(5, 7)}/${date.slice(0, 4)}`
  return date === '' ? '' : long(date, 'birth', 'date')
}

/** Who said it, who wrote it and when, in the one place where that stands. */
export function FieldProvenance(props: { field: PackageField }) {
  const { t } = usePage()
  const { level, saidBy, source, writtenBy, on, interpreted } = props.field.provenance
  return (
    <Provenance
      level={level}
      saidBy={source ?? t(`package.said-by.${saidBy}`)}
      writtenBy={writtenBy}
      at={on}
      interpreted={interpreted}
    />
  )
}

export const useFieldLabel = (): ((name: FieldName) => string) => {
  const { t } = usePage()
  return name => t(`package.field.${name}`)
}
