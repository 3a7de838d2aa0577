// SPDX-License-Identifier: EUPL-1.2
// What the application and its tests may use of the portal; no slice is above it.
export { paths } from './portal.paths.ts'
/** The person asks who looked at her file; the keeper answers. */
export { answer, ask, openQuestions, questionsOf } from './question.store.ts'
