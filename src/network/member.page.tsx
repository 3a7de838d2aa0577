// SPDX-License-Identifier: EUPL-1.2
import { type Invitation, invitationState } from '#platform/auth/invitations.ts'
import { isMemberOn, type Member } from '#platform/auth/memberships.ts'
import { ActionButton, Form, SelectField, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'
import { type Organisation, rolesIn, type Unit } from './organisation.ts'

export type MembersProps = {
  organisation: Organisation
  members: readonly Member[]
  invitations: readonly Invitation[]
  units: readonly Unit[]
  /** A link just made: shown once, because only its digest is kept. */
  link?:
    | { readonly url: string; readonly expiresAt: Invitation['expiresAt']; readonly kind: 'join' | 'reset' }
    | undefined
  inviteForm?: FormState | undefined
}

/** The link just made, for the administrator to hand over. */
export function NewLink({ link }: MembersProps) {
  const { t, instant } = usePage()
  if (!link) return null
  return (
    <Sheet next title={t(`link.${link.kind}.title`)}>
      <p>{t('link.once')}</p>
      <p>
        <bdi class="nc-code" dir="ltr" data-link>
          {link.url}
        </bdi>
      </p>
      <p class="nc-s nc-soft">{t('link.until', { when: instant(link.expiresAt) })}</p>
    </Sheet>
  )
}

export function Members({ members, units, invitations }: MembersProps) {
  const invited = invitations.length > 0
  const { t, date, viewer } = usePage()
  const unitName = (id: string | undefined) => units.find(unit => unit.id === id)?.name
  return (
    <Section title={t('members.title')}>
      <DataTable<Member>
        caption={t('members.title')}
        hideCaption
        rows={members}
        empty={<Empty title={t('members.empty')}>{t(invited ? 'members.empty.invited' : 'members.empty.next')}</Empty>}
        columns={[
          {
            label: t('display-name'),
            kind: 'head',
            cell: row => (
              <a href={paths.account.to({ account: row.account })}>
                <bdi>{row.displayName}</bdi>
              </a>
            ),
          },
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

export function Invitations({ invitations }: MembersProps) {
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

export function InviteForm({ organisation, units, inviteForm }: MembersProps) {
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
