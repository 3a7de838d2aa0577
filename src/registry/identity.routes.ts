// SPDX-License-Identifier: EUPL-1.2
import { compareWithHolder, readCodiceFiscale } from '#lib/codice-fiscale.ts'
import type { PersonId } from '#lib/ids.ts'
import { page, redirect, send } from '#platform/http/answer.ts'
import { fieldErrors } from '#platform/http/field-errors.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Tx } from '#platform/db/scope.ts'
import { findDuplicates } from './duplicate.store.ts'
import { type EntryProblem, readBirth, readPlace, type Typed } from './entry.ts'
import { IdentityPage, type IdentityProps } from './identity.page.tsx'
import { CorrectIdentity, PersonParams } from './person.form.ts'
import { asCandidate, type Person } from './person.ts'
import { getPerson } from './person.store.ts'
import { provenanceFrom } from './registration-form.ts'
import { correctPerson } from './registration.store.ts'
import { paths } from './registry.paths.ts'
import { samePersonLinks, toldApartFrom } from './same-person.store.ts'
import { choicesFor, type Reader, shownValues } from './shown.ts'
import { readers, writers } from './staff.ts'
import { ITALY, stateByBelfiore, stateByIso3 } from './state-codes.ts'
import { statementsOf } from './statement.store.ts'
import { taxCodesOf } from './tax-code.store.ts'
import { municipalityName } from './territory.client.ts'

const opens = { person: 'person', groups: ['identity'] } as const

export const identityRoutes: Routes = async app => {
  app.get(
    paths.identity.pattern,
    { config: { role: readers, opens }, schema: { hide: true, params: PersonParams } },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const reader = { lang, t: request.view().t }
          const person = await getPerson(tx, request.params.person)
          return page(IdentityPage, await identityProps(tx, person, person.keeper === viewer.organisation, reader))
        }),
      ),
  )

  app.post(
    paths.identity.pattern,
    {
      config: { role: writers, opens, records: 'person.corrected' },
      schema: { hide: true, params: PersonParams, body: CorrectIdentity },
      attachValidation: true,
    },
    async (request, reply) =>
      send(
        reply,
        await request.inScope(async ({ tx, viewer, lang }) => {
          const singles = fieldErrors(request)
          const id = request.params.person
          const typed = request.body as Typed
          const birth = readBirth(typed, viewer.today)
          const place = await readPlace(typed, 'birthMunicipality')
          const errors = [...(singles ?? []), ...problemsBetween(typed)]
          if (birth.problem !== undefined) errors.push({ field: 'birth', code: birth.problem })
          if (place.problem) errors.push(place.problem)
          if (errors.length > 0 || birth.problem !== undefined) {
            const person = await getPerson(tx, id)
            const props = await identityProps(tx, person, person.keeper === viewer.organisation, {
              lang,
              t: request.view().t,
            })
            return page(IdentityPage, { ...props, form: { errors, values: typed } }, 422)
          }
          const { version, level, interpreted, birthState, ...said } = request.body
          const form = {
            familyName: said.familyName,
            givenName: said.givenName,
            nativeName: said.nativeName,
            nativeLang: said.nativeLang,
            usedName: said.usedName,
            birthDate: birth.date,
            birthPrecision: birth.date && birth.precision,
            sex: said.sex,
            citizenship: said.citizenship,
            birthPlace: place.code ?? (birthState ? stateByIso3(birthState)?.belfiore : undefined),
            birthTown: said.birthTown,
            taxCode: said.taxCode,
            taxCodeKind: said.taxCode && (/^\d{11}$/.test(said.taxCode) ? 'provisional' : 'final'),
          }
          await correctPerson(tx, id, version, form, provenanceFrom({ level, interpreted }))
          return redirect(paths.identity.to({ person: id }))
        }),
      ),
  )
}

/** A person keeps at least one name; a municipality of birth belongs to Italy. */
function problemsBetween(typed: Typed): EntryProblem[] {
  const filled = (name: string) => String(typed[name] ?? '').trim() !== ''
  const found: EntryProblem[] = []
  if (!filled('familyName') && !filled('givenName')) found.push({ field: 'familyName', code: 'name.required' })
  if (filled('birthMunicipality') && filled('birthState') && typed['birthState'] !== ITALY) {
    found.push({ field: 'birthMunicipality', code: 'birthPlace.two' })
  }
  return found
}

/** Everything the page of an identity shows: what holds, what was said before, who may be the same person. */
export async function identityProps(tx: Tx, person: Person, own: boolean, reader: Reader): Promise<IdentityProps> {
  const { now, older } = await shownValues(await statementsOf(tx, person.id, 'identity'), 'identity', reader)
  const links = await samePersonLinks(tx, person.id)
  const apart = await toldApartFrom(tx, person.id)
  const settled = new Set<PersonId>([...links, ...apart].map(each => each.other.id))
  const similar = own ? await findDuplicates(tx, asCandidate(person), { except: person.id }) : []
  const italian = /^[A-M]/.test(person.birthPlace ?? '')
  return {
    person,
    own,
    shown: now,
    older,
    taxCodes: await taxCodesOf(tx, person.id),
    mismatches: mismatchesOf(person),
    birthState: italian ? ITALY : stateByBelfiore(person.birthPlace ?? '')?.iso3,
    birthMunicipality: italian ? await municipalityName(person.birthPlace) : undefined,
    ...(await choicesFor(reader)),
    links,
    apart,
    duplicates: similar.filter(found => !settled.has(found.person.id)),
  }
}

function mismatchesOf(person: Person): string[] {
  if (person.taxCodeKind !== 'final' || !person.taxCode) return []
  const reading = readCodiceFiscale(person.taxCode)
  if (reading.problem) return ['code']
  const whole = person.birthPrecision === 'day' ? person : { ...person, birthDate: undefined }
  return compareWithHolder(reading.parts, whole)
}
