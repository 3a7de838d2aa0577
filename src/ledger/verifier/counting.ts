// SPDX-License-Identifier: EUPL-1.2
// The figures of a report, counted again from the opened acts alone. A person is a cluster of handles that link acts declare
// to be the same; a counter-entry undoes an earlier act of its own organisation; an act counts by its day, not by its sealing.
import type { FigureName, Report } from './bundle.ts'
import type { FieldValue } from './event.ts'

export type OpenedAct = {
  id: string
  org: string
  type: string
  at: string
  subject: string | null
  programme: string | null
  values: Record<string, FieldValue>
}
export type Counted = {
  figures: Record<FigureName, number>
  byOrganisation: Report['byOrganisation']
  byMeasure: Report['byMeasure']
}
type Rules = Pick<Report, 'programme' | 'asOf' | 'from' | 'until' | 'counting'>

/** Ids of undone acts. Read backwards, so that a counter-entry which was itself undone undoes nothing. */
export function undoneActs(acts: readonly OpenedAct[], rules: Rules): Set<string> {
  const byId = new Map(acts.map((act, place) => [act.id, { act, place }]))
  const undone = new Set<string>()
  for (const act of acts.toReversed()) {
    if (!rules.counting.undo.includes(act.type) || act.at > rules.asOf || undone.has(act.id)) continue
    const target = byId.get(String(act.values['reverses']))
    if (target && target.place < (byId.get(act.id)?.place ?? 0) && target.act.org === act.org) undone.add(target.act.id)
  }
  return undone
}

/** Which person a handle stands for: the first handle of its cluster. */
function clusters(links: readonly OpenedAct[]): (handle: string) => string {
  const parent = new Map<string, string>()
  const find = (handle: string): string => {
    const up = parent.get(handle)
    if (up === undefined || up === handle) return handle
    const top = find(up)
    parent.set(handle, top)
    return top
  }
  for (const { subject, values } of links) {
    const other = values['sameAs']
    if (subject === null || typeof other !== 'string') continue
    const [a, b] = [find(subject), find(other)]
    if (a !== b) parent.set(a > b ? a : b, a > b ? b : a)
  }
  return find
}

/** Acts in the order of the register. Enrolled twice, a person counts as she first came, by the day of the act. */
export function countActs(acts: readonly OpenedAct[], rules: Rules): Counted {
  const { counting, asOf, from, until, programme } = rules
  const undone = undoneActs(acts, rules)
  const stands = acts.filter(act => act.at <= asOf && !undone.has(act.id))
  const person = clusters(stands.filter(act => counting.links.includes(act.type)))
  const sexOf = new Map<string, FieldValue>()
  const byDay = stands.toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))
  for (const { type, subject, programme: of, values } of byDay) {
    if (!counting.heads.includes(type) || subject === null || (programme !== null && of !== programme)) continue
    const head = person(subject)
    if (!sexOf.has(head)) sexOf.set(head, values['sex'] ?? null)
  }
  const inPeriod = (day: string): boolean => (from === null || day >= from) && (until === null || day <= until)
  const hours = stands
    .filter(act => counting.hours.includes(act.type) && inPeriod(String(act.values['day'] ?? act.at)))
    .map(({ org, subject, values }) => ({
      org,
      who: subject === null ? '' : person(subject),
      minutes: typeof values['minutes'] === 'number' ? values['minutes'] : -1,
      measure: String(values['measureKind'] ?? ''),
    }))
    .filter(({ who, minutes }) => minutes >= 0 && (counting.heads.length === 0 ? who !== '' : sexOf.has(who)))
  const [heads, women, men] = [
    sexOf.size,
    ...['F', 'M'].map(sex => [...sexOf.values()].filter(value => value === sex).length),
  ] as [number, number, number]
  const sum = (rows: typeof hours): number => rows.reduce((total, row) => total + row.minutes, 0)
  const people = (rows: typeof hours): number => new Set(rows.map(row => row.who)).size
  const groups = (key: 'org' | 'measure'): [string, typeof hours][] =>
    [...new Set(hours.map(row => row[key]))].sort().map(name => [name, hours.filter(row => row[key] === name)])
  return {
    figures: { heads, women, men, people: people(hours), meetings: hours.length, minutes: sum(hours) },
    byOrganisation: groups('org').map(([name, rows]) => ({
      organisation: name,
      minutes: sum(rows),
      people: people(rows),
    })),
    byMeasure: groups('measure').map(([measure, rows]) => ({ measure, minutes: sum(rows) })),
  }
}

type Rows = readonly Record<string, string | number>[]

/** Figures and tables as one list of names and numbers: "minutes <organisation>" and so on. */
function flat(figures: Record<string, number>, tables: readonly Rows[]): Map<string, number> {
  const all = new Map(Object.entries(figures))
  for (const row of tables.flat()) {
    const name = Object.values(row).find(value => typeof value === 'string')
    for (const [figure, n] of Object.entries(row)) {
      if (typeof n === 'number') all.set(`${figure} ${name}`, (all.get(`${figure} ${name}`) ?? 0) + n)
    }
  }
  return all
}

/** Each figure that the report states otherwise than the acts give it. An empty table states nothing. */
export function differences(stated: Report, counted: Counted): { figure: string; stated: number; counted: number }[] {
  const said = flat(stated.figures, [stated.byOrganisation, stated.byMeasure])
  const given = stated.byOrganisation.length > 0 ? [counted.byOrganisation] : []
  const found = flat(counted.figures, [...given, ...(stated.byMeasure.length > 0 ? [counted.byMeasure] : [])])
  const names = new Set([...said.keys(), ...[...found.keys()].filter(name => !Object.hasOwn(counted.figures, name))])
  return [...names]
    .map(figure => ({ figure, stated: said.get(figure) ?? 0, counted: found.get(figure) ?? 0 }))
    .filter(one => one.stated !== one.counted)
}
