// SPDX-License-Identifier: EUPL-1.2
// "Explore the demo region" on the first page: makes it, shows how far it is, then its doors. From this computer only.
import type { FastifyRequest } from 'fastify'
import { isFromHere } from '#platform/auth/demo.ts'
import { hideReferrer } from '#platform/auth/cookies.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { paths } from '../app.paths.ts'
import { refuse } from '../refusals.ts'
import { DoorsPage, MakingPage, UnfinishedPage } from './doors.page.tsx'
import { makingOf, startMaking } from './making.ts'
import { doorsOf, findDemo, herDoor } from './prepare.ts'

const SECONDS = 2
const fromHere = (request: FastifyRequest): void => {
  if (!isFromHere(request)) refuse('demo.elsewhere')
}

export const demoRoutes: Routes = async app => {
  app.get(paths.demo.pattern, { config: { role: 'public' }, schema: { hide: true } }, async (request, reply) => {
    fromHere(request)
    hideReferrer(reply)
    const making = makingOf(request.database)
    if (making?.state === 'making') {
      void reply.header('refresh', `${SECONDS}; url=${paths.demo.to()}`)
      return send(reply, page(MakingPage, { making }))
    }
    const found = await findDemo(request.database)
    if (making || found?.state === 'unfinished') return send(reply, page(UnfinishedPage, {}))
    if (found?.state !== 'ready') return send(reply, redirect('/'))
    return send(reply, page(DoorsPage, { doors: await doorsOf(request.database, found.network), people: found.people }))
  })

  app.post(
    paths.demo.pattern,
    { config: { role: 'public', unrecorded: 'what it founds records itself, act by act' }, schema: { hide: true } },
    async (request, reply) => {
      fromHere(request)
      if (!(await findDemo(request.database)))
        void startMaking(request.database, error => request.log.error({ name: nameOf(error) }, 'demo region not made'))
      return send(reply, redirect(paths.demo.to()))
    },
  )

  app.post(
    paths.demoHerself.pattern,
    { config: { role: 'public', records: 'entry.link-made' }, schema: { hide: true } },
    async (request, reply) => {
      fromHere(request)
      hideReferrer(reply)
      const found = await findDemo(request.database)
      const door = found?.state === 'ready' ? await herDoor(request.database, found.network) : undefined
      return send(reply, redirect(door ?? refuse('demo.nobody')))
    },
  )
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
