// SPDX-License-Identifier: EUPL-1.2
// What a request carries: who asks, in which language, and the one transaction in which its work runs.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { refuser } from '#lib/refusal.ts'
import { logAccess } from '../auth/access.ts'
import { may, type Purpose, type Role } from '../auth/roles.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Database, Scope, Tx } from '../db/scope.ts'
import { type Catalogue, directionOf, isLanguage } from '../i18n/catalogue.ts'
import type { NavItem, PageAssets, ViewContext } from '../ui/page-context.tsx'
import { isPage } from './answer.ts'
import { type InScope, openedPerson } from './routes.ts'
import { isSameOrigin } from './same-origin.ts'

const refuse = refuser({
  'page.forbidden': 'forbidden',
  'page.session-over': 'unauthenticated',
  'page.not-found': 'not-found',
  'page.cross-site': 'forbidden',
} as const)

export type SessionTokens = { readonly staff: string | undefined; readonly person: string | undefined }
/** Who a session token stands for; the request adds purpose, language and time. */
export type SessionViewer = Omit<Viewer, 'purpose' | 'today' | 'now' | 'lang'>
export type ResolveViewer = (tokens: SessionTokens, now: Instant, path: string) => Promise<SessionViewer | undefined>

export type ScopeOptions = {
  readonly db: Database
  readonly catalogue: Catalogue
  readonly assets: PageAssets
  readonly nav: readonly NavItem[]
  readonly resolveViewer: ResolveViewer
  readonly now: () => Instant
}

const purposeOf: Readonly<Record<Role, Purpose>> = {
  administrator: 'administration',
  'case-worker': 'care',
  mediator: 'care',
  'cpi-operator': 'care',
  coordinator: 'reporting',
  auditor: 'audit',
  person: 'self',
}

/** Adds viewer, language, page context and scoped transactions to every request, and refuses who may not pass. */
export function carryScope(app: FastifyInstance, options: ScopeOptions): void {
  const { db, now } = options
  app.decorateRequest('viewer', undefined)
  app.decorateRequest('lang', 'it')
  app.decorateRequest('database', { getter: () => db })
  app.decorateRequest('now', now)
  app.decorateRequest('unreviewed', { getter: () => options.catalogue.unreviewed })
  app.decorateRequest('view', function (this: FastifyRequest): ViewContext {
    return viewOf(this, options)
  })
  app.decorateRequest('inScope', function <T>(this: FastifyRequest, work: (given: InScope) => Promise<T>): Promise<T> {
    return scoped(this, db, work)
  })
  app.decorateRequest('asRole', function (this: FastifyRequest, role, work) {
    return db.asRole(role, undefined, work)
  })
  app.addHook('onRequest', async (request, reply) => {
    request.lang = languageOf(request)
    const chosen = (request.query as { lang?: string } | undefined)?.lang
    if (isLanguage(chosen)) reply.setCookie('nc_lang', chosen, { path: '/', sameSite: 'lax', maxAge: 31_536_000 })
    const { role } = request.routeOptions.config
    if (request.is404) await identify(request, options) // so that the page which says so keeps the way back
    if (role === undefined) return // a static file, or no such page
    if (!isSameOrigin(request.method, request.headers, request.host)) refuse('page.cross-site')
    await identify(request, options)
    if (may(request.viewer?.role, role)) return
    if (request.viewer) refuse('page.forbidden')
    const wasIn = Boolean(request.cookies['nc_session'] ?? request.cookies['nc_person'])
    // A form sent after the session ended: signing in beside it and sending it again loses nothing of what was typed.
    if (request.method !== 'GET' || request.url.startsWith('/api/'))
      refuse(wasIn ? 'page.session-over' : 'page.forbidden')
    if (role === 'person') return reply.redirect('/my/enter', 303)
    const next = encodeURIComponent(request.url)
    return reply.redirect(`/sign-in?next=${next}${request.cookies['nc_session'] ? '&after=idle' : ''}`, 303)
  })
}

async function identify(request: FastifyRequest, { resolveViewer, now }: ScopeOptions): Promise<void> {
  const tokens = { staff: request.cookies['nc_session'], person: request.cookies['nc_person'] }
  if (!tokens.staff && !tokens.person) return
  const at = now()
  const known = await resolveViewer(tokens, at, request.url)
  if (!known) return
  const purpose = request.routeOptions.config.purpose ?? purposeOf[known.role]
  request.viewer = { ...known, purpose, lang: request.lang, now: at, today: dayInRome(at) }
}

async function scoped<T>(request: FastifyRequest, db: Database, work: (given: InScope) => Promise<T>): Promise<T> {
  const { viewer } = request
  if (!viewer) return refuse('page.forbidden')
  const { opens } = request.routeOptions.config
  const opening = async (tx: Tx) => {
    const person = opens && openedPerson(opens, request.params)
    // The row goes out first and the database keeps the order: should it be refused, so is all that follows.
    const logged =
      opens &&
      logAccess(tx, {
        ...(person ? { person } : {}),
        groups: opens.groups,
        asGranted: person !== undefined && 'asGranted' in opens,
        route: request.routeOptions.url ?? '',
        organisationName: viewer.organisationName,
      })
    const [done] = await Promise.all([work({ tx, viewer, lang: request.lang }), logged])
    return done
  }
  return db.inScope(scopeOfViewer(viewer), opening, done => drawAhead(done, request))
}

/** A page is drawn while the database writes that it was opened; it leaves when that is written. */
function drawAhead(done: unknown, request: FastifyRequest): void {
  if (!isPage(done)) return
  try {
    done.draw(request.view())
  } catch {
    // Whoever sends it draws it again, and answers for what goes wrong.
  }
}

/** The database scope of somebody signed in. */
export function scopeOfViewer(viewer: Viewer): Scope {
  return {
    network: viewer.network,
    organisation: viewer.organisation,
    ...(viewer.unit ? { unit: viewer.unit } : {}),
    ...(viewer.account ? { account: viewer.account } : {}),
    ...(viewer.person ? { person: viewer.person } : {}),
    role: viewer.role,
    purpose: viewer.purpose,
    today: viewer.today,
    now: viewer.now,
  }
}

function viewOf(request: FastifyRequest, { catalogue, assets, nav }: ScopeOptions): ViewContext {
  return {
    t: catalogue.translator(request.lang),
    translatorFor: lang => catalogue.translator(isLanguage(lang) ? lang : 'it'),
    lang: request.lang,
    dir: directionOf(request.lang),
    viewer: request.viewer,
    path: request.url,
    assets,
    nav,
  }
}

/** The language of a page: chosen on it, else remembered, else the first that the browser asks for, else Italian. */
function languageOf(request: FastifyRequest): 'it' | 'en' | 'fr' | 'ar' {
  const chosen = (request.query as { lang?: string } | undefined)?.lang
  if (isLanguage(chosen)) return chosen
  const remembered = request.cookies['nc_lang']
  if (isLanguage(remembered)) return remembered
  const wished = (request.headers['accept-language'] ?? '')
    .split(',')
    .map(part => part.trim().slice(0, 2).toLowerCase())
  return wished.find(isLanguage) ?? 'it'
}
