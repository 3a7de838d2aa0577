// SPDX-License-Identifier: EUPL-1.2
// One function gives the whole server from an opened database: the program listens with it, tests call it with inject().
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import helmet from 'helmet'
import { accountRoutes } from '../auth/account.routes.ts'
import { demoRoutes } from '../auth/demo.routes.ts'
import { myRoutes } from '../auth/my.routes.ts'
import { signInRoutes } from '../auth/sign-in.routes.ts'
import type { Module } from '../module.ts'
import { handleErrors } from './errors.ts'
import { carryScope, type ScopeOptions } from './request-scope.ts'
import { cleanBody } from './clean-body.ts'
import { checkDeclaration, type DeclaredRoute, type RouteConfig } from './routes.ts'
import { type AssetFile, serveAssets } from './static-files.ts'
import { systemRoutes } from './system.routes.ts'
import { takeUploads } from './uploads.ts'

export type ServerOptions = ScopeOptions & {
  readonly modules: readonly Module[]
  readonly files: ReadonlyMap<string, AssetFile>
  readonly logLevel: string
  /** Where log lines go; standard output when absent. */
  readonly logStream?: { write(line: string): void } | undefined
  readonly trustProxy: boolean
  /** Whether people reach us over https: then the browser is told to insist on it. */
  readonly secure: boolean
  /** Requests a minute that one address may make. */
  readonly perMinute: number
}

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: options.logLevel, base: null, ...(options.logStream ? { stream: options.logStream } : {}) },
    logController: new LogController({ disableRequestLogging: true }), // an address can hold an identifier or a one-time link: we log patterns only
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => crypto.randomUUID().slice(0, 8),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const declared: DeclaredRoute[] = []
  app.decorate('declared', declared)
  app.addHook('onRoute', route => {
    if (route.config && 'static' in route.config) return
    checkDeclaration(route)
    for (const method of [route.method].flat()) {
      if (method === 'HEAD') continue
      declared.push({ method, url: route.url, config: route.config as RouteConfig, body: route.schema?.body })
    }
  })
  await protect(app, options)
  await app.register(cookie)
  await app.register(formbody)
  app.decorateRequest('typed', undefined)
  app.addHook('preValidation', async request => {
    request.body = cleanBody(request.body)
    request.typed = request.body
  })
  await takeUploads(app)
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Nuove Comunità', version: '1.0.0' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  handleErrors(app)
  logOutcomes(app)
  carryScope(app, options)
  serveAssets(app, options.files)
  for (const routes of [systemRoutes, signInRoutes, accountRoutes, myRoutes, demoRoutes]) await app.register(routes)
  for (const module of options.modules) for (const routes of module.routes) await app.register(routes)
  return app
}

/** What is no longer than a long page is compressed on the spot: half a millisecond, less than waiting for another thread. */
const PAGE_BYTES = 128 * 1024

/** Headers, limits and compression. Pages hold no secret next to text that a visitor chooses, so compressing is safe. */
async function protect(app: FastifyInstance, { secure, perMinute }: ServerOptions): Promise<void> {
  const setHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  app.addHook('onRequest', (request, reply, next) => setHeaders(request.raw, reply.raw, error => next(error as Error)))
  await app.register(rateLimit, { global: true, max: perMinute, timeWindow: '1 minute' })
  await app.register(compress, { global: true, threshold: 1024, syncThreshold: PAGE_BYTES, encodings: ['br', 'gzip'] })
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/** One line for each answer: what was asked by pattern, how it ended, how long it took. No address, no name, no query. */
function logOutcomes(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        role: request.viewer?.role,
        id: request.id,
      },
      'answered',
    )
  })
}
