// SPDX-License-Identifier: EUPL-1.2
// One reading of everything a programme page shows, as it stood on a day.
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import { organisationsIn } from '#network/index.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type HandleLink, handleLinks, standsOn } from '#registry/index.ts'
import {
  breakdown,
  bySex,
  byOrganisation,
  type ClusterOf,
  clusters,
  type CountedHour,
  type Head,
  headsOf,
  hoursOf,
  type Line,
  type Quality,
  qualityOf,
  sumCounted,
} from './counting.ts'
import { hoursAsOf, listEnrolments, stationsReached } from './enrolment.store.ts'
import { flowOf, type Stop } from './flow.ts'
import { type Indicator, indicatorsOf } from './indicators.ts'
import { type Programme, type Sex, shareOfTime } from './programme.ts'
import type { Partner } from './partner.ts'
import { partnersOf } from './partner.store.ts'
import { getProgramme, listProgrammes, type Spend, spendOf } from './programme.store.ts'

export type OrganisationLine = Line<OrganisationId> & { readonly name: string; readonly spend: Cents }

export type Report = {
  readonly programme: Programme
  readonly asOf: CivilDate
  readonly share: number
  readonly heads: readonly Head[]
  readonly hours: readonly CountedHour[]
  readonly sex: Readonly<Record<Sex, number>>
  readonly minutes: Minutes
  /** Enrolments in all: heads are fewer where a person takes part under two records. */
  readonly participations: number
  readonly spend: Cents
  readonly spends: readonly Spend[]
  readonly flow: readonly Stop[]
  readonly organisations: readonly OrganisationLine[]
  readonly provinces: readonly Line<string>[]
  readonly indicators: readonly Indicator[]
  readonly quality: Quality
  readonly partners: readonly Partner[]
  readonly names: ReadonlyMap<OrganisationId, string>
  readonly cluster: ClusterOf
  /** Every assertion until this day, also those taken back, that two pseudonyms of these heads are one person. */
  readonly links: readonly HandleLink[]
}

/** Standard costs only where the programme says so; otherwise what was entered. */
export function spendFrom(programme: Programme, spends: readonly Spend[], heads: number, minutes: number): Cents {
  if (programme.spending === 'entries') return spends.reduce((sum, each) => sum + each.cents, 0) as Cents
  const unit = programme.unit ?? 0
  return (programme.spending === 'per-head' ? unit * heads : Math.floor((unit * minutes) / 60)) as Cents
}

export async function reportOn(tx: Tx, id: ProgrammeId, asOf: CivilDate): Promise<Report> {
  const [programme, all, links, signed, programmes, spends, organisations, reached, partners] = await Promise.all([
    getProgramme(tx, id),
    listEnrolments(tx),
    handleLinks(tx, asOf),
    hoursAsOf(tx, asOf),
    listProgrammes(tx),
    spendOf(tx, id, asOf),
    organisationsIn(tx),
    stationsReached(tx, asOf),
    partnersOf(tx, id),
  ])
  const cluster = clusters(links.filter(link => standsOn(link, asOf)).map(({ handles }) => handles))
  const own = all.filter(each => each.programme === id)
  const heads = headsOf(own, asOf, cluster)
  const { counted, outside } = hoursOf(programme, heads, signed, cluster)
  const others = programmes.filter(each => each.id !== id)
  const minutes = sumCounted(counted)
  const names = new Map(organisations.map(each => [each.id, each.name]))
  const lines = byOrganisation(heads, counted)
  return {
    programme,
    asOf,
    share: shareOfTime(programme, asOf),
    heads,
    hours: counted,
    sex: bySex(heads),
    minutes,
    participations: own.filter(each => each.from <= asOf && each.endReason !== 'mistake').length,
    spend: spendFrom(programme, spends, heads.length, minutes),
    spends,
    flow: flowOf(heads, reached, cluster),
    organisations: lines.map(line => ({
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
    provinces: breakdown(heads, counted, head => head.first.province ?? ''),
    indicators: indicatorsOf(heads, counted, asOf),
    quality: qualityOf(
      programme,
      { heads, counted, outside },
      others.map(each => ({ programme: each, enrolments: all.filter(one => one.programme === each.id) })),
      cluster,
    ),
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
