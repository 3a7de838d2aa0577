// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  /** Starts an interview, or shows how far the one under way has come. */
  interview: path('/people/:person/interview'),
  review: path('/people/:person/interview/review'),
  conclude: path('/people/:person/interview/conclude'),
  discard: path('/people/:person/interview/discard'),
  section: path('/people/:person/interview/:section'),
  /** One job, school or language; 'new' for one not told yet. */
  entry: path('/people/:person/interview/:section/:entry'),
  /** The occupation that a work told in own words was. */
  occupation: path('/people/:person/interview/experiences/:entry/occupation'),
  removeEntry: path('/people/:person/interview/:section/:entry/remove'),
  profile: path('/people/:person/profile'),
  /** What she can do of a work of the profile: its occupation, then tasks and skills. */
  skills: path('/people/:person/profile/experiences/:entry/skills'),
  workOccupation: path('/people/:person/profile/experiences/:entry/occupation'),
  correct: path('/people/:person/profile/:section/:entry'),
  withdraw: path('/people/:person/profile/:section/:entry/withdraw'),
} as const
