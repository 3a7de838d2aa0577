// SPDX-License-Identifier: EUPL-1.2
// What a route declares. A route that does not say who may use it and what it records cannot be registered.
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { PersonId } from '#lib/ids.ts'
import type { FieldGroup } from '../auth/field-groups.ts'
import type { Purpose, RouteRole } from '../auth/roles.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Database, ServiceRole, Tx, Work } from '../db/scope.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import type { ViewContext } from '../ui/page-context.tsx'

export type Routes = FastifyPluginAsyncZod

/** Whose data a route opens. The access row is written before the work runs: no row, no data. */
export type Opens =
  /**
   * `asGranted`: the page shows only those of its groups that were granted, and the log says only those. Not for pages that
   * show copies which no grant governs, such as a package: there the log would say too little.
   */
  | { readonly person: string; readonly groups: readonly FieldGroup[]; readonly asGranted?: true }
  | { readonly list: true; readonly groups: readonly FieldGroup[] }

export type RouteConfig = {
  readonly role: RouteRole
  /** The facts of the ledger that this route may write. */
  readonly records?: string | readonly string[]
  /** Why a changing route records nothing. */
  readonly unrecorded?: string
  readonly opens?: Opens
  readonly purpose?: Purpose
  /** Takes one file, at most 20 MiB. */
  readonly upload?: true
}

export type InScope = { readonly tx: Tx; readonly viewer: Viewer; readonly lang: string }
export type Upload = {
  readonly filename: string
  readonly bytes: Buffer
  readonly fields: Readonly<Record<string, string>>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    role?: RouteRole
    records?: string | readonly string[]
    unrecorded?: string
    opens?: Opens
    purpose?: Purpose
    upload?: true
  }
  interface FastifyRequest {
    /** Who asks; undefined for nobody signed in. */
    viewer: Viewer | undefined
    lang: 'it' | 'en' | 'fr' | 'ar'
    /** The context in which a page is drawn. */
    view(): ViewContext
    /** One transaction in the viewer's scope, with the access row written first when the route opens a person. */
    inScope<T>(work: (given: InScope) => Promise<T>): Promise<T>
    /** One transaction under a service role, for routes before sign-in. */
    asRole<T>(role: ServiceRole, work: Work<T>): Promise<T>
    database: Database
    /** Parts of the product whose texts no speaker has read yet, by language. */
    unreviewed: Catalogue['unreviewed']
    /** The uploaded file of a route with `upload: true`; undefined when none was chosen. */
    upload(): Promise<Upload | undefined>
    /** The form as it was sent, before its schema read it: what is drawn again when a rule refuses what the schema took. */
    typed: unknown
    /** Now, on the clock of this server (tests move it). */
    now(): Viewer['now']
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Throws at start-up when a route forgot to say who may use it, or what it records. */
export function checkDeclaration(route: RouteOptions): void {
  const config = route.config
  const name = `${String(route.method)} ${route.url}`
  if (!config?.role) throw new Error(`${name} does not say which role may use it (config.role)`)
  const methods = Array.isArray(route.method) ? route.method : [route.method]
  if (methods.every(method => READING.has(method))) return
  if (!config.records && !config.unrecorded) {
    throw new Error(
      `${name} changes something: name the fact it records (config.records) or why not (config.unrecorded)`,
    )
  }
}

/** Which person a route opens, read from its path. */
export function openedPerson(opens: Opens, params: unknown): PersonId | undefined {
  if (!('person' in opens)) return undefined
  return (params as Record<string, string>)[opens.person] as PersonId
}

/** Every declared route of an application, for the role matrix, the tests of forms and of accessibility. */
export type DeclaredRoute = {
  readonly method: string
  readonly url: string
  readonly config: RouteConfig
  /** What the body must be, where it has a shape. */
  readonly body?: unknown
}

export function declaredRoutes(app: FastifyInstance): readonly DeclaredRoute[] {
  return (app as FastifyInstance & { declared?: readonly DeclaredRoute[] }).declared ?? []
}
