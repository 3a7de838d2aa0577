// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { Tx } from '#platform/db/scope.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { EntryProblem, Typed } from './entry.ts'
import { dateProblems, RecordPermit, toPermitData } from './permit.form.ts'
import { checkPermit, renewalAlert } from './permit.ts'
import { insertPermit, permitsOf } from './permit.store.ts'
import { PermitsPage, type PermitsProps } from './permits.page.tsx'
import { hiddenFrom } from './hidden-place.store.ts'
import { hidesLocation } from './permit-kind.ts'
import { PersonParams } from './person.form.ts'
import type { Person } from './person.ts'
import { getOwnPerson, getPerson } from './person.store.ts'
import { provenanceFrom } from './registration-form.ts'
import { paths } from './registry.paths.ts'
import { readers, writers } from './staff.ts'
import { movesFreely } from './state-codes.ts'
import { verdictFrom } from './work.store.ts'

const opens = { person: 'person', groups: ['identity', 'permit'] } as const

export const permitRoutes: Routes = async app => {
  app.get(
    paths.permits.pattern,
    { config: { role: readers, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const person = await getPerson(tx, request.params.person)
          return page(PermitsPage, await permitsProps(tx, person, person.keeper === viewer.organisation, viewer.today))
        }),
      ),
  )

  app.post(
    paths.permits.pattern,
    {
      config: { role: writers, opens, records: ['permit.recorded', 'share.narrowed'] },
      schema: { hide: true, params: PersonParams, body: RecordPermit },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer }) => {
          const singles = fieldErrors(request)
          const person = await getOwnPerson(tx, request.params.person)
          const errors: EntryProblem[] = [...(singles ?? []), ...dateProblems(request.body as Typed)]
          if (errors.length === 0) {
            const findings = checkPermit(toPermitData(request.body), person.citizenship, viewer.today)
            errors.push(...findings.filter(finding => finding.weight === 'wrong'))
          }
          if (errors.length > 0) {
            const props = await permitsProps(tx, person, true, viewer.today)
            return page(PermitsPage, { ...props, form: { errors, values: request.body } }, 422)
          }
          const provenance = provenanceFrom({ level: request.body.level, interpreted: false })
          await insertPermit(tx, person.id, toPermitData(request.body), provenance)
          return redirect(paths.permits.to({ person: person.id }))
        }),
      ),
  )
}

async function permitsProps(tx: Tx, person: Person, own: boolean, today: CivilDate): Promise<PermitsProps> {
  const permits = await permitsOf(tx, person.id)
  const current = permits.find(permit => !permit.supersededOn)
  return {
    person,
    own,
    permits,
    verdict: await verdictFrom(tx, person, current),
    alert: current && renewalAlert(current, today),
    missing: current
      ? checkPermit(current, person.citizenship, today).filter(
          finding =>
            finding.weight === 'missing' && (own || !hidesLocation(current.kind) || finding.field !== 'questura'),
        )
      : [],
    ...(own && current && hidesLocation(current.kind) && { hidden: await hiddenFrom(tx, person.id, current) }),
    freeMovement: person.citizenship !== undefined && movesFreely(person.citizenship),
  }
}
