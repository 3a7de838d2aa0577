// SPDX-License-Identifier: EUPL-1.2
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { scopeOf } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { getPerson, isLocationHidden } from '#registry/index.ts'
import { again } from './form-again.ts'
import { paths } from './network.paths.ts'
import { organisationsIn } from './organisation.store.ts'
import { ShareForm, ShareParams, SharesParams } from './share.form.ts'
import { SharesPage } from './share.page.tsx'
import { hidesContacts, isKeeper, sharesOf, shareWith, withdraw } from './share.store.ts'
import { shareProblem } from './share.ts'

/** Which field of the form a problem belongs to. */
const fieldOf = {
  'share.to-self': 'organisation',
  'share.no-groups': 'groups',
  'share.until-past': 'until',
  'share.until-far': 'until',
} as const

async function sharesPage(tx: Tx, person: PersonId, form?: Parameters<typeof SharesPage>[0]['form']): Promise<Answer> {
  const { organisation } = scopeOf(tx)
  const { familyName, givenName } = await getPerson(tx, person)
  const others = (await organisationsIn(tx)).filter(each => each.id !== organisation)
  const shown = {
    person,
    name: `${givenName} ${familyName}`,
    shares: await sharesOf(tx, person),
    keeps: await isKeeper(tx, person),
    hidden: await isLocationHidden(tx, person),
    organisations: others,
    form,
  }
  return page(SharesPage, shown, form ? 422 : 200)
}

// A coordinator counts without opening a file, so she shares none either.
const caring = { role: 'case-worker', opens: { person: 'person', groups: ['identity'] } } as const

/** Who may see what of a person. */
export const shareRoutes: Routes = async app => {
  app.get(
    paths.shares.pattern,
    { config: caring, schema: { hide: true, params: SharesParams } },
    async (request, reply) => send(reply, await request.inScope(({ tx }) => sharesPage(tx, request.params.person))),
  )

  app.post(
    paths.shares.pattern,
    {
      config: { ...caring, records: 'share.granted' },
      schema: { hide: true, params: SharesParams, body: ShareForm },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { person } = request.params
      const answer = await request.inScope(async ({ tx, viewer }) => {
        if (errors) return sharesPage(tx, person, again(request.body, errors))
        const problem = shareProblem(request.body, viewer.organisation, viewer.today)
        if (problem) return sharesPage(tx, person, again(request.body, [{ field: fieldOf[problem], code: problem }]))
        await getPerson(tx, person)
        if (!request.body.placeConfirmed && (await hidesContacts(tx, { person, groups: request.body.groups }))) {
          return sharesPage(tx, person, again(request.body, [{ field: 'groups', code: 'share.location-hidden' }]))
        }
        await shareWith(tx, { person, ...request.body })
        return redirect(paths.shares.to({ person }))
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.withdrawShare.pattern,
    { config: { ...caring, records: 'share.withdrawn' }, schema: { hide: true, params: ShareParams } },
    async (request, reply) => {
      const { person, share } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        await getPerson(tx, person)
        await withdraw(tx, share)
        return redirect(paths.shares.to({ person }))
      })
      return send(reply, answer)
    },
  )
}
