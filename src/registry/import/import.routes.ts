// SPDX-License-Identifier: EUPL-1.2
import { type Answer, download, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { writeCsv, writeXlsx } from '#platform/spreadsheets/write-spreadsheet.ts'
import { stateNames } from '../territory.client.ts'
import { discardImport } from './import-steps.store.ts'
import { applyNowOrLater, checkImport, handOver, undoNowOrLater } from './import-work.act.ts'
import { importWorkRoutes, progressOf } from './import-work.routes.ts'
import { readChoices } from './choices.ts'
import { ImportParams, ReviewForm, ReviewQuery, RowsQuery, WaitingParams } from './import.form.ts'
import { ResultPage } from './result.page.tsx'
import { paths } from './import.paths.ts'
import { isLong } from './import.ts'
import { getImport, listImports } from './import.store.ts'
import { ReviewPage } from './review.page.tsx'
import { lookAt } from './review.store.ts'
import { RowsPage } from './rows.page.tsx'
import { readSample, SAMPLE_NAME } from './sample.client.ts'
import { startImport } from './start-import.act.ts'
import { StartPage, type StartProblem } from './start.page.tsx'
import { appliedPeople, builtUpon } from './undo.store.ts'
import { waitingSheets, waitingTable } from './waiting-rows.ts'

const role = ['case-worker', 'cpi-operator'] as const
const opens = { list: true, groups: ['identity', 'contacts', 'permit'] } as const
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Work = <T>(work: (given: InScope) => Promise<T>) => Promise<T>

/** The start page again, with what was wrong with the file. */
const startAgain = (inScope: Work, problem: StartProblem): Promise<Answer> =>
  inScope(async ({ tx }) => page(StartPage, { imports: await listImports(tx), problem }, 422))

/** Reads a file outside any transaction, then keeps it for review. */
async function take(inScope: Work, fileName: string, bytes: Buffer): Promise<Answer> {
  const reading = await readSpreadsheet(fileName, bytes)
  if ('code' in reading) return startAgain(inScope, reading)
  return inScope(async ({ tx, viewer }) => {
    const { organisationName } = viewer
    const read = { fileName, bytes, book: reading.book, organisationName, route: paths.start.pattern }
    const id = await startImport(tx, read)
    if (!isLong(read.book)) return redirect(paths.review.to({ import: id }))
    await handOver(tx, { id, version: 1 }, 'check')
    return redirect(progressOf(id, 'check'))
  })
}

export const importRoutes: Routes = async app => {
  app.get(paths.start.pattern, { config: { role }, schema: { hide: true } }, async (request, reply) =>
    send(reply, await request.inScope(async ({ tx }) => page(StartPage, { imports: await listImports(tx) }))),
  )

  app.post(
    paths.start.pattern,
    { config: { role, upload: true, unrecorded: 'a file is read and waits for review' }, schema: { hide: true } },
    async (request, reply) => {
      const upload = await request.upload()
      const given: Work = work => request.inScope(work)
      if (!upload || upload.filename === '')
        return send(reply, await startAgain(given, { code: 'import.file.required', params: {} }))
      return send(reply, await take(given, upload.filename, upload.bytes))
    },
  )

  app.post(
    paths.sample.pattern,
    { config: { role, unrecorded: 'a file is read and waits for review' }, schema: { hide: true } },
    async (request, reply) => {
      const given: Work = work => request.inScope(work)
      if (request.viewer?.networkKind === 'real')
        return send(reply, await startAgain(given, { code: 'import.sample.real-network', params: {} }))
      return send(reply, await take(given, SAMPLE_NAME, await readSample()))
    },
  )

  app.get(
    paths.review.pattern,
    {
      config: { role, opens },
      schema: { hide: true, params: ImportParams, querystring: ReviewQuery },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const states = await stateNames(request.lang, request.view().t)
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        if (given.work) return redirect(progressOf(given.id, given.work.kind))
        if (!given.book) return redirect(paths.import.to({ import: given.id }))
        return page(ReviewPage, {
          given,
          review: await lookAt(tx, given),
          states,
          saved: request.query.saved === 'yes',
        })
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.post(
    paths.review.pattern,
    {
      config: { role, opens, unrecorded: 'choices are kept beside the file, nothing is in the register yet' },
      schema: { hide: true, params: ImportParams, body: ReviewForm },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        const working = await checkImport(tx, given, readChoices(request.body, given))
        return redirect(working ? progressOf(given.id, 'check') : `${paths.review.to({ import: given.id })}?saved=yes`)
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.get(
    paths.rows.pattern,
    {
      config: { role, opens },
      schema: { hide: true, params: ImportParams, querystring: RowsQuery },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const states = await stateNames(request.lang, request.view().t)
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        if (given.work) return redirect(progressOf(given.id, given.work.kind))
        return page(RowsPage, { given, review: await lookAt(tx, given), states, ...request.query })
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.get(
    paths.waiting.pattern,
    {
      config: { role, opens: { list: true, groups: ['identity', 'contacts', 'permit', 'notes'] } },
      schema: { hide: true, params: WaitingParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const { t } = request.view()
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        if (given.work) return redirect(progressOf(given.id, given.work.kind))
        const { book, plan } = await lookAt(tx, given)
        if (request.params.kind === 'csv')
          return download(
            'righe-da-correggere.csv',
            'text/csv; charset=utf-8',
            writeCsv(waitingTable(book, given.plans, plan.waiting, t)),
          )
        return download(
          'righe-da-correggere.xlsx',
          XLSX,
          await writeXlsx(waitingSheets(book, given.plans, plan.waiting, t)),
        )
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.post(
    paths.apply.pattern,
    {
      config: { role, opens, records: 'import.applied' },
      schema: { hide: true, params: ImportParams, body: ReviewForm },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        const outcome = await applyNowOrLater(tx, given, readChoices(request.body, given))
        if (outcome === 'working') return redirect(progressOf(given.id, 'write'))
        if (outcome === 'nothing') return redirect(`${paths.review.to({ import: given.id })}?saved=yes`)
        return redirect(paths.import.to({ import: given.id }))
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.get(
    paths.import.pattern,
    { config: { role, opens }, schema: { hide: true, params: ImportParams }, attachValidation: true },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        if (given.work) return redirect(progressOf(given.id, given.work.kind))
        if (given.state === 'review' && given.book) return redirect(paths.review.to({ import: given.id }))
        const applied = await appliedPeople(tx, given.id)
        const waiting = given.book ? (await lookAt(tx, given)).plan.waiting : []
        return page(ResultPage, {
          given,
          people: new Set(applied.map(each => each.person)).size,
          built: (await builtUpon(tx, given.id, applied)).size,
          waiting,
        })
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.post(
    paths.undo.pattern,
    {
      config: { role, opens, records: 'import.undone' },
      schema: { hide: true, params: ImportParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        const given = await getImport(tx, request.params.import)
        const outcome = await undoNowOrLater(tx, given)
        return redirect(outcome === 'working' ? progressOf(given.id, 'undo') : paths.import.to({ import: given.id }))
      }
      return send(reply, await request.inScope(work))
    },
  )

  app.post(
    paths.discard.pattern,
    {
      config: { role, unrecorded: 'nothing of the file was in the register' },
      schema: { hide: true, params: ImportParams },
      attachValidation: true,
    },
    async (request, reply) => {
      fieldErrors(request)
      const work = async ({ tx }: InScope) => {
        await discardImport(tx, await getImport(tx, request.params.import))
        return redirect(paths.start.to())
      }
      return send(reply, await request.inScope(work))
    },
  )

  await app.register(importWorkRoutes)
}
