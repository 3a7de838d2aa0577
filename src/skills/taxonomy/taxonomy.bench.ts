// SPDX-License-Identifier: EUPL-1.2
// Import and search measured on the published classification, with MiniSearch and pg_trgm on the same queries. Without
// the reference data only the starter vocabulary is measured, and the bench says so.
import { existsSync } from 'node:fs'
import path from 'node:path'
import MiniSearch from 'minisearch'
import pg from 'pg'
import { chanceFrom } from '#lib/chance.ts'
import type { Bench, Figure } from '#platform/bench.ts'
import type { TaxonomyRow } from './entries.ts'
import { aPlace, type Place, round } from './bench-place.build.ts'
import { rowsIn } from './documents.ts'
import { type HeldOut, holdOut, type Query, type Ranker, type Success, success, withSlip } from './held-out.build.ts'
import { importTaxonomy } from './import.act.ts'
import { findPackageFiles } from './package-folder.client.ts'
import { agreement, plainSpeech } from './plain-speech.build.ts'
import { type Hit, searchTaxonomy } from './search.act.ts'
import { indexOf } from './open-index.ts'
import { rank } from './search.ts'
import { type SearchIndex, uriAt } from './search-index.ts'
import { latency } from './search-latency.build.ts'
import { documentsFor } from './taxonomy.store.ts'

const SEED = 20261122

async function* importing({ db }: Place, folder: string): AsyncGenerator<Figure> {
  const { files } = findPackageFiles([folder])
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const first = await importTaxonomy(db, files)
  const seconds = (performance.now() - started) / 1000
  const used = process.cpuUsage(cpu)
  const rows = (version: string, kind: string, language: string) =>
    first.files.find(file => file.version === version && file.kind === kind && file.language === language)?.rows ?? 0
  const counts: readonly (readonly [string, number, number])[] = [
    ['skills', rows('1.1.1', 'skill', 'en'), 13_896],
    ['occupations', rows('1.1.1', 'occupation', 'en'), 3007],
    ['relations', rows('1.1.1', 'occupation-skills', ''), 123_855],
    ['label sets', new Set(first.files.filter(file => file.kind === 'occupation').map(file => file.language)).size, 9],
    ['occupations named in relations only', first.unresolved.length, 1],
  ]
  for (const [name, value, bar] of counts)
    yield { name: `import, ${name}`, value, unit: 'rows', bar, ok: value === bar, correctness: true }
  yield {
    name: `import of ${files.length} files`,
    value: round(seconds),
    unit: 's',
    bar: 15,
    ok: seconds <= 15,
    peer: 'processor time of the program alone',
    peerValue: round((used.user + used.system) / 1e6),
  }
  const again = await importTaxonomy(db, files)
  const changed = again.files.filter(file => file.state !== 'unchanged').length
  yield {
    name: 'import again, files read',
    value: changed,
    unit: 'files',
    bar: 0,
    ok: changed === 0,
    correctness: true,
  }
}

function miniSearch({ entries }: HeldOut): Ranker {
  const uris: string[] = []
  const mini = new MiniSearch({ fields: ['label'], searchOptions: { fuzzy: 0.2, prefix: true } })
  mini.addAll(entries.flatMap(({ uri, labels }) => labels.map(label => ({ id: uris.push(uri) - 1, label }))))
  return query => [...new Set(mini.search(query).map(hit => uris[Number(hit.id)] ?? ''))]
}

/**
 * The best label by similarity(), through the trigram index that is quickest here. One statement asks for all answers,
 * so that the database works on them while this process does its part; the answer is the promise of them.
 */
