// SPDX-License-Identifier: EUPL-1.2
// What happens to shares when a paper hides where somebody lives (TUI art. 18, 18-bis, 18-ter): show less at once, and
// let the case worker decide anew, organisation by organisation.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Grant } from '#platform/auth/grants.ts'

/** The group that says where she is: phone, address, municipality, and the office that issued her papers. */
export const placeGroup = 'contacts' as const

/** Somebody who saw where she lives until her place was hidden. */
export type HiddenFrom = Pick<Grant, 'organisation'> & { readonly on: CivilDate; readonly again: boolean }

/**
 * From whom her place was taken away since a day, one line for each organisation, and whether it was shown to it again
 * since. Shares that were withdrawn for another reason on the very day are told, too: better one line too many.
 */
export function takenFrom(grants: readonly Grant[], hiddenSince: CivilDate): readonly HiddenFrom[] {
  const received = grants.filter(each => each.organisation !== each.grantedBy && each.groups.includes(placeGroup))
  const found = new Map<string, HiddenFrom>()
  for (const { organisation, revokedOn } of received) {
    if (revokedOn === undefined || revokedOn < hiddenSince || found.has(organisation)) continue
    const again = received.some(each => each.organisation === organisation && each.revokedOn === undefined)
    found.set(organisation, { organisation, on: revokedOn, again })
  }
  return [...found.values()]
}
