// SPDX-License-Identifier: EUPL-1.2
// Indicators of the Asylum, Migration and Integration Fund as dated data. Only those that signed hours and enrolments
// can show are counted; the others are listed as not derivable, never as zero.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Handle } from '#lib/ids.ts'
import { bySex, type CountedHour, type Head } from './counting.ts'
import { type AgeBand, ageBands, type Sex } from './programme.ts'

export type IndicatorRow = {
  /** The number of the act; the prefix belongs to the programme templates. */
  readonly number: string
  readonly label: string
  readonly validFrom: CivilDate
  readonly source: string
  readonly certainty: 'verified' | 'to-be-confirmed'
  /** Which heads it counts: all, or those with signed hours of these measures; absent = not derivable. */
  readonly counts?: 'heads' | readonly string[]
}

const day = (text: string) => text as CivilDate
const SOURCE = 'Reg. (UE) 2021/1147, all. VIII, ob. b)'
const row = (number: string, label: string, counts?: IndicatorRow['counts']): IndicatorRow => ({
  number,
  label,
  validFrom: day('2021-07-15'),
  source: SOURCE,
  certainty: 'verified',
  ...(counts && { counts }),
})

export const indicatorRows: readonly IndicatorRow[] = [
  row('3', 'O.2.3', 'heads'),
  row('3.1', 'O.2.3.1', ['italian']),
  row('3.2', 'O.2.3.2'),
  row('3.3', 'O.2.3.3', ['guidance', 'skills-appraisal', 'tutoring', 'job-coaching']),
  row('8', 'R.2.8'),
  row('9', 'R.2.9'),
  row('10', 'R.2.10'),
  row('11', 'R.2.11'),
]

export type Indicator = {
  readonly row: IndicatorRow
  readonly total: number
  readonly sex: Readonly<Record<Sex, number>>
  readonly age: Readonly<Record<AgeBand, number>>
}

/** A person once for each indicator; the "of which" lines may overlap, so their sum may exceed the first. */
export function indicatorsOf(
  heads: readonly Head[],
  hours: readonly CountedHour[],
  asOf: CivilDate,
  rows: readonly IndicatorRow[] = indicatorRows,
): readonly Indicator[] {
  return rows
    .filter(each => each.counts !== undefined && each.validFrom <= asOf)
    .map(each => {
      const kinds = each.counts
      const having = kinds === undefined || kinds === 'heads' ? undefined : withMeasure(hours, kinds)
      const counted = having ? heads.filter(head => having.has(head.key)) : heads
      const age = Object.fromEntries(
        ageBands.map(band => [band, counted.filter(head => head.first.ageBand === band).length]),
      ) as Record<AgeBand, number>
      return { row: each, total: counted.length, sex: bySex(counted), age }
    })
}

function withMeasure(hours: readonly CountedHour[], kinds: readonly string[]): ReadonlySet<Handle> {
  const found = new Set<Handle>()
  for (const hour of hours) if (hour.counted > 0 && kinds.includes(hour.measureKind)) found.add(hour.head)
  return found
}