async function trigrams(
  client: pg.Client,
  { entries, queries }: HeldOut,
): Promise<{ readonly answers: Promise<Ranker> }> {
  await client.query(
    'create extension if not exists pg_trgm; drop table if exists bench_label; create table bench_label (uri text, label text)',
  )
  const rows = entries.flatMap(({ uri, labels }) => labels.map(label => [uri, label] as const))
  await client.query('insert into bench_label select * from unnest($1::text[], $2::text[])', [
    rows.map(row => row[0]),
    rows.map(row => row[1]),
  ])
  await client.query(
    'create index on bench_label using gist (label gist_trgm_ops (siglen = 64)); analyze bench_label; set pg_trgm.similarity_threshold = 0.2; set jit = off',
  )
  const texts = queries.map(({ text }) => text)
  const answers = client
    .query<{ text: string; uris: string[] }>(
      `select q.text, (select coalesce(array_agg(uri order by score desc, uri), '{}') from (select uri, max(similarity(label, q.text)) as score
        from bench_label where label % q.text group by uri order by score desc, uri limit 20) as best) as uris
      from unnest($1::text[]) as q (text)`,
      [texts],
    )
    .then(found => {
      const known = new Map(found.rows.map(({ text, uris }) => [text, uris]))
      return (query: string) => known.get(query) ?? []
    })
  answers.catch(() => {})
  return { answers }
}

/** Asks once for each query: figures of a part of the queries are figures of the same answers. */
function remembered(ranker: Ranker): Ranker {
  const known = new Map<string, readonly string[]>()
  return query => {
    let answer = known.get(query)
    if (answer === undefined) known.set(query, (answer = ranker(query)))
    return answer
  }
}

type Bar = {
  readonly language: string
  readonly kind: 'occupation' | 'skill'
  readonly first: number
  readonly five: number
}
const bars: readonly Bar[] = [
  { language: 'it', kind: 'occupation', first: 76, five: 93 },
  { language: 'fr', kind: 'occupation', first: 86, five: 97 },
  { language: 'es', kind: 'occupation', first: 81, five: 96 },
  { language: 'en', kind: 'skill', first: 81, five: 93 },
]

/** A rate among fewer queries is off by several points either way: it informs, and decides nothing. */
const DECIDING = 600

function* figures(name: string, own: Success, peers: Readonly<Record<string, Success>>, bar?: Bar): Generator<Figure> {
  for (const part of ['first', 'five'] as const) {
    for (const [peer, other] of Object.entries(peers))
      yield {
        name: `${name}, top ${part === 'first' ? 1 : 5}, ${own.count} queries`,
        value: round(own[part]),
        unit: '%',
        ...(bar ? { bar: bar[part], ok: own[part] >= bar[part], correctness: own.count >= DECIDING } : {}),
        peer,
        peerValue: round(other[part]),
        ratio: round(own[part] / other[part], 2),
      }
  }
}

const rankerOf =
  (index: SearchIndex): Ranker =>
  query =>
    rank(index, query).map(hit => uriAt(index, hit.concept))

/** There a query may stand in the index word by word as another concept's label, which no search can know to be wrong. */
function* heldOutStrictly(rows: readonly TaxonomyRow[], bar: Bar, count: number): Generator<Figure> {
  const strict = holdOut(rows, SEED, count, true)
  const strictOwn = rankerOf(indexOf(strict.entries, bar.kind, bar.language))
  const name = `${bar.language} ${bar.kind}s, held out by seed ${SEED}`
  yield* figures(`${name}, only its own concept right`, success(strict.queries, strictOwn), {
    MiniSearch: success(strict.queries, miniSearch(strict)),
  })
}

type Sample = { readonly rows: readonly TaxonomyRow[]; readonly count: number; readonly quick: boolean }

