// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import type { Minutes } from '#lib/minutes.ts'
import { usePage } from '../page-context.tsx'

/**
 * Hours signed out of hours planned; `waiting` adds those that nobody has signed yet, in the colour of the second series and
 * never without a sentence beside it. Not mirrored in Arabic: clocks are not. `children` stand beside the ring.
 */
export function HoursRing(props: {
  signed: Minutes
  waiting?: Minutes | undefined
  planned?: Minutes | undefined
  label?: string
  children?: ComponentChildren
}) {
  const { t, hoursInWords, number } = usePage()
  const planned = props.planned ?? 0
  const given = props.signed + (props.waiting ?? 0)
  const shareOf = (minutes: number) => (planned > 0 ? Math.min(100, (100 * minutes) / planned) : 0)
  const arc = (minutes: number) => ({
    cx: 60,
    cy: 60,
    r: 52,
    pathLength: 100,
    'stroke-dasharray': `${shareOf(minutes).toFixed(1)} 100`,
  })
  const said = props.label ?? t('ui.ring.label', { signed: hoursInWords(props.signed), planned: hoursInWords(planned) })
  const clock = `${number(Math.floor(given / 60))}:${String(given % 60).padStart(2, '0')}`
  return (
    <div class="nc-row nc-hours">
      <div class="nc-ring">
        <svg viewBox="0 0 120 120" role="img" aria-label={said}>
          <circle cx="60" cy="60" r="52" />
          {given > props.signed && <circle class="is-waiting" {...arc(given)} />}
          {shareOf(props.signed) > 0 && <circle class="is-signed" {...arc(props.signed)} />}
        </svg>
        <p aria-hidden="true">
          <b class="nc-num">{clock}</b>
          <span>{planned > 0 ? t('ui.ring.of', { hours: hoursInWords(planned) }) : t('ui.ring.hours')}</span>
        </p>
      </div>
      {props.children && <div class="nc-beside">{props.children}</div>}
    </div>
  )
}

/** A bar alone, for a table's bar column. The notch is where we should be today, or the quota. */
export function Bar(props: { share: number; mark?: number | undefined; split?: boolean }) {
  const percent = (share: number) => Math.round(1000 * Math.min(1, Math.max(0, share))) / 10
  return (
    <svg viewBox="0 0 100 16" preserveAspectRatio="none" class="nc-flip" aria-hidden="true" focusable="false">
      <rect class={props.split ? 'nc-fill2' : 'nc-track'} y="3" width="100" height="10" rx=".6" />
      <rect class="nc-fill" y="3" width={percent(props.share)} height="10" rx=".6" />
      {props.mark !== undefined && <path class="nc-mark" d={`M${percent(props.mark)} 0v16`} />}
    </svg>
  )
}

type GoalProps = {
  label: ComponentChildren
  /** The big figure. */
  value: ComponentChildren
  /** "di 870", "obiettivo 55 % donne". */
  outOf?: ComponentChildren
  seal?: ComponentChildren
  /** 0 to 1. */
  share: number
  mark?: number | undefined
  /** What the figure means, in a sentence. */
  children?: ComponentChildren
}

/** A figure against its target. */
export function GoalBar(props: GoalProps) {
  return (
    <div class="nc-goal">
      <h3>{props.label}</h3>
      <p>
        <span class="nc-big nc-num">{props.value}</span> {props.outOf} {props.seal}
      </p>
      <Bar share={props.share} mark={props.mark} />
      {props.children && <p class="nc-s">{props.children}</p>}
    </div>
  )
}

/** Two parts of one whole, such as women and men, against a quota. */
export function SplitBar(
  props: GoalProps & {
    parts: readonly [ComponentChildren, ComponentChildren]
    /** Nobody yet: a bar all of the second colour would say that everybody is of the second part. */
    empty?: boolean
  },
) {
  return (
    <div class="nc-goal">
      <h3>{props.label}</h3>
      <p>
        <span class="nc-big nc-num">{props.value}</span> {props.outOf} {props.seal}
      </p>
      <Bar share={props.share} mark={props.mark} split={!props.empty} />
      <p class="nc-row nc-ends nc-s">
        <span>{props.parts[0]}</span>
        <span>{props.parts[1]}</span>
      </p>
      {props.children && <p class="nc-s">{props.children}</p>}
    </div>
  )
}

/** Long work: what is done, what is left, and that one may leave. */
export function Progress(props: { label: ComponentChildren; value: number; max: number; note?: ComponentChildren }) {
  const { id } = usePage()
  const bar = id('progress')
  return (
    <div class="nc-stack nc-tight" role="status">
      <div class="nc-row nc-ends">
        <label for={bar}>
          <b>{props.label}</b>
        </label>
        {props.note && <span class="nc-s nc-soft">{props.note}</span>}
      </div>
      <progress class="nc-prog" id={bar} max={props.max} value={props.value} />
    </div>
  )
}
