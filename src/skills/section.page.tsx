// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { directionOf } from '#platform/i18n/catalogue.ts'
import { ActionButton, Button, ButtonLink, Form, type FormState, Hidden } from '#platform/ui/form.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section as Part, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Draft, type DraftEntry, nextOf, previousOf, sectionOf, sections } from './draft.ts'
import { EntryLine } from './entry.page.tsx'
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
        <span class="nc-s nc-soft">{t('interview.stop.note')}</span>
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

/** Jobs, schools or languages told so far, and the one thing to do: add the next. */
export function EntriesScreen(props: ScreenProps & { removable: ReadonlySet<string> }) {
  const { t, tIn, lang } = usePage()
  const { draft, name, person } = props
  const { entries } = sectionOf(draft.content, name)
  const second = secondLang(draft, lang)
  const full = entries.length >= (sections[name].entries?.max ?? 0)
  const next = nextOf(name)
  const toEntry = (entry: string) => paths.entry.to({ person: draft.person, section: name, entry })
  return (
    <InterviewFrame
      person={person}
      draft={draft}
      name={name}
      aside={<Beside person={person} draft={draft} name={name} />}
    >
      <Part title={<Title name={name} second={second} />}>
        {entries.length === 0 ? (
          <Empty title={t(`interview.${name}.empty`)}>
            {second && <SecondText lang={second}>{tIn(second, `interview.${name}.empty`)}</SecondText>}
          </Empty>
        ) : (
          <ul class="nc-list nc-stack">
            {entries.map(entry => (
              <Entry
                entry={entry}
                name={name}
                href={toEntry(entry.entry)}
                draft={draft}
                choices={props.choices}
                removable={props.removable}
              />
            ))}
          </ul>
        )}
      </Part>
      {full ? (
        <p class="nc-soft">{t('interview.entries.full')}</p>
      ) : (
        <div>
          <ButtonLink
            href={toEntry('new')}
            icon="add"
            look={entries.length === 0 ? 'primary' : 'outline'}
            label={t(`interview.${name}.add`)}
          />
        </div>
      )}
      <div class="nc-act nc-row nc-ends">
        <ButtonLink href={backTo(draft, name)} label={t('interview.back')} />
        <ButtonLink
          href={
            next ? paths.section.to({ person: draft.person, section: next }) : paths.review.to({ person: draft.person })
          }
          look={entries.length === 0 ? 'outline' : 'primary'}
          label={t('interview.next')}
        />
      </div>
    </InterviewFrame>
  )
}

function Title(props: { name: SectionName; second: string | undefined }) {
  const { first, second } = useDuo(props.second)(`interview.section.${props.name}`)
  return (
    <>
      {first}{' '}
      {second && (
        <span class="nc-soft" lang={second.lang} dir={directionOf(second.lang)}>
          {second.text}
        </span>
      )}
    </>
  )
}

function SecondText(props: { lang: string; children: ComponentChildren }) {
  return (
    <span lang={props.lang} dir={directionOf(props.lang)}>
      {props.children}
    </span>
  )
}

function Entry(props: {
  entry: DraftEntry
  name: SectionName
  href: string
  draft: Draft
  choices: Choices
  removable: ReadonlySet<string>
}) {
  const { t } = usePage()
  const { entry, name, draft } = props
  return (
    <li class="nc-sheet nc-row nc-ends">
      <EntryLine name={name} entry={entry} spoken={draft.personLang} choices={props.choices} />
      <span class="nc-row">
        <a href={props.href}>{t('interview.change')}</a>
        {props.removable.has(entry.entry) && (
          <ActionButton
            action={paths.removeEntry.to({ person: draft.person, section: name, entry: entry.entry })}
            fields={{ version: draft.version }}
            label={t('interview.remove')}
            look="link"
          />
        )}
      </span>
    </li>
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
