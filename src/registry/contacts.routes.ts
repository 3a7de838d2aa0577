// SPDX-License-Identifier: EUPL-1.2
import type { Tx } from '#platform/db/scope.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import { ContactsPage, type ContactsProps } from './contacts.page.tsx'
import { readPlace, type Typed } from './entry.ts'
import { hidesLocation } from './permit-kind.ts'
import { currentPermit } from './permit.store.ts'
import { CorrectContacts, PersonParams } from './person.form.ts'
import type { Person } from './person.ts'
import { getPerson } from './person.store.ts'
import { provenanceFrom } from './registration-form.ts'
import { correctPerson } from './registration.store.ts'
import { paths } from './registry.paths.ts'
import { type Reader, shownValues, suggestedPlaces } from './shown.ts'
import { readers, writers } from './staff.ts'
import { statementsOf } from './statement.store.ts'
import { municipalityName } from './territory.client.ts'

const opens = { person: 'person', groups: ['identity', 'contacts'] } as const

export const contactsRoutes: Routes = async app => {
  app.get(
    paths.contacts.pattern,
    { config: { role: readers, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const person = await getPerson(tx, request.params.person)
          const own = person.keeper === viewer.organisation
          return page(ContactsPage, await contactsProps(tx, person, own, { lang, t: request.view().t }))
        }),
      ),
  )

  app.post(
    paths.contacts.pattern,
    {
      config: { role: writers, opens, records: 'person.corrected' },
      schema: { hide: true, params: PersonParams, body: CorrectContacts },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const singles = fieldErrors(request)
          const id = request.params.person
          const typed = request.body as Typed
          const domicile = await readPlace(typed, 'municipality')
          const residence = await readPlace(typed, 'residenceMunicipality')
          const errors = [...(singles ?? []), ...[domicile, residence].flatMap(place => place.problem ?? [])]
          if (errors.length > 0) {
            const person = await getPerson(tx, id)
            const own = person.keeper === viewer.organisation
            const props = await contactsProps(tx, person, own, { lang, t: request.view().t })
            return page(ContactsPage, { ...props, form: { errors, values: typed } }, 422)
          }
          const { version, level, interpreted, ...said } = request.body
          const form = { ...said, municipality: domicile.code, residenceMunicipality: residence.code }
          await correctPerson(tx, id, version, form, provenanceFrom({ level, interpreted }))
          return redirect(paths.contacts.to({ person: id }))
        }),
      ),
  )
}

async function contactsProps(tx: Tx, person: Person, own: boolean, reader: Reader): Promise<ContactsProps> {
  const { now } = await shownValues(await statementsOf(tx, person.id, 'contacts'), 'contacts', reader)
  const permit = await currentPermit(tx, person.id)
  return {
    person,
    own,
    shown: now,
    hidden: permit !== undefined && hidesLocation(permit.kind),
    municipality: await municipalityName(person.municipality),
    residenceMunicipality: await municipalityName(person.residenceMunicipality),
    suggested: await suggestedPlaces(),
  }
}
