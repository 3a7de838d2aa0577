// SPDX-License-Identifier: EUPL-1.2
// Internships, grants and jobs of one person: what runs, what ended, what to ask next.
import type { CivilDate } from '#lib/civil-date.ts'
import { paths as registry, type WorkVerdict } from '#registry/index.ts'
import { ButtonLink } from '#platform/ui/form.tsx'
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty, Strip } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type InternshipRule, internshipFindings } from './internship-rule.ts'
import { isFollowUpDue, type Placement, stateOf } from './placement.ts'
import { paths } from './placement.paths.ts'

export type PersonShown = {
  readonly id: string
  readonly name: string
  readonly native?: { text: string; lang?: string }
}
export type PlacementShown = {
  readonly placement: Placement
  readonly town: string
  readonly rule?: InternshipRule
  readonly sector?: string
}

export function PlacementsPage(props: {
  person: PersonShown
  placements: readonly PlacementShown[]
  work: WorkVerdict | undefined
  mayWrite: boolean
}) {
  const { t } = usePage()
  const { person, placements } = props
  const link = paths.newPlacement.to({ person: person.id })
  return (
    <StaffPage
      title={t('placement.title', { name: person.name })}
      section="people"
      kicker={<a href={registry.file.to({ person: person.id })}>{t('placement.back')}</a>}
      {...(person.native ? { native: person.native } : {})}
      action={props.mayWrite && <ButtonLink href={link} look="primary" label={t('placement.new')} />}
      below={
        <>
          {props.work && <MayWork work={props.work} />}
          <FileTabs person={person.id} current="work" />
        </>
      }
    >
      {placements.length === 0 && <Empty title={t('placement.none')}>{t('placement.none.text')}</Empty>}
      {placements.map(shown => (
        <OnePlacement shown={shown} mayWrite={props.mayWrite} />
      ))}
    </StaffPage>
  )
}

/** The registry's answer, with its reason and its rule; what is not certain says so. */
export function MayWork(props: { work: WorkVerdict }) {
  const { t, dateLong } = usePage()
  const { work } = props
  const tone = work.verdict === 'yes' ? 'good' : work.verdict === 'no' ? 'bad' : 'warm'
  return (
    <Strip tone={tone}>
      <b>{t(`placement.work.${work.verdict}`, { from: work.from ? dateLong(work.from) : '' })}</b> {t(work.reason)}{' '}
      {work.until && t('placement.work.until', { until: dateLong(work.until) })}{' '}
      <span class="nc-soft nc-s">
        {t(work.certain ? 'placement.work.rule' : 'placement.work.rule-open', { source: work.source })}
      </span>
    </Strip>
  )
}

function OnePlacement(props: { shown: PlacementShown; mayWrite: boolean }) {
  const { t, viewer } = usePage()
  const { placement } = props.shown
  const today = viewer?.today ?? placement.from
  const state = stateOf(placement, today)
  return (
    <Section
      title={
        <>
          {t(`placement.kind.${placement.kind}`)} · <bdi>{placement.employerName}</bdi>
        </>
      }
      note={t(`placement.state.${state}`)}
    >
      <div class="nc-stack">
        <Facts shown={props.shown} />
        {props.shown.rule && <Rule rule={props.shown.rule} placement={placement} />}
        {props.mayWrite && <Next placement={placement} today={today} />}
      </div>
    </Section>
  )
}

function Facts({ shown }: { shown: PlacementShown }) {
  const { t, dateLong, hours, commas } = usePage()
  const { placement } = shown
  const { ended, followUps, weeklyMinutes } = placement
  const last = followUps.at(-1)
  return (
    <DefinitionList
      items={[
        { label: t('placement.contract'), value: t(`placement.contract.${placement.contract}`) },
        { label: t('placement.where'), value: commas([shown.town, shown.sector]) },
        { label: t('placement.from'), value: dateLong(placement.from) },
        { label: t('placement.until'), value: placement.until ? dateLong(placement.until) : t('placement.open-ended') },
        {
          label: t('placement.weekly'),
          value: weeklyMinutes && t('placement.weekly.value', { hours: hours(weeklyMinutes) }),
        },
        {
          label: t('placement.ended'),
          value:
            ended &&
            t('placement.ended.value', { date: dateLong(ended.on), reason: t(`placement.reason.${ended.reason}`) }),
        },
        {
          label: t('placement.follow-up'),
          value: last
            ? t('placement.follow-up.value', { date: dateLong(last.on), result: t(`placement.result.${last.result}`) })
            : t('placement.follow-up.planned', { date: dateLong(placement.followUpOn) }),
        },
      ]}
    />
  )
}

/** What the act in force at the start says. Information with its source: the product refuses nothing on it. */
function Rule(props: { rule: InternshipRule; placement: Placement }) {
  const { t, money, percent } = usePage()
  const { rule, placement } = props
  const findings = placement.until ? internshipFindings(rule, placement.from, placement.until) : []
  return (
    <div class="nc-stack nc-tight nc-s">
      {findings.map(({ code, months }) => (
        <p class="nc-brick">{t(`placement.rule.${code}`, { months })}</p>
      ))}
      {rule.allowance.map(({ amount, minSharePercent }) => (
        <p>{t('placement.rule.allowance', { amount: money(amount), share: percent(minSharePercent / 100) })}</p>
      ))}
      <p class="nc-soft">
        {t(`placement.rule.${rule.certainty}`)} <bdi lang="it">{rule.source}</bdi>
      </p>
    </div>
  )
}

function Next(props: { placement: Placement; today: CivilDate }) {
  const { t } = usePage()
  const { placement, today } = props
  const ids = { person: placement.person, placement: placement.id }
  const state = stateOf(placement, today)
  if (isFollowUpDue(placement, today)) {
    return (
      <Sheet title={t('placement.follow-up.due')} next>
        <p>{t('placement.follow-up.due.text')}</p>
        <div class="nc-row">
          <ButtonLink href={paths.followUp.to(ids)} label={t('placement.follow-up.write')} />
          {state !== 'ended' && <a href={paths.end.to(ids)}>{t('placement.end')}</a>}
        </div>
      </Sheet>
    )
  }
  return (
    <p class="nc-row nc-noprint">
      {state !== 'ended' && <ButtonLink href={paths.end.to(ids)} label={t('placement.end')} />}
      <a href={paths.followUp.to(ids)}>{t('placement.follow-up.write')}</a>
    </p>
  )
}
