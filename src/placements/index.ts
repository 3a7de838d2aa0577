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
