// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import { ageOn } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { hideReferrer } from '#platform/auth/cookies.ts'
import {
  createPersonLink,
  type Holder,
  personLinksOf,
  pinHolder,
  pinProblem,
  revokePersonLinks,
  setPin,
} from '#platform/auth/person-access.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { type Answer, page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { displayName, getPerson } from '#registry/index.ts'
import { EntryParams, MakeLink, SetPin } from './entry.form.ts'
import { EntryPage, type EntryPageProps } from './entry.page.tsx'
import { again } from './form-again.ts'
import { paths } from './network.paths.ts'
import { refuse } from './refusals.ts'
import { isKeeper } from './share.store.ts'

/** Codice civile, art. 2: of age at eighteen; before that the guardian acts (art. 320, 343). */
const FULL_AGE = 18

/** The person of an own record and who holds her link: what was only shared with me is not mine to open a door to. */
async function keptPerson(tx: Tx, id: PersonId): Promise<{ name: string; holder: Holder }> {
  const person = await getPerson(tx, id)
  if (!(await isKeeper(tx, id))) refuse('share.not-found')
  const { today } = scopeOf(tx)
  const minor = person.birthDate !== undefined && ageOn(person.birthDate, today) < FULL_AGE
  return { name: displayName(person), holder: minor ? 'guardian' : 'self' }
}

type Extra = Pick<EntryPageProps, 'made' | 'done' | 'linkForm' | 'pinForm'>

async function entryPage(tx: Tx, person: PersonId, extra: Extra = {}, status = 200): Promise<Answer> {
  const { name, holder } = await keptPerson(tx, person)
  const [links, hasPin] = [await personLinksOf(tx, person), (await pinHolder(tx, person)) !== undefined]
  return page(EntryPage, { person, name, holder, links, hasPin, ...extra }, status)
}

const caring = {
  role: ['case-worker', 'mediator', 'cpi-operator'],
  opens: { person: 'person', groups: ['identity'] },
} as const

/** The staff side of the person's way in. */
export const entryRoutes: Routes = async app => {
  app.get(
    paths.entry.pattern,
    { config: caring, schema: { hide: true, params: EntryParams } },
    async (request, reply) => send(reply, await request.inScope(({ tx }) => entryPage(tx, request.params.person))),
  )

  app.post(
    paths.entry.pattern,
    {
      config: { ...caring, records: 'entry.link-made' },
      schema: { hide: true, params: EntryParams, body: MakeLink },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { person } = request.params
      hideReferrer(reply)
      const answer = await request.inScope(async ({ tx }) => {
        if (errors) return entryPage(tx, person, { linkForm: again(request.body, errors) }, 422)
        const { holder } = await keptPerson(tx, person)
        const { guardianName } = request.body
        if (holder === 'guardian' && !guardianName) {
          const linkForm = again(request.body, [{ field: 'guardianName', code: 'entry.guardian.required' }])
          return entryPage(tx, person, { linkForm }, 422)
        }
        const link =
          holder === 'guardian' && guardianName
            ? await createPersonLink(tx, person, { holder, guardianName })
            : await createPersonLink(tx, person)
        await record(tx, 'entry.link-made', { person, fields: { link: link.id, holder } })
        return entryPage(tx, person, { made: link })
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.revokeEntry.pattern,
    { config: { ...caring, records: 'entry.revoked' }, schema: { hide: true, params: EntryParams } },
    async (request, reply) => {
      const { person } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        await keptPerson(tx, person)
        revokePersonLinks(tx, person)
        await record(tx, 'entry.revoked', { person, fields: {} })
        return redirect(paths.entry.to({ person }))
      })
      return send(reply, answer)
    },
  )

  app.post(
    paths.entryPin.pattern,
    {
      config: { ...caring, records: 'entry.pin-set' },
      schema: { hide: true, params: EntryParams, body: SetPin },
      attachValidation: true,
    },
    async (request, reply) => {
      const errors = fieldErrors(request)
      const { person } = request.params
      const answer = await request.inScope(async ({ tx }) => {
        const redraw = (found: NonNullable<typeof errors>) => entryPage(tx, person, { pinForm: { errors: found } }, 422)
        if (errors) return redraw(errors)
        const problem = pinProblem(request.body.pin)
        if (problem) return redraw([{ field: 'pin', code: problem }])
        if (request.body.pin !== request.body.again) return redraw([{ field: 'again', code: 'pin.again.different' }])
        const { holder } = await keptPerson(tx, person)
        await setPin(tx, person, request.body.pin, { ...scopeOf(tx), holder })
        await record(tx, 'entry.pin-set', { person, fields: { holder } })
        return entryPage(tx, person, { done: 'pin' })
      })
      return send(reply, answer)
    },
  )
}
