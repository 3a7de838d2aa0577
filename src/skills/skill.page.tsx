// SPDX-License-Identifier: EUPL-1.2
// What she can do of a work she has told. First somebody chooses the occupation by her own words; then tasks, and skills
// of the classification, eight at a time. Every answer is a statement; what is left open was not asked.
import { directionOf } from '#platform/i18n/catalogue.ts'
import { ButtonLink, Form, type FormState, RadioGroup } from '#platform/ui/form.tsx'
import { TextField } from '#platform/ui/fields.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import { Suggestion } from './occupation.page.tsx'
import { type Experience, type KnownSkill, skillAnswers } from './profile.ts'
import { speakers } from './provenance.ts'
import { fieldOf } from './skill-field.ts'
import type { Hit, Proposal } from './taxonomy/index.ts'
import { Own } from './words.page.tsx'

type Frame = { readonly person: Told; readonly work: Experience; readonly form?: FormState }

function useFrame({ person, work }: Frame) {
  const { t } = usePage()
  return {
    title: t('skill.title'),
    section: 'people',
    kicker: (
      <>
        <a href={paths.profile.to({ person: person.id })}>{t('profile.title', { name: person.name })}</a>
        {work.words && (
          <>
            {' · '}
            <Own words={work.words} />
          </>
        )}
      </>
    ),
  } as const
}

export type FindOccupationProps = Frame & { readonly query: string; readonly hits: readonly Hit[] }

/** Before anything can be proposed: which occupation was it? */
export function FindOccupationPage(props: FindOccupationProps) {
  const { t } = usePage()
  const { person, work, query, hits } = props
  const at = { person: person.id, entry: work.entry }
  return (
    <StaffPage {...useFrame(props)} lead={t('skill.occupation.lead')}>
      <Form
        action={paths.skills.to(at)}
        method="get"
        submit="occupation.search.submit"
        state={{ errors: props.form?.errors, values: props.form?.values ?? { q: query } }}
      >
        <TextField name="q" label={t('occupation.search')} hint={t('occupation.search.hint')} size="long" />
      </Form>
      {query !== '' && (
        <Section title={t('occupation.found')}>
          {hits.length === 0 ? (
            <Empty title={t('occupation.none')} />
          ) : (
            <ul class="nc-list nc-stack">
              {hits.map(hit => (
                <Suggestion hit={hit} action={paths.workOccupation.to(at)} />
              ))}
            </ul>
          )}
        </Section>
      )}
      <div>
        <ButtonLink href={paths.profile.to({ person: person.id })} label={t('skill.back')} />
      </div>
    </StaffPage>
  )
}

export type SkillsProps = Frame & {
  readonly turn: number
  readonly turns: number
  readonly proposals: readonly Proposal[]
  /** What was answered before, by address. */
  readonly known: ReadonlyMap<string, KnownSkill['answer']>
}

export function SkillsPage(props: SkillsProps) {
  const { t, lang } = usePage()
  const { person, work, turn, turns, proposals } = props
  const at = { person: person.id, entry: work.entry }
  const occupation = work.occupation?.label ?? ''
  return (
    <StaffPage {...useFrame(props)} lead={t('skill.lead')} aside={<Occupation {...props} />}>
      {proposals.length === 0 ? (
        <Empty
          title={t('skill.none')}
          action={
            <ButtonLink
              small
              href={`${paths.skills.to(at)}?q=${encodeURIComponent(occupation)}`}
              label={t('skill.occupation.other')}
            />
          }
        >
          {t('skill.none.hint')}
        </Empty>
      ) : (
        <Form
          action={`${paths.skills.to(at)}?turn=${turn}`}
          submit={turn + 1 < turns ? 'skill.save.next' : 'skill.save.last'}
          state={{ errors: props.form?.errors, values: props.form?.values ?? { saidBy: 'person' } }}
          cancel={{ href: paths.profile.to({ person: person.id }) }}
        >
          <Section
            title={t(proposals[0]?.kind === 'task' ? 'skill.tasks' : 'skill.skills')}
            lead={[
              t('skill.turn', { turn: turn + 1, turns }),
              ...(proposals.some(({ language }) => language !== lang) ? [t('skill.untranslated')] : []),
            ].join(' ')}
          >
            {proposals.map((proposal, place) => (
              <Proposed proposal={proposal} place={place} known={props.known.get(proposal.uri)} />
            ))}
          </Section>
          <Sheet>
            <RadioGroup
              name="saidBy"
              label={t('profile.said-by')}
              options={speakers.map(value => ({ value, label: t(`profile.speaker.${value}`) }))}
              inline
            />
          </Sheet>
        </Form>
      )}
      <p class="nc-row">
        {turn > 0 && <a href={`${paths.skills.to(at)}?turn=${turn - 1}`}>{t('skill.turn.before')}</a>}
        {turn + 1 < turns && <a href={`${paths.skills.to(at)}?turn=${turn + 1}`}>{t('skill.turn.skip')}</a>}
      </p>
    </StaffPage>
  )
}

function Proposed(props: { proposal: Proposal; place: number; known: KnownSkill['answer'] | undefined }) {
  const { t } = usePage()
  const { label, language, hers, kind } = props.proposal
  return (
    <RadioGroup
      name={fieldOf(props.place)}
      inline
      value={props.known}
      label={
        <>
          <b lang={language} dir={directionOf(language)}>
            {label}
          </b>
          {hers && ' · '}
          {hers && (
            <bdi class="nc-soft" lang={hers.language} dir={directionOf(hers.language)}>
              {hers.label}
            </bdi>
          )}
          {kind !== 'task' && <span class="nc-line nc-s nc-soft">{t(`skill.kind.${kind}`)}</span>}
        </>
      }
      options={skillAnswers.map(value => ({ value, label: t(`skill.answer.${value}`) }))}
    />
  )
}

function Occupation({ person, work }: SkillsProps) {
  const { t } = usePage()
  const { occupation } = work
  if (!occupation) return null
  const search = `${paths.skills.to({ person: person.id, entry: work.entry })}?q=${encodeURIComponent(work.words?.text ?? occupation.label)}`
  return (
    <Section title={t('skill.occupation')}>
      <p>
        <b lang={occupation.language} dir={directionOf(occupation.language)}>
          {occupation.label}
        </b>
      </p>
      <p class="nc-s nc-soft">
        {occupation.version === 'starter'
          ? t('occupation.source.starter')
          : t('occupation.source', { version: occupation.version })}
      </p>
      <p class="nc-s">
        <a href={search}>{t('skill.occupation.other')}</a>
      </p>
    </Section>
  )
}
