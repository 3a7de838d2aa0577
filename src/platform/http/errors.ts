// SPDX-License-Identifier: EUPL-1.2
// The one boundary that errors cross: a refusal becomes its status and its sentence, everything else a 500 that says
// nothing of the inside.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalKind } from '#lib/refusal.ts'
import { page, send } from './answer.ts'
import { ErrorPage } from './error.page.tsx'

const statuses: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  'too-many': 429,
  unavailable: 503,
}

type Problem = { status: number; code: string; params?: Readonly<Record<string, string | number>> }

export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) request.log.error({ err: describe(error), code: problem.code }, 'failed')
    return answerProblem(request, reply, problem, error.validation)
  })
  app.setNotFoundHandler({ preHandler: [] }, (request, reply) =>
    answerProblem(request, reply, { status: 404, code: 'page.not-found' }),
  )
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof Refusal) return { status: statuses[error.kind], code: error.code, params: error.params }
  // A policy said no to a write that a rule above should have refused: a defect, told as forbidden.
  if ('code' in error && (error as { code?: string }).code === '42501') return { status: 403, code: 'page.forbidden' }
  if (error.validation) {
    return error.validationContext === 'params'
      ? { status: 404, code: 'page.not-found' }
      : { status: 422, code: 'page.invalid' }
  }
  const status = error.statusCode ?? 500
  if (status === 413) return { status, code: 'page.too-large' }
  if (status === 429) return { status, code: 'page.too-many' }
  if (status === 415) return { status, code: 'page.unsupported' }
  if (status >= 400 && status < 500) return { status, code: 'page.bad-request' }
  return { status: 500, code: 'page.failed' }
}

/** RFC 9457 for programs, a page in the visitor's language for people. */
function answerProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, params }: Problem,
  validation?: unknown,
): FastifyReply {
  if (status === 429 || status === 503) reply.header('retry-after', '60')
  const { t } = request.view()
  if (wantsJson(request)) {
    const errors = Array.isArray(validation) ? validation.map(asFieldError) : undefined
    return reply
      .code(status)
      .type('application/problem+json')
      .send({
        type: 'about:blank',
        status,
        code,
        title: t(code, params),
        instance: request.id,
        ...(errors && { errors }),
      })
  }
  return send(reply, page(ErrorPage, { code, params, status, reference: request.id }, status))
}

const asFieldError = (issue: { instancePath?: string; message?: string }) => ({
  field: (issue.instancePath ?? '').replace(/^\//, ''),
  code: issue.message ?? 'input.invalid',
})

function wantsJson(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/') || (request.headers.accept ?? '').startsWith('application/json')
}

/** What the log may know of an error: its kind and place, never a message that could quote data. */
function describe(error: Error): { name: string; code: unknown; constraint: unknown; stack: string } {
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown }
  const frames = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at '))
  return { name: error.name, code, constraint, stack: frames.slice(0, 12).join('\n') }
}
