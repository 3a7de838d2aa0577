// SPDX-License-Identifier: EUPL-1.2
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Icon } from '#platform/ui/nc/icon.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { Tabs } from '#platform/ui/nc/tabs.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { RowLabel } from './corrections-section.page.tsx'
import { Birth, type Names } from './duplicates-section.page.tsx'
import { paths } from './import.paths.ts'
import type { Import } from './import.ts'
import type { RowState, StatedRow } from './review.ts'
import type { Review } from './review.store.ts'
import { problemText } from './waiting-rows.ts'

const PER_PAGE = 50
const filters = ['all', 'ready', 'attention', 'error', 'undecided', 'unchanged'] as const

type Props = { given: Import; review: Review; states: Names; show: string; page: number }

/** Every row of the file as it would enter the register. Remarks are only marked: they are nobody's to skim. */
export function RowsPage(props: Props) {
  const { t, number } = usePage()
  const { given, review, show } = props
  const rows = review.states.filter(each => show === 'all' || each.state === show)
  const from = (props.page - 1) * PER_PAGE
  const to = (filter: string, page = 1) => `${paths.rows.to({ import: given.id })}?show=${filter}&page=${page}`
  return (
    <StaffPage
      wide
      title={t('import.rows.title')}
      section="people"
      kicker={<a href={paths.review.to({ import: given.id })}>{t('import.rows.back')}</a>}
      lead={<bdi class="nc-code">{given.fileName}</bdi>}
    >
      <Tabs
        label={t('import.rows.filter')}
        tabs={filters.map(filter => ({
          href: to(filter),
          label: `${t(`import.rows.${filter}`)} (${number(filter === 'all' ? review.states.length : review.counts[filter])})`,
          current: filter === show,
        }))}
      />
      <Section title={t(`import.rows.${show}`)} note={t('import.rows.count', { count: rows.length })}>
        <RowsTable rows={rows.slice(from, from + PER_PAGE)} states={props.states} />
        <p class="nc-row nc-ends">
          {props.page > 1 && <a href={to(show, props.page - 1)}>{t('import.rows.previous')}</a>}
          {from + PER_PAGE < rows.length && <a href={to(show, props.page + 1)}>{t('import.rows.next')}</a>}
        </p>
      </Section>
    </StaffPage>
  )
}

function RowsTable({ rows, states }: { rows: readonly StatedRow[]; states: Names }) {
  const { t, date } = usePage()
  return (
    <DataTable
      rows={rows}
      empty={<Empty title={t('import.rows.empty')} />}
      columns={[
        { label: t('import.corrections.row'), cell: ({ row }) => <RowLabel row={row} /> },
        {
          label: t('import.attention.who'),
          cell: ({ row: { values } }) => <bdi>{[values.familyName, values.givenName].filter(Boolean).join(' ')}</bdi>,
        },
        { label: t('import.field.birthDate'), cell: ({ row }) => <Birth values={row.values} /> },
        {
          label: t('import.field.citizenship'),
          cell: ({ row }) => row.values.citizenship && (states.get(row.values.citizenship) ?? row.values.citizenship),
        },
        {
          label: t('import.field.taxCode'),
          cell: ({ row }) => row.values.taxCode && <bdi class="nc-code">{row.values.taxCode}</bdi>,
        },
        {
          label: t('import.field.permitKind'),
          cell: ({ row: { values } }) =>
            (values.permitKind || values.permitExpiry) && (
              <>
                {values.permitKind && t(`import.permit.${values.permitKind}`)}{' '}
                {values.permitExpiry && <bdi>{date(values.permitExpiry)}</bdi>}
              </>
            ),
        },
        {
          label: t('import.field.phone'),
          cell: ({ row }) => row.values.phone && <bdi class="nc-code">{row.values.phone}</bdi>,
        },
        { label: t('import.rows.state'), full: true, cell: each => <State of={each} /> },
      ]}
    />
  )
}

const look: Record<RowState, 'ok' | 'low' | 'bad'> = {
  ready: 'ok',
  unchanged: 'ok',
  attention: 'low',
  undecided: 'low',
  error: 'bad',
}

function State({ of: { row, state } }: { of: StatedRow }) {
  const { t } = usePage()
  return (
    <>
      <span class={`nc-${look[state]}`}>
        <Icon name={look[state] === 'ok' ? 'check' : 'alert'} /> {t(`import.row-state.${state}`)}
      </span>{' '}
      {row.problems.map(problem => (
        <span class="nc-s">{problemText(t, problem)} </span>
      ))}
      {row.values.notes && (
        <span class="nc-s nc-soft">
          <Icon name="lock" /> {t('import.rows.remark')}
        </span>
      )}
    </>
  )
}
