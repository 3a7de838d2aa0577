// SPDX-License-Identifier: EUPL-1.2
// Work, and the limits to respect, in a line. Own words stay in their own script.
import { directionOf } from '#platform/i18n/catalogue.ts'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Constraint, type Experience, monthsOf } from '#skills/index.ts'

export function useWorkWords(countries: ReadonlyMap<string, string>) {
  const { t, list, viewer, lang } = usePage()
  const length = (experience: Experience) => {
    const months = viewer && monthsOf(experience.period, viewer.today)
    if (months === undefined) return undefined
    return months < 12 ? t('profile.months', { months }) : t('profile.years', { years: Math.round(months / 12) })
  }
  const title = ({ words, pictures }: Experience) => {
    if (!words) return list(pictures.map(picture => t(`interview.picture.${picture}`)))
    if (lang === 'it' && words.italian) return words.italian
    return (
      <bdi lang={words.lang} dir={directionOf(words.lang)}>
        {words.text}
      </bdi>
    )
  }
  const where = (experience: Experience) =>
    [
      length(experience),
      experience.place,
      experience.country && (countries.get(experience.country) ?? experience.country),
    ]
      .filter(part => part !== undefined && part !== '')
      .join(' · ')
  return { title, where, constraints: (constraint: Constraint) => limits(constraint, { t, list }) }
}

/** An answer's label inside a sentence: without its capital. */
const inside = (label: string) => label.charAt(0).toLocaleLowerCase() + label.slice(1)

type Words = Pick<ReturnType<typeof usePage>, 't' | 'list'>

function limits(constraint: Constraint, { t, list }: Words): string[] {
  const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  const { earliest, latest, days, mobility, travel, childcare } = constraint
  const lines: string[] = []
  if (earliest !== undefined && latest !== undefined) {
    lines.push(t('profile.window', { from: clock(earliest), until: clock(latest) }))
  } else if (earliest !== undefined) lines.push(t('profile.window.from', { from: clock(earliest) }))
  else if (latest !== undefined) lines.push(t('profile.window.until', { until: clock(latest) }))
  if (days.length > 0)
    lines.push(t('profile.days', { days: list(days.map(day => inside(t(`interview.constraints.days.${day}`)))) }))
  if (mobility.length > 0) {
    lines.push(
      t('profile.mobility', {
        means: list(mobility.map(means => inside(t(`interview.constraints.mobility.${means}`)))),
      }),
    )
  }
  if (travel) lines.push(t(`profile.travel.${travel}`))
  if (childcare === 'needed') lines.push(t('profile.childcare.needed'))
  return lines
}
