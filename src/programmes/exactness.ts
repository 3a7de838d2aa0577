// SPDX-License-Identifier: EUPL-1.2
// Who reads exact figures of everybody in a programme. Whoever answers for it to the fund counts heads exactly, by law
// (Reg. (EU) 2021/1147 annex VIII; Reg. (EU) 2021/1060 art. 69 and 82): its lead. Whoever checks it has to. A partner
// reads its own organisation exactly; of the others it gets what may leave an organisation: no cell under five.
import type { OrganisationId } from '#lib/ids.ts'
import type { Role } from '#platform/auth/roles.ts'
import type { Quality } from './counting.ts'
import type { Figures, Line, OrganisationLine } from './figures.ts'
import type { Indicator } from './indicators.ts'
import { ageBands } from './programme.ts'
import type { Partner } from './partner.ts'
import { type Cell, cellOf, hideSmall } from './small-cells.ts'

export type Right = 'exact' | 'own-organisation'

export type Asking = { readonly role: Role; readonly organisation: OrganisationId }

export function rightTo({ role, organisation }: Asking, partners: readonly Partner[]): Right {
  const leads = partners.some(each => each.kind === 'lead' && each.organisation === organisation)
  return role === 'auditor' || (role === 'coordinator' && leads) ? 'exact' : 'own-organisation'
}

/** Whether a reader may go down from a number of this organisation to its coded heads and their acts. */
export const mayOpen = (right: Right, asking: Asking, organisations: readonly OrganisationId[]): boolean =>
  right === 'exact' || organisations.includes(asking.organisation)

/** The defects of somebody's own organisation only, where she reads nothing exact of the others. */
export function mine<R extends { readonly partners: readonly Partner[]; readonly quality: Quality }>(
  report: R,
  asking: Asking,
): R {
  if (rightTo(asking, report.partners) === 'exact') return report
  const own = (hour: { readonly organisation: OrganisationId }) => hour.organisation === asking.organisation
  const { permit, outside, overlaps, twoFunds } = report.quality
  const quality = {
    permit: permit.filter(own),
    outside: outside.filter(own),
    // Who works at two organisations is known to both: each sees its own part.
    overlaps: overlaps.flatMap(each => {
      const hours = each.hours.filter(own)
      return hours.length > 0 ? [{ ...each, hours }] : []
    }),
    twoFunds: twoFunds.filter(each => own(each.hour)),
  }
  return { ...report, quality }
}

type Shown<L> = Omit<L, 'heads' | 'women'> & { readonly heads: Cell; readonly women: Cell }

/** The tables of a report as somebody may read them. */
export type ShownFigures = {
  readonly right: Right
  readonly organisations: readonly Shown<OrganisationLine>[]
  readonly provinces: readonly Shown<Line<string>>[]
  readonly indicators: readonly (Pick<Indicator, 'row'> & { readonly cells: readonly Cell[] })[]
  readonly sex: { readonly women: Cell; readonly men: Cell; readonly others: Cell }
  /** How many heads reached each station; none where one of them would be a small cell. */
  readonly flow: Figures['flow']
}

/** Total, women, men and the age bands of an indicator, in this order. */
const countsOf = ({ total, sex, age }: Indicator): readonly number[] => [
  total,
  sex.F,
  sex.M,
  ...ageBands.map(band => age[band]),
]

function withCells<L extends Line<string>>(
  lines: readonly L[],
  heads: readonly Cell[],
  women: readonly Cell[],
): readonly Shown<L>[] {
  return lines.map((line, at) => Object.assign({}, line, { heads: heads[at] ?? 'few', women: women[at] ?? 'few' }))
}

export function shownTo(report: Figures, asking: Asking): ShownFigures {
  const right = rightTo(asking, report.partners)
  const { organisations, provinces, indicators, sex, flow } = report
  const column = (counts: readonly number[], known?: ReadonlySet<number>): readonly Cell[] =>
    right === 'exact' ? counts : hideSmall(counts, known)
  const own = new Set(organisations.flatMap(({ key }, index) => (key === asking.organisation ? [index] : [])))
  const [orgHeads, orgWomen] = [
    column(
      organisations.map(each => each.heads),
      own,
    ),
    column(
      organisations.map(each => each.women),
      own,
    ),
  ]
  const [placeHeads, placeWomen] = [
    column(provinces.map(each => each.heads)),
    column(provinces.map(each => each.women)),
  ]
  const [women = 'few', men = 'few', others = 'few'] = column([sex.F, sex.M, sex.X + sex.unknown])
  const hasSmallStation = flow.some(stop => cellOf(stop.heads) === 'few')
  return {
    right,
    organisations: withCells(organisations, orgHeads, orgWomen),
    provinces: withCells(provinces, placeHeads, placeWomen),
    indicators: indicators.map(each => {
      const [total = 0, ...rest] = countsOf(each)
      const cells = [right === 'exact' ? total : cellOf(total), ...column(rest.slice(0, 2)), ...column(rest.slice(2))]
      return { row: each.row, cells }
    }),
    sex: { women, men, others },
    flow: right === 'exact' || !hasSmallStation ? flow : [],
  }
}
