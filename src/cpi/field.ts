// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'

/** How a part of a value is written and read; what a code means is said by the message catalogues. `hidden` parts are codes for machines. */
export type PartKind =
  | 'text'
  | 'date'
  | 'country'
  | 'code'
  | 'codes'
  | 'measures'
  | 'language'
  | 'years'
  | 'minutes'
  | 'hidden'

export type FieldShape = {
  readonly group: FieldGroup
  readonly parts: Readonly<Record<string, PartKind>>
  /** The part that the box "new value" replaces. */
  readonly main: string
  /** Own words of the person: only in the package when the sender ticks them (design §8). */
  readonly freeText?: true
}

const shape = (group: FieldGroup, main: string, parts: Record<string, PartKind>): FieldShape => ({ group, parts, main })

/** Every field that a package may hold. The order is that of the SAP record. */
export const fieldShapes = {
  'family-name': shape('identity', 'text', { text: 'text' }),
  'given-name': shape('identity', 'text', { text: 'text' }),
  birth: shape('identity', 'date', { date: 'date', precision: 'code' }),
  'birth-place': shape('identity', 'text', { text: 'text', country: 'country', belfiore: 'hidden' }),
  sex: shape('identity', 'sex', { sex: 'code' }),
  citizenship: shape('identity', 'country', { country: 'country', istat: 'hidden' }),
  'tax-code': shape('identity', 'code', { code: 'text', kind: 'code' }),
  domicile: shape('contacts', 'address', { address: 'text', municipality: 'text', belfiore: 'hidden' }),
  residence: shape('contacts', 'address', { address: 'text', municipality: 'text', belfiore: 'hidden' }),
  phone: shape('contacts', 'text', { text: 'text' }),
  email: shape('contacts', 'text', { text: 'text' }),
  permit: shape('permit', 'expires', {
    kind: 'code',
    number: 'text',
    questura: 'text',
    issued: 'hidden',
    expires: 'date',
    type: 'hidden',
    renewal: 'hidden',
    applied: 'hidden',
    registered: 'hidden',
    formalised: 'hidden',
    cui: 'hidden',
    detained: 'hidden',
    accelerated: 'hidden',
  }),
  schooling: shape('schooling_languages', 'title', {
    level: 'code',
    title: 'text',
    years: 'years',
    country: 'country',
  }),
  language: shape('schooling_languages', 'level', { language: 'language', level: 'text' }),
  experience: shape('work_history', 'title', {
    pictures: 'codes',
    title: 'text',
    place: 'text',
    country: 'country',
    from: 'text',
    to: 'text',
  }),
  'experience-words': { ...shape('work_history', 'text', { text: 'text' }), freeText: true },
  licence: shape('work_history', 'title', { codes: 'codes', title: 'text' }),
  wish: shape('wishes_constraints', 'title', {
    aims: 'codes',
    pictures: 'codes',
    title: 'text',
    hours: 'code',
    start: 'code',
  }),
  'wish-words': { ...shape('wishes_constraints', 'text', { text: 'text' }), freeText: true },
  constraint: shape('wishes_constraints', 'title', {
    earliest: 'text',
    latest: 'text',
    days: 'codes',
    mobility: 'codes',
    title: 'text',
  }),
  plan: shape('plan', 'minutes', { measures: 'measures', minutes: 'minutes', agreed: 'date' }),
  hours: shape('hours', 'minutes', { measures: 'measures', title: 'text', minutes: 'minutes' }),
  placement: shape('outcomes', 'title', { title: 'text', kind: 'code', from: 'date', to: 'date' }),
} as const satisfies Record<string, FieldShape>

export type FieldName = keyof typeof fieldShapes
export const fieldNames = Object.keys(fieldShapes) as readonly FieldName[]

export type FieldValue = Readonly<Record<string, string | number>>
export type Level = 'declared' | 'documented' | 'observed' | 'validated' | 'certified'
const levels: readonly Level[] = ['declared', 'documented', 'observed', 'validated', 'certified']

/** Who said it, who wrote it, when, and how well it is shown. `saidBy` is a code such as `person` or `document`. */
export type Provenance = {
  readonly level: Level
  readonly saidBy: string
  /** The paper, list or body behind it, in words. */
  readonly source?: string
  readonly writtenBy: string
  readonly on: CivilDate
  readonly interpreted: boolean
}

/** A field as it left: it has a place in the package and never changes. */
export type PackageField = {
  readonly position: number
  readonly name: FieldName
  readonly value: FieldValue
  readonly provenance: Provenance
}

export type Proposal = Omit<PackageField, 'position'>

export const groupOf = (name: FieldName): FieldGroup => fieldShapes[name].group
export const isFreeText = (name: FieldName): boolean => 'freeText' in fieldShapes[name]
export const isAtLeast = (level: Level, floor: Level): boolean => levels.indexOf(level) >= levels.indexOf(floor)
export const isFieldName = (text: string): text is FieldName => Object.hasOwn(fieldShapes, text)

/** Groups that a package can carry at all; identity always goes, or nobody could be recognised. */
export const packageGroups: readonly FieldGroup[] = [...new Set(fieldNames.map(groupOf))]

/** What goes into the package: the groups that were chosen, and the person's own words only when they were ticked. */
export function choose(
  proposals: readonly Proposal[],
  groups: readonly FieldGroup[],
  withOwnWords: boolean,
): readonly PackageField[] {
  return proposals
    .filter(({ name }) => groups.includes(groupOf(name)) && (withOwnWords || !isFreeText(name)))
    .filter(({ value }) => Object.values(value).some(part => part !== ''))
    .toSorted((a, b) => fieldNames.indexOf(a.name) - fieldNames.indexOf(b.name))
    .map(({ name, value, provenance }, index) => ({ position: index + 1, name, value, provenance }))
}

/** The fields without which a job centre cannot open a file of its own. */
// Birth, domicile and tax code have checks of their own.
const needed: readonly FieldName[] = ['family-name', 'given-name', 'sex', 'citizenship', 'birth-place']

export const missingFields = (fields: readonly Pick<PackageField, 'name'>[]): readonly FieldName[] =>
  needed.filter(name => !fields.some(field => field.name === name))
