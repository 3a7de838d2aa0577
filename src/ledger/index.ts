// SPDX-License-Identifier: EUPL-1.2
// What other slices may use of the ledger.

/** Records what has just been done, in the transaction that did it. */
export { type Fact, type FactRef, type OpenableFact, record, recordAll, type TypedFact } from './record.act.ts'
/** Records the facts of many acts of one transaction together. */
export { recordTogether } from './together.act.ts'
/** Founds a network's register and gives an organisation its key; `record` does both when nobody did before. */
export { createLog, registerOrganisationKey } from './record.act.ts'
/** Opens a fact with just the named fields, says where it stands, erases the keys of a person. */
export { eraseKeys, findOpeningFor, openingFor, type Seal, sealOf, type Subject } from './opening.act.ts'
/** Where a set of acts stands together, counted inside the statement of whoever asks. */
export { type SealOver, sealOver } from './seal-over.store.ts'
/** Takes waiting entries into the register. */
export { integrate, integrateAll } from './integrate.act.ts'
/** Makes the one file that proves a report. */
export { type BundleFact, type BundleReport, buildBundle } from './bundle.act.ts'
/** Public keys of a network, one per line, for a file of trusted keys. */
export { exportKeys } from './keys.act.ts'
/** The figures as the verifier counts them, for whoever states them. */
export { type Counted, countActs, type OpenedAct } from './verifier/counting.ts'
export type { Opening, Report } from './verifier/bundle.ts'
/** The verifier on a command line. */
export { verifyCommand } from './verify.command.ts'
/** Where the register can be checked, and where she downloads the proof of who opened her file. */
export { paths } from './ledger.paths.ts'
