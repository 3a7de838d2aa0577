// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { ButtonLink } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { HoursRing } from '#platform/ui/nc/figures.tsx'
import { MiniPath } from '#platform/ui/nc/mini-path.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Agenda, type AgendaEntry } from '#platform/ui/nc/path.tsx'
import { Section, Twin } from '#platform/ui/nc/section.tsx'
import { type Page, usePage } from '#platform/ui/page-context.tsx'
import { importPaths, paths as registryPaths } from '#registry/index.ts'
import { type Named, type PersonRow, permitStanding, type Todo, type Week } from './desk.ts'
import { summaryOf } from './desk-summary.ts'
import { DeskTodos } from './desk-todo.page.tsx'
import { stepHref } from './next-step.ts'
import { paths } from './portal.paths.ts'

export type DiaryEntry = {
  readonly person: Named
  readonly href: string
  readonly start: string
  readonly end: string
  readonly measure: { readonly title: string } | { readonly kind: string }
  readonly place: string
  readonly state: 'done' | 'now' | 'next'
}

export type DeskProps = {
  readonly mayRegister: boolean
  readonly todos: readonly Todo[]
  readonly people: readonly PersonRow[]
  readonly total: number
  readonly diary: readonly DiaryEntry[]
  /** The first day to come that has meetings, on a day that has none. */
  readonly next?: { readonly day: CivilDate; readonly diary: readonly DiaryEntry[] } | undefined
  readonly week?: Week | undefined
}

export function DeskPage(props: DeskProps) {
  const { t, viewer, weekday, time } = usePage()
  const name = viewer?.displayName.split(' ')[0] ?? ''
  const hour = viewer ? Number(time(viewer.now).split(':')[0]) : 9
  const date = viewer ? weekday(viewer.today) : ''
  return (
    <StaffPage
      title={t(hour >= 17 ? 'desk.evening' : 'desk.morning', { name })}
      section="desk"
      lead={`${date.charAt(0).toUpperCase()}${date.slice(1)}. ${summary(props, t)}`}
      action={
        props.mayRegister && (
          <ButtonLink look="primary" href={registryPaths.newPerson.to()} label={t('desk.register')} />
        )
      }
      aside={<Aside {...props} />}
      asideLabel={t('desk.day')}
    >
      <Section title={t('desk.todo')}>
        <DeskTodos todos={props.todos} />
      </Section>
      <People {...props} />
    </StaffPage>
  )
}

/** "Tre appuntamenti, due permessi in scadenza." Nothing is said of what is not there, and quiet is only an empty list. */
function summary(props: DeskProps, t: Page['t']): string {
  const parts = [
    ...(props.diary.length > 0 ? [t('desk.sum.appointments', { count: props.diary.length })] : []),
    ...summaryOf(props.todos).map(({ kind, count }) => t(`desk.sum.${kind}`, { count })),
  ]
  const sentence = parts.join(t('desk.sum.and'))
  return sentence === '' ? t('desk.sum.quiet') : `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}.`
}

function People(props: DeskProps) {
  const { t, hours } = usePage()
  const empty = (
    <Empty
      title={t('desk.people.none')}
      action={
        props.mayRegister && (
          <span class="nc-row">
            <ButtonLink small href={registryPaths.newPerson.to()} label={t('desk.register')} />
            <ButtonLink small href={importPaths.start.to()} label={t('desk.people.import')} />
          </span>
        )
      }
    >
      {t(props.mayRegister ? 'desk.people.none.hint' : 'desk.people.none.for-others')}
    </Empty>
  )
  return (
    <Section title={t('desk.people')} note={props.total > 0 && t('desk.people.count', { count: props.total })}>
      <DataTable
        rows={props.people}
        empty={empty}
        columns={[
          { label: t('desk.column.person'), cell: row => <PersonLink person={row.person} /> },
          { label: t('desk.column.path'), cell: row => <MiniPath states={row.states} /> },
          {
            label: t('desk.column.step'),
            full: true,
            cell: row => (
              <a href={stepHref(row.step, row.person.id)}>
                {t(`step.${row.step}`, { cpi: row.cpiName ?? t('step.the-cpi') })}
              </a>
            ),
          },
          {
            label: t('desk.column.hours'),
            kind: 'number',
            cell: row =>
              row.planned > 0 && t('desk.hours-of', { signed: hours(row.signed), planned: hours(row.planned) }),
          },
          { label: t('desk.column.permit'), cell: row => <PermitEnd row={row} /> },
        ]}
      />
      {props.total > props.people.length && (
        <p class="pt-3">
          <a href={registryPaths.people.to()}>{t('desk.people.all', { count: props.total })}</a>
        </p>
      )}
    </Section>
  )
}

