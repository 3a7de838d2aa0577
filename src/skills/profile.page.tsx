// SPDX-License-Identifier: EUPL-1.2
// What she can do, what she wants, and who says so.
import { ButtonLink } from '#platform/ui/form.tsx'
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { type Column, DataTable } from '#platform/ui/nc/data-table.tsx'
import type { Definition } from '#platform/ui/nc/definition-list.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { PersonHeader } from '#platform/ui/nc/person-header.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths as registry } from '#registry/index.ts'
import { SchoolLine, WorkLine } from './entry.page.tsx'
import { paths } from './interview.paths.ts'
import { byTime, monthsOfWork, type Profile } from './profile.ts'
import { ProfileAside } from './profile-aside.page.tsx'
import { Add, Correct, type ProfileProps, SaidBy } from './profile-parts.page.tsx'
import { AskSkills, WorkSkills } from './profile-skills.page.tsx'
import type { Stated } from './provenance.ts'
import { dimensions } from './questions/italian.ts'
import type { SectionName } from './section.ts'
import { Own, raised, useWords } from './words.page.tsx'

export function ProfilePage(props: ProfileProps) {
  const { t } = usePage()
  const { person, profile } = props
  return (
    <StaffPage
      title={t('profile.title', { name: person.name })}
      section="people"
      wide
      band={
        <>
          <PersonHeader
            name={person.name}
            {...(person.native ? { native: person.native } : {})}
            kicker={
              <a class="nc-noprint" href={registry.file.to({ person: person.id })}>
                {t('profile.back')}
              </a>
            }
            facts={useFacts(props)}
            action={props.mayWrite && <InterviewLink {...props} />}
          />
          <FileTabs person={person.id} current="profile" />
        </>
      }
      aside={<ProfileAside {...props} />}
      asideLabel={t('profile.aside')}
    >
      {profile.interviews.length === 0 && profile.experiences.length === 0 && profile.languages.length === 0 ? (
        <Empty title={t('profile.empty')}>{t('profile.empty.text', { name: person.name })}</Empty>
      ) : null}
      <Work {...props} />
      <WorkSkills {...props} />
      <Abilities {...props} />
      <Languages {...props} />
      <Schools {...props} />
    </StaffPage>
  )
}

function InterviewLink(props: ProfileProps) {
  const { t } = usePage()
  const key = props.underWay
    ? 'profile.interview.go-on'
    : props.profile.interviews.length > 0
      ? 'profile.interview.again'
      : 'profile.interview.first'
  return <ButtonLink href={paths.interview.to({ person: props.person.id })} look="primary" label={t(key)} />
}

function useFacts({ profile, choices }: ProfileProps): Definition[] {
  const { t, lang, languageName, list, viewer } = usePage()
  const words = useWords(choices)
  const months = viewer ? monthsOfWork(profile.experiences, viewer.today) : 0
  const { literacy, italianLevel } = profile
  return [
    {
      label: t('profile.mother'),
      value: literacy && literacy.mother.length > 0 ? raised(list(literacy.mother.map(languageName)), lang) : undefined,
    },
    {
      label: t('profile.italian'),
      value: italianLevel && (
        <>
          <bdi>{italianLevel.level}</bdi>
          {!italianLevel.whole && <span class="nc-soft nc-s"> {t('profile.italian.partly')}</span>}
        </>
      ),
    },
    { label: t('profile.work.total'), value: months > 0 ? words.length(months) : undefined },
    { label: t('profile.reads'), value: literacy?.reads && t(`interview.literacy.reads.${literacy.reads}`) },
    {
      label: t('profile.scripts'),
      value:
        literacy && literacy.scripts.length > 0
          ? raised(list(literacy.scripts.map(script => t(`profile.script.${script}`))), lang)
          : undefined,
    },
  ]
}

/** Columns that every table of statements ends with. */
function useEnd<T extends Stated>(props: ProfileProps, section: SectionName, what: (stated: T) => string): Column<T>[] {
  const { t } = usePage()
  const said: Column<T> = {
    label: t('profile.column.said-by'),
    full: true,
    cell: stated => <SaidBy stated={stated} keeper={props.keeper} />,
  }
  if (!props.mayWrite) return [said]
  const correct: Column<T> = {
    label: t('profile.correct'),
    hideLabel: true,
    cell: stated => <Correct person={props.person.id} section={section} stated={stated} what={what(stated)} />,
  }
  return [said, correct]
}

