// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren, VNode } from 'preact'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { elided } from './elision.ts'
import { type Formats, formatsFor } from './formats.ts'

export type Translate = (key: string, args?: Record<string, string | number>) => string

/** What a page may know of whoever looks at it: a subset of the request's viewer. */
export type PageViewer = {
  networkName: string
  networkKind: 'trial' | 'real' | 'demo'
  organisationName: string
  displayName: string
  role: string
  person?: string | undefined
  today: CivilDate
  now: Instant
}

/** One entry of the staff navigation, given by a slice's module. `key` is the message, `section` names it for pages. */
export type NavItem = { section: string; key: string; href: string; roles: readonly string[]; order: number }

export type PageAssets = {
  css: { ltr: string; rtl: string }
  fonts: { ltr: readonly string[]; rtl: readonly string[] }
  icon: string
  island(name: string): string
}

/** What platform/http gives to draw one page. */
export type ViewContext = {
  t: Translate
  /** The same catalogue in another language, for two-language pages. Falls back to `t`. */
  translatorFor?: ((lang: string) => Translate) | undefined
  lang: string
  dir: 'ltr' | 'rtl'
  viewer?: PageViewer | undefined
  /** Path and query of the request: the language switcher keeps it, the navigation marks it. */
  path: string
  assets: PageAssets
  nav?: readonly NavItem[] | undefined
  islands?: readonly string[] | undefined
}

/** Filled while a page is drawn, read at its end: icons used, proof panels, islands, title. */
export type Collected = { title: string; icons: Set<string>; panels: VNode[]; islands: Set<string>; ids: number }

export type Page = Formats &
  ViewContext & {
    /** "19 novembre", and the year when it is not this one. */
    dateNear(day: CivilDate): string
    /** "2 h 30′", for staff. */
    hours(minutes: number): string
    /** "2 ore e 30 minuti", for the person and for screen readers. */
    hoursInWords(minutes: number): string
    /** A text in another language than the page's. */
    tIn(lang: string, key: string, args?: Record<string, string | number>): string
    collected: Collected
    /** An id no other element of this page has. */
    id(prefix: string): string
  }

let drawn: Page | undefined

/** Draws with this page as the one that `usePage` gives. Drawing never waits, so no two pages are drawn at one time. */
export function withPage<T>(page: Page, draw: () => T): T {
  const around = drawn
  drawn = page
  try {
    return draw()
  } finally {
    drawn = around
  }
}

export function usePage(): Page {
  if (!drawn) throw new Error('usePage: called outside renderPage')
  return drawn
}

export function newPage(view: ViewContext): Page {
  const collected: Collected = {
    title: '',
    icons: new Set(),
    panels: [],
    islands: new Set(view.islands),
    ids: 0,
  }
  const formats = formatsFor(view.lang)
  const thisYear = view.viewer?.today.slice(0, 4)
  const t: Translate = view.lang === 'it' ? (key, args) => (args ? elided(view.t(key, args)) : view.t(key)) : view.t
  return {
    ...formats,
    ...view,
    t,
    dateNear: day => (day.slice(0, 4) === thisYear ? formats.dateShort(day) : formats.dateLong(day)),
    hours: minutes => hoursWith(view.t, 'ui.hours', minutes, formats.number),
    hoursInWords: minutes => hoursWith(view.t, 'ui.hours-in-words', minutes),
    tIn: (lang, key, args) => (view.translatorFor?.(lang) ?? view.t)(key, args),
    collected,
    id: prefix => `${prefix}-${++collected.ids}`,
  }
}

function hoursWith(t: Translate, key: string, minutes: number, written?: (h: number) => string): string {
  const sign = minutes < 0 ? '−' : ''
  const whole = Math.floor(Math.abs(minutes) / 60)
  // In words the message needs the number, to choose its plural; as a figure it is grouped like every other figure.
  const h = written ? written(whole) : whole
  const m = Math.abs(minutes) % 60
  if (m === 0) return sign + t(`${key}.whole`, { h })
  if (whole === 0) return sign + t(`${key}.minutes`, { m })
  return sign + t(`${key}.both`, { h, m: String(m).padStart(2, '0') })
}

/** A translated sentence with elements inside: `<Message of="x" args={{ name: <bdi>…</bdi> }} />`. */
export function Message(props: { of: string; args: Record<string, ComponentChildren> }) {
  const { t } = usePage()
  const plain: Record<string, string | number> = {}
  const parts: ComponentChildren[] = []
  for (const [name, value] of Object.entries(props.args)) {
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value
    else plain[name] = `\uE000${parts.push(value) - 1}\uE001`
  }
  const pieces = t(props.of, plain).split(/\uE000(\d+)\uE001/)
  return <>{pieces.map((piece, at) => (at % 2 ? parts[Number(piece)] : piece))}</>
}
