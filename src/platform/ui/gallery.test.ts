// SPDX-License-Identifier: EUPL-1.2
import { createElement } from 'preact'
import { describe, expect, test } from 'vitest'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { languages, makeCatalogue, type Messages } from '../i18n/catalogue.ts'
import { Gallery } from './gallery.tsx'
import { PersonPage, PublicPage } from './layout.tsx'
import { shapes } from './nc/icon-shapes.ts'
import { Icon } from './nc/icon.tsx'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import type { PageViewer, ViewContext } from './page-context.tsx'
import { renderPage } from './render.tsx'

const messages: Record<string, Messages> = { it, en, fr, ar }
const catalogue = makeCatalogue(new Map([['ui', { it, en, fr, ar }]]), true)
const viewer: PageViewer = {
  networkName: 'Marche',
  networkKind: 'trial',
  organisationName: 'Coop. Il Girasole',
  displayName: 'Federica <Moretti>',
  role: 'case-worker',
  today: '2026-11-21' as CivilDate,
  now: '2026-11-21T09:00:00.000Z' as Instant,
}

function view(lang: (typeof languages)[number], more: Partial<ViewContext> = {}): ViewContext {
  return {
    t: catalogue.translator(lang),
    lang,
    dir: lang === 'ar' ? 'rtl' : 'ltr',
    path: '/people/7?q=al nouri',
    viewer,
    assets: {
      css: { ltr: '/assets/ltr.css', rtl: '/assets/rtl.css' },
      fonts: { ltr: ['/assets/a.woff2'], rtl: [] },
      icon: '/assets/mark.svg',
      island: name => `/assets/${name}.js`,
    },
    ...more,
  }
}

describe.each(languages)('every component in %s', lang => {
  const html = renderPage(Gallery, {}, view(lang))

  test('finds each of its texts: a missing key throws', () => {
    expect(html).toContain(`<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">`)
    expect(html).not.toMatch(/>ui\.[a-z]/)
  })

  test('closes every element it opens', () => {
    expect(unbalanced(html)).toEqual([])
  })

  test('gives each id once, and every reference leads to one', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const named = /(?: for| aria-labelledby| aria-describedby| popovertarget|<use href)="#?([^"]+)"/g
    const wanted = [...html.matchAll(named)].flatMap(([, list]) => (list ?? '').split(' '))
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter(id => !ids.includes(id))).toEqual([])
  })

  test('holds no inline style, script or handler, which the content security policy would refuse', () => {
    expect(html).not.toMatch(/<style|<script| style=| on[a-z]+=/)
  })

  test('keeps the page when the language is changed', () => {
    const other = lang === 'it' ? 'en' : 'it'
    expect(html).toContain(`href="/people/7?q=al+nouri&amp;lang=${other}"`)
  })
})

test('the catalogues hold the same keys', () => {
  for (const lang of languages) expect(Object.keys(messages[lang] ?? {})).toEqual(Object.keys(it))
})

test('a page defines only the drawings it uses', () => {
  const html = renderPage(() => createElement(Icon, { name: 'lock' }), {}, view('it'))
  expect([...html.matchAll(/<symbol id="i-([^"]+)"/g)].map(([, name]) => name)).toEqual(['lock'])
  expect(html).toContain(shapes.lock)
})

test('names given by people are escaped', () => {
  const html = renderPage(Gallery, {}, view('it'))
  expect(html).toContain('Federica &lt;Moretti>')
})

test('the person’s page carries no script, offers a quick way out and warns that a trial holds no real people', () => {
  const html = renderPage(PersonPage, { title: 'Ciao Samira' }, view('it'))
  expect(html).not.toContain('<script')
  expect(html).toContain('href="/my/leave"')
  expect(html).toContain('is-trial')
})

test('a public page shows no name and no navigation', () => {
  const html = renderPage(PublicPage, { title: 'Verifica' }, view('it', { viewer: undefined }))
  expect(html).not.toContain('/sign-out')
  expect(html).toContain('<title>Verifica · Nuove Comunità</title>')
})

test('the navigation shows what the viewer’s role may open, in order', () => {
  const nav = [
    { section: 'b', key: 'ui.close', href: '/b', roles: ['case-worker'], order: 2 },
    { section: 'a', key: 'ui.cancel', href: '/a', roles: ['case-worker', 'auditor'], order: 1 },
    { section: 'c', key: 'ui.choose', href: '/c', roles: ['auditor'], order: 3 },
  ]
  const html = renderPage(Gallery, {}, view('it', { nav }))
  const shown = /<nav class="nc-nav"[^>]*>(.*?)<\/nav>/.exec(html)?.[1] ?? ''
  expect([...shown.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/a', '/b'])
})

const childless = new Set(['meta', 'link', 'input', 'br', 'hr', 'img'])

/** Elements closed in the wrong place or not at all. */
function unbalanced(html: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, closing, name = '', selfClosing] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:"[^"]*"|[^>"])*?(\/?)>/g)) {
    if (childless.has(name) || selfClosing) continue
    if (!closing) open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...wrong, ...open]
}
