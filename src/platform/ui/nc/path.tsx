// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { usePage } from '../page-context.tsx'
import { Icon, type IconName } from './icon.tsx'
import type { Station, StationState } from '#lib/station.ts'

export type PathStop = {
  station: Station
  state: StationState
  /** A date or a figure, with its seal after it. */
  note?: ComponentChildren
  /** Which organisation. */
  by?: ComponentChildren
  /** Replaces "Oggi" or "In attesa" in the flag. */
  flag?: string
  href?: string | undefined
}

/** The line from interview to job. `voice` "person" speaks in the first person, large; `wide` lies down from 64em. */
export function Path(props: { stops: readonly PathStop[]; voice?: 'staff' | 'person'; wide?: boolean }) {
  const { t } = usePage()
  const voice = props.voice ?? 'staff'
  return (
    <ol class={props.wide ? 'nc-path is-wide' : 'nc-path'}>
      {props.stops.map(stop => {
        const name = t(`ui.station.${voice}.${stop.station}`)
        return (
          <PathItem
            state={stop.state}
            title={stop.href ? <a href={stop.href}>{name}</a> : name}
            flag={flagOf(stop, t, voice)}
            note={stop.note}
            by={stop.by}
          />
        )
      })}
    </ol>
  )
}

function flagOf(stop: PathStop, t: (key: string) => string, voice: string): string | undefined {
  if (stop.flag) return stop.flag
  return stop.state === 'now' || stop.state === 'wait' ? t(`ui.path.${voice}.${stop.state}`) : undefined
}

const icons: Partial<Record<StationState, IconName>> = { done: 'check', now: 'pin', wait: 'wait' }

type ItemProps = {
  state: StationState
  title: ComponentChildren
  flag?: string | undefined
  note?: ComponentChildren
  by?: ComponentChildren
  icon?: IconName
}

function PathItem(props: ItemProps) {
  const { t } = usePage()
  const icon = props.icon ?? icons[props.state]
  const hidden = props.state === 'done' || props.state === 'next' ? t(`ui.path.${props.state}`) : undefined
  return (
    <li class={`is-${props.state}`} aria-current={props.state === 'now' ? 'step' : undefined}>
      <span class="nc-dot">{icon && <Icon name={icon} />}</span>
      <b>{props.title}</b>
      {hidden && <span class="visually-hidden">{hidden}: </span>}
      {props.flag && <span class="nc-flag">{props.flag}</span>}
      {props.note && <span class="nc-line">{props.note}</span>}
      {props.by && <span class="nc-line nc-soft">{props.by}</span>}
    </li>
  )
}

export type AgendaEntry = {
  state: StationState
  time: string
  title: ComponentChildren
  flag?: string
  note?: ComponentChildren
  action?: { href: string; label: string } | undefined
}

/** The day's appointments, drawn as the same line. */
export function Agenda(props: { entries: readonly AgendaEntry[] }) {
  return (
    <ol class="nc-path nc-day">
      {props.entries.map(entry => (
        <PathItem
          state={entry.state}
          {...(entry.state === 'now' ? { icon: 'clock' as const } : {})}
          title={
            <>
              <bdi>{entry.time}</bdi> · {entry.title}
            </>
          }
          flag={entry.flag}
          note={entry.note}
          by={entry.action && <a href={entry.action.href}>{entry.action.label}</a>}
        />
      ))}
    </ol>
  )
}
