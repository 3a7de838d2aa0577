// SPDX-License-Identifier: EUPL-1.2
import type { AccountId, OrganisationId } from '#lib/ids.ts'
import type { EndProblem } from '#platform/auth/end-account.ts'
import { isMemberOn, type Member } from '#platform/auth/memberships.ts'
import { ActionButton } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'

export type AccountPageProps = {
  readonly account: AccountId
  /** Every seat that the account has or had. */
  readonly seats: readonly Member[]
  readonly names: ReadonlyMap<OrganisationId, string>
  /** How many open invitations go to its address. */
  readonly invitations: number
  readonly problem: EndProblem | undefined
}

/** Where somebody works, and how to end it all at once: for who leaves, and for an account in wrong hands. */
export function AccountPage(props: AccountPageProps) {
  const { t, date, viewer } = usePage()
  const { seats, names } = props
  const [first] = seats
  const isOpen = viewer && seats.some(each => isMemberOn(each, viewer.today))
  return (
    <StaffPage
      title={first?.displayName ?? ''}
      section="admin"
      kicker={<a href={paths.organisations.to()}>{t('organisations.title')}</a>}
      lead={<bdi dir="ltr">{first?.email}</bdi>}
    >
      <Section title={t('account.seats')}>
        <DataTable<Member>
          caption={t('account.seats')}
          hideCaption
          rows={seats}
          columns={[
            {
              label: t('account.seat.organisation'),
              kind: 'head',
              cell: row => (
                <a href={paths.organisation.to({ organisation: row.organisation })}>
                  <bdi>{names.get(row.organisation)}</bdi>
                </a>
              ),
            },
            { label: t('member.role'), cell: row => t(`role.${row.role}`) },
            { label: t('member.from'), cell: row => date(row.from) },
            {
              label: t('account.seat.until'),
              cell: row => (row.until ? <bdi>{date(row.until)}</bdi> : t('account.seat.open')),
            },
          ]}
        />
      </Section>
      {isOpen ? (
        <EndSheet {...props} />
      ) : (
        <Notice tone="good" title={t('account.is-ended')}>
          {t('account.is-ended.what')}
        </Notice>
      )}
    </StaffPage>
  )
}

function EndSheet({ account, invitations, problem }: AccountPageProps) {
  const { t } = usePage()
  return (
    <Section title={t('account.end')} lead={t('account.end.lead')}>
      <Sheet>
        {problem ? (
          <Notice tone="warm" title={t('account.end.not-now')}>
            {t(problem)}
          </Notice>
        ) : (
          <>
            <ul>
              <li>{t('account.end.sessions')}</li>
              <li>{t('account.end.seats')}</li>
              <li>{t('account.end.invitations', { count: invitations })}</li>
              <li>{t('account.end.stays')}</li>
            </ul>
            <ActionButton action={paths.endAccount.to({ account })} label={t('account.end.submit')} look="danger" />
          </>
        )}
      </Sheet>
    </Section>
  )
}
