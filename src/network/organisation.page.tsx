// SPDX-License-Identifier: EUPL-1.2
import type { Invitation } from '#platform/auth/invitations.ts'
import { invitationState } from '#platform/auth/invitations.ts'
import { isMemberOn, type Member } from '#platform/auth/memberships.ts'
import { ActionButton, Form, Hidden, SelectField, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'
import { type Organisation, organisationKinds, rolesIn, type Unit } from './organisation.ts'

export type OrganisationRow = Organisation & { readonly members: number; readonly invited: number }

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
                <a href={paths.organisation.to({ organisation: row.id })}>
                  <bdi>{row.name}</bdi>
                </a>
              ),
            },
            { label: t('organisation.kind'), cell: row => t(`organisation.kind.${row.kind}`) },
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

export type OrganisationPageProps = {
  organisation: Organisation
  members: readonly Member[]
  invitations: readonly Invitation[]
  units: readonly Unit[]
  /** A link just made: shown once, because only its digest is kept. */
  link?:
    | { readonly url: string; readonly expiresAt: Invitation['expiresAt']; readonly kind: 'join' | 'reset' }
    | undefined
  inviteForm?: FormState | undefined
  detailsForm?: FormState | undefined
  unitForm?: FormState | undefined
}

/** One organisation: who works there, who is invited, its teams, its details. */
export function OrganisationPage(props: OrganisationPageProps) {
  const { t, instant } = usePage()
  const { organisation, link } = props
  return (
    <StaffPage
      title={organisation.name}
      section="admin"
      kicker={<a href={paths.organisations.to()}>{t('organisations.title')}</a>}
      lead={t(`organisation.kind.${organisation.kind}`)}
    >
      {link && (
        <Sheet next title={t(`link.${link.kind}.title`)}>
          <p>{t('link.once')}</p>
          <p>
            <bdi class="nc-code" dir="ltr" data-link>
              {link.url}
            </bdi>
          </p>
          <p class="nc-s nc-soft">{t('link.until', { when: instant(link.expiresAt) })}</p>
        </Sheet>
      )}
      <Members {...props} />
      <Invitations {...props} />
      <InviteForm {...props} />
      <Units {...props} />
      <Details {...props} />
    </StaffPage>
  )
}

function Members({ members, units }: OrganisationPageProps) {
  const { t, date, viewer } = usePage()
  const unitName = (id: string | undefined) => units.find(unit => unit.id === id)?.name
  return (
    <Section title={t('members.title')}>
      <DataTable<Member>
        caption={t('members.title')}
        hideCaption
        rows={members}
        empty={<Empty title={t('members.empty')}>{t('members.empty.next')}</Empty>}
        columns={[
          { label: t('display-name'), kind: 'head', cell: row => <bdi>{row.displayName}</bdi> },
          { label: t('sign-in.email'), cell: row => <bdi dir="ltr">{row.email}</bdi> },
          { label: t('member.role'), cell: row => t(`role.${row.role}`) },
          { label: t('unit'), cell: row => (row.unit ? <bdi>{unitName(row.unit)}</bdi> : null) },
          { label: t('member.from'), cell: row => date(row.from) },
          {
            label: t('members.act'),
            hideLabel: true,
            full: true,
            cell: row =>
              viewer && isMemberOn(row, viewer.today) ? (
                <div class="nc-row">
                  <ActionButton
                    action={paths.resetMember.to({ membership: row.membership })}
                    label={t('member.reset')}
                    small
                  />
                  <ActionButton
                    action={paths.endMember.to({ membership: row.membership })}
                    label={t('member.end')}
                    look="danger"
                    small
                  />
                </div>
              ) : (
                <span class="nc-soft">{row.until && t('member.ended', { day: date(row.until) })}</span>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Invitations({ invitations }: OrganisationPageProps) {
  const { t, instant, viewer } = usePage()
  if (invitations.length === 0) return null
  return (
    <Section title={t('invitations.title')} lead={t('invitations.lead')}>
      <DataTable<Invitation>
        caption={t('invitations.title')}
        hideCaption
        rows={invitations}
        columns={[
          { label: t('sign-in.email'), kind: 'head', cell: row => <bdi dir="ltr">{row.email}</bdi> },
          { label: t('member.role'), cell: row => t(`role.${row.role}`) },
          {
            label: t('invitation.until'),
            cell: row =>
              viewer && invitationState(row, viewer.now) === 'expired' ? (
                <span class="nc-low">{t('invitation.expired')}</span>
              ) : (
                instant(row.expiresAt)
              ),
          },
          {
            label: t('members.act'),
            hideLabel: true,
            full: true,
            cell: row => (
              <div class="nc-row">
                <ActionButton
                  action={paths.renewInvitation.to({ invitation: row.id })}
                  label={t('invitation.renew')}
                  small
                />
                <ActionButton
                  action={paths.withdrawInvitation.to({ invitation: row.id })}
                  label={t('invitation.withdraw')}
                  look="danger"
                  small
                />
              </div>
            ),
          },
        ]}
      />
    </Section>
  )
}

function InviteForm({ organisation, units, inviteForm }: OrganisationPageProps) {
  const { t } = usePage()
  const [usual] = rolesIn(organisation.kind)
  return (
    <Section title={t('invite.title')} lead={t('invite.lead')}>
      <Sheet>
        <Form action={paths.invite.to({ organisation: organisation.id })} state={inviteForm} submit="invite.submit">
          <TextField
            name="email"
            type="email"
            label={t('sign-in.email')}
            hint={t('invite.email.hint')}
            dir="ltr"
            required
          />
          <TextField name="displayName" label={t('display-name')} optional />
          <SelectField
            name="role"
            label={t('member.role')}
            value={usual}
            empty={null}
            options={rolesIn(organisation.kind).map(role => ({ value: role, label: t(`role.${role}`) }))}
          />
          {units.length > 0 && (
            <SelectField
              name="unit"
              label={t('unit')}
              empty={t('unit.none')}
              options={units.map(unit => ({ value: unit.id, label: unit.name }))}
              optional
            />
          )}
        </Form>
      </Sheet>
    </Section>
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
        <Form action={paths.addUnit.to({ organisation: organisation.id })} state={unitForm} submit="units.add">
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
          >
            <Hidden name="version" value={organisation.version} />
            <DetailFields organisation={organisation} />
          </Form>
        </Sheet>
      </details>
    </Section>
  )
}
