// SPDX-License-Identifier: EUPL-1.2
// What an answer leaves behind: the job centre's own record, and later a correction in the sender's record.
import type { NewStatement } from '#registry/index.ts'
import type { FieldName, FieldValue } from './field.ts'
import { type CorrectionSource, type KeptField } from './review.ts'

type Said = Pick<NewStatement, 'field' | 'value'>

const text = (value: FieldValue, part: string): string | null => {
  const found = value[part]
  return found === undefined || found === '' ? null : String(found)
}

const one =
  (field: Said['field'], part: string) =>
  (value: FieldValue): Said[] => [{ field, value: text(value, part) }]

/** Fields of a package that registry keeps as statements, and how. The others live in the shared groups of the sender. */
const registryFields: Readonly<Partial<Record<FieldName, (value: FieldValue) => Said[]>>> = {
  'family-name': one('familyName', 'text'),
  'given-name': one('givenName', 'text'),
  birth: value => [
    { field: 'birthDate', value: text(value, 'date') },
    { field: 'birthPrecision', value: text(value, 'precision') ?? 'day' },
  ],
  'birth-place': value => [
    { field: 'birthPlace', value: text(value, 'belfiore') },
    { field: 'birthTown', value: text(value, 'text') },
  ],
  sex: one('sex', 'sex'),
  citizenship: one('citizenship', 'country'),
  'tax-code': value => [
    { field: 'taxCode', value: text(value, 'code') },
    { field: 'taxCodeKind', value: text(value, 'kind') },
  ],
  domicile: value => [
    { field: 'municipality', value: text(value, 'belfiore') },
    { field: 'address', value: text(value, 'address') },
  ],
  residence: value => [
    { field: 'residenceMunicipality', value: text(value, 'belfiore') },
    { field: 'residenceAddress', value: text(value, 'address') },
  ],
  phone: one('phone', 'text'),
  email: one('email', 'text'),
}

export const isTakeable = (name: FieldName): boolean => registryFields[name] !== undefined

const saidWith = (said: readonly Said[], provenance: Omit<NewStatement, 'field' | 'value'>): NewStatement[] =>
  said.filter(({ value }) => value !== null).map(({ field, value }) => Object.assign({ field, value }, provenance))

/** What a correction rests on, as provenance of the centre's own statement. */
export const correctedBy: Record<CorrectionSource, Pick<NewStatement, 'level' | 'saidBy'>> = {
  'document-seen': { level: 'documented', saidBy: 'document' },
  'person-says': { level: 'declared', saidBy: 'person' },
  'other-system': { level: 'documented', saidBy: 'register' },
}

/**
 * The statements of the job centre's own record. An accepted field keeps its level and is said by the sender; a
 * corrected one is the centre's own, at the level of what it rests on.
 */
export function statementsFor(
  kept: readonly KeptField[],
  sender: string,
  sources: ReadonlyMap<number, CorrectionSource>,
): NewStatement[] {
  return kept.flatMap(({ name, value, corrected, field }) => {
    const said = registryFields[name]?.(value) ?? []
    const source = sources.get(field.position)
    if (corrected && source) return saidWith(said, correctedBy[source])
    const { level, interpreted } = field.provenance
    return saidWith(said, { level, saidBy: 'organisation', source: sender, interpreted })
  })
}

/** The same correction as the sender takes it: said by the job centre, beside what stood there. */
export function statementsOfCorrection(
  name: FieldName,
  value: FieldValue,
  source: CorrectionSource,
  centre: string,
): NewStatement[] {
  return saidWith(registryFields[name]?.(value) ?? [], {
    level: correctedBy[source].level,
    saidBy: 'organisation',
    source: centre,
  })
}
