// SPDX-License-Identifier: EUPL-1.2
import { StaffPage } from '#platform/ui/layout.tsx'
import { type Column, DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Twin } from '#platform/ui/nc/section.tsx'
import { type Page, usePage } from '#platform/ui/page-context.tsx'
import { VerdictSummary } from './checks.page.tsx'
import { paths } from './cpi.paths.ts'
import type { VerdictCounts } from './did-pre-check.ts'
import type { Package } from './package.ts'
import { isOpen } from './review.ts'

export type InboxEntry = { readonly package: Package; readonly counts: VerdictCounts }

/** What came to this job centre: what waits, what is half done, what has its answer. */
export function InboxPage(props: { entries: readonly InboxEntry[] }) {
  const page = usePage()
  const { t } = page
  const entries = props.entries.toSorted((a, b) => (a.package.sentOn < b.package.sentOn ? -1 : 1))
  const open = entries.filter(entry => isOpen(entry.package.state))
  const toConfirm = entries.filter(entry => ['accepted', 'did'].includes(entry.package.state))
  const settled = entries.filter(entry => ['returned', 'pact'].includes(entry.package.state)).toReversed()
  return (
    <StaffPage section="cpi" wide title={t('cpi.inbox.title')} lead={t('cpi.inbox.lead', { count: open.length })}>
      <Section title={t('cpi.inbox.open')} note={t('cpi.inbox.count', { count: open.length })}>
        <DataTable
          rows={open}
          empty={<Empty title={t('cpi.inbox.empty.title')}>{t('cpi.inbox.empty.text')}</Empty>}
          columns={[
            ...whoAndWhen(page),
            {
              label: t('cpi.column.checks'),
              full: true,
              cell: ({ counts }) => <VerdictSummary counts={counts} />,
            },
          ]}
        />
      </Section>
      {toConfirm.length > 0 && (
        <Section title={t('cpi.inbox.to-confirm')} lead={t('cpi.inbox.to-confirm.lead')}>
          <DataTable rows={toConfirm} columns={[...whoAndWhen(page), whereItStands(page)]} />
        </Section>
      )}
      {settled.length > 0 && (
        <Section title={t('cpi.inbox.settled')}>
          {[...Map.groupBy(settled, entry => entry.package.sentOn.slice(0, 4))].map(([year, ofYear], index) => (
            <Twin open={index === 0} label={t('cpi.inbox.year', { year, count: ofYear.length })}>
              <DataTable rows={ofYear} columns={[...whoAndWhen(page), whereItStands(page)]} />
            </Twin>
          ))}
        </Section>
      )}
    </StaffPage>
  )
}

function whoAndWhen({ t, dateNear }: Page): Column<InboxEntry>[] {
  return [
    {
      label: t('cpi.column.person'),
      cell: ({ package: received }) => (
        <>
          <a href={paths.package.to({ package: received.id })}>
            <bdi>{received.personName}</bdi>
          </a>{' '}
          <Native package={received} />
        </>
      ),
    },
    { label: t('cpi.column.sender'), cell: ({ package: received }) => <bdi>{received.sender.name}</bdi> },
    { label: t('cpi.column.received'), cell: ({ package: received }) => dateNear(received.sentOn) },
  ]
}

const whereItStands = ({ t }: Page): Column<InboxEntry> => ({
  label: t('cpi.column.state'),
  full: true,
  cell: ({ package: received }) => <StateText state={received.state} />,
})

function Native(props: { package: Package }) {
  const { native } = props.package
  return native ? (
    <bdi lang={native.lang} class="nc-soft">
      {native.text}
    </bdi>
  ) : null
}

/** The list beside an open package. */
export function InboxList(props: { entries: readonly InboxEntry[]; current?: string }) {
  const { dateNear } = usePage()
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
            <bdi>{received.sender.name}</bdi> · {dateNear(received.sentOn)}
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
  const { t, dateNear } = usePage()
  return (
    <StaffPage section="cpi" wide title={t('cpi.sent.title')} lead={t('cpi.sent.lead')}>
      <DataTable
        rows={props.packages}
        empty={<Empty title={t('cpi.sent.empty.title')}>{t('cpi.sent.empty.text')}</Empty>}
        columns={[
          {
            label: t('cpi.column.person'),
            cell: sent => (
              <>
                <a
                  href={
                    sent.person ? paths.personCpi.to({ person: sent.person }) : paths.package.to({ package: sent.id })
                  }
                >
                  <bdi>{sent.personName}</bdi>
                </a>{' '}
                <Native package={sent} />
              </>
            ),
          },
          { label: t('cpi.column.receiver'), cell: sent => <bdi>{sent.receiver.name}</bdi> },
          { label: t('cpi.column.sent'), cell: sent => dateNear(sent.sentOn) },
          { label: t('cpi.column.state'), full: true, cell: sent => <StateText state={sent.state} /> },
        ]}
      />
    </StaffPage>
  )
}
