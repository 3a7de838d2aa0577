// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'

/** Rules that change are dated data: value, from, to, territory, source and how certain the source is. */
export type DidParameter = {
  readonly name: 'minimum-age' | 'inps-did-days'
  readonly value: number
  readonly validFrom: CivilDate
  readonly validTo?: CivilDate
  readonly territory: string
  readonly source: string
  /** `to-be-confirmed` is said on screen beside the result. */
  readonly certainty: 'verified' | 'to-be-confirmed'
}

const day = (text: string) => text as CivilDate

/** Values and checks as published with a regional labour system (PSLP, messages E11–E34). */
export const didParameters: readonly DidParameter[] = [
  {
    name: 'minimum-age',
    value: 15,
    validFrom: day('2015-09-24'),
    territory: 'IT',
    source: 'D.Lgs. 150/2015, art. 19; PSLP E11',
    certainty: 'verified',
  },
  {
    name: 'inps-did-days',
    value: 180,
    validFrom: day('2015-09-24'),
    territory: 'IT',
    source: 'D.Lgs. 150/2015, art. 21; PSLP GG_DID',
    certainty: 'verified',
  },
]

/** The row in force on a day; nothing when no row covers it, and then the check answers "not known". */
export function parameterOn(
  name: DidParameter['name'],
  day: CivilDate,
  rows: readonly DidParameter[] = didParameters,
): DidParameter | undefined {
  return rows.find(row => row.name === name && row.validFrom <= day && (!row.validTo || day <= row.validTo))
}
