// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

type Tone = 'warm' | 'bad' | 'good'
const icons: Record<Tone, IconName> = { warm: 'info', bad: 'alert', good: 'check' }

/** A plain answer across the page, with its reason and one link: "Può lavorare: sì." */
export function Strip(props: {
  tone?: Tone
  icon?: IconName
  children: ComponentChildren
  action?: { href: string; label: string } | undefined
}) {
  const tone = props.tone ?? 'warm'
  return (
    <div class={`nc-strip is-${tone}`}>
      <Icon name={props.icon ?? icons[tone]} {...(tone === 'bad' ? { tone: 'bad' as const } : {})} />
      <p>{props.children}</p>
      {props.action && (
        <a class="nc-noprint" href={props.action.href}>
          {props.action.label}
        </a>
      )}
    </div>
  )
}

/** What just happened, or what to know before going on. Announced when the page opens. */
export function Notice(props: {
  tone?: Tone
  icon?: IconName
  title?: ComponentChildren
  children?: ComponentChildren
  action?: { href: string; label: string } | undefined
}) {
  return (
    <div role="status">
      <Strip {...props}>
        {props.title && <b>{props.title}</b>} {props.children}
      </Strip>
    </div>
  )
}

/** An empty place: what will appear here, or the one thing to do. */
export function Empty(props: { title: ComponentChildren; children?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="nc-empty nc-stack nc-tight">
      <p>
        <b>{props.title}</b>
      </p>
      {props.children && <p class="nc-s nc-soft">{props.children}</p>}
      {props.action && <div>{props.action}</div>}
    </div>
  )
}
