// SPDX-License-Identifier: EUPL-1.2
import { Form, Hidden, SelectField, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { Invitations, InviteForm, Members, type MembersProps, NewLink } from './member.page.tsx'
import { paths } from './network.paths.ts'
import { type Organisation, organisationKinds } from './organisation.ts'

export type OrganisationRow = {
  readonly organisation: Organisation
  readonly members: number
  readonly invited: number
}

function DetailFields({ organisation }: { organisation?: Organisation | undefined }) {
  const { t } = usePage()
  return (
    <>
      <TextField
        name="name"
        label={t('organisation.name')}
        value={organisation?.name}
        autocomplete="off"
        size="long"
        required
      />
      <TextField
        name="email"
        type="email"
        label={t('organisation.email')}
        value={organisation?.email}
        dir="ltr"
        optional
      />
      <TextField
        name="phone"
        type="tel"
        label={t('organisation.phone')}
        value={organisation?.phone}
        dir="ltr"
        optional
      />
      <TextField name="address" label={t('organisation.address')} value={organisation?.address} size="long" optional />
      <TextField
        name="municipality"
        label={t('organisation.municipality')}
        hint={t('municipality.hint')}
        value={organisation?.municipality}
        size="short"
        dir="ltr"
        optional
      />
      <TextField
        name="externalCode"
        label={t('organisation.external-code')}
        hint={t('organisation.external-code.hint')}
        value={organisation?.externalCode}
        size="medium"
        dir="ltr"
        optional
      />
    </>
  )
}

/** All organisations of the network, and the form that adds one. */
export function OrganisationsPage({ rows, form }: { rows: readonly OrganisationRow[]; form?: FormState | undefined }) {
  const { t, number } = usePage()
  return (
    <StaffPage title={t('organisations.title')} section="admin" lead={t('organisations.lead', { count: rows.length })}>
      <Section title={t('organisations.list')}>
        <DataTable<OrganisationRow>
          caption={t('organisations.list')}
          hideCaption
          rows={rows}
          empty={<Empty title={t('organisations.empty')}>{t('organisations.empty.next')}</Empty>}
          columns={[
            {
              label: t('organisation.name'),
              kind: 'head',
              cell: row => (
                <a href={paths.organisation.to({ organisation: row.organisation.id })}>
                  <bdi>{row.organisation.name}</bdi>
                </a>
              ),
            },
            { label: t('organisation.kind'), cell: row => t(`organisation.kind.${row.organisation.kind}`) },
            { label: t('organisations.members'), kind: 'number', cell: row => number(row.members) },
            { label: t('organisations.invited'), kind: 'number', cell: row => number(row.invited) },
          ]}
        />
      </Section>
      <Section title={t('organisations.add')} lead={t('organisations.add.lead')}>
        <Sheet>
          <Form action={paths.organisations.to()} state={form} submit="organisations.add.submit">
            <SelectField
              name="kind"
              label={t('organisation.kind')}
              options={organisationKinds.map(kind => ({ value: kind, label: t(`organisation.kind.${kind}`) }))}
              required
            />
            <DetailFields />
          </Form>
        </Sheet>
      </Section>
    </StaffPage>
  )
}

export type OrganisationPageProps = MembersProps & {
  detailsForm?: FormState | undefined
  unitForm?: FormState | undefined
}

/** One organisation: who works there, who is invited, its teams, its details. */
export function OrganisationPage(props: OrganisationPageProps) {
  const { t } = usePage()
  const { organisation } = props
  return (
    <StaffPage
      title={organisation.name}
      section="admin"
      kicker={<a href={paths.organisations.to()}>{t('organisations.title')}</a>}
      lead={t(`organisation.kind.${organisation.kind}`)}
    >
      <NewLink {...props} />
      <Members {...props} />
      <Invitations {...props} />
      <InviteForm {...props} />
      <Units {...props} />
      <Details {...props} />
    </StaffPage>
  )
}

function Units({ organisation, units, unitForm }: OrganisationPageProps) {
  const { t } = usePage()
  const led = units.filter(unit => unit.organisation === organisation.id)
  return (
    <Section title={t('units.title')} lead={t('units.lead')}>
      {led.length > 0 && (
        <ul>
          {led.map(unit => (
            <li>
              <bdi>{unit.name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Sheet>
        <Form
          action={paths.addUnit.to({ organisation: organisation.id })}
          state={unitForm}
          submit="units.add"
          secondary
        >
          <TextField name="unitName" label={t('unit.name')} size="long" required />
        </Form>
      </Sheet>
    </Section>
  )
}

function Details({ organisation, detailsForm }: OrganisationPageProps) {
  const { t } = usePage()
  return (
    <Section title={t('organisation.details')}>
      <DefinitionList
        items={[
          { label: t('organisation.email'), value: organisation.email && <bdi dir="ltr">{organisation.email}</bdi> },
          { label: t('organisation.phone'), value: organisation.phone && <bdi dir="ltr">{organisation.phone}</bdi> },
          { label: t('organisation.address'), value: organisation.address && <bdi>{organisation.address}</bdi> },
        ]}
      />
      <details class="nc-twin" open={detailsForm !== undefined}>
        <summary>{t('organisation.edit')}</summary>
        <Sheet>
          <Form
            action={paths.editOrganisation.to({ organisation: organisation.id })}
            state={detailsForm}
            submit="organisation.save"
            secondary
          >
            <Hidden name="version" value={organisation.version} />
            <DetailFields organisation={organisation} />
          </Form>
        </Sheet>
      </details>
    </Section>
  )
}
