// SPDX-License-Identifier: EUPL-1.2
import type { FastifyRequest } from 'fastify'
import { refuser } from '#lib/refusal.ts'

/** What is wrong with one field. The code is the key of the sentence shown beside it. */
export type FieldError = { readonly field: string; readonly code: string }

/** A form as it was sent: shown again with its errors, nothing typed is lost. */
export type FormState = { readonly errors: readonly FieldError[]; readonly values: Readonly<Record<string, unknown>> }

const refuse = refuser({ 'page.not-found': 'not-found' } as const)

type Issue = { readonly instancePath?: string; readonly message?: string }

/**
 * All errors of a form at once, or undefined when it may be read. Call it before reading `request.body`: with
 * `attachValidation` the types say that the body is valid even when it is not. A bad path parameter is a page that
 * does not exist, not an error of a form.
 */
export function fieldErrors(request: FastifyRequest): readonly FieldError[] | undefined {
  const failed = request.validationError
  if (!failed) return undefined
  if (failed.validationContext === 'params') refuse('page.not-found')
  const issues = (failed.validation ?? []) as readonly Issue[]
  return issues.map(issue => ({
    field: (issue.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    code: issue.message ?? 'input.invalid',
  }))
}

/**
 * The state of a form that was refused, to draw it again as it was sent: give it `request.typed`. The body that a schema
 * has read holds no boxes of dates and no ticks any more.
 */
export function refused(errors: readonly FieldError[], typed: unknown): FormState {
  const values = typeof typed === 'object' && typed !== null ? (typed as Record<string, unknown>) : {}
  return { errors: asDrawn(errors, Object.keys(values)), values }
}

const DATE_PART = /-(?:day|month|year)$/

/** In the order of the page, which is that of the fields sent. What was not sent stays behind the error before it. */
function asDrawn(errors: readonly FieldError[], sent: readonly string[]): FieldError[] {
  const names = sent.map(name => name.replace(DATE_PART, ''))
  let last = -1
  const placed = errors.map(error => {
    const at = names.indexOf(error.field.replace(DATE_PART, ''))
    if (at >= 0) last = at
    return { error, at: last }
  })
  return placed.toSorted((a, b) => a.at - b.at).map(({ error }) => error)
}
