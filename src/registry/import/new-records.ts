// SPDX-License-Identifier: EUPL-1.2
// What a unit of an import says, in the terms of the registry: statements, a permit, a stay, a remark.
import type { CivilDate } from '#lib/civil-date.ts'
import { cleanName } from '../person-name.ts'
import { officialExpiry, type PermitData } from '../permit.ts'
import { type PermitKind, permitKinds } from '../permit-kind.ts'
import { type NewPerson, type Provenance, spokenFields } from '../person.ts'
import { movesFreely } from '../state-codes.ts'
import type { Field, NewStatement } from '../statement.ts'
import type { RowValues } from './field.ts'
import type { Written } from './row-context.ts'

/** A list somebody kept: declared, whoever declared it first, until a paper is seen. */
export const provenanceOf = (fileName: string): Provenance => ({
  level: 'declared',
  saidBy: 'register',
  source: fileName,
})

export function personOf(values: RowValues): NewPerson {
  const address = values.address ?? values.lodging
  return {
    familyName: values.familyName ?? '',
    givenName: values.givenName ?? '',
    ...(values.birthDate ? { birthDate: values.birthDate, birthPrecision: values.birthPrecision ?? 'day' } : {}),
    sex: values.sex,
    citizenship: values.citizenship,
    birthPlace: values.birthPlace,
    taxCode: values.taxCode,
    taxCodeKind: values.taxCodeKind,
    phone: values.phone,
    email: values.email,
    municipality: values.municipality,
    ...(address ? { address: cleanName(address).slice(0, 200) } : {}),
  }
}

/** Where a value is not what the file has, the source quotes what the file has: the way back to the paper stays open. */
export function statementsFor(
  values: RowValues,
  { level, saidBy, source }: Provenance,
  written: Written = {},
): NewStatement[] {
  const spoken = Object.entries(spokenFields(personOf(values))) as [Field, string][]
  return spoken.map(([field, value]) => {
    const text = (written as Readonly<Record<string, string>>)[field]
    return { field, value, level, saidBy, source: text ? `${source}: «${text.slice(0, LONGEST_QUOTE)}»` : source }
  })
}

const LONGEST_QUOTE = 60

const isKind = (text: string | undefined): text is PermitKind => (permitKinds as readonly string[]).includes(text ?? '')
const EARLIEST = '2000-01-01' as CivilDate

/** A register gives a kind and a day at most. Who moves freely holds no permit, whatever a column says. */
export function permitFor(values: RowValues): PermitData | undefined {
  if (values.citizenship && movesFreely(values.citizenship)) return undefined
  if (!values.permitKind && !values.permitExpiry && !values.permitNumber) return undefined
  const documentType = values.permitKind === 'euLongTerm' ? 7 : 1
  const expiresOn = values.permitExpiry && values.permitExpiry >= EARLIEST ? values.permitExpiry : undefined
  return {
    documentType,
    kind: isKind(values.permitKind) ? values.permitKind : 'unknown',
    number: values.permitNumber,
    expiresOn: officialExpiry(documentType, expiresOn),
  }
}
