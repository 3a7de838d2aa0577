// SPDX-License-Identifier: EUPL-1.2
// What the rest of the house may use of the classification of occupations and skills.
export { type Evaluation, evaluate, type Question, questionsIn } from './evaluate.ts'
export { type FileResult, type ImportResult, importTaxonomy } from './import.act.ts'
export { type Installed, installedFiles } from './import.store.ts'
export { AT_ONCE, inAskingOrder, rarity, type RelatedSkill, turnOf } from './occupation-skills.ts'
export { findPackageFiles } from './package-folder.client.ts'
/** Occupations or skills for somebody's own words, best first, each with why. */
export { type Hit, type Search, type SearchKind, searchTaxonomy } from './search.act.ts'
/** Makes the indexes of the search before anybody asks. */
export { warmSearch } from './search.act.ts'
/** The concept at an address, installed or of the starter vocabulary; undefined when there is none. */
export { chosenConcept } from './search.act.ts'
/** Tasks and skills of an occupation, in the turns in which they are asked. */
export { type Proposal, proposalsFor } from './proposals.act.ts'
export { groupUri, starterIn } from './starter.ts'
export { type ConceptWords, findConcept, skillsOf } from './taxonomy.store.ts'
export type { How, Met, Why } from './why.ts'
/** What a newer version does to an older one, and to what was recorded under it. */
export { countsOf, type Change, changes } from './version-changes.ts'
export { type VersionReport, versionReport } from './version-changes.store.ts'
