// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  desk: path('/desk'),
  /** The list of programmes, where those who count begin; a page of the programmes slice. */
  programmes: path('/programmes'),
  person: path('/people/:person'),
  seen: path('/people/:person/seen'),
  answerQuestion: path('/people/:person/seen/:question'),
  my: path('/my'),
  mySeen: path('/my/seen'),
  accessibility: path('/accessibility'),
  privacy: path('/privacy'),
} as const
