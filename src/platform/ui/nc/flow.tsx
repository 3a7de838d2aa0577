// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { usePage } from '../page-context.tsx'
import { type Station, stations } from '#lib/station.ts'

export type FlowStop = { station: Station; heads: number; note?: ComponentChildren; href?: string | undefined }

/** The path of many: thickness is heads. Numbers are text, so the list is its own table. */
export function Flow(props: { stops: readonly FlowStop[] }) {
  const { t, number } = usePage()
  const most = Math.max(1, ...props.stops.map(stop => stop.heads))
  const half = (heads: number) => Math.max(heads > 0 ? 1 : 0, (38 * heads) / most)
  return (
    <ol class="nc-flow">
      {props.stops.map((stop, i) => {
        const here = half(stop.heads)
        const there = half(props.stops[i + 1]?.heads ?? stop.heads)
        const name = t(`ui.station.staff.${stop.station}`)
        return (
          <li>
            <svg
              class="nc-wide nc-flip"
              viewBox="0 0 100 80"
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              <path d={ribbon(here, there)} />
              <path class="nc-cut" d="M1 0v80" />
            </svg>
            <span>
              <b class="nc-num">{number(stop.heads)}</b>
              {stop.href ? <a href={stop.href}>{name}</a> : name}
            </span>
            <svg
              class="nc-thin nc-flip"
              viewBox="0 0 100 10"
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              <rect class="nc-track" width="100" height="10" />
              <rect width={round((100 * stop.heads) / most)} height="10" />
            </svg>
            {stop.note && <span class="nc-s nc-soft">{stop.note}</span>}
          </li>
        )
      })}
    </ol>
  )
}

/** Stops in the order of the path, from heads by station. */
export function flowStops(heads: Partial<Record<Station, number>>): FlowStop[] {
  return stations.map(station => ({ station, heads: heads[station] ?? 0 }))
}

function ribbon(here: number, there: number): string {
  const [a, b, c, d] = [40 - here, 40 - there, 40 + there, 40 + here].map(round)
  return `M0 ${a}C50 ${a} 50 ${b} 100 ${b}V${c}C50 ${c} 50 ${d} 0 ${d}z`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
