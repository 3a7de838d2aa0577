// SPDX-License-Identifier: EUPL-1.2
// Titles of stay. The seven document types and their rules are those that the mandatory hiring communications check
// nationally (domain 2.3), so a permit that passes here will not be sent back when the person is hired.
import { addDays, type CivilDate, daysBetween, type Instant } from '#lib/civil-date.ts'
import type { OrganisationId, PermitId, PersonId } from '#lib/ids.ts'
import type { PermitKind } from './permit-kind.ts'
import { movesFreely } from './state-codes.ts'
import type { Level, Speaker } from './statement.ts'

/** 1 permit, 2 card, 3 in renewal, 4 awaiting, 5 permanent card, 6 other measure, 7 EC long-term permit. */
export const documentTypes = [1, 2, 3, 4, 5, 6, 7] as const
export type DocumentType = (typeof documentTypes)[number]

const WAITING = '1900-01-01' as CivilDate
const PERMANENT = '2099-12-31' as CivilDate
const EARLIEST = '2000-01-01' as CivilDate

type Presence = 'required' | 'optional' | 'forbidden'
type DocumentRule = {
  readonly number: Presence
  readonly questura: Presence
  /** The one date that the national form accepts for this type; nothing = a real date from 2000 on. */
  readonly fixedExpiry?: CivilDate
}

export const documentRules: Readonly<Record<DocumentType, DocumentRule>> = {
  1: { number: 'required', questura: 'required' },
  2: { number: 'required', questura: 'optional' },
  3: { number: 'required', questura: 'forbidden' },
  4: { number: 'optional', questura: 'forbidden', fixedExpiry: WAITING },
  5: { number: 'optional', questura: 'required', fixedExpiry: PERMANENT },
  6: { number: 'optional', questura: 'forbidden' },
  7: { number: 'required', questura: 'required' },
}

/** Dates of an asylum application; which of them start the count depends on the rule of the day of application. */
export type Asylum = {
  readonly appliedOn?: CivilDate | undefined
  readonly registeredOn?: CivilDate | undefined
  readonly formalisedOn?: CivilDate | undefined
  /** The person's unique identity code on the registration document. */
  readonly cui?: string | undefined
  readonly detained: boolean
  readonly accelerated: boolean
}

export type PermitData = {
  readonly documentType: DocumentType
  readonly kind: PermitKind
  readonly number?: string | undefined
  readonly questura?: string | undefined
  readonly issuedOn?: CivilDate | undefined
  readonly expiresOn?: CivilDate | undefined
  /** Day of the receipt for renewal, conversion or first issue. */
  readonly renewalAskedOn?: CivilDate | undefined
  readonly asylum?: Asylum | undefined
}

export type Permit = PermitData & {
  readonly id: PermitId
  readonly person: PersonId
  readonly level: Level
  readonly saidBy: Speaker
  readonly source?: string | undefined
  readonly recordedOn: CivilDate
  readonly writtenBy: OrganisationId
  readonly at: Instant
  readonly supersededOn?: CivilDate | undefined
}

export type PermitField =
  | 'kind'
  | 'number'
  | 'questura'
  | 'issuedOn'
  | 'expiresOn'
  | 'appliedOn'
  | 'registeredOn'
  | 'formalisedOn'
/** `wrong` contradicts a rule and is refused; `missing` is saved and shown: the hiring form will ask for it. */
export type PermitFinding = { readonly field: PermitField; readonly code: string; readonly weight: 'wrong' | 'missing' }

/** The expiry as the national form wants it: types 4 and 5 have one fixed date, whatever stands on the paper. */
export const officialExpiry = (type: DocumentType, expiresOn: CivilDate | undefined): CivilDate | undefined =>
  documentRules[type].fixedExpiry ?? expiresOn

/** Everything that is wrong with a permit or missing on it, all at once. */
export function checkPermit(permit: PermitData, citizenship: string | undefined, today: CivilDate): PermitFinding[] {
  const found: PermitFinding[] = []
  const add = (field: PermitField, code: string, weight: PermitFinding['weight']) => found.push({ field, code, weight })
  const rule = documentRules[permit.documentType]
  // EU citizens hold no permit: type, reason and expiry must all be empty.
  if (citizenship && movesFreely(citizenship)) add('kind', 'permit.kind.free-movement', 'wrong')
  if (permit.kind === 'unknown') add('kind', 'permit.kind.missing', 'missing')
  if (rule.number === 'required' && !permit.number) add('number', 'permit.number.missing', 'missing')
  if (rule.questura === 'required' && !permit.questura) add('questura', 'permit.questura.missing', 'missing')
  if (rule.questura === 'forbidden' && permit.questura) add('questura', 'permit.questura.forbidden', 'wrong')
  for (const finding of checkExpiry(permit, rule)) found.push(finding)
  if (permit.issuedOn && permit.issuedOn > today) add('issuedOn', 'permit.issuedOn.future', 'wrong')
  for (const finding of checkAsylum(permit.asylum, today)) found.push(finding)
  return found
}

