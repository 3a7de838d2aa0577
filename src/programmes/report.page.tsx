// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import type { Instant } from '#lib/civil-date.ts'
import { Button, DateField, Form, type FormState, Hidden } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { GoalBar, SplitBar } from '#platform/ui/nc/figures.tsx'
import { Flow } from '#platform/ui/nc/flow.tsx'
import { Icon } from '#platform/ui/nc/icon.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Seal } from '#platform/ui/nc/seal.tsx'
import { Section, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { DefectList } from './defects.page.tsx'
import { type Pace, paceOf, perHead, womenNeeded } from './programme.ts'
import { takesPartOn } from './partner.ts'
import { paths } from './programmes.paths.ts'
import type { Figures, SealSummary } from './figures.ts'
import type { ShownFigures } from './exactness.ts'
import type { Spend } from './programme.store.ts'
import { Indicators, Organisations, Provinces, useCount } from './report-tables.page.tsx'
import { Spending } from './spend.page.tsx'

export type ReportProps = {
  readonly report: Figures
  /** The same figures as this reader may see them. */
  readonly shown: ShownFigures
  readonly own?: string | undefined
  readonly mayExport: boolean
  /** For the coordinator of whoever leads it. */
  readonly mayCorrect: boolean
  /** The bundle opens every act one by one: for whoever reads exact figures. */
  readonly mayProve: boolean
  readonly maySpend: boolean
  /** What my organisation has entered until the day looked at. */
  readonly ownSpend: readonly Spend[]
  readonly asOfWrong: boolean
  readonly provinceNames: ReadonlyMap<string, string>
  readonly spendForm?: FormState | undefined
}

/** A figure is a sentence: number, out of what, seal, then what it means. */
export function ReportPage(props: ReportProps) {
  const { t } = usePage()
  const { report } = props
  return (
    <StaffPage section="programmes" title={report.programme.name} band={<ReportBand {...props} />} wide>
      {report.headCount === 0 ? <Empty title={t('report.empty.title')}>{t('report.empty.text')}</Empty> : null}
      <Targets {...props} />
      {report.headCount > 0 && props.shown.flow.length > 0 && <Stations {...props} />}
      {report.provinces.length > 0 && <Provinces {...props} />}
      {props.shown.right === 'own-organisation' && <p class="nc-s nc-soft">{t('report.own-exact')}</p>}
      <Organisations {...props} />
      <Indicators {...props} />
      <Section title={t('defects.title')}>
        <DefectList report={report} />
      </Section>
      {props.maySpend && <Spending {...props} />}
    </StaffPage>
  )
}

function ReportBand(props: ReportProps) {
  const { t, date, dateLong } = usePage()
  const { programme, partners, asOf } = props.report
  const of = (...kinds: string[]) =>
    partners.filter(each => kinds.includes(each.kind) && takesPartOn(each, asOf)).length
  return (
    <div class="nc-row nc-ends">
      <div class="nc-grow">
        <h1>
          <bdi>{programme.name}</bdi>
        </h1>
        <p class="nc-soft">
          <bdi>{[programme.fund, programme.notice].filter(Boolean).join(', ')}</bdi> · <bdi>{programme.code}</bdi> ·{' '}
          <bdi>{t('programmes.period', { from: date(programme.startsOn), to: date(programme.endsOn) })}</bdi>
          {' · '}
          <a href={paths.partners.to({ programme: programme.id })}>
            {t('report.partners', { partners: of('partner'), centres: of('job-centre'), adherents: of('adherent') })}
          </a>
        </p>
        {(props.mayCorrect || programme.correctedOn) && (
          <p class="nc-s nc-soft nc-noprint">
            {programme.correctedOn && t('programme.corrected', { date: dateLong(programme.correctedOn) })}{' '}
            {props.mayCorrect && <a href={paths.correct.to({ programme: programme.id })}>{t('programme.correct')}</a>}
          </p>
        )}
        <p class="lead pt-2">
          <Summary report={props.report} />
        </p>
      </div>
      <div class="nc-stack nc-tight nc-noprint">
        <p>
          <Icon name="cal" /> {t('report.picture', { date: dateLong(asOf) })}{' '}
          <SealMark seal={props.report.seal} what={t('report.picture', { date: dateLong(asOf) })} />
        </p>
        <details class="nc-twin" open={props.asOfWrong}>
          <summary>{t('report.as-of.change')}</summary>
          <Form
            action={paths.programme.to({ programme: programme.id })}
            method="get"
            state={props.asOfWrong ? { errors: [{ field: 'asOf', code: 'programme.as-of' }] } : {}}
          >
            <DateField name="asOf" label={t('report.as-of')} hint={t('report.as-of.hint')} value={asOf} />
            <p>
              <Button look="outline" label={t('report.as-of.show')} small />
            </p>
          </Form>
        </details>
        {props.mayExport && (
          <Form action={paths.exportReport.to({ programme: programme.id })}>
            <Hidden name="asOf" value={asOf} />
            <div class="nc-row">
              {props.mayProve && <Button label={t('report.export.bundle')} icon="down" name="kind" value="bundle" />}
              <Button look="outline" label={t('report.export.xlsx')} name="kind" value="xlsx" />
            </div>
          </Form>
        )}
        {props.mayExport && (
          <p class="nc-s">
            <a href="/ledger/keys.txt">{t('report.keys')}</a>
          </p>
        )}
      </div>
    </div>
  )
}

/** What is left to do, in one sentence. */
function Summary({ report }: { report: Figures }) {
  const { t, dateLong } = usePage()
  const { programme, headCount, asOf } = report
  const missing = programme.targetHeads - headCount
  if (missing <= 0) return <>{t('report.summary.reached', { target: programme.targetHeads })}</>
  if (asOf > programme.endsOn) return <>{t('report.summary.over', { missing, date: dateLong(programme.endsOn) })}</>
  return <>{t('report.summary.missing', { missing, date: dateLong(programme.endsOn) })}</>
}

function SealMark(props: { seal: SealSummary | undefined; what: string }) {
  if (!props.seal) return null
  const { state, sealedAt } = props.seal
  return <Seal what={props.what} proof={{ state, ...(sealedAt && { sealedAt: sealedAt as Instant }) }} />
}

function PaceText(props: { pace: Pace; count: (value: number) => string }) {
  const { t } = usePage()
  const { state, difference, expected } = props.pace
  const tone = state === 'below' ? 'nc-low' : 'nc-ok'
  return (
    <>
      <span class={tone}>{t(`report.pace.${state}`, { difference: props.count(difference) })}</span>{' '}
      {t('report.pace.expected', { expected: props.count(expected) })}
    </>
  )
}

function Targets(props: ReportProps) {
  const { t, number, money, hours, percent } = usePage()
  const count = useCount()
  const { report, shown } = props
  const { programme, headCount, share, minutes, spend } = report
  const { women, men, others } = shown.sex
  const partOfWomen = women === 'few' ? undefined : headCount > 0 ? women / headCount : 0
  const doubles = report.participations - headCount
  const each = perHead(spend, headCount)
  return (
    <Section title={t('report.targets')}>
      <Two>
        <GoalBar
          label={t('report.heads')}
          value={number(headCount)}
          outOf={t('report.out-of', { target: number(programme.targetHeads) })}
          seal={<SealMark seal={props.report.seal} what={t('report.heads.seal', { heads: headCount })} />}
          share={headCount / programme.targetHeads}
          mark={share}
        >
          <PaceText pace={paceOf(headCount, programme.targetHeads, share)} count={number} />{' '}
          {doubles > 0 && t('report.doubles', { participations: report.participations, doubles })}
        </GoalBar>
        <SplitBar
          label={t('report.women')}
          value={partOfWomen === undefined ? t('report.few') : <bdi>{percent(partOfWomen)}</bdi>}
          outOf={
            programme.targetWomen !== undefined &&
            t('report.women.target', { share: percent(programme.targetWomen / 1000) })
          }
          share={partOfWomen ?? 0}
          empty={headCount === 0}
          mark={programme.targetWomen === undefined ? undefined : programme.targetWomen / 1000}
          parts={
            women === 'few' || men === 'few' || others === 'few'
              ? [`${t('report.women')}: ${count(women)}`, `${t('report.men')}: ${count(men)}`]
              : [t('report.women.count', { count: women }), t('report.men.count', { count: headCount - women })]
          }
        >
          {partOfWomen !== undefined && others !== 'few' && <WomenText report={report} />}
        </SplitBar>
        <GoalBar
          label={t('report.spend')}
          value={money(spend)}
          outOf={t('report.out-of', { target: money(programme.budget) })}
          share={programme.budget > 0 ? spend / programme.budget : 0}
          mark={share}
        >
          {t('report.spend.left', { left: money(Math.max(0, programme.budget - spend)) })}{' '}
          {each !== undefined &&
            t('report.spend.each', {
              each: money(each),
              planned: money(perHead(programme.budget, programme.targetHeads) ?? 0),
            })}{' '}
          {t(`report.spend.${programme.spending}`)}
        </GoalBar>
        <GoalBar
          label={t('report.hours')}
          value={hours(minutes)}
          seal={<SealMark seal={props.report.hoursSeal} what={t('report.hours.signed')} />}
          outOf={programme.targetMinutes > 0 && t('report.out-of', { target: hours(programme.targetMinutes) })}
          share={programme.targetMinutes > 0 ? minutes / programme.targetMinutes : 0}
          mark={programme.targetMinutes > 0 ? share : undefined}
        >
          {headCount > 0 && t('report.hours.each', { each: hours(Math.round(minutes / headCount)) })}{' '}
          {t('report.hours.rule')}
        </GoalBar>
      </Two>
      <p class="nc-s nc-soft pt-3">
        <Icon name="ask" /> {t('report.notch')}
      </p>
    </Section>
  )
}

function WomenText({ report }: { report: Figures }) {
  const { t, percent } = usePage()
  const { programme, sex, headCount } = report
  const needed = womenNeeded(sex.F, headCount, programme)
  const others = sex.X + sex.unknown
  const text: ComponentChildren[] = []
  if (needed && needed.left + needed.missing > 0) {
    const key = needed.left === 0 ? 'missed' : needed.missing > needed.left ? 'out-of-reach' : 'needed'
    text.push(t(`report.women.${key}`, { share: percent((programme.targetWomen ?? 0) / 1000), ...needed }))
  }
  if (others > 0) text.push(' ', t('report.sex.others', { count: others }))
  return <>{text}</>
}

function Stations({ report, shown }: ReportProps) {
  const { t } = usePage()
  const stops = shown.flow.map(({ station, heads, medianDays }, index) => ({
    station,
    heads,
    note:
      index === 0
        ? t('report.flow.first', { count: report.headCount })
        : medianDays === undefined
          ? undefined
          : t('report.flow.days', { count: medianDays }),
  }))
  return (
    <Section title={t('report.flow', { count: report.headCount })} note={t('report.flow.note')}>
      <Flow stops={stops} />
    </Section>
  )
}
