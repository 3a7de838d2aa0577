// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { LinkId, PersonId } from '#lib/ids.ts'
import { choice, dateBoxes, idField, optionalChoice, textField, tick } from '#platform/http/fields.ts'
import { readField } from './field-value.ts'
import { permitKinds } from './permit-kind.ts'
import { contactRules, sexes } from './person.ts'
import { type Field, levels } from './statement.ts'

export const PersonParams = z.object({ person: idField<PersonId>() })
export const LinkParams = z.object({ person: idField<PersonId>(), link: idField<LinkId>() })

export const PeopleQuery = z.object({
  q: z.string().max(200).catch('').default(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

/** A field of the registry: empty is undefined, anything else goes through the one rule of that field. */
const spoken = (field: Field) =>
  z
    .string('entry.invalid')
    .optional()
    .transform((text, context) => {
      if (text === undefined || text.trim() === '') return undefined
      const reading = readField(field, text)
      if (reading.problem === undefined) return reading.value === '' ? undefined : reading.value
      context.addIssue({ code: 'custom', message: reading.problem })
      return z.NEVER
    })

const names = {
  familyName: spoken('familyName'),
  givenName: spoken('givenName'),
  nativeName: spoken('nativeName'),
  nativeLang: spoken('nativeLang'),
  usedName: spoken('usedName'),
}
const birth = { ...dateBoxes('birth'), sex: optionalChoice(sexes, 'sex'), citizenship: spoken('citizenship') }
const typedPlace = z.string('municipality.not-found').max(120, 'municipality.not-found').optional()

/** How the case worker knows: the two levels a keeper can give. Validating and certifying belong to others. */
export const ownLevels = ['declared', 'documented'] as const satisfies readonly (typeof levels)[number][]
const how = { level: choice(ownLevels, 'level'), interpreted: tick }

export const RegisterPerson = z.object({
  ...names,
  ...birth,
  ...how,
  taxCode: spoken('taxCode'),
  permitKind: optionalChoice(permitKinds, 'permit.kind'),
  ...dateBoxes('expiresOn'),
  phone: spoken('phone'),
  safeContact: optionalChoice(contactRules, 'safeContact'),
  municipality: typedPlace,
  /** Set after the possible duplicates were seen: this is somebody else. */
  distinct: tick,
  /** Set instead: the same person, whose other record is kept by another organisation. */
  linkTo: idField<PersonId>('link.invalid').optional(),
})
export type RegisterPerson = z.infer<typeof RegisterPerson>

const version = z.coerce.number('person.version').int('person.version')

export const CorrectIdentity = z.object({
  ...names,
  ...birth,
  ...how,
  taxCode: spoken('taxCode'),
  birthState: spoken('citizenship'),
  birthMunicipality: typedPlace,
  birthTown: spoken('birthTown'),
  version,
})
export type CorrectIdentity = z.infer<typeof CorrectIdentity>

export const CorrectContacts = z.object({
  ...how,
  phone: spoken('phone'),
  email: spoken('email'),
  safeContact: optionalChoice(contactRules, 'safeContact'),
  municipality: typedPlace,
  address: spoken('address'),
  postcode: spoken('postcode'),
  residenceMunicipality: typedPlace,
  residenceAddress: spoken('residenceAddress'),
  residencePostcode: spoken('residencePostcode'),
  version,
})
export type CorrectContacts = z.infer<typeof CorrectContacts>

/** Family, health and protection: restricted, on a page of their own. */
export const CorrectRestricted = z.object({
  ...how,
  guardianName: spoken('guardianName'),
  guardianPhone: spoken('guardianPhone'),
  familyStatus: spoken('familyStatus'),
  minorChildren: spoken('minorChildren'),
  healthNeed: spoken('healthNeed'),
  stpCode: spoken('stpCode'),
  eniCode: spoken('eniCode'),
  version,
})
export type CorrectRestricted = z.infer<typeof CorrectRestricted>

export const LinkSamePerson = z.object({
  other: idField<PersonId>('link.invalid'),
  reason: textField('link.reason', 300),
})
export const OtherPerson = z.object({ other: idField<PersonId>('link.invalid') })
export const UnlinkSamePerson = z.object({ reason: textField('link.reason', 300) })
