// SPDX-License-Identifier: EUPL-1.2
// Long registers: how far the work is, and what one may do meanwhile. Whoever waits may leave and come back.
import type { ImportId } from '#lib/ids.ts'
import { page, redirect, refreshing, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { ImportParams, ProgressQuery } from './import.form.ts'
import { paths } from './import.paths.ts'
import type { WorkKind } from './import.ts'
import { getHead } from './import.store.ts'
import { giveUp, tryAgain, workOf } from './import-work.act.ts'
import { ProgressPage } from './progress.page.tsx'

const role = ['case-worker', 'cpi-operator'] as const

/** Seconds between two looks of a page that refreshes itself. */
const EVERY = 3

export const progressOf = (id: ImportId, of: WorkKind): string => `${paths.progress.to({ import: id })}?of=${of}`

export const importWorkRoutes: Routes = async app => {
  app.get(
    paths.progress.pattern,
    {
      config: { role },
      schema: { hide: true, params: ImportParams, querystring: ProgressQuery },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getHead(tx, request.params.import)
        const state = await workOf(tx, given)
        if (!given.work || !state) {
          const over = request.query.of === 'check' ? paths.review : paths.import
          return redirect(over.to({ import: given.id }))
        }
        const still = request.query.still !== undefined
        const shown = page(ProgressPage, { given, kind: given.work.kind, state, still })
        return still || state.kind === 'failed' ? shown : refreshing(shown, EVERY)
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.post(
    paths.again.pattern,
    {
      config: { role, unrecorded: 'the work that begins anew records what it does' },
      schema: { hide: true, params: ImportParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getHead(tx, request.params.import)
        await tryAgain(tx, given)
        return redirect(progressOf(given.id, given.work?.kind ?? 'write'))
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.post(
    paths.giveUp.pattern,
    {
      config: { role, unrecorded: 'nothing that the work did is in the register' },
      schema: { hide: true, params: ImportParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getHead(tx, request.params.import)
        await giveUp(tx, given)
        return redirect(paths.import.to({ import: given.id }))
      }
      return send(reply, await request.inScope(work))
    },
  )
}
