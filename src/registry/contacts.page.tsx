// SPDX-License-Identifier: EUPL-1.2
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { Form, type FormState, Hidden, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Person } from './person.ts'
import { paths } from './registry.paths.ts'
import {
  ContactRuleField,
  DataNav,
  HowKnown,
  PersonKicker,
  PlaceField,
  type Shown,
  type Suggested,
  ValuesTable,
} from './said.page.tsx'

export type ContactsProps = {
  person: Person
  own: boolean
  shown: readonly Shown[]
  /** Where she is must not be known outside the organisation. */
  hidden: boolean
  municipality?: string | undefined
  residenceMunicipality?: string | undefined
  suggested: Suggested
  form?: FormState | undefined
}

export function ContactsPage(props: ContactsProps) {
  const { t } = usePage()
  const { person } = props
  return (
    <StaffPage
      title={t('contacts.title')}
      section="people"
      kicker={<PersonKicker person={person} />}
      below={<FileTabs person={person.id} current="data" />}
    >
      <DataNav person={person.id} current="contacts" />
      {props.hidden && (
        <Notice tone="bad" icon="shield" title={t('contacts.hidden')}>
          {t('contacts.hidden.why')}
        </Notice>
      )}
      <Section title={t('identity.now')} lead={t('contacts.now.lead')}>
        <ValuesTable shown={props.shown} />
      </Section>
      {props.own && <Correct {...props} />}
    </StaffPage>
  )
}

function Correct(props: ContactsProps) {
  const { t } = usePage()
  const { person, suggested } = props
  return (
    <Section title={t('contacts.correct')}>
      <Form
        action={paths.contacts.to({ person: person.id })}
        state={props.form}
        submit="correct.submit"
        cancel={{ href: paths.file.to({ person: person.id }) }}
      >
        <Hidden name="version" value={person.version} />
        <Two>
          <TextField name="phone" type="tel" label={t('field.phone')} value={person.phone} dir="ltr" optional />
          <TextField name="email" type="email" label={t('field.email')} value={person.email} dir="ltr" optional />
        </Two>
        <ContactRuleField value={person.safeContact} />
        <PlaceField
          name="municipality"
          label={t('field.municipality')}
          value={props.municipality}
          suggested={suggested}
        />
        <Two>
          <TextField name="address" label={t('field.address')} value={person.address} optional />
          <TextField
            name="postcode"
            label={t('field.postcode')}
            value={person.postcode}
            size="short"
            inputmode="numeric"
            dir="ltr"
            optional
          />
        </Two>
        <PlaceField
          name="residenceMunicipality"
          label={t('field.residenceMunicipality')}
          value={props.residenceMunicipality}
          suggested={suggested}
        />
        <Two>
          <TextField
            name="residenceAddress"
            label={t('field.residenceAddress')}
            value={person.residenceAddress}
            optional
          />
          <TextField
            name="residencePostcode"
            label={t('field.residencePostcode')}
            value={person.residencePostcode}
            size="short"
            inputmode="numeric"
            dir="ltr"
            optional
          />
        </Two>
        <HowKnown interpreter />
      </Form>
    </Section>
  )
}
