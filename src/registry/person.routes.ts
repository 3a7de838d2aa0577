// SPDX-License-Identifier: EUPL-1.2
import type { OrganisationId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { findAcrossNetwork, findDuplicates } from './duplicate.store.ts'
import { readBirth, readPlace, type Typed } from './entry.ts'
import type { Candidate } from './match-key.ts'
import { NewPersonPage, type Similar } from './new-person.page.tsx'
import { PeoplePage } from './people.page.tsx'
import { currentPermitsOf } from './permit.store.ts'
import { PeopleQuery, RegisterPerson } from './person.form.ts'
import type { NewPerson } from './person.ts'
import { listPeople } from './person.store.ts'
import { createPerson } from './registration.store.ts'
import { paths } from './registry.paths.ts'
import { rightToWork } from './right-to-work.ts'
import { linkSamePerson } from './same-person.store.ts'
import { choicesFor } from './shown.ts'
import { mayWrite, readers, writers } from './staff.ts'
import { stateNames } from './territory.client.ts'
import { confirmedRules } from './work.store.ts'
import { newPersonFrom, registrationProblems } from './registration-form.ts'

const PER_PAGE = 50
const listGroups = ['identity', 'permit'] as const

export const personRoutes: Routes = async app => {
  app.get(
    paths.people.pattern,
    {
      config: { role: readers, opens: { list: true, groups: listGroups } },
      schema: { hide: true, querystring: PeopleQuery },
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const { q: search, page: at } = request.query
          const { people, total } = await listPeople(tx, { search, limit: PER_PAGE, offset: (at - 1) * PER_PAGE })
          const permits = await currentPermitsOf(
            tx,
            people.map(person => person.id),
          )
          const confirmed = await confirmedRules(tx)
          const names = await stateNames(lang, request.view().t)
          const lines = people.map(person => {
            const { birthDate, citizenship } = person
            const permit = permits.get(person.id)
            const work = rightToWork({ birthDate, citizenship, permit, confirmed }, viewer.today)
            const own = person.keeper === viewer.organisation
            return Object.assign(person, {
              own,
              state: names.get(citizenship ?? ''),
              ...(own || permit ? { work } : {}),
            })
          })
          const mayRegister = mayWrite(viewer.role)
          return page(PeoplePage, { people: lines, total, search, page: at, perPage: PER_PAGE, mayRegister })
        }),
      ),
  )

  app.get(paths.newPerson.pattern, { config: { role: writers }, schema: { hide: true } }, async (request, reply) =>
    send(reply, page(NewPersonPage, await choicesFor({ lang: request.lang, t: request.view().t }))),
  )

  app.post(
    paths.newPerson.pattern,
    {
      config: {
        role: writers,
        opens: { list: true, groups: ['identity'] },
        records: ['person.registered', 'permit.recorded', 'persons.linked'],
      },
      schema: { hide: true, body: RegisterPerson },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const typed = request.body as Typed
          const choices = await choicesFor({ lang, t: request.view().t })
          const place = await readPlace(typed, 'municipality')
          const birth = readBirth(typed, viewer.today)
          const errors = registrationProblems(fieldErrors(request), typed, birth, place)
          if (errors.length > 0) return page(NewPersonPage, { ...choices, form: { errors, values: typed } }, 422)
          const given = newPersonFrom(request.body, birth, place.code)
          const { distinct, linkTo } = request.body
          const similar = distinct || linkTo ? undefined : await similarTo(tx, asked(given), viewer.organisation)
          if (similar) return page(NewPersonPage, { ...choices, similar, form: { values: typed } })
          const person = await createPerson(tx, given)
          if (linkTo) await linkSamePerson(tx, person, linkTo, request.view().t('same-person.reason.registration'))
          return redirect(paths.notice.to({ person }))
        }),
      ),
  )
}

/** Who may be the same person, here and elsewhere in the network; nothing when nobody is. */
async function similarTo(tx: Tx, candidate: Candidate, organisation: OrganisationId): Promise<Similar | undefined> {
  const duplicates = (await findDuplicates(tx, candidate)).map(each =>
    Object.assign(each, { own: each.person.keeper === organisation }),
  )
  const elsewhere = await findAcrossNetwork(tx, candidate)
  const nobody = duplicates.length === 0 && (elsewhere === 'too-many' || elsewhere.length === 0)
  return nobody ? undefined : { duplicates, elsewhere }
}

const asked = (given: NewPerson) => ({
  ...given,
  familyName: given.familyName ?? '',
  givenName: given.givenName ?? '',
  birthPrecision: given.birthPrecision ?? ('unknown' as const),
})
