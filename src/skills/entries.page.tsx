// SPDX-License-Identifier: EUPL-1.2
// Jobs, schools and languages told so far, one below the other.
import type { ComponentChildren } from 'preact'
import { directionOf } from '#platform/i18n/catalogue.ts'
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section as Part } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Draft, type DraftEntry, nextOf, sectionOf, sections } from './draft.ts'
import { EntryLine } from './entry.page.tsx'
import { Beside, InterviewFrame, secondLang } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import { type Choices, useDuo } from './question.page.tsx'
import { backTo, type ScreenProps } from './section.page.tsx'
import type { SectionName } from './section.ts'

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
        {name === 'experiences' && (
          <a href={paths.occupation.to({ person: draft.person, entry: entry.entry })}>{t('occupation.title')}</a>
        )}
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
