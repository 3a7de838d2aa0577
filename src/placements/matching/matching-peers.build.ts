// SPDX-License-Identifier: EUPL-1.2
// The honest alternatives, measured on the same vacancies and people as the index.
import MiniSearch from 'minisearch'
import pg from 'pg'
import type { Entry } from './matching-index.ts'
import { fitOf, type Query } from './query.ts'
import type { Seeker } from './seeker.ts'
import type { Vacancy } from './vacancy.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Everything scored, everything sorted: what one writes first. */
export const plainLoop = (entries: readonly Entry[], query: Query, k: number): readonly string[] =>
  entries
    .filter(({ vacancy }) => query.verdict(vacancy.requirement) !== 'no')
    .map(({ vacancy, shares }) => ({ id: vacancy.id, total: fitOf(query, vacancy, shares).total }))
    .sort((a, b) => b.total - a.total)
    .slice(0, k)
    .map(({ id }) => id)

export function miniSearchOf(entries: readonly Entry[]): (seeker: Seeker, vocabulary: Vocabulary) => unknown {
  const engine = new MiniSearch<{ id: string; skills: string }>({
    fields: ['skills'],
    tokenize: text => text.split(' '),
    processTerm: term => term,
  })
  engine.addAll(entries.map(({ vacancy, shares }) => ({ id: vacancy.id, skills: shares.map(s => s.skill).join(' ') })))
  return (seeker, vocabulary) =>
    engine
      .search(seeker.skills.map(({ skill }) => vocabulary.codeOf.get(skill)).join(' '), { combineWith: 'OR' })
      .slice(0, 20)
}

export type SqlJoin = { search(codes: readonly number[], worth: readonly number[]): Promise<unknown> }

/** The best plain SQL: a table of postings with an index that covers it, joined with what she holds, summed by vacancy. */
export async function sqlJoinOf(
  config: pg.ClientConfig,
  entries: readonly Entry[],
): Promise<SqlJoin & { end(): Promise<void> }> {
  const client = new pg.Client(config)
  await client.connect()
  await client.query(
    'create table bench_posting (skill integer not null, vacancy integer not null, share integer not null)',
  )
  const BATCH = 5000
  for (let from = 0; from < entries.length; from += BATCH) {
    const rows = entries
      .slice(from, from + BATCH)
      .flatMap(({ shares }, at) => shares.map(({ skill, share }) => [skill, from + at, share] as const))
    await client.query('insert into bench_posting select * from unnest($1::int[], $2::int[], $3::int[])', [
      rows.map(row => row[0]),
      rows.map(row => row[1]),
      rows.map(row => row[2]),
    ])
  }
  await client.query('create index on bench_posting (skill) include (vacancy, share)')
  await client.query('vacuum (analyze) bench_posting')
  return {
    search: (codes, worth) =>
      client.query({
        name: 'join',
        text: `select p.vacancy, sum(p.share * h.worth) as points from unnest($1::int[], $2::int[]) as h(skill, worth)
          join bench_posting p using (skill) group by p.vacancy order by points desc, p.vacancy limit 20`,
        values: [codes, worth],
      }),
    end: () => client.end(),
  }
}

const FULL_TIME = 36 * 60

/** The rule of five boxes that offices use on paper: 30 skills, 30 same municipality, 20 available, 10 trainee, 10 full time. */
export function fiveBoxes(seeker: Seeker, home: string): (vacancy: Vacancy) => number {
  const held = new Set(seeker.skills.map(({ skill }) => skill))
  return ({ essential, municipality, pattern, requirement }) => {
    const covered = essential.length === 0 ? 0 : essential.filter(skill => held.has(skill)).length / essential.length
    const free = seeker.available !== undefined && pattern !== undefined && (pattern & ~seeker.available) === 0
    return (
      30 * covered +
      (municipality === home ? 30 : 0) +
      (free ? 20 : 0) +
      (requirement.contract === 'internship' || requirement.contract === 'apprentice' ? 10 : 0) +
      ((requirement.weeklyMinutes ?? 0) >= FULL_TIME ? 10 : 0)
    )
  }
}
