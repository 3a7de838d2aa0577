// SPDX-License-Identifier: EUPL-1.2
export type { Employer } from './employer.ts'
/** The employer with a tax code: the one my organisation knows, else a new one. */
export { employerWith, type NewEmployer } from './employer.store.ts'
export { endPlacement, followUp, type NewPlacement, recordPlacement } from './placement.act.ts'
export { paths as placementPaths } from './placement.paths.ts'
export {
  type Contract,
  type EndReason,
  type FollowUp,
  type FollowUpResult,
  isFollowUpDue,
  type Placement,
  type PlacementKind,
  type PlacementState,
  stateOf as placementStateOf,
} from './placement.ts'
/** Internships, grants and jobs of a person, the latest first. */
export { getPlacement, placementsOf, placementsOfAll } from './placement.store.ts'
/** Vacancies of the network, and which suit a person best, with the same points as the index in memory. */
export { changeVacancy, closeVacancy, postVacancy } from './vacancy.act.ts'
export { getVacancy, type KeptVacancy, type NewVacancy } from './vacancy.store.ts'
export type { Addition, Additions } from './matching/additions.ts'
export type { Explained, Gap, SkillLine } from './matching/explain.ts'
export type { Hit } from './matching/hit.ts'
export type { Query } from './matching/query.ts'
export { type PersonFile, seekerOf } from './matching/seeker-of.ts'
export { currentWeights } from './matching/weights.ts'
/** Who fits what, both ways round, each ranking with its entry in the log. */
export {
  explained,
  type ExplainedVacancy,
  peopleFor,
  type RankedPeople,
  type RankedPerson,
  type RankedVacancies,
  vacanciesFor,
} from './ranking.act.ts'
export { type LoggedRanking, rankingsOf } from './ranking.store.ts'
/** The skills of the installed classification, as shares of a vacancy are made from them. */
export { vocabularyFrom } from './vocabulary.store.ts'
