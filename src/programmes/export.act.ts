// SPDX-License-Identifier: EUPL-1.2
// What leaves: a workbook without small cells, and a bundle whose figures are counted from the acts inside it.
import {
  type BundleFact,
  buildBundle,
  type Counted,
  countActs,
  type OpenedAct,
  type Opening,
  record,
} from '#ledger/index.ts'
import type { FactId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import type { Cell } from '#platform/spreadsheets/book.ts'
import { writeXlsx } from '#platform/spreadsheets/write-spreadsheet.ts'
import { openingsOf } from './enrolment.store.ts'
import type { Figures } from './figures.ts'
import { ageBands } from './programme.ts'
import { refuse } from './refusals.ts'
import type { Report } from './report.act.ts'
import { cellOf, hideSmall } from './small-cells.ts'

type T = (key: string, args?: Record<string, string | number>) => string

const euros = (cents: number): number => cents / 100
const hours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100

const counting = {
  heads: ['person.enrolled'],
  hours: ['hours.signed'],
  undo: ['hours.reversed', 'persons.unlinked'],
  links: ['persons.linked'],
}

/** The workbook of a report. Each figure says how it is counted; cells under five people say only that. */
export async function reportWorkbook(report: Figures, t: T): Promise<Buffer> {
  const shown = (count: number | 'few'): Cell => (count === 'few' ? t('report.few') : count)
  const column = (counts: readonly number[]) => hideSmall(counts).map(shown)
  const { programme, sex, organisations, provinces, indicators, defects } = report
  const [orgHeads, orgWomen] = [
    column(organisations.map(each => each.heads)),
    column(organisations.map(each => each.women)),
  ]
  const [placeHeads, placeWomen] = [
    column(provinces.map(each => each.heads)),
    column(provinces.map(each => each.women)),
  ]
  return writeXlsx([
    {
      name: t('report.sheet.summary'),
      widths: [46, 22, 22],
      rows: [
        [programme.name],
        [t('programme.code.label'), programme.code],
        [t('programme.fund.label'), programme.fund],
        [t('report.as-of'), { day: report.asOf }],
        [t('report.period'), { day: programme.startsOn }, { day: programme.endsOn }],
        [],
        [t('report.figure'), t('report.reached'), t('report.target')],
        [t('report.heads'), shown(cellOf(report.headCount)), programme.targetHeads],
        ...column([sex.F, sex.M, sex.X + sex.unknown]).map((cell, index) => [t(`report.sex.${index}`), cell]),
        [t('report.hours'), hours(report.minutes), hours(programme.targetMinutes)],
        [t('report.spend'), euros(report.spend), euros(programme.budget)],
        [t('report.participations'), shown(cellOf(report.participations))],
        [],
        [t('report.rule.head')],
        [t('report.rule.hour')],
        [t('report.rule.age')],
        [t('report.rule.few')],
      ],
    },
    {
      name: t('report.sheet.organisations'),
      frozenRows: 1,
      rows: [
        [t('report.organisation'), t('report.heads'), t('report.women'), t('report.hours'), t('report.spend')],
        ...organisations.map((line, index) => [
          line.name,
          orgHeads[index] ?? null,
          orgWomen[index] ?? null,
          hours(line.minutes),
          euros(line.spend),
        ]),
      ],
    },
    {
      name: t('report.sheet.provinces'),
      frozenRows: 1,
      rows: [
        [t('report.province'), t('report.heads'), t('report.women'), t('report.hours')],
        ...provinces.map((line, index) => [
          line.key === '' ? t('report.province.none') : line.key,
          placeHeads[index] ?? null,
          placeWomen[index] ?? null,
          hours(line.minutes),
        ]),
      ],
    },
    {
      name: t('report.sheet.indicators'),
      frozenRows: 1,
      rows: [
        [
          t('report.indicator'),
          t('report.source'),
          t('report.total'),
          ...['F', 'M', 'X', 'unknown'].map(each => t(`report.gender.${each}`)),
          ...ageBands.map(band => t(`age-band.${band}`)),
        ],
        ...indicators.map(({ row, total, sex: bySex, age }) => {
          const cells: Cell[] = [`${row.label} ${t(`indicator.${row.number}`)}`, row.source, shown(cellOf(total))]
          return cells.concat(
            column([bySex.F, bySex.M, bySex.X, bySex.unknown]),
            column(ageBands.map(band => age[band])),
          )
        }),
      ],
    },
    {
      name: t('report.sheet.quality'),
      rows: [
        [t('report.defect'), t('report.cases')],
        [t('defect.permit.name'), defects.permit?.cases ?? 0],
        [t('defect.outside.name'), defects.outside?.cases ?? 0],
        [t('defect.overlaps.name'), defects.overlaps?.cases ?? 0],
        [t('defect.two-funds.name'), defects['two-funds']?.cases ?? 0],
      ],
    },
  ])
}

const actOf = (fact: FactId, { event, fields }: Opening): OpenedAct => ({
  id: fact,
  org: event.org,
  type: event.type,
  at: event.at,
  subject: event.subjectRef,
  programme: event.programme,
  values: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
})

/** Acts that tie pseudonyms or take it back until the day of the report, each with its opening. */
const linkActs = ({ links, asOf }: Report): readonly (readonly [FactId, Opening])[] =>
  links.flatMap(({ linked, unlinked, revokedOn }) => {
    const undone = revokedOn !== undefined && revokedOn <= asOf ? unlinked : undefined
    return [linked, undone].flatMap(act => (act ? [[act.fact, act.opening] as const] : []))
  })

/** In a series a counter-entry stands behind what it undoes; across organisations none undoes anything. */
const inSeries = (a: Opening, b: Opening): number =>
  a.event.org === b.event.org ? a.event.seq - b.event.seq : a.event.org < b.event.org ? -1 : 1

/** Whether the acts alone give what the page shows. They do not where a link was written before links could be opened. */
const agrees = (report: Report, { figures }: Counted): boolean =>
  figures.heads === report.headCount &&
  figures.women === report.sex.F &&
  figures.men === report.sex.M &&
  figures.meetings === report.meetings &&
  figures.minutes === report.minutes

/** The one file that proves the report: its figures are those that the verifier will count from the acts in it. */
export async function reportBundle(tx: Tx, report: Report): Promise<Buffer> {
  const { programme, asOf } = report
  const counts = [
    ...report.heads.flatMap(head => head.enrolments.map(each => each.fact)),
    ...report.hours.map(hour => hour.fact),
  ]
  const openings = new Map([...(await openingsOf(tx, counts)), ...linkActs(report)])
  const facts = [...new Set([...counts, ...openings.keys()])]
  const given: BundleFact[] = facts.map(fact => ({ fact, opening: openings.get(fact) ?? null }))
  const acts = [...openings].toSorted(([, a], [, b]) => inSeries(a, b)).map(([fact, opening]) => actOf(fact, opening))
  const rules = { programme: programme.id, asOf, from: programme.startsOn, until: programme.endsOn, counting }
  const counted = countActs(acts, rules)
  if (!agrees(report, counted)) refuse('report.not-provable')
  return buildBundle(tx, { facts: given, report: { title: programme.name, ...rules, ...counted } })
}

/** That a report left, of which day, with which figures. */
export async function recordExport(tx: Tx, report: Figures, kind: 'xlsx' | 'bundle'): Promise<void> {
  await record(tx, 'report.exported', {
    programme: report.programme.id,
    fields: { kind, asOf: report.asOf, heads: report.headCount, minutes: report.minutes, spend: report.spend },
  })
}
