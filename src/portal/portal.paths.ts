// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  desk: path('/desk'),
  person: path('/people/:person'),
  seen: path('/people/:person/seen'),
  answerQuestion: path('/people/:person/seen/:question'),
  my: path('/my'),
  mySeen: path('/my/seen'),
  mySkills: path('/my/skills'),
  myHours: path('/my/hours'),
} as const