function checkExpiry(permit: PermitData, rule: DocumentRule): PermitFinding[] {
  const { expiresOn, issuedOn } = permit
  const wrong = (code: string): PermitFinding[] => [{ field: 'expiresOn', code, weight: 'wrong' }]
  if (!expiresOn) return [{ field: 'expiresOn', code: 'permit.expiresOn.missing', weight: 'missing' }]
  if (rule.fixedExpiry) return expiresOn === rule.fixedExpiry ? [] : wrong('permit.expiresOn.fixed')
  if (expiresOn < EARLIEST) return wrong('permit.expiresOn.too-early')
  if (expiresOn === PERMANENT) return wrong('permit.expiresOn.only-permanent')
  return issuedOn && issuedOn > expiresOn ? wrong('permit.expiresOn.before-issue') : []
}

function checkAsylum(asylum: Asylum | undefined, today: CivilDate): PermitFinding[] {
  if (!asylum) return []
  const found: PermitFinding[] = []
  for (const field of ['appliedOn', 'registeredOn', 'formalisedOn'] as const) {
    const date = asylum[field]
    if (date && date > today) found.push({ field, code: `permit.${field}.future`, weight: 'wrong' })
  }
  const order = [asylum.appliedOn, asylum.registeredOn, asylum.formalisedOn]
  if (order[0] && order[1] && order[1] < order[0]) {
    found.push({ field: 'registeredOn', code: 'permit.registeredOn.before-application', weight: 'wrong' })
  }
  if (order[1] && order[2] && order[2] < order[1]) {
    found.push({ field: 'formalisedOn', code: 'permit.formalisedOn.before-registration', weight: 'wrong' })
  }
  return found
}

/** Council Implementing Decision (EU) 2025/1460: temporary protection for people from Ukraine runs to this day. */
const TEMPORARY_PROTECTION_UNTIL = '2027-03-04' as CivilDate

/** The last day on which the permit holds: the printed date, or a later one that the law gives to the whole kind. */
export function validUntil(permit: PermitData): CivilDate | undefined {
  if (documentRules[permit.documentType].fixedExpiry) return undefined
  if (permit.kind === 'temporaryProtection') {
    return permit.expiresOn && permit.expiresOn > TEMPORARY_PROTECTION_UNTIL
      ? permit.expiresOn
      : TEMPORARY_PROTECTION_UNTIL
  }
  return permit.expiresOn
}

/** TUI art. 5 c. 4: renewal is asked at least 90 days before; the first alert comes earlier, the 90 says "now". */
const ALERTS = [30, 60, 90, 120] as const
export type RenewalAlert = {
  readonly step: (typeof ALERTS)[number] | 'expired'
  readonly expiresOn: CivilDate
  readonly daysLeft: number
  /** First day on which asking is late. Asking late does not extinguish the right: never a block. */
  readonly askBy: CivilDate
}

/** People whose permit ended so many days ago left, or renewed it without our writing it down: no list digs them up. */
export const LONG_ENDED_DAYS = 365

/** Whether its renewal was asked: a day was written down, or the paper is itself the receipt (document type 3). */
export const isRenewalAsked = (permit: Pick<PermitData, 'documentType' | 'renewalAskedOn'>): boolean =>
  permit.documentType === 3 || permit.renewalAskedOn !== undefined

/** Whether a permit asks for attention today. A receipt for renewal silences the alert: the step was taken. */
export function renewalAlert(permit: PermitData, today: CivilDate): RenewalAlert | undefined {
  const expiresOn = validUntil(permit)
  if (!expiresOn || isRenewalAsked(permit)) return undefined
  const daysLeft = daysBetween(today, expiresOn)
  const askBy = addDays(expiresOn, -90)
  if (daysLeft < 0) return { step: 'expired', expiresOn, daysLeft, askBy }
  const step = ALERTS.find(days => daysLeft <= days)
  return step && { step, expiresOn, daysLeft, askBy }
}
