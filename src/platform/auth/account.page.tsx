// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, Form, SelectField, TextField } from '../ui/form.tsx'
import type { FormState } from '../ui/form-state.tsx'
import { StaffPage } from '../ui/layout.tsx'
import { DataTable } from '../ui/nc/data-table.tsx'
import { DefinitionList } from '../ui/nc/definition-list.tsx'
import { Notice } from '../ui/nc/notice.tsx'
import { PrintButton } from '../ui/nc/print-button.tsx'
import { Section, Sheet } from '../ui/nc/section.tsx'
import { usePage } from '../ui/page-context.tsx'
import { authPaths } from './auth.paths.ts'
import type { OwnAccount } from './own-account.ts'
import type { OpenSession } from './session-list.ts'
import type { SessionId } from './sessions.ts'

export type AccountPageProps = {
  account: OwnAccount
  /** The session of this very browser. */
  current?: SessionId | undefined
  membership?: string | undefined
  done?: 'password' | 'sessions' | undefined
  passwordForm?: FormState | undefined
  codesForm?: FormState | undefined
}

/** One's own account: who I am here, password, open sessions, recovery codes. */
export function AccountPage(props: AccountPageProps) {
  const { t } = usePage()
  const { account } = props
  return (
    <StaffPage title={t('account.title')} lead={t('account.lead')}>
      {props.done && <Notice tone="good">{t(`account.done.${props.done}`)}</Notice>}
      <DefinitionList
        items={[
          { label: t('account.name'), value: <bdi>{account.displayName}</bdi> },
          { label: t('sign-in.email'), value: <bdi dir="ltr">{account.email}</bdi> },
        ]}
      />
      {account.memberships.length > 1 && <Memberships {...props} />}
      <Sessions {...props} />
      <Section title={t('account.codes.title')} lead={t('account.codes.left', { count: account.codesLeft })}>
        <Sheet>
          <Form action={authPaths.renewCodes.to()} state={props.codesForm} submit="account.codes.submit" secondary>
            <TextField
              name="code"
              label={t('sign-in.code.label')}
              hint={t('account.codes.hint')}
              autocomplete="one-time-code"
              dir="ltr"
              required
            />
          </Form>
        </Sheet>
      </Section>
      <Section title={t('account.password.title')} lead={t('account.password.lead')}>
        <Sheet>
          <Form
            action={authPaths.changePassword.to()}
            state={props.passwordForm}
            submit="account.password.submit"
            secondary
          >
            <TextField
              name="current"
              type="password"
              label={t('account.current')}
              autocomplete="current-password"
              required
            />
            <TextField
              name="password"
              type="password"
              label={t('account.password.new')}
              hint={t('password.hint')}
              autocomplete="new-password"
              required
            />
          </Form>
        </Sheet>
      </Section>
    </StaffPage>
  )
}

function Memberships({ account, membership }: AccountPageProps) {
  const { t } = usePage()
  return (
    <Section title={t('account.membership.title')} lead={t('account.membership.lead')}>
      <Sheet>
        <Form action={authPaths.switchMembership.to()} submit="account.membership.submit" secondary>
          <SelectField
            name="membership"
            label={t('account.membership')}
            value={membership}
            empty={null}
            options={account.memberships.map(each => ({
              value: each.membership,
              label: `${each.organisationName} · ${t(`role.${each.role}`)}`,
            }))}
          />
        </Form>
      </Sheet>
    </Section>
  )
}

function Sessions({ account, current }: AccountPageProps) {
  const { t, instant } = usePage()
  const others = account.sessions.some(session => session.session !== current)
  return (
    <Section title={t('account.sessions.title')} lead={t('account.sessions.lead')}>
      <DataTable<OpenSession>
        caption={t('account.sessions.title')}
        hideCaption
        rows={account.sessions}
        empty={<p class="nc-soft">{t('account.sessions.none')}</p>}
        columns={[
          { label: t('account.sessions.device'), cell: row => <bdi>{row.device}</bdi>, kind: 'head' },
          { label: t('account.sessions.since'), cell: row => instant(row.since) },
          { label: t('account.sessions.seen'), cell: row => instant(row.seen) },
          {
            label: t('account.sessions.act'),
            hideLabel: true,
            cell: row =>
              row.session === current ? (
                t('account.sessions.this')
              ) : (
                <ActionButton
                  action={authPaths.endSession.to({ session: row.session })}
                  label={t('account.sessions.end')}
                  small
                />
              ),
          },
        ]}
      />
      {others && <ActionButton action={authPaths.endOthers.to()} label={t('account.sessions.end-others')} />}
    </Section>
  )
}

/** The only time the codes are shown. */
export function RecoveryCodesPage({ codes, to }: { codes: readonly string[]; to: string }) {
  const { t } = usePage()
  return (
    <StaffPage title={t('recovery.title')} lead={t('recovery.lead')}>
      <RecoveryCodes codes={codes} />
      <div class="nc-row">
        <a class="btn btn-primary" href={to}>
          {t('recovery.done')}
        </a>
        <PrintButton />
      </div>
    </StaffPage>
  )
}

export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = usePage()
  return (
    <Sheet title={t('recovery.list')}>
      <ol class="nc-checks">
        {codes.map(code => (
          <li>
            <bdi class="nc-code" dir="ltr">
              {code}
            </bdi>
          </li>
        ))}
      </ol>
      <p class="nc-s nc-soft">{t('recovery.keep')}</p>
    </Sheet>
  )
}
