// SPDX-License-Identifier: EUPL-1.2
// Every identifier of the product in one place, so that naming a foreign entity never needs an import of its slice.

/** A text that only this kind of thing is known by. Two kinds cannot be swapped without a compile error. */
export type Id<Kind extends string> = string & { readonly __id: Kind }

export type NetworkId = Id<'network'>
export type OrganisationId = Id<'organisation'>
export type UnitId = Id<'unit'>
export type AccountId = Id<'account'>
export type MembershipId = Id<'membership'>
export type InvitationId = Id<'invitation'>
export type PersonId = Id<'person'>
/** The random pseudonym of a person record, used wherever people are counted and not opened. */
export type Handle = Id<'handle'>
export type GrantId = Id<'grant'>
export type AccessId = Id<'access'>
export type QuestionId = Id<'question'>
export type LinkId = Id<'link'>
export type StatementId = Id<'statement'>
export type PermitId = Id<'permit'>
export type ImportId = Id<'import'>
export type FileId = Id<'file'>
export type FactId = Id<'fact'>
export type InterviewId = Id<'interview'>
export type ExperienceId = Id<'experience'>
export type LanguageId = Id<'language'>
export type PlanId = Id<'plan'>
export type GoalId = Id<'goal'>
export type MeasureId = Id<'measure'>
export type MeetingId = Id<'meeting'>
export type SignatureId = Id<'signature'>
export type EmployerId = Id<'employer'>
export type PlacementId = Id<'placement'>
export type PackageId = Id<'package'>
export type ProgrammeId = Id<'programme'>
export type EnrolmentId = Id<'enrolment'>
export type JobId = Id<'job'>

let latest = 0
let made = 0
const MOST = 0xfff

/**
 * A new UUIDv7 (RFC 9562 §5.7): 48 bits of time, so that keys made one after the other lie side by side in an index; 12 bits
 * that count those of one millisecond (§6.2, method 1), so that what was made first by this process stands first; then 62
 * random bits. Made in the application because the database has the function only from version 18. The random bits are those
 * of a version 4, which the runtime makes in advance and by the hundred.
 */
export function newId<T extends Id<string>>(now: number = Date.now()): T {
  made = now === latest ? Math.min(made + 1, MOST) : 0
  latest = now
  const time = now.toString(16).padStart(12, '0')
  const place = made.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place}${crypto.randomUUID().slice(18)}` as T
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text has the one form in which the product writes identifiers (lower case, with hyphens). */
export const isUuid = (text: string): boolean => UUID.test(text)
