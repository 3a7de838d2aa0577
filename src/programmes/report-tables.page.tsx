// SPDX-License-Identifier: EUPL-1.2
// The same figures by province, by organisation and by indicator.
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Bar } from '#platform/ui/nc/figures.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './programmes.paths.ts'
import type { Report } from './report.act.ts'

export function Provinces({ report, provinceNames }: { report: Report; provinceNames: ReadonlyMap<string, string> }) {
  const { t, number, hours, percent } = usePage()
  return (
    <Section title={t('report.by-province')}>
      <DataTable
        caption={t('report.by-province')}
        hideCaption
        rows={report.provinces}
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
            cell: line => number(line.heads),
            total: number(report.heads.length),
          },
          {
            label: t('report.chart'),
            hideLabel: true,
            kind: 'bar',
            cell: line => <Bar share={report.heads.length > 0 ? line.heads / report.heads.length : 0} />,
          },
          {
            label: t('report.women'),
            kind: 'number',
            cell: line => <bdi>{percent(line.heads > 0 ? line.women / line.heads : 0)}</bdi>,
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

export function Organisations({ report }: { report: Report }) {
  const { t, number, hours, money } = usePage()
  const { programme, asOf } = report
  return (
    <Section title={t('report.by-organisation')} lead={t('report.by-organisation.lead')}>
      <DataTable
        caption={t('report.by-organisation')}
        hideCaption
        rows={report.organisations}
        columns={[
          {
            label: t('report.organisation'),
            kind: 'head',
            cell: line => (
              <a href={`${paths.organisation.to({ programme: programme.id, organisation: line.key })}?asOf=${asOf}`}>
                <bdi>{line.name}</bdi>
              </a>
            ),
          },
          {
            label: t('report.heads'),
            kind: 'number',
            cell: line => number(line.heads),
            total: number(report.heads.length),
          },
          { label: t('report.women'), kind: 'number', cell: line => number(line.women), total: number(report.sex.F) },
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

export function Indicators({ report }: { report: Report }) {
  const { t, number, date } = usePage()
  if (report.indicators.length === 0) return null
  return (
    <Section title={t('report.indicators')} lead={t('report.rule.age')}>
      <DataTable
        caption={t('report.indicators')}
        hideCaption
        rows={report.indicators}
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
          { label: t('report.total'), kind: 'number', cell: each => number(each.total) },
          { label: t('report.women'), kind: 'number', cell: each => number(each.sex.F) },
          { label: t('report.men'), kind: 'number', cell: each => number(each.sex.M) },
          { label: t('age-band.under-18'), kind: 'number', cell: each => number(each.age['under-18']) },
          { label: t('age-band.18-60'), kind: 'number', cell: each => number(each.age['18-60']) },
          { label: t('age-band.over-60'), kind: 'number', cell: each => number(each.age['over-60']) },
        ]}
      />
    </Section>
  )
}
