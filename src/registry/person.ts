// SPDX-License-Identifier: EUPL-1.2
// The person as one organisation keeps her. What is shown is what holds today; who said it is in the statements.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Handle, OrganisationId, PersonId } from '#lib/ids.ts'
import type { LegalBasis } from '#platform/auth/roles.ts'
import { type Candidate, latin } from './match-key.ts'
import type { PermitData } from './permit.ts'
import { type Current, type Field, fields, type NewStatement, valueOf } from './statement.ts'

export const birthPrecisions = ['day', 'month', 'year', 'unknown'] as const
export type BirthPrecision = (typeof birthPrecisions)[number]
export const sexes = ['F', 'M', 'X'] as const
export type Sex = (typeof sexes)[number]
export type TaxCodeKind = 'final' | 'provisional'

/** How it is safe to reach her. Somebody else may hold the phone: the answer is asked, never assumed. */
export const contactRules = ['any', 'text-only', 'whatsapp-only', 'no-voice', 'through-worker', 'not-safe'] as const
export type ContactRule = (typeof contactRules)[number]

export type Identity = {
  readonly familyName: string
  readonly givenName: string
  readonly nativeName?: string | undefined
  readonly nativeLang?: string | undefined
  readonly usedName?: string | undefined
  readonly birthDate?: CivilDate | undefined
  readonly birthPrecision: BirthPrecision
  readonly sex?: Sex | undefined
  /** ISO 3166-1 alpha-3; XXA = stateless. */
  readonly citizenship?: string | undefined
  /** Belfiore code of the municipality or state of birth. */
  readonly birthPlace?: string | undefined
  readonly birthTown?: string | undefined
  readonly taxCode?: string | undefined
  readonly taxCodeKind?: TaxCodeKind | undefined
}

/** Where she lives decides the job centre (domicile); the registered residence may be another or none. */
export type Contacts = {
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly safeContact?: ContactRule | undefined
  /** Belfiore code of the municipality where she lives. */
  readonly municipality?: string | undefined
  readonly address?: string | undefined
  readonly postcode?: string | undefined
  readonly residenceMunicipality?: string | undefined
  readonly residenceAddress?: string | undefined
  readonly residencePostcode?: string | undefined
}

export type Person = Identity &
  Contacts & {
    readonly id: PersonId
    readonly handle: Handle
    /** The organisation that keeps this record. */
    readonly keeper: OrganisationId
    readonly registeredOn: CivilDate
    readonly version: number
  }

/** A line of a list. */
export type PersonCard = Identity & {
  readonly id: PersonId
  readonly handle: Handle
  readonly keeper: OrganisationId
  readonly registeredOn: CivilDate
}

export type Provenance = Pick<NewStatement, 'level' | 'saidBy' | 'source' | 'interpreted'>

export type NewPerson = { readonly [F in keyof Identity]?: Identity[F] | undefined } & Contacts & {
    readonly permit?: PermitData | undefined
    /** Fields outside identity and contacts, such as the guardian of a minor. */
    readonly more?: Readonly<Partial<Record<Field, string>>> | undefined
    /** The provisional code that the tax code has already replaced: it goes into the history. */
    readonly earlierTaxCode?: string | undefined
    /** Where it comes from; declared by the person when absent. */
    readonly provenance?: Provenance | undefined
    /** Why the organisation may keep a file; its public task when absent. */
    readonly legalBasis?: LegalBasis | undefined
    /** How the record came about, for the fact in the ledger. */
    readonly origin?: 'form' | 'import' | 'handover' | 'demo' | undefined
  }

export const declaredByHer: Provenance = { level: 'declared', saidBy: 'person' }

const identityFields = (Object.keys(fields) as Field[]).filter(field => fields[field] === 'identity')
const contactFields = (Object.keys(fields) as Field[]).filter(field => fields[field] === 'contacts')

/** The fields of a new person as texts, without what was not said. A date without precision is a whole day. */
export function spokenFields(given: NewPerson): Partial<Record<Field, string>> {
  const known = given as Readonly<Record<string, unknown>>
  const spoken: Partial<Record<Field, string>> = { ...given.more }
  for (const field of [...identityFields, ...contactFields]) {
    const value = known[field]
    if (typeof value === 'string' && value !== '') spoken[field] = value
  }
  if (!spoken.birthDate) delete spoken.birthPrecision
  else spoken.birthPrecision ??= 'day'
  if (spoken.taxCode) spoken.taxCodeKind ??= /^\d{11}$/.test(spoken.taxCode) ? 'provisional' : 'final'
  return spoken
}

/** The identity that holds today, from what was said. */
export function identityOf(current: Current): Identity {
  const birthDate = valueOf(current, 'birthDate') as CivilDate | undefined
  const taxCode = valueOf(current, 'taxCode')
  return {
    familyName: valueOf(current, 'familyName') ?? '',
    givenName: valueOf(current, 'givenName') ?? '',
    nativeName: valueOf(current, 'nativeName'),
    nativeLang: valueOf(current, 'nativeLang'),
    usedName: valueOf(current, 'usedName'),
    birthDate,
    birthPrecision: birthDate
      ? ((valueOf(current, 'birthPrecision') as BirthPrecision | undefined) ?? 'day')
      : 'unknown',
    sex: valueOf(current, 'sex') as Sex | undefined,
    citizenship: valueOf(current, 'citizenship'),
    birthPlace: valueOf(current, 'birthPlace'),
    birthTown: valueOf(current, 'birthTown'),
    taxCode,
    taxCodeKind: taxCode ? ((valueOf(current, 'taxCodeKind') as TaxCodeKind | undefined) ?? 'final') : undefined,
  }
}

export function contactsOf(current: Current): Contacts {
  return {
    phone: valueOf(current, 'phone'),
    email: valueOf(current, 'email'),
    safeContact: valueOf(current, 'safeContact') as ContactRule | undefined,
    municipality: valueOf(current, 'municipality'),
    address: valueOf(current, 'address'),
    postcode: valueOf(current, 'postcode'),
    residenceMunicipality: valueOf(current, 'residenceMunicipality'),
    residenceAddress: valueOf(current, 'residenceAddress'),
    residencePostcode: valueOf(current, 'residencePostcode'),
  }
}

export const asCandidate = (identity: Identity): Candidate => identity

/** For the order of lists: Latin letters without marks, so that Đukić stands with D and Ñandú with N. */
export const sortKey = (identity: Pick<Identity, 'familyName' | 'givenName'>): string =>
  `${latin(identity.familyName)} ${latin(identity.givenName)}`.trim()

/** Everything a person is searched by, lower case: names with and without marks, native script, tax code. */
export function searchText(identity: Identity): string {
  const names = [identity.familyName, identity.givenName, identity.usedName ?? '']
  const words = [...names, identity.nativeName ?? '', latin(names.join(' ')), identity.taxCode ?? '']
  return [...new Set(words.map(word => word.toLowerCase()).filter(word => word !== ''))].join(' | ')
}

/** What was typed into a search field, as words that must all occur. At most six, so that a pasted page harms nobody. */
export const searchWords = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(word => word !== '')
    .slice(0, 6)

/** A code on a list: enough to recognise it beside a paper, too little to copy it. */
export const maskedCode = (code: string): string =>
  code.length === 16 ? `${code.slice(0, 6)}···${code.slice(11, 12)}···` : `${code.slice(0, 3)}···`
