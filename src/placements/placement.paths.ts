// SPDX-License-Identifier: EUPL-1.2
import { path } from '#platform/http/paths.ts'

export const paths = {
  placements: path('/people/:person/placements'),
  newPlacement: path('/people/:person/placements/new'),
  end: path('/people/:person/placements/:placement/end'),
  followUp: path('/people/:person/placements/:placement/follow-up'),
} as const
