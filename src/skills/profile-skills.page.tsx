// SPDX-License-Identifier: EUPL-1.2
// What she can do of the works she has told, one line for each task or skill; what she cannot do is not listed.
import { directionOf } from '#platform/i18n/catalogue.ts'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './interview.paths.ts'
import type { Experience } from './profile.ts'
import { type ProfileProps, SaidBy } from './profile-parts.page.tsx'
import { useWords } from './words.page.tsx'

export function AskSkills(props: { person: string; work: Experience }) {
  const { t } = usePage()
  const { person, work } = props
  return (
    <a class="nc-line nc-s nc-noprint" href={paths.skills.to({ person, entry: work.entry })}>
      {t('profile.skills.ask')}
      <span class="visually-hidden"> {work.words?.text ?? work.occupation?.label}</span>
    </a>
  )
}

export function WorkSkills(props: ProfileProps) {
  const { t, lang } = usePage()
  const words = useWords(props.choices)
  const { skills = [], experiences } = props.profile
  const able = skills.filter(({ answer }) => answer !== 'no')
  const workOf = (entry: string) => experiences.find(work => work.entry === entry)
  return (
    <Section title={t('profile.skills')}>
      <DataTable
        caption={t('profile.skills')}
        hideCaption
        rows={able}
        empty={<p class="nc-soft">{t('profile.skills.none')}</p>}
        columns={[
          {
            label: t('profile.column.skill'),
            full: true,
            cell: skill => (
              <>
                <b lang={skill.language} dir={skill.language === lang ? undefined : directionOf(skill.language)}>
                  {skill.label}
                </b>
                {skill.answer === 'helped' && <span class="nc-soft nc-s"> {t('profile.skills.helped')}</span>}
              </>
            ),
          },
          {
            label: t('profile.column.work'),
            full: true,
            cell: skill => {
              const work = workOf(skill.work)
              return work && <bdi>{work.words?.italian ?? work.words?.text ?? words.pictures(work.pictures)}</bdi>
            },
          },
          {
            label: t('profile.column.said-by'),
            full: true,
            cell: skill => <SaidBy stated={skill} keeper={props.keeper} />,
          },
        ]}
      />
    </Section>
  )
}