export function PersonLink(props: { person: Named }) {
  const { person } = props
  return (
    <>
      <a href={paths.person.to({ person: person.id })}>
        <bdi>{person.name}</bdi>
      </a>{' '}
      {person.native && (
        <bdi lang={person.native.lang} class="nc-soft">
          {person.native.text}
        </bdi>
      )}
    </>
  )
}

/** Far away: the date. Near: how many days are left, in the colour of how near. Long past: that our entry is old. */
function PermitEnd(props: { row: PersonRow }) {
  const { t, date, viewer } = usePage()
  const { permitEnds, renewalAsked } = props.row
  if (!permitEnds || !viewer) return null
  const at = permitStanding(permitEnds, renewalAsked, viewer.today)
  switch (at.state) {
    case 'far':
      return <>{date(at.on)}</>
    case 'asked':
      return <>{t('desk.permit.asked')}</>
    case 'ended':
      return <span class="nc-bad">{t('desk.permit.ended', { date: date(at.on) })}</span>
    case 'old':
      return <span class="nc-soft">{t('desk.permit.old', { year: at.on.slice(0, 4) })}</span>
    default:
      return <span class={at.state === 'hot' ? 'nc-bad' : 'nc-low'}>{t('desk.permit.in', { days: at.days })}</span>
  }
}

function Aside(props: DeskProps) {
  const { t, weekday } = usePage()
  const { next } = props
  return (
    <>
      <Section title={t('desk.day')}>
        {props.diary.length > 0 ? (
          <Diary entries={props.diary} />
        ) : (
          <Empty title={t('desk.day.none')}>{!next && t('desk.day.none.hint')}</Empty>
        )}
      </Section>
      {next && (
        <Section title={t('desk.day.next', { day: weekday(next.day) })}>
          <Diary entries={next.diary} />
        </Section>
      )}
      {props.week && props.week.planned > 0 && <WeekHours week={props.week} />}
    </>
  )
}

function Diary(props: { entries: readonly DiaryEntry[] }) {
  const { t } = usePage()
  const entries: AgendaEntry[] = props.entries.map(entry => ({
    state: entry.state,
    time: entry.start,
    title: <PersonLink person={entry.person} />,
    ...(entry.state === 'now' ? { flag: t('desk.now') } : {}),
    note: (
      <>
        {'title' in entry.measure ? <bdi>{entry.measure.title}</bdi> : t(`measure.kind.${entry.measure.kind}`)}.{' '}
        {t('desk.until', { time: entry.end })}, <bdi>{entry.place}</bdi>
      </>
    ),
    action: { href: entry.href, label: t('desk.open-meeting') },
  }))
  return <Agenda entries={entries} />
}

function WeekHours(props: { week: Week }) {
  const { t, hours, hoursInWords, weekday } = usePage()
  const { week } = props
  const waiting = week.given - week.signed
  const label = t('desk.week.label', { given: hoursInWords(week.given), planned: hoursInWords(week.planned) })
  return (
    <Section title={t('desk.week')}>
      <HoursRing signed={week.signed} waiting={waiting as Minutes} planned={week.planned} label={label}>
        <p class="nc-s">
          {t('desk.week.given')}
          <br />
          <span class="nc-key">{t('desk.week.signed', { hours: hours(week.signed) })}</span>
          {waiting > 0 && (
            <>
              <br />
              <span class="nc-key is-waiting nc-low">{t('desk.week.waiting', { hours: hours(waiting) })}</span>
            </>
          )}
        </p>
      </HoursRing>
      {week.days.length > 0 && (
        <Twin>
          <DataTable
            fixed
            rows={week.days}
            columns={[
              { label: t('desk.week.day'), cell: row => weekday(row.day) },
              { label: t('desk.column.hours'), kind: 'number', cell: row => hours(row.minutes) },
            ]}
          />
        </Twin>
      )}
    </Section>
  )
}
