// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { usePage } from '../page-context.tsx'

/** A part of a page: an ink rule and a heading on paper. */
export function Section(props: {
  title: ComponentChildren
  id?: string
  /** Small text at the end of the heading's line. */
  note?: ComponentChildren
  /** A link or one outline button at the end of the heading's line. */
  action?: ComponentChildren
  /** A sentence below the heading. */
  lead?: ComponentChildren
  hideTitle?: boolean
  children?: ComponentChildren
}) {
  const page = usePage()
  const id = props.id ?? page.id('s')
  if (props.hideTitle) {
    return (
      <section aria-labelledby={id}>
        <h2 class="visually-hidden" id={id}>
          {props.title}
        </h2>
        {props.children}
      </section>
    )
  }
  return (
    <section class="nc-sec" aria-labelledby={id}>
      <div class="nc-head">
        <div class="nc-row nc-ends">
          <h2 id={id}>{props.title}</h2>
          {props.note && <span class="nc-soft nc-s">{props.note}</span>}
          {props.action && <span class="nc-s nc-noprint">{props.action}</span>}
        </div>
        {props.lead && <p class="nc-s nc-soft">{props.lead}</p>}
      </div>
      {props.children}
    </section>
  )
}

/** A white sheet: something to do or to answer here. `next` marks the next step. */
export function Sheet(props: {
  title?: ComponentChildren
  kicker?: ComponentChildren
  next?: boolean
  id?: string
  children?: ComponentChildren
}) {
  const page = usePage()
  const id = props.id ?? page.id('s')
  return (
    <section
      class={`nc-sheet nc-stack nc-tight${props.next ? ' nc-next' : ''}`}
      aria-labelledby={props.title ? id : undefined}
    >
      {props.kicker && <p class="nc-s nc-soft">{props.kicker}</p>}
      {props.title && <h2 id={id}>{props.title}</h2>}
      {props.children}
    </section>
  )
}

/** Two columns from 64em. */
export function Two(props: { children: ComponentChildren }) {
  return <div class="nc-stack nc-two">{props.children}</div>
}

/** A drawing's twin: the same figures as a table, for whoever prefers to read. */
export function Twin(props: { label?: string; open?: boolean; children: ComponentChildren }) {
  const { t } = usePage()
  return (
    <details class="nc-twin" open={props.open}>
      <summary>{props.label ?? t('ui.twin')}</summary>
      {props.children}
    </details>
  )
}
