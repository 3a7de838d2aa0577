// SPDX-License-Identifier: EUPL-1.2
import { addMonths } from '#lib/civil-date.ts'
import { sealOf } from '#ledger/index.ts'
import type { PackageId } from '#lib/ids.ts'
import { getOrganisation, sharesOf } from '#network/index.ts'
import { Refusal } from '#lib/refusal.ts'
import { logAccess } from '#platform/auth/access.ts'
import { type Answer, download, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, fieldErrors, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import type { ViewContext } from '#platform/ui/page-context.tsx'
import {
  acceptPackage,
  confirmDid,
  getReceived,
  returnPackage,
  saveReviewOf,
  signPact,
  unkeepable,
} from './answer.act.ts'
import { countryNames } from './country-names.act.ts'
import { paths } from './cpi.paths.ts'
import { readDid, readPact } from './declaration.ts'
import { countVerdicts } from './did-pre-check.ts'
import { type InboxEntry, InboxPage, SentPage } from './inbox.page.tsx'
import { accessOf, type Package } from './package.ts'
import { ConfirmDid, PackageParams, ReturnPackage, Review, SignPact } from './package.form.ts'
import { PackagePage, type PackageProps } from './package.page.tsx'
import { checksOf, fieldsOf } from './package-content.store.ts'
import { getPackage, receivedPackages, sentPackages } from './package.store.ts'
import { refuse } from './refusals.ts'
import { acceptDocumented, answerProblems, readDecisions } from './review.ts'
import { decisionsOf, lastPromoter } from './review.store.ts'
import { sapRecord } from './sap/sap-record.ts'
import { sapXml } from './sap/sap-xml.client.ts'

const PACT_MONTHS = 12
const KNOWN_ID = 'pact.policy-id-known'
const operators = { role: 'cpi-operator' } as const

async function inboxOf({ tx }: InScope): Promise<readonly InboxEntry[]> {
  const packages = await receivedPackages(tx)
  const checks = await checksOf(
    tx,
    packages.map(each => each.id),
  )
  return packages.map(each => ({ package: each, counts: countVerdicts(checks.get(each.id) ?? []) }))
}

/** The person sees who opened her package, so the row names her; the path of a package does not. */
async function openPackage({ tx, viewer }: InScope, opened: Package, route: string): Promise<void> {
  logAccess(tx, {
    ...(opened.person && { person: opened.person }),
    groups: opened.groups,
    route,
    organisationName: viewer.organisationName,
  })
}

async function packagePage(
  scope: InScope,
  view: ViewContext,
  received: Package,
  forms: PackageProps['forms'] = {},
): Promise<Answer> {
  const { tx, viewer } = scope
  await openPackage(scope, received, paths.package.pattern)
  const { id } = received
  const own = await getOrganisation(tx, viewer.organisation)
  const proposedOn = received.did?.on ?? viewer.today
  const props: PackageProps = {
    package: received,
    access: received.person && accessOf(received, await sharesOf(tx, received.person)),
    fields: await fieldsOf(tx, id),
    checks: (await checksOf(tx, [id])).get(id) ?? [],
    decisions: await decisionsOf(tx, id),
    inbox: await inboxOf(scope),
    countries: await countryNames(view),
    today: viewer.today,
    pactDefaults: {
      proposedOn,
      signedOn: viewer.today,
      endsOn: addMonths(viewer.today, PACT_MONTHS),
      promoter: own.externalCode ?? (await lastPromoter(tx)),
      operator: viewer.displayName,
    },
    seal: (await sealOf(tx, [received.fact])).get(received.fact),
    forms,
  }
  return page(PackagePage, props, Object.keys(forms).length > 0 ? 422 : 200)
}

/** The package again, with what was wrong with one of its forms. */
const packageAgain =
  (
    scope: InScope,
    view: ViewContext,
    received: Package,
    form: keyof NonNullable<PackageProps['forms']>,
    body: unknown,
  ) =>
  (errors: readonly FieldError[]): Promise<Answer> =>
    packagePage(scope, view, received, { [form]: refused(errors, body) })

/** Saves, accepts the documented fields, or answers, whichever button was pressed. */
async function review(scope: InScope, view: ViewContext, id: PackageId, body: Review): Promise<Answer> {
  const { tx } = scope
  const received = await getReceived(tx, id)
  const fields = await fieldsOf(tx, id)
  const { decisions, errors } = readDecisions(fields, body)
  const again = packageAgain(scope, view, received, 'review', body)
  if (errors.length > 0) return again(errors)
  if (body.action === 'answer') {
    const problems = [...answerProblems(fields, decisions), ...unkeepable(fields, decisions)]
    if (problems.length > 0) return again(problems)
    await acceptPackage(tx, received, fields, decisions)
  } else {
    await saveReviewOf(tx, received, body.action === 'save' ? decisions : acceptDocumented(fields, decisions))
  }
  return redirect(paths.package.to({ package: id }))
}

export const packageRoutes: Routes = async app => {
  app.get(
    paths.inbox.pattern,
    {
      config: { role: ['cpi-operator', 'case-worker'], opens: { list: true, groups: ['identity'] } },
      schema: { hide: true },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope =>
          scope.viewer.role === 'cpi-operator'
            ? page(InboxPage, { entries: await inboxOf(scope) })
            : page(SentPage, { packages: await sentPackages(scope.tx) }),
        ),
      ),
  )

  app.get(
    paths.package.pattern,
    { config: operators, schema: { hide: true, params: PackageParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope =>
          packagePage(scope, request.view(), await getReceived(scope.tx, request.params.package)),
        ),
      ),
  )

  app.post(
    paths.package.pattern,
    {
      config: { ...operators, records: 'package.answered' },
      schema: { hide: true, params: PackageParams, body: Review },
    },
    async (request, reply) =>
      send(reply, await request.inScope(scope => review(scope, request.view(), request.params.package, request.body))),
  )

  app.post(
    paths.returnPackage.pattern,
    {
      config: { ...operators, records: 'package.answered' },
      schema: { hide: true, params: PackageParams, body: ReturnPackage },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const errors = fieldErrors(request)
          const received = await getReceived(scope.tx, request.params.package)
          if (errors) return packageAgain(scope, request.view(), received, 'return', request.typed)(errors)
          await returnPackage(scope.tx, received, request.body)
          return redirect(paths.package.to({ package: received.id }))
        }),
      ),
  )

  app.get(
    paths.sap.pattern,
    { config: { role: ['cpi-operator', 'case-worker'] }, schema: { hide: true, params: PackageParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const opened = await getPackage(scope.tx, request.params.package)
          await openPackage(scope, opened, paths.sap.pattern)
          const { did, pact, number } = opened
          const fields = await fieldsOf(scope.tx, opened.id)
          const xml = sapXml(sapRecord({ fields, updatedOn: scope.viewer.today, did, pact }))
          return download(`sap-${number}.xml`, 'application/xml; charset=utf-8', xml)
        }),
      ),
  )
}

