// SPDX-License-Identifier: EUPL-1.2
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { TodoItem, TodoList } from '#platform/ui/nc/todo.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type CountedHour, headCode } from './counting.ts'
import { type DefectName, defectNames, type Figures } from './figures.ts'
import { paths } from './programmes.paths.ts'
import type { Gate } from './report.act.ts'

const hoursOf = ({ quality }: Gate, name: DefectName): readonly CountedHour[] => {
  if (name === 'permit') return quality.permit
  if (name === 'outside') return quality.outside
  return name === 'overlaps' ? quality.overlaps.flatMap(each => each.hours) : quality.twoFunds.map(each => each.hour)
}

/** What has to be put right before the report: what was found first, what is in order last, in one line. */
export function DefectList({ report }: { report: Figures }) {
  const { t, hours, list } = usePage()
  const clean = defectNames.filter(name => !report.defects[name])
  return (
    <TodoList>
      {defectNames.map(name => {
        const found = report.defects[name]
        if (!found) return null
        const { people, hours: count, minutes } = found
        return (
          <TodoItem
            tone={name === 'permit' || name === 'two-funds' ? 'hot' : 'warm'}
            icon={name === 'overlaps' ? 'people' : 'alert'}
            title={t(`defect.${name}.title`, { people, count })}
            action={{
              href: `${paths.defects.to({ programme: report.programme.id, defect: name })}?asOf=${report.asOf}`,
              label: t('defects.open', { count }),
            }}
          >
            <span class="nc-soft">{t(`defect.${name}.text`, { hours: hours(minutes) })}</span>
          </TodoItem>
        )
      })}
      {clean.length > 0 && (
        <TodoItem
          tone="good"
          icon="check"
          title={t('defects.clean', { list: list(clean.map(name => t(`defect.${name}.clean`))) })}
        />
      )}
    </TodoList>
  )
}

export function DefectsPage({ report, defect }: { report: Gate; defect: DefectName }) {
  const { t, date, hours } = usePage()
  const { programme, quality, names: organisations } = report
  const rows = hoursOf(report, defect)
  return (
    <StaffPage
      section="programmes"
      title={t(`defect.${defect}.name`)}
      kicker={
        <a href={`${paths.programme.to({ programme: programme.id })}?asOf=${report.asOf}`}>
          <bdi>{programme.name}</bdi>
        </a>
      }
      lead={t(`defect.${defect}.do`)}
      wide
    >
      <DataTable
        caption={t(`defect.${defect}.name`)}
        hideCaption
        rows={rows}
        columns={[
          {
            label: t('report.person'),
            kind: 'head',
            cell: hour => (
              <a href={`${paths.head.to({ programme: programme.id, head: hour.head })}?asOf=${report.asOf}`}>
                <bdi>{headCode(hour.head)}</bdi>
              </a>
            ),
          },
          { label: t('report.organisation'), cell: hour => <bdi>{organisations.get(hour.organisation)}</bdi> },
          { label: t('report.day'), cell: hour => <bdi>{date(hour.day)}</bdi> },
          { label: t('report.hours.signed'), kind: 'number', cell: hour => hours(hour.counted) },
          ...(defect === 'two-funds'
            ? [
                {
                  label: t('report.other-programme'),
                  cell: (hour: CountedHour) => (
                    <bdi>{quality.twoFunds.find(each => each.hour.id === hour.id)?.otherName}</bdi>
                  ),
                },
              ]
            : []),
        ]}
        empty={<Empty title={t('defects.none')} />}
      />
    </StaffPage>
  )
}
