// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import { Form, type FormState, Hidden, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import type { Duplicate } from './duplicate.store.ts'
import { BirthFields, NameFields } from './new-person.page.tsx'
import type { Person } from './person.ts'
import { paths } from './registry.paths.ts'
import {
  DataNav,
  HowKnown,
  PersonKicker,
  PlaceField,
  type Shown,
  StateField,
  type Suggested,
  ValuesTable,
} from './said.page.tsx'
import { Apart, Candidate, Linked } from './same-person.page.tsx'
import type { SamePersonLink, ToldApart } from './same-person.store.ts'
import type { TaxCodePeriod } from './tax-code.store.ts'
import type { Choice } from './territory.client.ts'

export type IdentityProps = {
  person: Person
  own: boolean
  shown: readonly Shown[]
  older: readonly Shown[]
  taxCodes: readonly TaxCodePeriod[]
  /** What the tax code says otherwise than the data beside it. */
  mismatches: readonly string[]
  birthState?: string | undefined
  birthMunicipality?: string | undefined
  states: readonly Choice[]
  languages: readonly Choice[]
  suggested: Suggested
  links: readonly SamePersonLink[]
  /** Records that my organisation holds to be of other people. */
  apart: readonly ToldApart[]
  duplicates: readonly Duplicate[]
  form?: FormState | undefined
  linkForm?: FormState | undefined
}

export function IdentityPage(props: IdentityProps) {
  const { t, list } = usePage()
  const { person } = props
  return (
    <StaffPage
      title={t('identity.title')}
      section="people"
      kicker={<PersonKicker person={person} />}
      below={<FileTabs person={person.id} current="data" />}
    >
      <DataNav person={person.id} current="identity" />
      {props.mismatches.length > 0 && (
        <Notice tone="warm" title={t('identity.mismatch')}>
          {t('identity.mismatch.which', { what: list(props.mismatches.map(what => t(`identity.mismatch.${what}`))) })}
        </Notice>
      )}
      <Section title={t('identity.now')} lead={t('identity.now.lead')}>
        <ValuesTable shown={props.shown} />
      </Section>
      {props.taxCodes.length > 1 && <TaxCodes {...props} />}
      {props.older.length > 0 && (
        <Section title={t('identity.older')} lead={t('identity.older.lead')}>
          <ValuesTable shown={props.older} />
        </Section>
      )}
      <SamePerson {...props} />
      {props.own && <Correct {...props} />}
    </StaffPage>
  )
}

function TaxCodes(props: IdentityProps) {
  const { t, date } = usePage()
  return (
    <Section title={t('tax-codes.title')} lead={t('tax-codes.lead')}>
      <DataTable
        rows={props.taxCodes}
        columns={[
          { label: t('field.taxCode'), kind: 'head', cell: row => <bdi class="nc-code">{row.code}</bdi> },
          { label: t('tax-codes.kind'), cell: row => t(`tax-codes.kind.${row.kind}`) },
          {
            label: t('tax-codes.period'),
            cell: row =>
              row.until
                ? t('tax-codes.until', { date: date(row.until) })
                : t('tax-codes.since', { date: date(row.from) }),
          },
          { label: t('tax-codes.why'), full: true, cell: row => row.until && t(`tax-codes.reason.${row.reason}`) },
        ]}
      />
    </Section>
  )
}

function SamePerson(props: IdentityProps) {
  const { t } = usePage()
  const { person, links, duplicates, apart, linkForm: form } = props
  const isQuiet = links.length === 0 && duplicates.length === 0 && apart.length === 0
  return (
    <Section title={t('same-person.title')} lead={isQuiet ? undefined : t('same-person.lead')} id="same-person">
      <div class="nc-stack">
        {isQuiet && <Empty title={t('same-person.none')} />}
        {links.length > 0 && <Linked {...props} />}
        {props.own &&
          duplicates.map(found => (
            <Candidate
              person={person}
              found={found}
              states={props.states}
              form={isOf(form, found.person.id) ? form : undefined}
            />
          ))}
        {apart.length > 0 && <Apart {...props} />}
      </div>
    </Section>
  )
}

/** What was wrong belongs to the form that was sent, not to all of them. */
const isOf = (form: FormState | undefined, other: PersonId): boolean =>
  (form?.values as { other?: unknown } | undefined)?.other === other
function Correct(props: IdentityProps) {
  const { t } = usePage()
  const { person } = props
  return (
    <Section title={t('identity.correct')} lead={t('identity.correct.lead')}>
      <Form
        action={paths.identity.to({ person: person.id })}
        state={props.form}
        submit="correct.submit"
        cancel={{ href: paths.file.to({ person: person.id }) }}
      >
        <Hidden name="version" value={person.version} />
        <NameFields languages={props.languages} person={person} />
        <BirthFields states={props.states} person={person} />
        <StateField name="birthState" label={t('field.birthState')} choices={props.states} value={props.birthState} />
        <PlaceField
          name="birthMunicipality"
          label={t('field.birthMunicipality')}
          value={props.birthMunicipality}
          suggested={props.suggested}
        />
        <TextField name="birthTown" label={t('field.birthTown')} value={person.birthTown} optional />
        <TextField
          name="taxCode"
          label={t('field.taxCode')}
          hint={t('field.taxCode.hint')}
          value={person.taxCode}
          maxLength={20}
          dir="ltr"
          optional
        />
        <HowKnown interpreter />
      </Form>
    </Section>
  )
}