/** Only a job centre confirms a declaration or a pact. */
export const declarationRoutes: Routes = async app => {
  app.post(
    paths.did.pattern,
    {
      config: { ...operators, records: 'did.confirmed' },
      schema: { hide: true, params: PackageParams, body: ConfirmDid },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const received = await getReceived(scope.tx, request.params.package)
          const again = packageAgain(scope, request.view(), received, 'did', request.typed)
          const errors = fieldErrors(request)
          if (errors) return again(errors)
          const did = readDid(request.body, scope.viewer.today)
          if ('length' in did) return again(did)
          await confirmDid(scope.tx, received, did)
          return redirect(paths.package.to({ package: received.id }))
        }),
      ),
  )

  app.post(
    paths.pact.pattern,
    {
      config: { ...operators, records: 'pact.signed' },
      schema: { hide: true, params: PackageParams, body: SignPact },
      attachValidation: true,
    },
    async (request, reply) => {
      const pactOf = (known?: FieldError) =>
        request.inScope(async scope => {
          const received = await getReceived(scope.tx, request.params.package)
          const again = packageAgain(scope, request.view(), received, 'pact', request.typed)
          const errors = fieldErrors(request)
          if (errors) return again(errors)
          if (!received.did) return refuse('did.needed-first')
          const pact = readPact(request.body, received.did, scope.viewer.today)
          if ('length' in pact) return again(pact)
          if (known) return again([known])
          await signPact(scope.tx, received, pact)
          return redirect(paths.package.to({ package: received.id }))
        })
      // Whose the id is may be another job centre's secret: only the database can say that it is somebody's.
      const answer = await pactOf().catch((problem: unknown) => {
        if (!(problem instanceof Refusal && problem.code === KNOWN_ID)) throw problem
        return pactOf({ field: 'policyId', code: KNOWN_ID })
      })
      return send(reply, answer)
    },
  )
}
