// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { Icon, Logo } from './nc/icon.tsx'
import { usePage } from './page-context.tsx'

/** Each language under its own name, as its readers look for it. */
const languages = [
  ['it', 'Italiano'],
  ['en', 'English'],
  ['fr', 'Français'],
  ['ar', 'العربية'],
] as const

const paths = { desk: '/desk', people: '/people', signOut: '/sign-out', leave: '/my/leave', my: '/my' }

/** The same page in another language: platform/http reads `lang`, remembers it and answers with the clean address. */
export function inLanguage(path: string, lang: string): string {
  const [bare = '/', query = ''] = path.split('?')
  const search = new URLSearchParams(query)
  search.set('lang', lang)
  return `${bare}?${search}`
}

export function SkipLink() {
  return (
    <a class="visually-hidden-focusable nc-skip" href="#main">
      {usePage().t('ui.skip')}
    </a>
  )
}

function Languages(props: { end?: boolean }) {
  const { lang, path, t } = usePage()
  const current = languages.find(([code]) => code === lang)
  return (
    <details class={props.end ? 'nc-lang is-end' : 'nc-lang'}>
      <summary>
        <Icon name="globe" />
        <span>
          <span class="visually-hidden">{t('ui.language')}: </span>
          {current?.[1] ?? lang}
        </span>
      </summary>
      <ul class="nc-list">
        {languages
          .filter(([code]) => code !== lang)
          .map(([code, name]) => (
            <li>
              <a href={inLanguage(path, code)} lang={code} hreflang={code}>
                {name}
              </a>
            </li>
          ))}
      </ul>
    </details>
  )
}

export function StaffHeader(props: { section?: string | undefined }) {
  const { t, viewer, nav = [] } = usePage()
  const items = nav.filter(item => viewer && item.roles.includes(viewer.role)).toSorted((a, b) => a.order - b.order)
  return (
    <header class="nc-noprint">
      <div class="nc-ente">
        <div class="nc-w nc-row nc-ends">
          <b>{viewer?.networkName ?? t('ui.product')}</b>
          <span class="nc-row">
            {viewer && (
              <span>
                <bdi>{viewer.displayName}</bdi> · <bdi>{viewer.organisationName}</bdi>
              </span>
            )}
            <Languages />
            {viewer && (
              <form method="post" action={paths.signOut}>
                <button class="nc-link" type="submit">
                  {t('ui.sign-out')}
                </button>
              </form>
            )}
          </span>
        </div>
      </div>
      <div class="nc-bar">
        <div class="nc-w">
          <Brand href={paths.desk} />
          <nav class="nc-nav" aria-label={t('ui.nav')}>
            {items.map(item => (
              <a href={item.href} aria-current={item.section === props.section ? 'page' : undefined}>
                {t(item.key)}
              </a>
            ))}
          </nav>
          {items.some(item => item.section === 'people') && <Search />}
        </div>
      </div>
    </header>
  )
}

function Search() {
  const { t } = usePage()
  return (
    <form role="search" action={paths.people} method="get">
      <label class="visually-hidden" for="search">
        {t('ui.search')}
      </label>
      <input class="nc-in" id="search" type="search" name="q" placeholder={t('ui.search')} autocomplete="off" />
    </form>
  )
}

function Brand(props: { href?: string }) {
  const { t } = usePage()
  const inside: ComponentChildren = (
    <>
      <Logo />
      <span>{t('ui.product')}</span>
    </>
  )
  return props.href ? (
    <a class="nc-brand" href={props.href}>
      {inside}
    </a>
  ) : (
    <span class="nc-brand">{inside}</span>
  )
}

export function PersonHeader() {
  const { t, viewer } = usePage()
  return (
    <header class="nc-bar nc-noprint">
      <div class="nc-w nc-ends">
        <Brand {...(viewer ? { href: paths.my } : {})} />
        <Languages end />
        <a class="nc-leave" href={paths.leave} rel="noreferrer" title={t('ui.leave.hint')}>
          <Icon name="leave" flip /> {t('ui.leave')}
        </a>
      </div>
    </header>
  )
}

export function PublicHeader() {
  const { t, viewer } = usePage()
  return (
    <header class="nc-noprint">
      <div class="nc-ente">
        <div class="nc-w nc-row nc-ends">
          <b>{viewer?.networkName ?? t('ui.claim')}</b>
          <Languages />
        </div>
      </div>
      <div class="nc-bar">
        <div class="nc-w">
          <Brand href="/" />
        </div>
      </div>
    </header>
  )
}

/** Invented data can never be taken for real, and real people never typed into a trial. */
export function NetworkNotice() {
  const { t, viewer } = usePage()
  if (viewer?.networkKind !== 'demo' && viewer?.networkKind !== 'trial') return null
  return (
    <p class={`nc-network is-${viewer.networkKind}`}>
      <Icon name="info" /> {t(`ui.network.${viewer.networkKind}`)}
    </p>
  )
}

export function Footer() {
  const { t, viewer, instant } = usePage()
  return (
    <footer class="nc-foot">
      <div class="nc-w nc-row nc-ends">
        <span>{t('ui.product')}</span>
        {viewer && viewer.role !== 'person' && (
          <span class="nc-paper">
            {t('ui.printed', {
              day: instant(viewer.now),
              name: viewer.displayName,
              organisation: viewer.organisationName,
            })}
          </span>
        )}
        <span class="nc-row nc-noprint">
          <a href="/accessibility">{t('ui.foot.accessibility')}</a>
          <a href="/privacy">{t('ui.foot.privacy')}</a>
          <a href="/verifica">{t('ui.foot.check')}</a>
        </span>
      </div>
    </footer>
  )
}
