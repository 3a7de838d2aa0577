// SPDX-License-Identifier: EUPL-1.2
// The frame of the interview: who with, which part, who answers, what can be read aloud.
import type { ComponentChildren } from 'preact'
import { directionOf } from '#platform/i18n/catalogue.ts'
import { Progress } from '#platform/ui/nc/figures.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Draft, progressAt, sectionOf, sections } from './draft.ts'
import { paths } from './interview.paths.ts'
import { type Speaker, speakers } from './provenance.ts'
import { isTold, type SectionName, sectionNames } from './section.ts'
import { useDuo } from './question.page.tsx'

/** As much of a person as the interview shows. */
export type Told = { readonly id: string; readonly name: string; readonly native?: { text: string; lang?: string } }

/** The person's language, unless it is the page's: then one column is enough. */
export const secondLang = (draft: Pick<Draft, 'personLang'>, lang: string): string | undefined =>
  draft.personLang === lang ? undefined : draft.personLang

export function InterviewFrame(props: {
  person: Told
  draft: Draft
  name: SectionName
  aside: ComponentChildren
  children: ComponentChildren
}) {
  const { t, tIn, lang } = usePage()
  const second = secondLang(props.draft, lang)
  const { part, partNumber, parts, step, steps } = progressAt(props.name)
  const { name, native } = props.person
  const key = `interview.part.${part}`
  return (
    <StaffPage
      title={t('interview.title', { name })}
      section="people"
      native={
        second
          ? {
              text: tIn(second, 'interview.title', { name: native?.lang === second ? native.text : name }),
              lang: second,
            }
          : undefined
      }
      below={
        <Progress
          label={
            <>
              {t('interview.progress', { number: partNumber, count: parts, part: t(key) })}{' '}
              {second && (
                <span lang={second} dir={directionOf(second)}>
                  {tIn(second, key)}
                </span>
              )}
            </>
          }
          value={step}
          max={steps}
          note={t('interview.screen', { number: step, count: steps })}
        />
      }
      aside={props.aside}
      asideLabel={t('interview.aside')}
    >
      {props.children}
    </StaffPage>
  )
}

/** Beside the questions; who answers belongs to the form `form`, and is asked only where something is answered. */
export function Beside(props: { person: Told; draft: Draft; name: SectionName; saidBy?: Speaker; form?: string }) {
  return (
    <>
      {props.form && props.saidBy && (
        <WhoAnswers person={props.person} draft={props.draft} saidBy={props.saidBy} form={props.form} />
      )}
      <ReadAloud draft={props.draft} name={props.name} />
      <Chapters draft={props.draft} name={props.name} />
    </>
  )
}

function WhoAnswers(props: { person: Told; draft: Draft; saidBy: Speaker; form: string }) {
  const { t, languageName } = usePage()
  const language = languageName(props.draft.personLang)
  const words = { name: props.person.name, language }
  return (
    <Sheet title={t('interview.who')} next>
      <fieldset class="nc-stack nc-tight">
        <legend class="visually-hidden">{t('interview.who.legend')}</legend>
        {speakers.map(speaker => (
          <label class="nc-choice">
            <input type="radio" name="saidBy" value={speaker} form={props.form} checked={props.saidBy === speaker} />
            <span>{t(`interview.who.${speaker}`, words)}</span>
          </label>
        ))}
      </fieldset>
      <p class="nc-s nc-soft">{t('interview.who.note')}</p>
    </Sheet>
  )
}

function ReadAloud(props: { draft: Draft; name: SectionName }) {
  const { t, lang } = usePage()
  const { first, second } = useDuo(secondLang(props.draft, lang))(`interview.aloud.${sections[props.name].part}`)
  return (
    <Section title={t('interview.aloud')}>
      <p>{first}</p>
      {second && (
        <p lang={second.lang} dir={directionOf(second.lang)} class="pt-2">
          {second.text}
        </p>
      )}
    </Section>
  )
}

/** Every screen with how much was told on it: one may go back, nothing is lost. */
export function Chapters(props: { draft: Draft; name?: SectionName }) {
  const { t } = usePage()
  const { draft } = props
  return (
    <Section title={t('interview.chapters')}>
      <ol class="nc-list nc-stack nc-tight">
        {sectionNames.map(name => (
          <li>
            <a
              href={paths.section.to({ person: draft.person, section: name })}
              aria-current={name === props.name ? 'step' : undefined}
            >
              {t(`interview.section.${name}`)}
            </a>{' '}
            <ToldSoFar draft={draft} name={name} />
          </li>
        ))}
        <li>
          <a href={paths.review.to({ person: draft.person })}>{t('interview.review.title')}</a>
        </li>
      </ol>
    </Section>
  )
}

export function ToldSoFar(props: { draft: Draft; name: SectionName }) {
  const { t } = usePage()
  const { answers, entries } = sectionOf(props.draft.content, props.name)
  const told = sections[props.name].entries ? entries.length > 0 : isTold(sections[props.name], answers)
  if (!told) return <span class="nc-s nc-soft">{t('interview.told.nothing')}</span>
  return (
    <span class="nc-s nc-ok">
      {sections[props.name].entries ? t('interview.told.entries', { count: entries.length }) : t('interview.told.yes')}
    </span>
  )
}
