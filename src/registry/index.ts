// SPDX-License-Identifier: EUPL-1.2
// What other slices may use of the registry.

/** The person and what is said of her. */
export {
  type Contacts,
  type ContactRule,
  contactRules,
  type Identity,
  maskedCode,
  type NewPerson,
  type Person,
  type PersonCard,
  type Provenance,
  type Sex,
  sexes,
} from './person.ts'
export { displayName } from './person-name.ts'
export {
  type Field,
  fields,
  type Level,
  levels,
  type NewStatement,
  type Speaker,
  speakers,
  type Statement,
  type StatementGroup,
} from './statement.ts'
/** The rule for the value of one field: the form in which it is kept, or the code of what is wrong. */
export { type FieldReading, readField } from './field-value.ts'
export { correctPerson, createPerson, registerPerson, state } from './registration.store.ts'
export { getOwnPeople, getOwnPerson, getPerson, handlesOf, listPeople, peopleOfHandles } from './person.store.ts'
export { type SignedStatement, statementsOf } from './statement.store.ts'
export { type TaxCodePeriod, taxCodesOf } from './tax-code.store.ts'

/** Titles of stay and the right to work. */
export {
  type Asylum,
  type DocumentType,
  documentTypes,
  LONG_ENDED_DAYS,
  type Permit,
  type PermitData,
  type RenewalAlert,
  renewalAlert,
  isRenewalAsked,
  validUntil,
} from './permit.ts'
export { PLACE_HIDDEN } from './hidden-place.store.ts'
export { hidesLocation, type PermitKind, permitKinds } from './permit-kind.ts'
export {
  currentPermit,
  currentPermitsOf,
  type EndingPermit,
  insertPermit as recordPermit,
  isLocationHidden,
  type NewPermit,
  permitsEndingBefore,
  permitsOf,
} from './permit.store.ts'
export { rightToWork, type WorkInput, type WorkVerdict } from './right-to-work.ts'
export { verdictFrom, workVerdictOf } from './work.store.ts'

/** Possible duplicates, and the revocable assertion that two records are one person. */
export {
  adoptModel,
  type Duplicate,
  findAcrossNetwork,
  findDuplicates,
  findDuplicatesOf,
  type MaskedCard,
  modelInUse,
} from './duplicate.store.ts'
export type { Candidate } from './match-key.ts'
/** The linkage engine over plain records, for files of anybody. */
export {
  type Deduplicated,
  deduplicate,
  frozenF1,
  type Linked,
  type LinkageRecord,
  link,
  type Model,
  readModel,
} from './linkage/index.ts'
export {
  type HandleLink,
  handleLinks,
  linkSamePerson,
  sameHandles,
  samePersonLinks,
  type SamePersonLink,
  standsOn,
  unlinkSamePerson,
} from './same-person.store.ts'

/** The privacy notice. */
export { type GivenNotice, giveNotice, noticesOf } from './notice.store.ts'
export { needsGuardian, NOTICE_VERSION, noticeLanguages, noticeParts } from './notice.ts'

/** States and municipalities. */
export {
  ITALY,
  movesFreely,
  STATELESS,
  type StateCode,
  stateByBelfiore,
  stateByIso3,
  stateByIstat,
} from './state-codes.ts'
export {
  type Choice,
  findMunicipality,
  type Municipality,
  municipalityLabel,
  municipalityName,
  readMunicipality,
  stateChoices,
  stateNames,
} from './territory.client.ts'

/** What imported registers said beside identity: stays in a project, remarks (restricted). */
export { importPaths, type Remark, remarksOf, type Stay, staysOf } from './import/index.ts'

export { paths } from './registry.paths.ts'
