// SPDX-License-Identifier: EUPL-1.2
import { dayInRome } from '#lib/civil-date.ts'
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { Form, type FormState, Hidden, TextArea, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Remark, Stay } from './import/index.ts'
import type { Person } from './person.ts'
import { paths } from './registry.paths.ts'
import { DataNav, HowKnown, PersonKicker, type Shown, ValuesTable } from './said.page.tsx'

export type RestrictedProps = {
  readonly person: Person
  readonly shown: readonly Shown[]
  /** What holds today, as one would type it. */
  readonly values: Readonly<Record<string, string>>
  readonly stays: readonly Stay[]
  readonly remarks: readonly Remark[]
  readonly form?: FormState | undefined
}

/** Family, health, protection, and the remarks of registers: what only the people who follow her may read. */
export function RestrictedPage(props: RestrictedProps) {
  const { t } = usePage()
  const { person } = props
  return (
    <StaffPage
      title={t('restricted.title')}
      section="people"
      kicker={<PersonKicker person={person} />}
      below={<FileTabs person={person.id} current="data" />}
    >
      <DataNav person={person.id} current="restricted" />
      <Notice icon="shield" title={t('restricted.only')}>
        {t('restricted.only.why')}
      </Notice>
      <Section title={t('identity.now')} lead={t('identity.now.lead')}>
        <ValuesTable shown={props.shown} />
      </Section>
      <Stays stays={props.stays} />
      <Remarks remarks={props.remarks} />
      <Correct {...props} />
    </StaffPage>
  )
}

function Stays({ stays }: Pick<RestrictedProps, 'stays'>) {
  const { t, date } = usePage()
  if (stays.length === 0) return null
  return (
    <Section title={t('restricted.stays')} lead={t('restricted.from-register')}>
      <DataTable
        rows={stays}
        columns={[
          { label: t('restricted.entered'), cell: row => (row.enteredOn ? date(row.enteredOn) : '–') },
          { label: t('restricted.left'), cell: row => (row.leftOn ? date(row.leftOn) : '–') },
          { label: t('restricted.reason'), full: true, cell: row => row.reason && <bdi>{row.reason}</bdi> },
        ]}
      />
    </Section>
  )
}

function Remarks({ remarks }: Pick<RestrictedProps, 'remarks'>) {
  const { t, date } = usePage()
  if (remarks.length === 0) return null
  return (
    <Section title={t('restricted.remarks')} lead={t('restricted.remarks.lead')}>
      <ul class="nc-list nc-stack nc-tight">
        {remarks.map(remark => (
          <li>
            <bdi>{remark.text}</bdi>
            <span class="nc-line nc-s nc-soft">{t('restricted.written', { date: date(dayInRome(remark.at)) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Correct({ person, values, form }: RestrictedProps) {
  const { t } = usePage()
  return (
    <Section title={t('restricted.correct')}>
      <Form
        action={paths.restricted.to({ person: person.id })}
        state={form}
        submit="correct.submit"
        cancel={{ href: paths.file.to({ person: person.id }) }}
      >
        <Hidden name="version" value={person.version} />
        <Two>
          <TextField
            name="guardianName"
            label={t('field.guardianName')}
            hint={t('notice.guardian.hint')}
            value={values['guardianName']}
            optional
          />
          <TextField
            name="guardianPhone"
            type="tel"
            label={t('field.guardianPhone')}
            value={values['guardianPhone']}
            dir="ltr"
            optional
          />
        </Two>
        <Two>
          <TextField
            name="familyStatus"
            label={t('field.familyStatus')}
            hint={t('field.familyStatus.hint')}
            value={values['familyStatus']}
            optional
          />
          <TextField
            name="minorChildren"
            label={t('field.minorChildren')}
            value={values['minorChildren']}
            size="short"
            inputmode="numeric"
            dir="ltr"
            optional
          />
        </Two>
        <TextArea
          name="healthNeed"
          label={t('field.healthNeed')}
          hint={t('field.healthNeed.hint')}
          value={values['healthNeed']}
          rows={3}
          optional
        />
        <Two>
          <TextField name="stpCode" label={t('field.stpCode')} value={values['stpCode']} dir="ltr" optional />
          <TextField name="eniCode" label={t('field.eniCode')} value={values['eniCode']} dir="ltr" optional />
        </Two>
        <HowKnown interpreter />
      </Form>
    </Section>
  )
}
