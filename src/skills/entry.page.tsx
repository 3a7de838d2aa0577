// SPDX-License-Identifier: EUPL-1.2
// One line for a job, a school or a language: as told in the draft and as it stands in the profile.
import { usePage } from '#platform/ui/page-context.tsx'
import type { DraftEntry } from './draft.ts'
import type { Experience, Schooling } from './profile.ts'
import type { Choices } from './question.page.tsx'
import type { SectionName } from './section.ts'
import * as telling from './telling.ts'
import { Dotted, LanguageLine, Own, useWords } from './words.page.tsx'

export function EntryLine(props: { name: SectionName; entry: DraftEntry; spoken: string; choices: Choices }) {
  const { answers } = props.entry
  if (props.name === 'languages') return <LanguageLine {...telling.languageIn(answers)} />
  if (props.name === 'schools') {
    const school = telling.schoolingIn(answers, props.spoken)
    return school ? <SchoolLine school={school} choices={props.choices} /> : null
  }
  return <WorkLine work={telling.experienceIn(answers, props.spoken)} choices={props.choices} />
}

export function SchoolLine(props: { school: telling.Content<Schooling>; choices: Choices }) {
  const { t } = usePage()
  const words = useWords(props.choices)
  const { school } = props
  const years = school.years === undefined ? undefined : t('profile.years', { years: school.years })
  return (
    <span>
      <b>{t(`interview.schools.level.${school.level}`)}</b>
      {school.title && (
        <span class="nc-line">
          <Own words={school.title} />
        </span>
      )}
      <span class="nc-line nc-s nc-soft">
        <Dotted
          parts={[
            words.where(undefined, school.country),
            years,
            school.from && school.until ? <bdi>{`${school.from}–${school.until}`}</bdi> : (school.until ?? school.from),
            school.completed && t(`profile.school.${school.completed}`),
            school.document && t(`profile.document.${school.document}`),
          ]}
        />
      </span>
    </span>
  )
}

export function WorkLine(props: { work: telling.Content<Experience>; choices: Choices }) {
  const { t } = usePage()
  const words = useWords(props.choices)
  const { work } = props
  const { kind, period } = work
  return (
    <span>
      {work.words ? <Own words={work.words} strong /> : <b>{words.pictures(work.pictures)}</b>}
      <span class="nc-line nc-s nc-soft">
        <Dotted
          parts={[
            words.duration(period),
            words.where(work.place, work.country),
            words.period(period),
            kind && t(`profile.work.${kind}`),
            work.weeklyHours && t('profile.weekly', { hours: work.weeklyHours }),
          ]}
        />
      </span>
      {work.words && work.pictures.length > 0 && (
        <span class="nc-line nc-s nc-soft">{words.pictures(work.pictures)}</span>
      )}
      {work.occupation && (
        <span class="nc-line nc-s" lang={work.occupation.language}>
          {t('occupation.chosen', { label: work.occupation.label })}
        </span>
      )}
      {work.tasks && (
        <span class="nc-line nc-s nc-soft">
          <Own words={work.tasks} />
        </span>
      )}
    </span>
  )
}
