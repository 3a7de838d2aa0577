// SPDX-License-Identifier: EUPL-1.2
// Where each next step is taken: the page of the slice that does it.
import { paths as cpiPaths } from '#cpi/index.ts'
import type { PersonId } from '#lib/ids.ts'
import { placementPaths } from '#placements/index.ts'
import { paths as planPaths } from '#plans/index.ts'
import { skillsPaths } from '#skills/index.ts'
import type { NextStep } from './journey.ts'

export function stepHref(step: NextStep, person: PersonId): string {
  switch (step) {
    case 'interview':
    case 'profile':
      return skillsPaths.interview.to({ person })
    case 'agree-plan':
      return planPaths.newPlan.to({ person })
    case 'sign-plan':
    case 'sign-hours':
      return planPaths.plan.to({ person })
    case 'meet':
      return planPaths.book.to({ person })
    case 'hand-over':
    case 'send-again':
      return cpiPaths.handover.to({ person })
    case 'await-cpi':
    case 'record-did':
    case 'record-pact':
      return cpiPaths.personCpi.to({ person })
    case 'find-work':
      return placementPaths.newPlacement.to({ person })
    case 'internship':
    case 'follow-up':
    case 'settled':
      return placementPaths.placements.to({ person })
  }
}
