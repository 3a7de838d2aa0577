// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { Footer, NetworkNotice, PersonHeader, PublicHeader, SkipLink, StaffHeader } from './layout-frame.tsx'
import { usePage } from './page-context.tsx'

export type StaffPageProps = {
  /** Becomes the document's title and, unless `band` replaces it, the h1. */
  title: string
  /** The entry of the navigation this page belongs to. */
  section?: string
  /** The small line above the title: where we are, which step. */
  kicker?: ComponentChildren
  /** The title in the person's own script. */
  native?: { text: string; lang?: string | undefined } | undefined
  /** One sentence that sums up. */
  lead?: ComponentChildren
  /** The one primary action. */
  action?: ComponentChildren
  /** Draws the whole band instead of title, lead and action; must contain the h1. */
  band?: ComponentChildren
  /** Stands below the lead inside the band: strip, progress, tabs. */
  below?: ComponentChildren
  /** Side column of 21rem. */
  aside?: ComponentChildren
  /** What the side column holds, for screen readers. */
  asideLabel?: string
  /** Leading column of 19rem: the list whose detail is on the right; on phones it is hidden, the detail links back. */
  list?: ComponentChildren
  /** The full 78rem, for tables and figures; otherwise a reading width. */
  wide?: boolean
  children?: ComponentChildren
}

export function StaffPage(props: StaffPageProps) {
  const page = usePage()
  page.collected.title = props.title
  const columns = props.aside ? 'is-side' : props.list ? 'is-list' : props.wide ? '' : 'is-text'
  return (
    <>
      <SkipLink />
      <StaffHeader section={props.section} />
      <main id="main" tabIndex={-1}>
        <NetworkNotice />
        {props.band ? (
          <div class="nc-band">
            <div class="nc-w nc-stack">{props.band}</div>
          </div>
        ) : (
          <Band {...props} />
        )}
        <div class={`nc-w nc-cols ${columns}`}>
          {props.list && <div class="nc-listcol">{props.list}</div>}
          <div class="nc-stack">{props.children}</div>
          {props.aside && (
            <aside class="nc-stack" aria-label={props.asideLabel ?? page.t('ui.aside')}>
              {props.aside}
            </aside>
          )}
        </div>
      </main>
      <Footer />
    </>
  )
}

function Band(props: Pick<StaffPageProps, 'title' | 'kicker' | 'native' | 'lead' | 'action' | 'below'>) {
  return (
    <div class="nc-band">
      <div class="nc-w nc-stack">
        <div class="nc-row nc-ends">
          <div class="nc-grow">
            {props.kicker && <p class="nc-soft">{props.kicker}</p>}
            <div class="nc-name">
              <h1>{props.title}</h1>
              {props.native && <bdi lang={props.native.lang}>{props.native.text}</bdi>}
            </div>
            {props.lead && <p class="nc-soft">{props.lead}</p>}
          </div>
          {props.action && <div class="nc-row nc-noprint">{props.action}</div>}
        </div>
        {props.below}
      </div>
    </div>
  )
}

/** The person's own pages: one column, large, nothing but what is hers. Loads no script. */
export function PersonPage(props: {
  title: string
  /** The sentence below the title. */
  lead?: ComponentChildren
  kicker?: ComponentChildren
  /** Where the arrow above the title leads; the first page has none. */
  back?: { href: string; label: string }
  children?: ComponentChildren
}) {
  const page = usePage()
  page.collected.title = props.title
  return (
    <>
      <SkipLink />
      <PersonHeader />
      <main id="main" class="nc-me" tabIndex={-1}>
        <NetworkNotice />
        <div>
          {props.back && (
            <p>
              <a class="nc-back" href={props.back.href}>
                {props.back.label}
              </a>
            </p>
          )}
          {props.kicker && <p class="nc-soft">{props.kicker}</p>}
          <h1>{props.title}</h1>
          {props.lead && <p class="nc-soft">{props.lead}</p>}
        </div>
        {props.children}
      </main>
      <Footer />
    </>
  )
}

/** Pages before sign-in, and those open to everybody. */
export function PublicPage(props: {
  title: string
  lead?: ComponentChildren
  kicker?: ComponentChildren
  action?: ComponentChildren
  below?: ComponentChildren
  wide?: boolean
  children?: ComponentChildren
}) {
  const page = usePage()
  page.collected.title = props.title
  return (
    <>
      <SkipLink />
      <PublicHeader />
      <main id="main" tabIndex={-1}>
        <NetworkNotice />
        <Band {...props} />
        <div class={`nc-w nc-cols ${props.wide ? '' : 'is-text'}`}>
          <div class="nc-stack">{props.children}</div>
        </div>
      </main>
      <Footer />
    </>
  )
}