function Work(props: ProfileProps) {
  const { t } = usePage()
  const { person, profile, choices } = props
  const words = useWords(choices)
  const name = (work: (typeof profile.experiences)[number]) => work.words?.text ?? words.pictures(work.pictures)
  return (
    <Section
      title={t('profile.work')}
      action={<Add person={person.id} section="experiences" mayWrite={props.mayWrite} />}
    >
      <DataTable
        caption={t('profile.work')}
        hideCaption
        rows={byTime(profile.experiences)}
        empty={<p class="nc-soft">{t('profile.work.none')}</p>}
        columns={[
          {
            label: t('profile.column.work'),
            cell: work => (
              <>
                <WorkLine work={work} choices={choices} />
                {props.mayWrite && <AskSkills person={person.id} work={work} />}
              </>
            ),
            full: true,
          },
          ...useEnd<(typeof profile.experiences)[number]>(props, 'experiences', name),
        ]}
      />
    </Section>
  )
}

function Abilities(props: ProfileProps) {
  const { t, list } = usePage()
  const { abilities } = props.profile
  const words = useWords(props.choices)
  return (
    <Section
      title={t('profile.abilities')}
      action={!abilities && <Add person={props.person.id} section="abilities" mayWrite={props.mayWrite} />}
    >
      {abilities ? (
        <div class="nc-stack nc-tight">
          {abilities.pictures.length > 0 && <p>{words.pictures(abilities.pictures)}</p>}
          {abilities.words && (
            <p>
              <Own words={abilities.words} />
            </p>
          )}
          {abilities.licences.length > 0 && (
            <p>
              <span class="nc-soft">{t('profile.licences')}</span>{' '}
              {list(abilities.licences.map(licence => t(`interview.abilities.licences.${licence}`)))}
            </p>
          )}
          <p class="nc-row">
            <SaidBy stated={abilities} keeper={props.keeper} />
            {props.mayWrite && (
              <Correct person={props.person.id} section="abilities" stated={abilities} what={t('profile.abilities')} />
            )}
          </p>
        </div>
      ) : (
        <p class="nc-soft">{t('profile.abilities.none')}</p>
      )}
    </Section>
  )
}

function Languages(props: ProfileProps) {
  const { t, lang, languageName } = usePage()
  const { languages } = props.profile
  type Row = (typeof languages)[number]
  const level: Column<Row>[] = dimensions.map(name => ({
    label: t(`profile.dimension.${name}`),
    cell: skill => skill.dimensions[name] && <bdi>{skill.dimensions[name]}</bdi>,
  }))
  return (
    <Section
      title={t('profile.languages')}
      action={<Add person={props.person.id} section="languages" mayWrite={props.mayWrite} />}
    >
      <DataTable
        caption={t('profile.languages.caption')}
        rows={languages}
        empty={<p class="nc-soft">{t('profile.languages.none')}</p>}
        columns={[
          { label: t('profile.column.language'), cell: skill => raised(languageName(skill.language), lang) },
          ...level,
          ...useLanguageEnd(props),
        ]}
      />
    </Section>
  )
}

/** Italian has a screen of its own, every other language shares one. */
function useLanguageEnd(props: ProfileProps): Column<Profile['languages'][number]>[] {
  const { t, languageName } = usePage()
  const [said] = useEnd<Profile['languages'][number]>(props, 'languages', () => '')
  if (!said || !props.mayWrite) return said ? [said] : []
  return [
    said,
    {
      label: t('profile.correct'),
      hideLabel: true,
      cell: skill => (
        <Correct
          person={props.person.id}
          section={skill.language === 'it' ? 'italian' : 'languages'}
          stated={skill}
          what={languageName(skill.language)}
        />
      ),
    },
  ]
}

function Schools(props: ProfileProps) {
  const { t } = usePage()
  const { schooling } = props.profile
  return (
    <Section
      title={t('profile.schooling')}
      action={<Add person={props.person.id} section="schools" mayWrite={props.mayWrite} />}
      lead={schooling.length > 0 ? t('profile.schooling.recognition') : undefined}
    >
      <DataTable
        caption={t('profile.schooling')}
        hideCaption
        rows={schooling}
        empty={<p class="nc-soft">{t('profile.schooling.none')}</p>}
        columns={[
          {
            label: t('profile.column.school'),
            cell: school => <SchoolLine school={school} choices={props.choices} />,
            full: true,
          },
          ...useEnd<(typeof schooling)[number]>(props, 'schools', school =>
            t(`interview.schools.level.${school.level}`),
          ),
        ]}
      />
    </Section>
  )
}
