// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { organisationsIn } from '#network/index.ts'
import type { Role } from '#platform/auth/roles.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import { sameHandles } from '#registry/index.ts'
import { clusters } from './counting.ts'
import { handlesIn } from './enrolment.store.ts'
import { NewProgrammePage } from './new-programme.page.tsx'
import { createProgramme, enterSpend } from './programme.act.ts'
import { AsOf, NewProgramme, NewSpend, ProgrammeParams } from './programme.form.ts'
import { getProgramme, isCodeTaken, listProgrammes, spendOf } from './programme.store.ts'
import { leads, type Programme, shareOfTime } from './programme.ts'
import { type ProgrammeLine, ProgrammesPage } from './programmes.page.tsx'
import { paths } from './programmes.paths.ts'
import { provinceNames } from './province-names.ts'
import { rightTo, shownTo } from './exactness.ts'
import { figuresOn } from './report.act.ts'
import { ReportPage } from './report.page.tsx'

export const makers: readonly Role[] = ['coordinator', 'administrator']
export const readers: readonly Role[] = ['coordinator', 'auditor']

async function newProgrammePage({ tx, viewer }: InScope, form?: FormState): Promise<Answer> {
  const others = (await organisationsIn(tx)).filter(each => each.id !== viewer.organisation)
  const organisations = others.map(({ id, name }) => ({ id: id as OrganisationId, name }))
  return page(NewProgrammePage, { organisations, form }, form ? 422 : 200)
}

async function linesOf({ tx, viewer }: InScope): Promise<readonly ProgrammeLine[]> {
  const [same, taking, programmes] = await Promise.all([
    sameHandles(tx, viewer.today),
    handlesIn(tx, viewer.today),
    listProgrammes(tx),
  ])
  const cluster = clusters(same)
  return programmes.map(programme => ({
    programme,
    heads: new Set(taking.get(programme.id)?.map(cluster)).size,
    share: shareOfTime(programme, viewer.today),
  }))
}

/** Money is entered once it is spent. After the end of a programme bills still come; before its start none does. */
function spendProblems({ startsOn }: Programme, on: CivilDate, today: CivilDate): FieldError[] {
  if (on > today) return [{ field: 'on', code: 'spend.on.future' }]
  return on < startsOn ? [{ field: 'on', code: 'spend.on.before-start' }] : []
}

type Asked = { readonly asOf: ReturnType<typeof AsOf.parse>; readonly spendForm?: FormState }

async function reportPage(
  { tx, viewer }: InScope,
  id: ReturnType<typeof ProgrammeParams.parse>['programme'],
  { asOf, spendForm }: Asked,
): Promise<Answer> {
  const report = await figuresOn(tx, id, asOf.asOf ?? viewer.today, viewer)
  const maySpend = viewer.role === 'coordinator' && report.programme.spending === 'entries'
  const props = {
    report,
    shown: shownTo(report, viewer),
    own: viewer.organisation,
    mayExport: viewer.role === 'coordinator' || viewer.role === 'auditor',
    mayCorrect: leads(viewer, report.programme),
    mayProve: rightTo(viewer, report.partners) === 'exact',
    maySpend,
    ownSpend: maySpend
      ? (await spendOf(tx, id, report.asOf)).filter(each => each.organisation === viewer.organisation)
      : [],
    asOfWrong: asOf.wrong,
    provinceNames: provinceNames(),
    spendForm,
  }
  return page(ReportPage, props, spendForm ? 422 : 200)
}

export const programmeRoutes: Routes = async app => {
  app.get(
    paths.programmes.pattern,
    { config: { role: [...readers, 'administrator'], purpose: 'reporting' }, schema: { hide: true } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope =>
          page(ProgrammesPage, {
            lines: await linesOf(scope),
            mayCreate: makers.includes(scope.viewer.role),
            mayRead: readers.includes(scope.viewer.role),
          }),
        ),
      ),
  )

  app.get(paths.newProgramme.pattern, { config: { role: makers }, schema: { hide: true } }, async (request, reply) =>
    send(reply, await request.inScope(scope => newProgrammePage(scope))),
  )

  app.post(
    paths.newProgramme.pattern,
    {
      config: { role: makers, records: 'programme.created' },
      schema: { hide: true, body: NewProgramme },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const errors = fieldErrors(request)
          if (errors) return newProgrammePage(scope, refused(errors, request.typed))
          if (await isCodeTaken(scope.tx, request.body.code))
            return newProgrammePage(scope, refused([{ field: 'code', code: 'programme.code-taken' }], request.typed))
          const programme = await createProgramme(scope.tx, request.body)
          return redirect(
            scope.viewer.role === 'administrator' ? paths.programmes.to() : paths.programme.to({ programme }),
          )
        }),
      ),
  )

  app.get(
    paths.programme.pattern,
    {
      config: { role: readers, purpose: 'reporting' },
      schema: { hide: true, params: ProgrammeParams, querystring: AsOf },
    },
    async (request, reply) =>
      send(reply, await request.inScope(scope => reportPage(scope, request.params.programme, { asOf: request.query }))),
  )

  app.post(
    paths.spend.pattern,
    {
      config: { role: 'coordinator', purpose: 'reporting', records: 'spend.recorded' },
      schema: { hide: true, params: ProgrammeParams, body: NewSpend },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { programme } = request.params
          const errors =
            fieldErrors(request) ??
            spendProblems(await getProgramme(scope.tx, programme), request.body.on, scope.viewer.today)
          if (errors.length > 0)
            return reportPage(scope, programme, {
              asOf: { asOf: undefined, wrong: false },
              spendForm: refused(errors, request.typed),
            })
          await enterSpend(scope.tx, programme, request.body)
          return redirect(`${paths.programme.to({ programme })}#spend`)
        }),
      ),
  )
}
