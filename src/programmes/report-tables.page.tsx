// SPDX-License-Identifier: EUPL-1.2
// The same figures by province, by organisation and by indicator.
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Bar } from '#platform/ui/nc/figures.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './programmes.paths.ts'
import type { ShownFigures } from './exactness.ts'
import type { Figures } from './figures.ts'
import type { Cell } from './small-cells.ts'

type Tables = { readonly report: Figures; readonly shown: ShownFigures; readonly own?: string | undefined }

/** A count, or that it is too small to be shown to this reader. */
export function useCount(): (cell: Cell) => string {
  const { t, number } = usePage()
  return cell => (cell === 'few' ? t('report.few') : number(cell))
}

export function Provinces({ report, shown, provinceNames }: Tables & { provinceNames: ReadonlyMap<string, string> }) {
  const { t, number, hours, percent } = usePage()
  const count = useCount()
  return (
    <Section title={t('report.by-province')}>
      <DataTable
        caption={t('report.by-province')}
        hideCaption
        rows={shown.provinces}
        columns={[
          {
            label: t('report.province'),
            kind: 'head',
            cell: line =>
              line.key === '' ? t('report.province.none') : <bdi>{provinceNames.get(line.key) ?? line.key}</bdi>,
          },
          {
            label: t('report.heads'),
            kind: 'number',
            cell: line => count(line.heads),
            total: number(report.headCount),
          },
          {
            label: t('report.chart'),
            hideLabel: true,
            kind: 'bar',
            cell: line =>
              line.heads === 'few' ? null : <Bar share={report.headCount > 0 ? line.heads / report.headCount : 0} />,
          },
          {
            label: t('report.women'),
            kind: 'number',
            cell: line =>
              line.heads === 'few' || line.women === 'few' ? (
                t('report.few')
              ) : (
                <bdi>{percent(line.heads > 0 ? line.women / line.heads : 0)}</bdi>
              ),
            total:
              shown.sex.women === 'few' || report.headCount === 0 ? undefined : (
                <bdi>{percent(shown.sex.women / report.headCount)}</bdi>
              ),
          },
          {
            label: t('report.hours.signed'),
            kind: 'number',
            cell: line => hours(line.minutes),
            total: hours(report.minutes),
          },
        ]}
        total={t('report.total.once')}
      />
    </Section>
  )
}

export function Organisations({ report, shown, own }: Tables) {
  const { t, number, hours, money } = usePage()
  const count = useCount()
  const { programme, asOf } = report
  return (
    <Section title={t('report.by-organisation')} lead={t('report.by-organisation.lead')}>
      <DataTable
        caption={t('report.by-organisation')}
        hideCaption
        rows={shown.organisations}
        columns={[
          {
            label: t('report.organisation'),
            kind: 'head',
            cell: line =>
              shown.right === 'own-organisation' && line.key !== own ? (
                <bdi>{line.name}</bdi>
              ) : (
                <a href={`${paths.organisation.to({ programme: programme.id, organisation: line.key })}?asOf=${asOf}`}>
                  <bdi>{line.name}</bdi>
                </a>
              ),
          },
          {
            label: t('report.heads'),
            kind: 'number',
            cell: line => count(line.heads),
            total: number(report.headCount),
          },
          { label: t('report.women'), kind: 'number', cell: line => count(line.women), total: count(shown.sex.women) },
          {
            label: t('report.hours.signed'),
            kind: 'number',
            cell: line => hours(line.minutes),
            total: hours(report.minutes),
          },
          { label: t('report.spend'), kind: 'number', cell: line => money(line.spend), total: money(report.spend) },
        ]}
        total={t('report.total.once')}
        empty={<Empty title={t('report.organisations.empty')} />}
      />
    </Section>
  )
}

export function Indicators({ report, shown }: Tables) {
  const { t, date } = usePage()
  const count = useCount()
  if (report.indicators.length === 0) return null
  return (
    <Section title={t('report.indicators')} lead={t('report.rule.age')}>
      <DataTable
        caption={t('report.indicators')}
        hideCaption
        rows={shown.indicators}
        columns={[
          {
            label: t('report.indicator'),
            kind: 'head',
            cell: ({ row }) => (
              <>
                <bdi>{row.label}</bdi> {t(`indicator.${row.number}`)}
                <span class="nc-line nc-s nc-soft">
                  <bdi>{row.source}</bdi> · {t('report.indicator.from', { date: date(row.validFrom) })}
                </span>
              </>
            ),
          },
          { label: t('report.total'), kind: 'number', cell: each => count(each.cells[0] ?? 'few') },
          { label: t('report.women'), kind: 'number', cell: each => count(each.cells[1] ?? 'few') },
          { label: t('report.men'), kind: 'number', cell: each => count(each.cells[2] ?? 'few') },
          { label: t('age-band.under-18'), kind: 'number', cell: each => count(each.cells[3] ?? 'few') },
          { label: t('age-band.18-60'), kind: 'number', cell: each => count(each.cells[4] ?? 'few') },
          { label: t('age-band.over-60'), kind: 'number', cell: each => count(each.cells[5] ?? 'few') },
        ]}
      />
    </Section>
  )
}
