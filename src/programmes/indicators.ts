// SPDX-License-Identifier: EUPL-1.2
// Indicators of the Asylum, Migration and Integration Fund as dated data. Only those that signed hours and enrolments
// can show are counted; the others are listed as not derivable, never as zero.
import type { CivilDate } from '#lib/civil-date.ts'
import { bySex, headCount, type HeadGroup } from './figures.ts'
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

type Measured = IndicatorRow & { readonly counts: readonly string[] }
/** Those that count only heads with signed hours of some measures. */
export const measuredRows: readonly Measured[] = indicatorRows.filter((each): each is Measured =>
  Array.isArray(each.counts),
)

/** A person once for each indicator; the "of which" lines may overlap, so their sum may exceed the first. */
export function indicatorsOf(groups: readonly HeadGroup[], asOf: CivilDate): readonly Indicator[] {
  return indicatorRows
    .filter(each => each.counts !== undefined && each.validFrom <= asOf)
    .map(each => {
      const measured = measuredRows.findIndex(one => one.number === each.number)
      const counted = groups.filter(group => measured === -1 || group.having[measured])
      const age = Object.fromEntries(
        ageBands.map(band => [band, headCount(counted.filter(group => group.ageBand === band))]),
      ) as Record<AgeBand, number>
      return { row: each, total: headCount(counted), sex: bySex(counted), age }
    })
}
