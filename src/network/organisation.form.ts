// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { AccountId, InvitationId, MembershipId, OrganisationId, UnitId } from '#lib/ids.ts'
import { choice, idField, optionalText, textField } from '#platform/http/fields.ts'
import { roles } from '#platform/auth/roles.ts'
import { emailField } from './joining.form.ts'
import { organisationKinds } from './organisation.ts'

const staffRoles = roles.filter(role => role !== 'person') as [string, ...string[]] as readonly [
  Exclude<(typeof roles)[number], 'person'>,
  ...Exclude<(typeof roles)[number], 'person'>[],
]

const optionalEmail = z.preprocess(value => (value === '' ? undefined : value), emailField.optional())
/** Belfiore code; typed small or with spaces around it is fine. */
const optionalMunicipality = z.preprocess(
  value => (typeof value === 'string' && value.trim() !== '' ? value.trim().toUpperCase() : undefined),
  z
    .string()
    .regex(/^[A-Z]\d{3}$/, 'municipality.not-a-code')
    .optional(),
)

const details = {
  name: textField('organisation.name', 160),
  email: optionalEmail,
  phone: optionalText('organisation.phone', 40),
  address: optionalText('organisation.address', 200),
  municipality: optionalMunicipality,
  externalCode: optionalText('organisation.external-code', 40),
}

export const AddOrganisation = z.object({ kind: choice(organisationKinds, 'organisation.kind'), ...details })
export const EditOrganisation = z.object({
  ...details,
  version: z.coerce.number<string>('organisation.stale').int('organisation.stale'),
})
export const OrganisationParams = z.object({ organisation: idField<OrganisationId>() })

export const InviteMember = z.object({
  email: emailField,
  displayName: optionalText('display-name', 120),
  role: choice(staffRoles, 'member.role'),
  unit: z.preprocess(value => (value === '' ? undefined : value), idField<UnitId>('unit.not-found').optional()),
})

export const AddUnit = z.object({ unitName: textField('unit.name', 160) })
export const InvitationParams = z.object({ invitation: idField<InvitationId>() })
export const AccountParams = z.object({ account: idField<AccountId>() })
export const MemberParams = z.object({ membership: idField<MembershipId>() })
