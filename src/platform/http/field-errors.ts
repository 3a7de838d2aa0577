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

/** The state of a form that was refused, to draw it again as it was sent. */
export const refused = (errors: readonly FieldError[], body: unknown): FormState => ({
  errors,
  values: typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
})
