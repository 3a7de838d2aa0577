// SPDX-License-Identifier: EUPL-1.2
import { directionOf } from '#platform/i18n/catalogue.ts'
import { Button, ButtonLink, Form, type FormState, Hidden } from '#platform/ui/form.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Draft, type DraftEntry, previousOf, sectionOf, sections } from './draft.ts'
import { Beside, InterviewFrame, secondLang, type Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import { type Speaker, speakers } from './provenance.ts'
import { cefr } from './question.ts'
import { AskedQuestion, type Choices, useDuo } from './question.page.tsx'
import type { SectionName } from './section.ts'

/** What the file already says, to be read aloud and confirmed. */
export type KnownFact = { readonly label: string; readonly value: string; readonly date?: boolean }

export type ScreenProps = {
  readonly person: Told
  readonly draft: Draft
  readonly name: SectionName
  readonly choices: Choices
  readonly known?: readonly KnownFact[]
  readonly form?: FormState
}

const speakerOf = (form: FormState | undefined, saved: Speaker): Speaker => {
  const typed = (form?.values as { saidBy?: unknown } | undefined)?.saidBy
  return speakers.find(speaker => speaker === typed) ?? saved
}

/** The languages a person's words may be written in: hers, the operator's, the interpreter's. */
function writingFor(draft: Draft, lang: string, saidBy: Speaker): string[] {
  const own = saidBy === 'person' ? [draft.personLang, lang] : [lang, draft.personLang]
  return [...new Set([...own, 'it', ...(draft.interpreterLang ? [draft.interpreterLang] : [])])]
}

/** One screen of questions, in two languages. */
export function SectionScreen(props: ScreenProps) {
  const { lang } = usePage()
  const { draft, name, person } = props
  const saved = sectionOf(draft.content, name)
  const saidBy = speakerOf(props.form, saved.saidBy)
  return (
    <InterviewFrame
      person={person}
      draft={draft}
      name={name}
      aside={<Beside person={person} draft={draft} name={name} saidBy={saidBy} form="asked" />}
    >
      <Form
        action={paths.section.to({ person: draft.person, section: name })}
        id="asked"
        state={stateOf(props.form, saved.answers)}
      >
        <Hidden name="version" value={draft.version} />
        {name === 'identity' && <Known facts={props.known ?? []} second={secondLang(draft, lang)} />}
        {name === 'italian' && <Levels second={secondLang(draft, lang)} />}
        {sections[name].questions.map(question => (
          <AskedQuestion
            question={question}
            asking={{
              section: name,
              second: secondLang(draft, lang),
              choices: props.choices,
              writing: writingFor(draft, lang, saidBy),
            }}
          />
        ))}
        <Buttons draft={draft} back={backTo(draft, name)} />
      </Form>
    </InterviewFrame>
  )
}

/** Typed values on an error, stored answers otherwise; either way the boxes say what is true now. */
export const stateOf = (form: FormState | undefined, answers: Readonly<Record<string, unknown>>): FormState => ({
  errors: form?.errors,
  values: form?.values ?? answers,
})

export function backTo(draft: Draft, name: SectionName): string {
  const previous = previousOf(name)
  return previous
    ? paths.section.to({ person: draft.person, section: previous })
    : paths.interview.to({ person: draft.person })
}

export function Buttons(props: { draft: Draft; back: string; another?: boolean }) {
  const { t, tIn, lang } = usePage()
  const second = secondLang(props.draft, lang)
  const next = props.another ? 'interview.save-entry' : 'interview.next'
  return (
    <div class="nc-act nc-row nc-ends">
      <ButtonLink href={props.back} label={t('interview.back')} />
      <span class="nc-row">
        <span class="nc-s nc-soft nc-act-note">{t('interview.stop.note')}</span>
        <Button name="go" value="stop" look="link" label={t('interview.stop')} />
        {props.another && <Button name="go" value="another" look="outline" label={t('interview.another')} />}
        <Button
          name="go"
          value="next"
          label={
            <>
              {t(next)}{' '}
              {second && (
                <span lang={second} dir={directionOf(second)}>
                  {tIn(second, next)}
                </span>
              )}
            </>
          }
        />
      </span>
    </div>
  )
}

function Known(props: { facts: readonly KnownFact[]; second: string | undefined }) {
  const { t } = usePage()
  const duo = useDuo(props.second)('interview.known')
  return (
    <Sheet title={t('interview.known.title')}>
      <p class="nc-s nc-soft">{duo.first}</p>
      {duo.second && (
        <p class="nc-s nc-soft" lang={duo.second.lang} dir={directionOf(duo.second.lang)}>
          {duo.second.text}
        </p>
      )}
      <DefinitionList items={props.facts.map(({ label, value }) => ({ label: t(label), value: <bdi>{value}</bdi> }))} />
    </Sheet>
  )
}

/** What A0 to C2 mean, once, in both languages. */
export function Levels(props: { second: string | undefined }) {
  const { t } = usePage()
  const duo = useDuo(props.second)
  return (
    <Sheet title={t('interview.levels')}>
      <table class="nc-t">
        <caption class="visually-hidden">{t('interview.levels')}</caption>
        <tbody>
          {cefr.map(level => {
            const { first, second } = duo(`interview.level.${level}`)
            return (
              <tr>
                <th scope="row">
                  <bdi>{level}</bdi>
                </th>
                <td>{first}</td>
                {second && (
                  <td lang={second.lang} dir={directionOf(second.lang)}>
                    {second.text}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </Sheet>
  )
}

/** The questions of one job, school or language. */
export function EntryScreen(props: ScreenProps & { entry: DraftEntry | undefined }) {
  const { lang } = usePage()
  const { draft, name, person } = props
  const saidBy = speakerOf(props.form, props.entry?.saidBy ?? sectionOf(draft.content, name).saidBy)
  const second = secondLang(draft, lang)
  return (
    <InterviewFrame
      person={person}
      draft={draft}
      name={name}
      aside={<Beside person={person} draft={draft} name={name} saidBy={saidBy} form="asked" />}
    >
      <Form
        action={paths.entry.to({ person: draft.person, section: name, entry: props.entry?.entry ?? 'new' })}
        id="asked"
        state={stateOf(props.form, props.entry?.answers ?? {})}
      >
        <Hidden name="version" value={draft.version} />
        {name === 'languages' && <Levels second={second} />}
        {sections[name].questions.map(question => (
          <AskedQuestion
            question={question}
            asking={{ section: name, second, choices: props.choices, writing: writingFor(draft, lang, saidBy) }}
          />
        ))}
        <Buttons draft={draft} back={paths.section.to({ person: draft.person, section: name })} another />
      </Form>
    </InterviewFrame>
  )
}
