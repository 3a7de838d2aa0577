// SPDX-License-Identifier: EUPL-1.2
// Before the questions: which languages, with or without an interpreter. Later: how far we have come.
import { languages } from '#platform/i18n/catalogue.ts'
import {
  ActionButton,
  ButtonLink,
  DateField,
  Form,
  type FormState,
  RadioGroup,
  SelectField,
  TextField,
} from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths as registry } from '#registry/index.ts'
import { type Draft, firstOpen } from './draft.ts'
import { Chapters, type Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import type { InterviewHeader } from './profile.ts'
import type { Choices } from './question.page.tsx'

export function StartPage(props: {
  person: Told
  last?: InterviewHeader
  choices: Choices
  /** The language she would be asked in, as far as the file knows. */
  spoken?: string
  form?: FormState
}) {
  const { t, viewer, languageName, dateLong } = usePage()
  const { person, last } = props
  return (
    <StaffPage
      title={t('interview.title', { name: person.name })}
      section="people"
      {...(person.native ? { native: person.native } : {})}
      lead={t('interview.start.lead')}
    >
      {last && (
        <Notice
          title={t('interview.start.again')}
          action={{ href: paths.profile.to({ person: person.id }), label: t('interview.to-profile') }}
        >
          {t('interview.start.again.text', { date: dateLong(last.heldOn) })}
        </Notice>
      )}
      <Form
        action={paths.interview.to({ person: person.id })}
        submit="interview.start.submit"
        cancel={{ href: registry.file.to({ person: person.id }) }}
        {...(props.form ? { state: props.form } : {})}
      >
        <SelectField
          name="personLang"
          label={t('interview.start.person-lang')}
          hint={t('interview.start.person-lang.hint')}
          options={languages.map(code => ({ value: code, label: languageName(code) }))}
          value={props.spoken}
        />
        <RadioGroup
          name="interpreter"
          label={t('interview.start.interpreter')}
          options={['no', 'yes'].map(value => ({ value, label: t(`interview.start.interpreter.${value}`) }))}
          value="no"
        />
        <SelectField
          name="interpreterLang"
          label={t('interview.start.interpreter-lang')}
          hint={t('interview.start.interpreter-lang.hint')}
          options={props.choices.languages}
          optional
        />
        <DateField name="heldOn" label={t('interview.start.held-on')} value={viewer?.today} />
        <TextField name="place" label={t('interview.start.place')} size="long" optional />
      </Form>
    </StaffPage>
  )
}

/** The interview under way: go on where it stopped. */
export function ResumePage(props: { person: Told; draft: Draft }) {
  const { t, dateLong, languageName } = usePage()
  const { person, draft } = props
  const open = firstOpen(draft.content)
  const go = open ? paths.section.to({ person: person.id, section: open }) : paths.review.to({ person: person.id })
  return (
    <StaffPage
      title={t('interview.title', { name: person.name })}
      section="people"
      {...(person.native ? { native: person.native } : {})}
      lead={t('interview.resume.lead', { date: dateLong(draft.startedOn), until: dateLong(draft.expiresOn) })}
      action={
        <ButtonLink href={go} look="primary" label={t(open ? 'interview.resume.go' : 'interview.resume.review')} />
      }
    >
      <Chapters draft={draft} />
      <Sheet title={t('interview.resume.how')}>
        <p>
          {t('interview.resume.languages', { language: languageName(draft.personLang) })}{' '}
          {draft.interpreterLang &&
            t('interview.resume.interpreter', { language: languageName(draft.interpreterLang) })}
        </p>
        <p class="nc-s nc-soft">{t('interview.discard.note')}</p>
        <ActionButton action={paths.discard.to({ person: person.id })} label={t('interview.discard')} look="danger" />
      </Sheet>
    </StaffPage>
  )
}
