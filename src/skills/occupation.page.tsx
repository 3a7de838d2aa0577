// SPDX-License-Identifier: EUPL-1.2
// Own words find an occupation: what is close to them, and why. Somebody chooses; nothing is chosen by itself.
import { directionOf } from '#platform/i18n/catalogue.ts'
import { ActionButton, ButtonLink, Form, type FormState } from '#platform/ui/form.tsx'
import { TextField } from '#platform/ui/fields.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Section as Part } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Draft, DraftEntry } from './draft.ts'
import { Beside, InterviewFrame, type Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import { occupationIn } from './occupation.ts'
import type { Hit } from './taxonomy/index.ts'

export function OccupationScreen(props: {
  person: Told
  draft: Draft
  entry: DraftEntry
  query: string
  hits: readonly Hit[]
  form?: FormState
}) {
  const { t } = usePage()
  const { draft, entry } = props
  const here = paths.occupation.to({ person: draft.person, entry: entry.entry })
  const chosen = occupationIn(entry.answers)
  return (
    <InterviewFrame
      person={props.person}
      draft={draft}
      name="experiences"
      aside={<Beside person={props.person} draft={draft} name="experiences" />}
    >
      <Part title={t('occupation.title')}>
        <p class="nc-soft">{t('occupation.lead')}</p>
        {chosen && (
          <Notice>
            <p lang={chosen.language}>{t('occupation.chosen', { label: chosen.label })}</p>
            <ActionButton action={here} fields={{ uri: '' }} label={t('occupation.clear')} look="link" />
          </Notice>
        )}
        <Form
          action={here}
          method="get"
          submit="occupation.search.submit"
          state={{ errors: props.form?.errors, values: props.form?.values ?? { q: props.query } }}
        >
          <TextField name="q" label={t('occupation.search')} hint={t('occupation.search.hint')} />
        </Form>
      </Part>
      {props.query !== '' && (
        <Part title={t('occupation.found')}>
          {props.hits.length === 0 ? (
            <Empty title={t('occupation.none')} />
          ) : (
            <ul class="nc-list nc-stack">
              {props.hits.map(hit => (
                <Suggestion hit={hit} action={here} />
              ))}
            </ul>
          )}
        </Part>
      )}
      <div>
        <ButtonLink
          href={paths.section.to({ person: draft.person, section: 'experiences' })}
          label={t('occupation.back')}
        />
      </div>
    </InterviewFrame>
  )
}

/** One hit of the search, why it was found, and the button that chooses it. */
export function Suggestion(props: { hit: Hit; action: string }) {
  const { t, lang } = usePage()
  const { hit } = props
  const { why } = hit
  const reasons = [
    ...(why.label === hit.label ? [] : [t('taxonomy.why.closest', { label: why.label })]),
    ...why.words.map(({ said, how, where }) => t(`taxonomy.why.${where}.${how}`, { said })),
    ...(why.letters ? [t('taxonomy.why.letters')] : []),
  ]
  const source =
    hit.version === 'starter' ? t('occupation.source.starter') : t('occupation.source', { version: hit.version })
  return (
    <li class="nc-sheet nc-row nc-ends">
      <span>
        <b lang={hit.language} dir={directionOf(hit.language)}>
          {hit.label}
        </b>
        {hit.language === 'en' && lang !== 'en' && <span class="nc-line nc-s nc-soft">{t('occupation.english')}</span>}
        <span class="nc-line nc-s nc-soft">
          {t('occupation.why')}:{' '}
          {reasons.map((reason, at) => (
            <>
              {at > 0 && '; '}
              <bdi>{reason}</bdi>
            </>
          ))}
        </span>
        <span class="nc-line nc-s nc-soft">{source}</span>
      </span>
      <ActionButton action={props.action} fields={{ uri: hit.uri }} label={t('occupation.choose')} small />
    </li>
  )
}
