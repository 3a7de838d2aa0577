// SPDX-License-Identifier: EUPL-1.2
// How the profile is put into words: durations, places, own words, languages.
import type { ComponentChildren } from 'preact'
import { directionOf } from '#platform/i18n/catalogue.ts'
import { usePage } from '#platform/ui/page-context.tsx'
import { monthsOf, type PartialDate, type Period, yearsAndMonths } from './period.ts'
import { type Dimensions, type OwnWords, overallLevel } from './profile.ts'
import { dimensions as dimensionNames } from './questions/italian.ts'
import type { Choices } from './question.page.tsx'

/** Answers begin with a capital; inside a sentence they do not. */
export const lowered = (text: string, lang: string): string => text.charAt(0).toLocaleLowerCase(lang) + text.slice(1)
/** Names of languages are lower case in Italian and French; at the head of a line they are not. */
export const raised = (text: string, lang: string): string => text.charAt(0).toLocaleUpperCase(lang) + text.slice(1)

export function useWords(choices: Pick<Choices, 'countries'>) {
  const { t, lang, monthName, list, viewer } = usePage()
  const country = (iso3: string | undefined) =>
    iso3 && (choices.countries.find(choice => choice.value === iso3)?.label ?? iso3)
  const date = (partial: PartialDate) =>
    partial.month === undefined
      ? String(partial.year)
      : t('profile.month', { month: monthName(partial.month), year: String(partial.year) })
  const length = (months: number) => {
    const parts = yearsAndMonths(months)
    if (months < 12) return t('profile.months', { months })
    return parts.months === 0 ? t('profile.years', parts) : t('profile.years-months', parts)
  }
  return {
    length,
    listed: (texts: readonly string[]) => list(texts.map((text, at) => (at === 0 ? text : lowered(text, lang)))),
    pictures: (pictures: readonly string[]) =>
      list(
        pictures.map((picture, at) =>
          at === 0 ? t(`interview.picture.${picture}`) : lowered(t(`interview.picture.${picture}`), lang),
        ),
      ),
    where: (place: string | undefined, iso3: string | undefined) => {
      const named = country(iso3)
      return place && named ? t('profile.place', { place, country: named }) : place || named || undefined
    },
    period: (period: Period) => {
      const { from, until, ongoing } = period
      if (from && ongoing) return t('profile.period.since', { from: date(from) })
      if (from && until) return t('profile.period', { from: date(from), until: date(until) })
      if (from) return t('profile.period.from', { from: date(from) })
      return until ? t('profile.period.until', { until: date(until) }) : undefined
    },
    duration: (period: Period) => {
      const months = viewer && monthsOf(period, viewer.today)
      return months === undefined ? undefined : length(months)
    },
  }
}

/** Own words in their own script; below them what they mean, marked as a rendering. */
export function Own(props: { words: OwnWords | undefined; strong?: boolean }) {
  const { t } = usePage()
  if (!props.words) return null
  const { text, lang, italian } = props.words
  const said = (
    <bdi lang={lang} dir={directionOf(lang)}>
      {text}
    </bdi>
  )
  return (
    <>
      {props.strong ? <b>{said}</b> : said}
      {italian && (
        <span class="nc-line nc-s nc-soft">
          {t('profile.rendering')} <bdi lang="it">{italian}</bdi>
        </span>
      )}
    </>
  )
}

/** Parts of a sentence with a dot between them; what is missing leaves no trace. */
export function Dotted(props: { parts: readonly ComponentChildren[] }) {
  const parts = props.parts.filter(part => part !== undefined && part !== null && part !== '' && part !== false)
  return (
    <>
      {parts.map((part, at) => (
        <>
          {at > 0 && ' · '}
          {part}
        </>
      ))}
    </>
  )
}

export function LanguageLine(props: { language: string; dimensions: Dimensions }) {
  const { t, lang, languageName } = usePage()
  const level = overallLevel(props.dimensions)
  return (
    <span>
      <b>{raised(languageName(props.language), lang)}</b>
      {level && (
        <>
          {' '}
          <bdi>{level}</bdi>
        </>
      )}
      <span class="nc-line nc-s nc-soft">
        <Dotted
          parts={dimensionNames
            .filter(name => props.dimensions[name])
            .map(name => (
              <>
                {t(`profile.dimension.${name}`)} <bdi>{props.dimensions[name]}</bdi>
              </>
            ))}
        />
      </span>
    </span>
  )
}
