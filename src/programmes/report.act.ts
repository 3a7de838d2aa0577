// SPDX-License-Identifier: EUPL-1.2
// What is read of a programme as it stood on a day: the figures, counted in the database, and the rows behind them, where
// somebody goes down to them.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Handle, OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Cents } from '#lib/money.ts'
import { organisationsIn } from '#network/index.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type HandleLink, handleLinks, sameHandles, standsOn } from '#registry/index.ts'
import {
  type ClusterOf,
  clusters,
  type CountedHour,
  type HandlePair,
  type Head,
  headsOf,
  hoursOf,
  type Quality,
  qualityOf,
} from './counting.ts'
import { hoursAsOf, listEnrolments, type Whose } from './enrolment.store.ts'
import { type Asking, rightTo } from './exactness.ts'
import { bySex, type Figures, headCount, inOrder, type SealSummary } from './figures.ts'
import { countIn, type CountedRow } from './figures.store.ts'
import { indicatorsOf } from './indicators.ts'
import { type Programme, shareOfTime } from './programme.ts'
import type { Partner } from './partner.ts'
import { partnersOf } from './partner.store.ts'
import { getProgramme, listProgrammes, type Spend, spendOf } from './programme.store.ts'

/** Standard costs only where the programme says so; otherwise what was entered. */
export function spendFrom(programme: Programme, spends: readonly Spend[], heads: number, minutes: number): Cents {
  if (programme.spending === 'entries') return spends.reduce((sum, each) => sum + each.cents, 0) as Cents
  const unit = programme.unit ?? 0
  return (programme.spending === 'per-head' ? unit * heads : Math.floor((unit * minutes) / 60)) as Cents
}

const namesOf = async (tx: Tx): Promise<ReadonlyMap<OrganisationId, string>> =>
  new Map((await organisationsIn(tx)).map(each => [each.id as OrganisationId, each.name]))

function tiedBy(pairs: readonly HandlePair[]) {
  const cluster = clusters(pairs)
  return new Map(pairs.flat().map(handle => [handle, cluster(handle)]))
}

const sealOf = (waiting: boolean, sealedAt: string | null): SealSummary => ({
  state: waiting || sealedAt === null ? 'waiting' : 'sealed',
  ...(sealedAt !== null && { sealedAt }),
})

/**
 * The figures of a programme as they stood on a day.
 * @param asking who reads of the defects only those of its own hours, unless it reads exact figures of everybody
 */
export async function figuresOn(tx: Tx, id: ProgrammeId, asOf: CivilDate, asking?: Asking): Promise<Figures> {
  const [programme, pairs, spends, names, partners] = await Promise.all([
    getProgramme(tx, id),
    sameHandles(tx, asOf),
    spendOf(tx, id, asOf),
    namesOf(tx),
    partnersOf(tx, id),
  ])
  const defectsOf = asking && rightTo(asking, partners) !== 'exact' ? asking.organisation : undefined
  const counted = await countIn(tx, { programme, asOf, tied: tiedBy(pairs), defectsOf })
  return { ...figuresFrom(programme, counted, { asOf, spends, names }), partners }
}

type Beside = {
  readonly asOf: CivilDate
  readonly spends: readonly Spend[]
  readonly names: ReadonlyMap<OrganisationId, string>
}

