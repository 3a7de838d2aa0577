// SPDX-License-Identifier: EUPL-1.2
import { StaffPage } from '#platform/ui/layout.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { VerdictSummary } from './checks.page.tsx'
import { paths } from './cpi.paths.ts'
import type { VerdictCounts } from './did-pre-check.ts'
import type { Package } from './package.ts'
import { isOpen } from './review.ts'

export type InboxEntry = { readonly package: Package; readonly counts: VerdictCounts }

/** What came to this job centre: what waits, what is being looked at, what has its answer. */
export function InboxPage(props: { entries: readonly InboxEntry[] }) {
  const { t } = usePage()
  const open = props.entries.filter(entry => isOpen(entry.package.state))
  const toConfirm = props.entries.filter(entry => ['accepted', 'did'].includes(entry.package.state))
  const settled = props.entries.filter(entry => ['returned', 'pact'].includes(entry.package.state))
  return (
    <StaffPage section="cpi" title={t('cpi.inbox.title')} lead={t('cpi.inbox.lead', { count: open.length })}>
      <Section title={t('cpi.inbox.open')} note={t('cpi.inbox.count', { count: open.length })}>
        {open.length === 0 ? (
          <Empty title={t('cpi.inbox.empty.title')}>{t('cpi.inbox.empty.text')}</Empty>
        ) : (
          <InboxList entries={open} />
        )}
      </Section>
      {toConfirm.length > 0 && (
        <Section title={t('cpi.inbox.to-confirm')} lead={t('cpi.inbox.to-confirm.lead')}>
          <InboxList entries={toConfirm} />
        </Section>
      )}
      {settled.length > 0 && (
        <Section title={t('cpi.inbox.settled')}>
          <InboxList entries={settled} />
        </Section>
      )}
    </StaffPage>
  )
}

/** The list beside an open package, too. */
export function InboxList(props: { entries: readonly InboxEntry[]; current?: string }) {
  const { dateShort } = usePage()
  return (
    <div class="nc-inbox">
      {props.entries.map(({ package: received, counts }) => (
        <a
          href={paths.package.to({ package: received.id })}
          aria-current={received.id === props.current ? 'page' : undefined}
        >
          <b>
            <bdi>{received.personName}</bdi>
          </b>
          <span class="nc-s nc-soft">
            <bdi>{received.sender.name}</bdi> · {dateShort(received.sentOn)}
          </span>
          <span class="nc-s">
            {isOpen(received.state) ? <VerdictSummary counts={counts} /> : <StateText state={received.state} />}
          </span>
        </a>
      ))}
    </div>
  )
}

export function StateText(props: { state: Package['state'] }) {
  const { t } = usePage()
  return <>{t(`package.state.${props.state}`)}</>
}

/** What my organisation handed over, for whoever sends and does not receive. */
export function SentPage(props: { packages: readonly Package[] }) {
  const { t, dateShort } = usePage()
  return (
    <StaffPage section="cpi" title={t('cpi.sent.title')} lead={t('cpi.sent.lead')}>
      {props.packages.length === 0 ? (
        <Empty title={t('cpi.sent.empty.title')}>{t('cpi.sent.empty.text')}</Empty>
      ) : (
        <div class="nc-inbox">
          {props.packages.map(sent => (
            <a
              href={sent.person ? paths.personCpi.to({ person: sent.person }) : paths.package.to({ package: sent.id })}
            >
              <b>
                <bdi>{sent.personName}</bdi>
              </b>
              <span class="nc-s nc-soft">
                <bdi>{sent.receiver.name}</bdi> · {dateShort(sent.sentOn)}
              </span>
              <span class="nc-s">
                <StateText state={sent.state} />
              </span>
            </a>
          ))}
        </div>
      )}
    </StaffPage>
  )
}
