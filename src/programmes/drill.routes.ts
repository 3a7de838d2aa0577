// SPDX-License-Identifier: EUPL-1.2
import { sealOf } from '#ledger/index.ts'
import { page, download, send } from '#platform/http/answer.ts'
import type { Routes } from '#platform/http/routes.ts'
import { stateNames } from '#registry/index.ts'
import { DefectsPage } from './defects.page.tsx'
import { HeadPage, OrganisationPage } from './drill.page.tsx'
import { recordExport, reportBundle, reportWorkbook } from './export.act.ts'
import { AsOf, DefectParams, ExportReport, HeadParams, OrganisationParams, ProgrammeParams } from './programme.form.ts'
import { readers } from './programme.routes.ts'
import { paths } from './programmes.paths.ts'
import { refuse } from './refusals.ts'
import { mayOpen, mine, rightTo } from './exactness.ts'
import { figuresOn, gateOn, handlesLike, reportOn, rowsOn } from './report.act.ts'
import { SMALLEST_CELL } from './small-cells.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const config = { role: readers, purpose: 'reporting' } as const
type View = { readonly lang: string; t(key: string): string }
const countriesOf = async ({ lang, t }: View) => Object.fromEntries(await stateNames(lang, t))

/** From a number to its organisation, from there to its coded heads, from a head to the signed meetings. */
export const drillRoutes: Routes = async app => {
  app.get(
    paths.organisation.pattern,
    { config, schema: { hide: true, params: OrganisationParams, querystring: AsOf } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const { programme: id, organisation } = request.params
          const asOf = request.query.asOf ?? viewer.today
          const { programme, heads, hours, names, partners } = await rowsOn(tx, id, asOf, { organisation })
          if (!names.has(organisation)) return refuse('programme.not-found')
          if (!mayOpen(rightTo(viewer, partners), viewer, [organisation])) return refuse('report.others-exact')
          const own = heads.filter(head => head.enrolments.some(each => each.organisation === organisation))
          const seals = await sealOf(
            tx,
            own.flatMap(head => head.enrolments.map(each => each.fact)),
          )
          const countries = await countriesOf(request.view())
          return page(OrganisationPage, {
            programme,
            asOf,
            organisation,
            heads: own,
            hours,
            names,
            seals,
            countries,
            isOwn: organisation === viewer.organisation,
          })
        }),
      ),
  )

  app.get(
    paths.head.pattern,
    { config, schema: { hide: true, params: HeadParams, querystring: AsOf } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const asOf = request.query.asOf ?? viewer.today
          const handles = await handlesLike(tx, request.params.head, asOf)
          const { programme, heads, hours, names, partners } = await rowsOn(tx, request.params.programme, asOf, {
            handles,
          })
          const head = heads.find(each => each.key === request.params.head)
          if (!head) return refuse('enrolment.not-found')
          const own = hours.filter(hour => hour.head === head.key)
          const where = [...head.enrolments, ...own].map(each => each.organisation)
          if (!mayOpen(rightTo(viewer, partners), viewer, where)) return refuse('report.others-exact')
          const seals = await sealOf(tx, [...head.enrolments.map(each => each.fact), ...own.map(hour => hour.fact)])
          const beside = heads.filter(each => each.first.organisation === head.first.organisation).length
          const few = beside < SMALLEST_CELL && head.first.organisation !== viewer.organisation
          return page(HeadPage, {
            programme,
            asOf,
            head,
            hours: own,
            names,
            seals,
            few,
            countries: await countriesOf(request.view()),
          })
        }),
      ),
  )

  app.get(
    paths.defects.pattern,
    { config, schema: { hide: true, params: DefectParams, querystring: AsOf } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const report = await gateOn(tx, request.params.programme, request.query.asOf ?? viewer.today)
          return page(DefectsPage, { report: mine(report, viewer), defect: request.params.defect })
        }),
      ),
  )

  app.post(
    paths.exportReport.pattern,
    {
      config: { ...config, records: 'report.exported' },
      schema: { hide: true, params: ProgrammeParams, body: ExportReport },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const { kind, asOf } = request.body
          const id = request.params.programme
          if (kind === 'xlsx') {
            const figures = await figuresOn(tx, id, asOf)
            const workbook = await reportWorkbook(figures, request.view().t)
            await recordExport(tx, figures, kind)
            return download(`${figures.programme.code}-${asOf}.xlsx`, XLSX, workbook)
          }
          const report = await reportOn(tx, id, asOf)
          if (rightTo(viewer, report.partners) !== 'exact') return refuse('report.others-exact')
          const bundle = await reportBundle(tx, report)
          await recordExport(tx, report, kind)
          return download(`${report.programme.code}-${asOf}.bundle.json`, 'application/json', bundle)
        }),
      ),
  )
}
