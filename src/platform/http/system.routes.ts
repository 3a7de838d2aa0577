// SPDX-License-Identifier: EUPL-1.2
import type { Routes } from './routes.ts'

/** What machines ask: is it ready, and what does the API look like. */
export const systemRoutes: Routes = async app => {
  // ModI RAC_REST_NAME_011: GET /status answers with a problem document, 200 when ready and 503 before.
  app.get('/status', { config: { role: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const ready = await request.database.isReady()
    const status = ready ? 200 : 503
    if (!ready) reply.header('retry-after', '5')
    return reply
      .code(status)
      .type('application/problem+json')
      .send({ type: 'about:blank', status, title: ready ? 'OK' : 'Service Unavailable' })
  })
  app.get('/api/openapi.json', { config: { role: 'public' }, schema: { hide: true } }, async () => app.swagger())
}