async function* heldOut(client: pg.Client, { rows, count, quick }: Sample, bar: Bar): AsyncGenerator<Figure> {
  const held = holdOut(rows, SEED, count)
  const asked = await trigrams(client, held)
  const own = remembered(rankerOf(indexOf(held.entries, bar.kind, bar.language)))
  const mini = remembered(miniSearch(held))
  success(held.queries, mini)
  success(held.queries, own)
  const peers = { MiniSearch: mini, pg_trgm: await asked.answers }
  const measured = (queries: readonly Query[]) =>
    Object.fromEntries(Object.entries(peers).map(([peer, ranker]) => [peer, success(queries, ranker)]))
  const name = `${bar.language} ${bar.kind}s, held out by seed ${SEED}`
  yield* figures(name, success(held.queries, own), measured(held.queries), bar)
  const far = held.queries.filter(query => !query.nearDouble)
  yield* figures(`${name}, near-doubles dropped`, success(far, own), measured(far))
  if (!quick) yield* heldOutStrictly(rows, bar, count)
  if (bar.language !== 'it') return
  const next = chanceFrom(SEED)
  const slipped = success(
    held.queries.map(({ text, gold }) => ({ text: withSlip(text, next), gold })),
    own,
  )
  yield {
    name: `${name}, one slip and no accents, top 5`,
    value: round(slipped.five),
    unit: '%',
    bar: 85,
    ok: slipped.five >= 85,
    correctness: true,
  }
  yield {
    name: `${name}, one slip and no accents, nothing found`,
    value: round(slipped.nothing),
    unit: '%',
    bar: 2,
    ok: slipped.nothing < 2,
    correctness: true,
  }
}

async function* speech({ db, scope }: Place, classification: string): AsyncGenerator<Figure> {
  for (const languages of [['it'], ['en'], ['fr'], ['it', 'en', 'fr']]) {
    const phrases = plainSpeech.filter(phrase => languages.includes(phrase.language))
    let [first, five] = [0, 0]
    const missed: string[] = []
    for (const { text, language, gold } of phrases) {
      const hits = await db.inScope(scope(), tx =>
        searchTaxonomy(tx, { query: text, languages: [language], kind: 'occupation', limit: 5 }),
      )
      const right = (hit: Hit | undefined) => hit?.isco !== undefined && gold.has(hit.isco)
      if (right(hits[0])) first++
      if (hits.some(right)) five++
      else
        missed.push(
          `${text} (${[...gold].join(', ')}; found ${hits
            .slice(0, 2)
            .map(hit => `${hit.isco} ${hit.label}`)
            .join(', ')})`,
        )
    }
    const name = `plain speech, ${classification}, ${languages.join(' ')}, ${phrases.length} phrases`
    yield { name: `${name}, top 1`, value: round((100 * first) / phrases.length), unit: '%' }
    yield { name: `${name}, top 5`, value: round((100 * five) / phrases.length), unit: '%' }
    if (languages.length > 1)
      yield { name: `${name}, missed: ${missed.join(' · ')}`, value: missed.length, unit: 'phrases' }
  }
  yield {
    name: 'plain speech, phrases on which both passes agree in one group at least',
    value: agreement.shared,
    unit: `of ${agreement.count}`,
  }
}

async function* measure({ quick }: { readonly quick: boolean }): AsyncGenerator<Figure> {
  const place = await aPlace()
  const client = new pg.Client(place.owner)
  try {
    await client.connect()
    yield* speech(place, 'starter vocabulary alone')
    const folder = path.resolve(process.env['REFERENCE_DATA'] ?? '../shared/data', 'esco')
    if (!existsSync(folder)) {
      yield { name: `${folder} is missing: the classification was not measured`, value: 0, unit: 'files' }
      return
    }
    yield* importing(place, folder)
    yield* latency(place)
    yield* speech(place, 'with ESCO')
    for (const bar of bars) {
      const rows = rowsIn(await place.db.inScope(place.scope(), tx => documentsFor(tx, bar.kind, bar.language)))
      yield* heldOut(client, { rows, count: quick ? 150 : bar.kind === 'skill' ? 600 : 1200, quick }, bar)
    }
  } finally {
    await client.end().catch(() => {})
    await place.stop()
  }
}

export const benches: readonly Bench[] = [{ name: 'taxonomy', run: measure }]
