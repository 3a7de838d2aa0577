// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  start: path('/people/import'),
  sample: path('/people/import/sample'),
  import: path('/people/import/:import'),
  review: path('/people/import/:import/review'),
  progress: path('/people/import/:import/progress'),
  again: path('/people/import/:import/again'),
  giveUp: path('/people/import/:import/give-up'),
  rows: path('/people/import/:import/rows'),
  apply: path('/people/import/:import/apply'),
  discard: path('/people/import/:import/discard'),
  undo: path('/people/import/:import/undo'),
  waiting: path('/people/import/:import/waiting/:kind'),
} as const