function figuresFrom(
  programme: Programme,
  counted: CountedRow,
  { asOf, spends, names }: Beside,
): Omit<Figures, 'partners'> {
  const { participations, minutes, meetings, groups } = counted
  const heads = headCount(groups)
  return {
    programme,
    asOf,
    share: shareOfTime(programme, asOf),
    headCount: heads,
    sex: bySex(groups),
    minutes,
    meetings,
    participations,
    spend: spendFrom(programme, spends, heads, minutes),
    flow: counted.flow,
    organisations: inOrder(counted.organisations).map(line => ({
      key: line.key,
      heads: line.heads,
      women: line.women,
      minutes: line.minutes,
      name: names.get(line.key) ?? '',
      spend: spendFrom(
        programme,
        spends.filter(each => each.organisation === line.key),
        line.heads,
        line.minutes,
      ),
    })),
    provinces: inOrder(counted.provinces),
    indicators: indicatorsOf(groups, asOf),
    defects: counted.defects,
    seal: participations > 0 ? sealOf(counted.heads_waiting, counted.heads_sealed_at) : undefined,
    hoursSeal: meetings > 0 ? sealOf(counted.hours_waiting, counted.hours_sealed_at) : undefined,
  }
}

/** The rows behind the figures: coded heads and their signed hours. */
export type Rows = {
  readonly programme: Programme
  readonly asOf: CivilDate
  readonly heads: readonly Head[]
  readonly hours: readonly CountedHour[]
  /** Signed hours of these heads outside the dates: not counted. */
  readonly outside: readonly CountedHour[]
  readonly partners: readonly Partner[]
  readonly names: ReadonlyMap<OrganisationId, string>
  readonly cluster: ClusterOf
  /** Every assertion until this day, also those taken back, that two pseudonyms of these heads are one person. */
  readonly links: readonly HandleLink[]
}

/** Every pseudonym that stands on a day for the same person as this one. */
export async function handlesLike(tx: Tx, handle: Handle, asOf: CivilDate): Promise<readonly Handle[]> {
  const pairs = await sameHandles(tx, asOf)
  const cluster = clusters(pairs)
  return [handle, ...new Set(pairs.flat().filter(each => each !== handle && cluster(each) === cluster(handle)))]
}

/** @param whose which hours; all without */
export async function rowsOn(tx: Tx, id: ProgrammeId, asOf: CivilDate, whose: Whose = {}): Promise<Rows> {
  const [programme, enrolments, links, signed, names, partners] = await Promise.all([
    getProgramme(tx, id),
    listEnrolments(tx, id),
    handleLinks(tx, asOf),
    hoursAsOf(tx, asOf, whose),
    namesOf(tx),
    partnersOf(tx, id),
  ])
  const cluster = clusters(links.filter(link => standsOn(link, asOf)).map(({ handles }) => handles))
  const heads = headsOf(enrolments, asOf, cluster)
  const { counted, outside } = hoursOf(programme, heads, signed, cluster)
  return {
    programme,
    asOf,
    heads,
    hours: counted,
    outside,
    partners,
    names,
    cluster,
    links: linksOf(links, heads, cluster),
  }
}

function linksOf(links: readonly HandleLink[], heads: readonly Head[], cluster: ClusterOf): readonly HandleLink[] {
  const keys = new Set(heads.map(head => head.key))
  return links.filter(({ handles }) => handles.some(handle => keys.has(cluster(handle))))
}

export type Gate = Rows & { readonly quality: Quality }

/** The rows with what has to be put right among them before a report. */
export async function gateOn(tx: Tx, id: ProgrammeId, asOf: CivilDate): Promise<Gate> {
  const [rows, all, programmes] = await Promise.all([rowsOn(tx, id, asOf), listEnrolments(tx), listProgrammes(tx)])
  const { programme, heads, hours, outside, cluster } = rows
  const others = programmes
    .filter(each => each.id !== id)
    .map(each => ({ programme: each, enrolments: all.filter(one => one.programme === each.id) }))
  return { ...rows, quality: qualityOf(programme, { heads, counted: hours, outside }, others, cluster) }
}

export type Report = Figures & Rows

/** The figures together with the rows behind them, as a bundle needs them. */
export async function reportOn(tx: Tx, id: ProgrammeId, asOf: CivilDate): Promise<Report> {
  const [rows, figures] = await Promise.all([rowsOn(tx, id, asOf), figuresOn(tx, id, asOf)])
  return { ...rows, ...figures }
}
