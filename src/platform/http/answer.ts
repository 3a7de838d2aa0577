// SPDX-License-Identifier: EUPL-1.2
// What a route gives back. Made inside the transaction, sent after it has committed.
import type { FastifyReply } from 'fastify'
import type { FunctionComponent } from 'preact'
import { renderPage } from '../ui/render.tsx'

export type Answer =
  | { readonly kind: 'page'; readonly draw: Draw; readonly status: number; readonly refresh?: number }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'json'; readonly value: unknown; readonly status: number }
  | { readonly kind: 'download'; readonly name: string; readonly type: string; readonly body: string | Buffer }

type Draw = (view: Parameters<typeof renderPage>[2]) => string

export const isPage = (given: unknown): given is Extract<Answer, { kind: 'page' }> =>
  typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'page' && 'draw' in given

/** An answer is made for one request, so it is drawn once, whoever asks first. */
function drawnOnce(draw: Draw): Draw {
  let drawn: string | undefined
  return view => (drawn ??= draw(view))
}

/** A page of ours: drawn with the language and the viewer of the request. */
export function page<Props extends object>(
  component: FunctionComponent<Props>,
  props: NoInfer<Props>,
  status = 200,
): Answer {
  return { kind: 'page', draw: drawnOnce(view => renderPage(component, props, view)), status }
}

/**
 * The same page, asked for again by the browser itself after so many seconds; works without scripts. Only for a page that
 * shows how long work goes on, and that also offers to hold still (WCAG 2.2.1).
 */
export const refreshing = (answer: Answer, seconds: number): Answer =>
  answer.kind === 'page' ? { ...answer, refresh: seconds } : answer

/** See Other: after a form was taken, the browser asks for the next page, so that a reload sends nothing twice. */
export const redirect = (to: string): Answer => ({ kind: 'redirect', to })

export const json = (value: unknown, status = 200): Answer => ({ kind: 'json', value, status })

/** A file to keep. The name must hold no personal data: it stays in the list of downloads. */
export const download = (name: string, type: string, body: string | Buffer): Answer => ({
  kind: 'download',
  name,
  type,
  body,
})

/** Sends an answer. Nothing personal may be kept by caches, so only static files are cacheable. */
export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  switch (answer.kind) {
    case 'page':
      if (answer.refresh) reply.header('refresh', String(answer.refresh))
      return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.draw(reply.request.view()))
    case 'redirect':
      return reply.redirect(answer.to, 303)
    case 'json':
      return reply.code(answer.status).send(answer.value)
    case 'download':
      return reply
        .type(answer.type)
        .header('content-disposition', `attachment; filename="${answer.name.replaceAll(/[^\w.-]/g, '_')}"`)
        .send(answer.body)
  }
}
