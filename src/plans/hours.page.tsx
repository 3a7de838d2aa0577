// SPDX-License-Identifier: EUPL-1.2
import { ActionButton } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { TodoItem, TodoList } from '#platform/ui/nc/todo.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Appointment, UnsignedMeeting } from './meeting-lists.ts'
import { measureName, timesOf } from './plan-parts.page.tsx'
import { paths } from './plans.paths.ts'

export type HoursPageProps = {
  unsigned: readonly UnsignedMeeting[]
  /** How many there are in all: the list shows the oldest. */
  unsignedCount: number
  waitingMinutes: number
  week: readonly Appointment[]
}

/** The hours of the organisation: what is to be recorded, what waits for a signature, this week's diary. */
export function HoursPage(props: HoursPageProps) {
  const { t, hours, weekday } = usePage()
  const lead =
    props.unsignedCount === 0
      ? t('hours.page.lead.none')
      : t('hours.page.lead', { count: props.unsignedCount, hours: hours(props.waitingMinutes) })
  return (
    <StaffPage title={t('hours.page.title')} section="hours" lead={lead} wide>
      <Section
        title={t('hours.page.waiting')}
        note={props.unsigned.length < props.unsignedCount && t('hours.page.first', { shown: props.unsigned.length })}
      >
        {props.unsigned.length === 0 ? (
          <Empty title={t('hours.page.none')}>{t('hours.page.none.why')}</Empty>
        ) : (
          <TodoList>
            {props.unsigned.map(item => (
              <UnsignedItem item={item} />
            ))}
          </TodoList>
        )}
      </Section>
      <Section title={t('hours.page.week')}>
        <DataTable
          caption={t('hours.page.week')}
          hideCaption
          rows={props.week}
          empty={<Empty title={t('hours.page.week.none')}>{t('hours.page.week.none.why')}</Empty>}
          columns={[
            {
              label: t('meeting.when'),
              cell: row => (
                <>
                  <a href={paths.meeting.to({ person: row.person.id, meeting: row.meeting.id })}>
                    {weekday(row.meeting.day)}
                  </a>
                  <span class="nc-line nc-soft nc-s">{timesOf(row.meeting, t)}</span>
                </>
              ),
            },
            { label: t('meeting.person'), cell: row => <bdi>{row.person.name}</bdi> },
            { label: t('measure'), cell: row => <bdi>{measureName(row.measure, t)}</bdi> },
            { label: t('meeting.place'), cell: row => <bdi>{row.meeting.place}</bdi> },
            { label: t('meeting.state'), cell: row => t(`meeting.state.${row.meeting.state}`) },
          ]}
        />
      </Section>
    </StaffPage>
  )
}

function UnsignedItem({ item }: { item: UnsignedMeeting }) {
  const { t, hours, weekday } = usePage()
  const at = { person: item.person.id, meeting: item.meeting.id }
  const title = t(`hours.item.${item.need}`, { hours: hours(item.minutes), name: item.person.name })
  const line = `${measureName(item.measure, t)}, ${weekday(item.meeting.day)}, ${timesOf(item.meeting, t)}`
  const needsName = item.need === 'signature'
  return (
    <TodoItem
      tone={item.need === 'correction' ? 'hot' : 'warm'}
      icon={item.need === 'correction' ? 'ask' : needsName ? 'pen' : 'clock'}
      title={title}
      {...(needsName ? {} : { action: { href: paths.meeting.to(at), label: t(`hours.act.${item.need}`) } })}
      button={needsName && <ActionButton action={paths.ask.to(at)} small label={t('hours.act.signature')} />}
    >
      {line}
    </TodoItem>
  )
}
