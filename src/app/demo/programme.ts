// SPDX-License-Identifier: EUPL-1.2
// MIGRANT.NET as the source documents describe it: 870 participants, € 865.932,90, 10-9-2018 to 31-12-2020.
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import { createProgramme, enterSpend } from '#programmes/index.ts'
import { partners } from './organisations.ts'
import type { Random } from './random.ts'
import type { Region, Seat } from './seats.ts'

export const STARTS = '2018-09-10' as CivilDate
export const ENDS = '2020-12-31' as CivilDate
const BUDGET = 86_593_290

export function openProgramme(
  region: Region,
  coordinator: Seat,
  members: readonly OrganisationId[],
  adherents: readonly OrganisationId[],
): Promise<ProgrammeId> {
  const given = {
    name: 'MIGRANT.NET',
    code: 'PROG-2364',
    fund: 'FAMI 2014–2020',
    notice: 'PRIMA 2/2018',
    budget: BUDGET as Cents,
    startsOn: STARTS,
    endsOn: ENDS,
    targetHeads: 870,
    targetMinutes: (870 * 36 * 60) as Minutes,
    targetWomen: 450,
    spending: 'entries' as const,
    unit: undefined,
    partners: [...members],
  }
  return region.as(coordinator, STARTS, tx => createProgramme(tx, given, adherents))
}

/** Money by quarter and partner, in proportion to its people; a little stays unspent. */
export async function spend(
  region: Region,
  programme: ProgrammeId,
  seats: readonly Seat[],
  random: Random,
): Promise<void> {
  const quarters = [
    '2018-12-31',
    '2019-03-31',
    '2019-06-30',
    '2019-09-30',
    '2019-12-31',
    '2020-03-31',
    '2020-06-30',
    '2020-09-30',
    '2020-12-31',
  ] as CivilDate[]
  for (const [at, seat] of seats.entries()) {
    const share = (partners[at]?.people ?? 0) / 870
    const each = Math.floor((BUDGET * share * 0.985) / quarters.length)
    const entries: Parameters<typeof enterSpend>[2][] = []
    for (const on of quarters) {
      const cents = Math.floor(each * (0.82 + random.below(36) / 100 - 0.005)) as Cents
      const line = random.weighted([
        ['staff', 70],
        ['participants', 15],
        ['travel', 5],
        ['indirect', 10],
      ] as const)
      entries.push({ on, cents, line })
    }
    await region.as(seat, ENDS, async tx => {
      for (const entry of entries) await enterSpend(tx, programme, entry)
    })
  }
}
