// SPDX-License-Identifier: EUPL-1.2
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { Form, type FormState, Hidden, RadioGroup, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { comingLanguages, manners, type NoticeLanguage, noticeLanguages, noticeParts } from './notice.ts'
import type { GivenNotice } from './notice.store.ts'
import type { Person } from './person.ts'
import { paths } from './registry.paths.ts'
import { DataNav, LinkRow, PersonKicker } from './said.page.tsx'

export type NoticeProps = {
  person: Person
  own: boolean
  /** The language the text is shown in. */
  shown: NoticeLanguage
  keeper: string
  guardian: boolean
  given: readonly GivenNotice[]
  form?: FormState | undefined
}

export function NoticePage(props: NoticeProps) {
  const { t, list, languageName, date } = usePage()
  const { person, given } = props
  const [last] = given
  return (
    <StaffPage
      title={t('notice.title')}
      section="people"
      kicker={<PersonKicker person={person} />}
      lead={last ? t('notice.given', { date: date(last.givenOn), lang: languageName(last.lang) }) : t('notice.lead')}
      below={<FileTabs person={person.id} current="data" />}
    >
      <DataNav person={person.id} current="notice" />
      {props.guardian && (
        <Notice tone="warm" title={t('notice.minor')}>
          {t('notice.minor.why')}
        </Notice>
      )}
      <Section
        title={t('notice.text')}
        lead={t('notice.coming', { languages: list(comingLanguages.map(languageName)) })}
      >
        <div class="nc-stack">
          <LinkRow label={t('notice.languages')} links={languageLinks(person, props.shown)} />
          <Words lang={props.shown} keeper={props.keeper} />
        </div>
      </Section>
      {props.own && <Give {...props} />}
      {given.length > 0 && <Given given={given} />}
    </StaffPage>
  )
}

/** Each language by its own name: who reads it must recognise it. */
const languageLinks = (person: Person, shown: NoticeLanguage) =>
  noticeLanguages.map(lang => ({
    href: `${paths.notice.to({ person: person.id })}?in=${lang}`,
    label: new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang,
    lang,
    current: lang === shown,
  }))

/** The notice itself, in the person's language whatever the case worker's is. Also what is printed. */
export function Words(props: { lang: NoticeLanguage; keeper: string }) {
  const { tIn } = usePage()
  const { lang, keeper } = props
  return (
    <div class="nc-sheet nc-stack nc-tight" lang={lang} dir={lang === 'ar' ? 'rtl' : 'ltr'}>
      {noticeParts.map(part => (
        <div>
          <h3>{tIn(lang, `notice.${part}.title`)}</h3>
          <p>{tIn(lang, `notice.${part}`, { keeper })}</p>
        </div>
      ))}
    </div>
  )
}

function Give(props: NoticeProps) {
  const { t, languageName } = usePage()
  return (
    <Section title={t('notice.give')}>
      <Form
        action={paths.notice.to({ person: props.person.id })}
        state={props.form}
        submit="notice.give.submit"
        cancel={{ href: paths.file.to({ person: props.person.id }), label: t('notice.later') }}
      >
        <Hidden name="lang" value={props.shown} />
        <p>{t('notice.give.in', { lang: languageName(props.shown) })}</p>
        <RadioGroup
          name="manner"
          label={t('notice.manner.label')}
          options={manners.map(manner => ({ value: manner, label: t(`notice.manner.${manner}`) }))}
        />
        {props.guardian && (
          <TextField name="guardianName" label={t('notice.guardian')} hint={t('notice.guardian.hint')} />
        )}
      </Form>
    </Section>
  )
}

function Given(props: { given: readonly GivenNotice[] }) {
  const { t, date, languageName } = usePage()
  return (
    <Section title={t('notice.history')}>
      <DataTable
        rows={props.given}
        columns={[
          { label: t('notice.day'), kind: 'head', cell: row => date(row.givenOn) },
          { label: t('notice.language'), cell: row => languageName(row.lang) },
          { label: t('notice.how'), cell: row => t(`notice.manner.${row.manner}`) },
          { label: t('notice.guardian'), cell: row => row.guardianName && <bdi>{row.guardianName}</bdi> },
        ]}
      />
    </Section>
  )
}
