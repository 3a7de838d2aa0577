// SPDX-License-Identifier: EUPL-1.2
import { addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { LONGEST_MONTHS, sharesOf } from '#network/index.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { type FieldError, fieldErrors, type FormState, refused } from '#platform/http/field-errors.ts'
import type { InScope, Routes } from '#platform/http/routes.ts'
import type { Role } from '#platform/auth/roles.ts'
import { displayName, getOwnPerson, type Person } from '#registry/index.ts'
import { takeCorrection } from './answer.act.ts'
import { countryNames } from './country-names.act.ts'
import { paths } from './cpi.paths.ts'
import { packageGroups } from './field.ts'
import { closeAccess, hindrance, type Preparation, prepareHandover, sendPackage } from './handover.act.ts'
import { Handover, PersonParams, TakeCorrection, Withdraw } from './handover.form.ts'
import { HandoverPage } from './handover.page.tsx'
import { isTakeable } from './outcome.ts'
import { accessOf } from './package.ts'
import { checksOf, fieldsOf } from './package-content.store.ts'
import { findReceivedOf, packagesOf } from './package.store.ts'
import type { Handover as Shown } from './person-cpi.page.tsx'
import { PersonCpiPage } from './person-cpi.page.tsx'
import { isOpen } from './review.ts'
import { decisionsOf, takenOf } from './review.store.ts'

const senders: Role = 'case-worker'
const opens = { person: 'person', groups: packageGroups } as const

const headOf = (person: Person) => ({
  id: person.id,
  name: displayName(person),
  native: person.nativeName ? { text: person.nativeName, lang: person.nativeLang } : undefined,
})

const prepare = ({ tx, viewer }: InScope, id: PersonId) => prepareHandover(tx, id, viewer.networkName)

function handoverPage(prepared: Preparation, status: number, form?: FormState): Answer {
  const { file, packages, proposals: _, facts: __, ...rest } = prepared
  const open = packages.find(each => isOpen(each.state))
  return page(HandoverPage, { person: headOf(file.person), open, form, ...rest }, status)
}

/** The grant has limits of its own; said at the field and not as a refusal of the whole page. */
function untilProblem(until: CivilDate, today: CivilDate): FieldError[] {
  if (until < today) return [{ field: 'until', code: 'handover.until.past' }]
  return until > addMonths(today, LONGEST_MONTHS) ? [{ field: 'until', code: 'handover.until.far' }] : []
}

async function handoversOf({ tx }: InScope, id: PersonId): Promise<readonly Shown[]> {
  const packages = await packagesOf(tx, id)
  const checks = await checksOf(
    tx,
    packages.map(each => each.id),
  )
  const shares = await sharesOf(tx, id)
  return Promise.all(
    packages.map(async (sent): Promise<Shown> => {
      const fields = await fieldsOf(tx, sent.id)
      const takeable = new Set(fields.filter(field => isTakeable(field.name)).map(field => field.position))
      const [decisions, taken] = [await decisionsOf(tx, sent.id), await takenOf(tx, sent.id)]
      return {
        package: sent,
        fields,
        checks: checks.get(sent.id) ?? [],
        decisions,
        taken,
        takeable,
        access: accessOf(sent, shares),
      }
    }),
  )
}

export const handoverRoutes: Routes = async app => {
  app.get(
    paths.handover.pattern,
    { config: { role: senders, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(reply, await request.inScope(async scope => handoverPage(await prepare(scope, request.params.person), 200))),
  )

  app.post(
    paths.handover.pattern,
    {
      config: { role: senders, records: 'package.sent', opens },
      schema: { hide: true, params: PersonParams, body: Handover },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const { person } = request.params
          const prepared = await prepare(scope, person)
          // The page shows no form while something stands against it; whoever sends one all the same is told what.
          if (hindrance(prepared)) return handoverPage(prepared, 409)
          const errors = fieldErrors(request) ?? untilProblem(request.body.until, scope.viewer.today)
          if (errors.length > 0) return handoverPage(prepared, 422, refused(errors, request.typed))
          await sendPackage(scope.tx, prepared, request.body)
          return redirect(paths.personCpi.to({ person }))
        }),
      ),
  )

  app.get(
    paths.personCpi.pattern,
    { config: { role: [senders, 'cpi-operator'], opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async scope => {
          const person = await getOwnPerson(scope.tx, request.params.person)
          // On the job centre's own record this part of the file is the package that it was made out of.
          const received = await findReceivedOf(scope.tx, person.id)
          if (received) return redirect(paths.package.to({ package: received.id }))
          const handovers = await handoversOf(scope, person.id)
          return page(PersonCpiPage, {
            person: headOf(person),
            handovers,
            countries: await countryNames(request.view()),
          })
        }),
      ),
  )

  app.post(
    paths.takeCorrection.pattern,
    {
      config: { role: senders, records: 'person.corrected', opens },
      schema: { hide: true, params: PersonParams, body: TakeCorrection },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const { person } = request.params
          await takeCorrection(tx, person, request.body.package, request.body.position)
          return redirect(paths.personCpi.to({ person }))
        }),
      ),
  )

  app.post(
    paths.withdraw.pattern,
    {
      config: { role: senders, records: 'share.withdrawn', opens },
      schema: { hide: true, params: PersonParams, body: Withdraw },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx }) => {
          const { person } = request.params
          await closeAccess(tx, person, request.body.package)
          return redirect(paths.personCpi.to({ person }))
        }),
      ),
  )
}
