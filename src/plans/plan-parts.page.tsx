// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import type { Instant } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { TextField } from '#platform/ui/form.tsx'
import { HoursRing } from '#platform/ui/nc/figures.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { type Proof, Seal } from '#platform/ui/nc/seal.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { type Page, usePage } from '#platform/ui/page-context.tsx'
import { formatClockTime } from './clock-time.ts'
import { type Meeting, minutesOf, spanOf } from './meeting.ts'
import type { Goal, Measure } from './plan.ts'
import type { MeetingLine, PersonName, PlanFile, SealInfo } from './plan-file.ts'
import { paths } from './plans.paths.ts'

type Translate = Page['t']

export const measureName = (measure: Pick<Measure, 'kind' | 'title'>, t: Translate): string =>
  measure.title ?? t(`measure.kind.${measure.kind}`)

/** "dalle 9:00 alle 11:30": words, so that it reads right in both directions. */
export const timesOf = (meeting: Pick<Meeting, 'booked' | 'actual'>, t: Translate): string => {
  const span = spanOf(meeting)
  return t('meeting.from-to', { start: formatClockTime(span.start), end: formatClockTime(span.end) })
}

export function proofOf(seal: SealInfo, page: Page, signedBy: string | undefined, method?: string): Proof {
  return {
    state: seal.state,
    signedBy,
    ...(method ? { method: page.t(`signature.method.${method}`) } : {}),
    ...(seal.sealedAt ? { sealedAt: seal.sealedAt as Instant } : {}),
    ...(seal.index === undefined ? {} : { index: seal.index }),
    ...(seal.checkpointSize === undefined ? {} : { checkpointSize: seal.checkpointSize }),
  }
}

/** Link back to the person's file, above a title. */
export function PersonLink(props: { person: PersonName }) {
  return (
    <a href={paths.person.to({ person: props.person.id })}>
      <bdi>{props.person.name}</bdi>
    </a>
  )
}

/** What she wants as she said it; below it what that means, for whoever does not read her language. */
export function GoalWords({ goal }: { goal: Pick<Goal, 'words' | 'lang' | 'italian'> }) {
  const { t } = usePage()
  return (
    <>
      <q lang={goal.lang} dir="auto">
        {goal.words}
      </q>
      {goal.italian && (
        <span class="nc-line nc-s nc-soft">
          {t('plan.goal.rendering')} <bdi lang="it">{goal.italian}</bdi>
        </span>
      )}
    </>
  )
}

const minutesIn = (lines: readonly MeetingLine[]): Minutes | undefined =>
  (lines.reduce((sum, { meeting }) => sum + minutesOf(spanOf(meeting)), 0) || undefined) as Minutes | undefined

/** Ring and table: hours signed by whoever received them, by measure. */
export function HoursSection(props: { file: PlanFile; person: PersonName }) {
  const { t, hours } = usePage()
  const { plan, hours: sums, organisations } = props.file
  const rows = plan.measures.map((measure, at) => ({ measure, sums: sums.measures[at] ?? sums.total }))
  const waiting = sums.total.waiting > 0
  const unsigned = props.file.meetings.filter(line => line.state === 'waiting')
  const [hers, ours] = [true, false].map(side => minutesIn(unsigned.filter(line => line.sides.operator === side)))
  return (
    <Section title={t('hours.title')}>
      <HoursRing signed={sums.total.signed} planned={sums.total.planned}>
        <DataTable
          caption={t('hours.caption')}
          rows={rows}
          total={t('hours.total')}
          columns={[
            { label: t('measure'), cell: row => <bdi>{measureName(row.measure, t)}</bdi> },
            { label: t('measure.organisation'), full: true, cell: row => organisations.get(row.measure.organisation) },
            {
              label: t('hours.signed'),
              kind: 'number',
              cell: row => hours(row.sums.signed),
              total: hours(sums.total.signed),
            },
            ...(waiting
              ? [
                  {
                    label: t('hours.waiting'),
                    kind: 'number' as const,
                    cell: (row: (typeof rows)[number]) => (row.sums.waiting > 0 ? hours(row.sums.waiting) : '–'),
                    total: hours(sums.total.waiting),
                  },
                ]
              : []),
            {
              label: t('hours.planned'),
              kind: 'number',
              cell: row => hours(row.sums.planned),
              total: hours(sums.total.planned),
            },
          ]}
        />
      </HoursRing>
      {hers && (
        <p class="nc-low pt-2">{t('hours.waiting.sentence', { hours: hours(hers), name: props.person.givenName })}</p>
      )}
      {ours && <p class="nc-low pt-2">{t('hours.redeclare.sentence', { hours: hours(ours) })}</p>}
      {sums.total.beyond > 0 && (
        <p class="nc-soft pt-2">{t('hours.beyond.sentence', { hours: hours(sums.total.beyond) })}</p>
      )}
    </Section>
  )
}

export function MeetingSeal(props: { line: MeetingLine; file: PlanFile }) {
  const page = usePage()
  const { line, file } = props
  const seal = line.fact && file.seals.get(line.fact)
  if (!seal) return null
  const what = page.t('meeting.what', {
    measure: measureName(line.measure, page.t),
    day: page.dateLong(line.meeting.day),
    hours: page.hours(line.counted as Minutes),
  })
  const method = line.signatures.find(each => each.party !== 'operator')?.method
  return <Seal what={what} proof={proofOf(seal, page, file.organisations.get(file.plan.organisation), method)} />
}

const looks: Record<MeetingLine['state'], string> = {
  signed: 'nc-ok',
  waiting: 'nc-low',
  booked: '',
  dropped: 'nc-soft',
  none: 'nc-soft',
}

/** The state of a meeting in a word: in the diary, waiting, signed, cancelled. */
export function MeetingState(props: { line: MeetingLine }): ComponentChildren {
  const { t, viewer } = usePage()
  const { line } = props
  if (line.correction) return <span class="nc-bad">{t('meeting.state.disputed')}</span>
  const key =
    line.state === 'dropped'
      ? line.meeting.state
      : line.state === 'waiting' && !line.sides.operator
        ? 'to-declare'
        : line.state === 'booked' && viewer && line.meeting.day < viewer.today
          ? 'to-record'
          : line.state
  return <span class={key === 'to-record' ? 'nc-low' : looks[line.state]}>{t(`meeting.state.${key}`)}</span>
}

/** A time of day as people write it. */
export function TimeField(props: { name: string; label: string; value?: string | undefined }) {
  return <TextField name={props.name} label={props.label} value={props.value} size="short" inputmode="text" dir="ltr" />
}
