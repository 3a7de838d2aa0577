// SPDX-License-Identifier: EUPL-1.2
// Best fit against its bars, on invented vacancies over the published classification; without it, over an invented one.
import { type Bench, type Figure, percentile } from '#platform/bench.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { inventedClassification, publishedClassification } from './classification.build.ts'
import { Explainer } from './explain.ts'
import { inDatabase } from '../matching-million.build.ts'
import { miniSearchOf, plainLoop, sqlJoinOf } from './matching-peers.build.ts'
import type { Entry } from './matching-index.ts'
import { queryOf } from './query.ts'
import type { Seeker } from './seeker.ts'
import { aTown, SEED, seekersIn, TODAY, type Town } from './town.build.ts'
import { rediscovered, swapped } from './trials.build.ts'
import { currentWeights as weights } from './weights.ts'

const K = 20
const round = (value: number, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits
const ms = (from: number) => performance.now() - from

/** Times of one call for each of the seekers. */
function timesOf(seekers: readonly Seeker[], search: (seeker: Seeker) => unknown): readonly number[] {
  return seekers.map(seeker => {
    const from = performance.now()
    search(seeker)
    return ms(from)
  })
}

/** Nobody who is measured, to warm up with: a process and a server that answer have answered others before. */
const othersIn = (town: Town, count: number) => seekersIn(town, count, SEED + 4)

async function sqlTimes(town: Town, seekers: readonly Seeker[]): Promise<readonly number[]> {
  const server = await startThrowAway()
  try {
    const join = await sqlJoinOf({ host: server.socketDir, user: 'postgres', database: 'nc' }, town.entries)
    const timeOf = async ({ skills }: Seeker) => {
      const held = skills.flatMap(({ skill, level }) => {
        const code = town.vocabulary.codeOf.get(skill)
        return code === undefined ? [] : [{ code, worth: weights.evidence[level] }]
      })
      const from = performance.now()
      await join.search(
        held.map(each => each.code),
        held.map(each => each.worth),
      )
      return ms(from)
    }
    for (const other of othersIn(town, 100)) await timeOf(other)
    const times: number[] = []
    for (const seeker of seekers) times.push(await timeOf(seeker))
    await join.end()
    return times
  } finally {
    await server.stop()
  }
}

async function* against(town: Town, quick: boolean): AsyncGenerator<Figure> {
  const { entries, index, vocabulary } = town
  const seekers = seekersIn(town, quick ? 150 : 600)
  const query = (seeker: Seeker) => queryOf(seeker, vocabulary, weights)
  const search = (seeker: Seeker) => index.search(query(seeker), { k: K, today: TODAY })
  for (const seeker of othersIn(town, quick ? 1000 : 4000)) search(seeker)
  const own = timesOf(seekers, search)
  const p50 = percentile(own, 0.5)
  const name = `one person × ${entries.length.toLocaleString('en')} vacancies, top 20`
  yield { name: `${name}, p50`, value: round(p50, 3), unit: 'ms', bar: 0.3, ok: p50 <= 0.3 }
  yield { name: `${name}, p95`, value: round(percentile(own, 0.95), 3), unit: 'ms' }
  const few = seekers.slice(0, quick ? 20 : 60)
  const peer = (peerName: string, times: readonly number[], bar?: number): Figure => {
    const peerValue = percentile(times, 0.5)
    const ratio = round(peerValue / p50, 1)
    const held = bar === undefined ? {} : { bar: `≥ ${bar} ×`, ok: ratio >= bar }
    return {
      name: `${name}, beside`,
      value: round(p50, 3),
      unit: 'ms',
      peer: peerName,
      peerValue: round(peerValue),
      ratio,
      ...held,
    }
  }
  yield peer('SQL: covering index of postings, group by, held skills only', await sqlTimes(town, few), 40)
  yield peer(
    'plain loop',
    timesOf(few.slice(0, quick ? 2 : 5), seeker => plainLoop(entries, query(seeker), K)),
  )
  const some = quick ? entries.slice(0, 5000) : entries
  const mini = miniSearchOf(some)
  yield peer(
    `MiniSearch on ${some.length.toLocaleString('en')}`,
    timesOf(few.slice(0, 10), seeker => mini(seeker, vocabulary)),
  )
  const everybody = (mean(own) * 100_000) / 1000
  yield {
    name: `100,000 people × ${entries.length.toLocaleString('en')}, extrapolated from ${own.length} people`,
    value: round(everybody, 1),
    unit: 's',
    bar: 45,
    ok: everybody <= 45,
  }
}

const mean = (times: readonly number[]): number => times.reduce((sum, each) => sum + each, 0) / times.length

function* explained({ entries, index, vocabulary, ...town }: Town, people: number): Generator<Figure> {
  const byId = new Map(entries.map(entry => [entry.vacancy.id, entry]))
  const times: number[] = []
  let wrong = 0
  for (const seeker of seekersIn(town, people)) {
    const query = queryOf(seeker, vocabulary, weights)
    const hits = index.search(query, { k: K, today: TODAY })
    const from = performance.now()
    const explainer = new Explainer(query)
    for (const hit of hits) {
      const { vacancy, shares } = byId.get(hit.vacancy) as Entry
      const { fit } = explainer.explain(vacancy, shares)
      explainer.additionsFor(vacancy, shares, 90_000)
      if (fit.total !== hit.total) wrong++
    }
    times.push(ms(from))
  }
  const p50 = percentile(times, 0.5)
  yield {
    name: 'explanations of the top 20 with what would lift each, p50',
    value: round(p50),
    unit: 'ms',
    bar: 5,
    ok: p50 <= 5,
  }
  yield {
    name: 'explanations whose points differ from the index',
    value: wrong,
    unit: `of ${people * K}`,
    bar: 0,
    ok: wrong === 0,
    correctness: true,
  }
}

async function* measure({ quick }: { quick: boolean }): AsyncGenerator<Figure> {
  const published = publishedClassification(process.env['REFERENCE_DATA'] ?? '../shared/data')
  const classification = published ?? inventedClassification(SEED)
  yield {
    name: published ? 'skills of ESCO 1.1.1' : 'skills of an invented classification: the reference data is missing',
    value: classification.skills.length,
    unit: 'skills',
  }
  const town = aTown(classification, quick ? 20_000 : 100_000)
  yield* against(town, quick)
  yield* explained(town, quick ? 20 : 100)
  yield* swapped(town, quick ? 10_000 : 100_000)
  yield* rediscovered(town, quick ? 100 : 1000)
  yield* inDatabase(quick ? aTown(classification, 10_000) : town, quick ? 5 : 10, 200)
}

export const benches: readonly Bench[] = [{ name: 'matching', run: measure }]
