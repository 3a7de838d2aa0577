// SPDX-License-Identifier: EUPL-1.2
// One reading of everything a programme page shows, as it stood on a day.
import { type Seal, sealOf } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import type { FactId, OrganisationId, ProgrammeId } from '#lib/ids.ts'
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
import { getProgramme, listProgrammes, type Partner, partnersOf, type Spend, spendOf } from './programme.store.ts'

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
  const programme = await getProgramme(tx, id)
  const all = await listEnrolments(tx)
  const links = await handleLinks(tx, asOf)
  const cluster = clusters(links.filter(link => standsOn(link, asOf)).map(({ handles }) => handles))
  const own = all.filter(each => each.programme === id)
  const heads = headsOf(own, asOf, cluster)
  const { counted, outside } = hoursOf(programme, heads, await hoursAsOf(tx, asOf), cluster)
  const others = (await listProgrammes(tx)).filter(each => each.id !== id)
  const spends = await spendOf(tx, id, asOf)
  const minutes = sumCounted(counted)
  const names = new Map((await organisationsIn(tx)).map(each => [each.id, each.name]))
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
    flow: flowOf(heads, await stationsReached(tx, asOf), cluster),
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
    partners: await partnersOf(tx, id),
    names,
    cluster,
    links: linksOf(links, heads, cluster),
  }
}

function linksOf(links: readonly HandleLink[], heads: readonly Head[], cluster: ClusterOf): readonly HandleLink[] {
  const keys = new Set(heads.map(head => head.key))
  return links.filter(({ handles }) => handles.some(handle => keys.has(cluster(handle))))
}

export type SealSummary = { readonly state: 'waiting' | 'sealed'; readonly sealedAt?: string; readonly waiting: number }

/** A figure is sealed when every act behind it is; then the last sealing day stands beside it. */
export async function sealSummary(tx: Tx, facts: readonly FactId[]): Promise<SealSummary | undefined> {
  if (facts.length === 0) return undefined
  const seals: Seal[] = [...(await sealOf(tx, facts)).values()]
  const waiting = seals.filter(seal => seal.state === 'waiting').length
  const sealedAt = seals
    .flatMap(seal => (seal.state === 'sealed' ? [seal.sealedAt] : []))
    .toSorted()
    .at(-1)
  return { state: waiting > 0 || sealedAt === undefined ? 'waiting' : 'sealed', waiting, ...(sealedAt && { sealedAt }) }
}
