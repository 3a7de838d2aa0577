// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { Icon, type IconName } from '#platform/ui/nc/icon.tsx'
import { Strip } from '#platform/ui/nc/notice.tsx'
import { Section, Twin } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Check, countVerdicts, type Verdict, type VerdictCounts } from './did-pre-check.ts'

const marks: Record<Verdict, { icon: IconName; tone: 'ok' | 'low' | 'bad' | undefined }> = {
  blocks: { icon: 'x', tone: 'bad' },
  attention: { icon: 'alert', tone: 'low' },
  fine: { icon: 'check', tone: 'ok' },
  unknown: { icon: 'ask', tone: undefined },
}

/** The four answers of the pre-checks. What only the job centre can know stands apart, in ink and never in green. */
export function ChecksSection(props: {
  checks: readonly Check[]
  title: string
  lead?: string
  /** Where what blocks can be put right, for whoever keeps the record. */
  remedy?: (check: Check) => { readonly href: string; readonly label: string } | undefined
}) {
  const { t } = usePage()
  const of = (...verdicts: Verdict[]) => props.checks.filter(check => verdicts.includes(check.verdict))
  const unknown = of('unknown')
  return (
    <Section title={props.title} note={<VerdictSummary counts={countVerdicts(props.checks)} />} lead={props.lead}>
      <div class="nc-stack nc-tight">
        {of('blocks').map(check => (
          <Strip tone="bad" icon="x" action={props.remedy?.(check)}>
            <b>
              <CheckText check={check} />
            </b>{' '}
            <WhatToDo check={check} />
          </Strip>
        ))}
        <ul class="nc-list nc-checks">
          {of('attention', 'fine').map(check => (
            <li class="nc-row nc-tight nc-nowrap">
              <Mark verdict={check.verdict} />
              <span>
                <CheckText check={check} /> {check.verdict === 'attention' && <WhatToDo check={check} soft />}
              </span>
            </li>
          ))}
        </ul>
        {unknown.length > 0 && (
          <>
            <h3>{t('did-check.unknown.title', { count: unknown.length })}</h3>
            <ul class="nc-list nc-checks">
              {unknown.map(check => (
                <li class="nc-row nc-tight nc-nowrap">
                  <Mark verdict="unknown" />
                  <span>
                    <CheckText check={check} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        <Twin label={t('did-check.sources')}>
          <ul class="nc-s">
            {props.checks.map(check => (
              <li>
                {t(`did-check.${check.name}.name`)}: <bdi>{check.source}</bdi>
                {check.ruleFrom && <RuleDate on={check.ruleFrom} />}
              </li>
            ))}
          </ul>
        </Twin>
      </div>
    </Section>
  )
}

function RuleDate(props: { on: CivilDate }) {
  const { t, date } = usePage()
  return <> · {t('did-check.rule-from', { date: date(props.on) })}</>
}

function Mark(props: { verdict: Verdict }) {
  const { t } = usePage()
  const { icon, tone } = marks[props.verdict]
  return (
    <span class={tone ? `nc-${tone}` : 'nc-soft'}>
      <Icon name={icon} />
      <span class="visually-hidden">{t(`did-check.verdict.${props.verdict}`)}</span>
    </span>
  )
}

/** "6 a posto · 1 attenzione · 1 blocco · 7 li sa solo il CPI". */
export function VerdictSummary(props: { counts: VerdictCounts }) {
  const { t } = usePage()
  const order: Verdict[] = ['blocks', 'attention', 'fine', 'unknown']
  const shown = order.filter(verdict => props.counts[verdict] > 0)
  return (
    <>
      {shown.map((verdict, index) => (
        <>
          {index > 0 && ' · '}
          <b class={marks[verdict].tone && `nc-${marks[verdict].tone}`}>
            {t(`did-check.count.${verdict}`, { count: props.counts[verdict] })}
          </b>
        </>
      ))}
    </>
  )
}

function CheckText(props: { check: Check }) {
  const { t } = usePage()
  const { check } = props
  const facts = useFacts(check)
  if (check.reason === 'not-shared')
    return <>{t('did-check.not-shared', { check: t(`did-check.${check.name}.name`) })}</>
  return <>{t(`did-check.${check.name}.${check.reason}`, facts)}</>
}

function WhatToDo(props: { check: Check; soft?: boolean }) {
  const { t } = usePage()
  const text = t(`did-check.${props.check.name}.${props.check.reason}.do`, useFacts(props.check))
  return <span class={props.soft ? 'nc-soft nc-s' : undefined}>{text}</span>
}

/** Dates in the reader's way of writing, names of fields in words. */
function useFacts(check: Check): Record<string, string | number> {
  const { t, dateLong, list } = usePage()
  return Object.fromEntries(
    Object.entries(check.facts).map(([name, value]) => {
      if (name === 'fields')
        return [
          name,
          list(
            String(value)
              .split(',')
              .map(field => t(`package.field.${field}`)),
          ),
        ]
      const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
      return [name, isDate ? dateLong(value as CivilDate) : value]
    }),
  )
}
