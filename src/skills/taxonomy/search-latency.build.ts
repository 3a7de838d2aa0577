// SPDX-License-Identifier: EUPL-1.2
// How long somebody waits: eight clients at once, one process, nine languages in memory; and what the process can still
// do while an index is made.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Figure, percentile } from '#platform/bench.ts'
import { type Place, round } from './bench-place.build.ts'
import { plainSpeech } from './plain-speech.build.ts'
import { searchTaxonomy } from './search.act.ts'

/** Of each client. Two seconds in all: fewer searches would tell how long a program needs to be compiled. */
const SEARCHES = 60

export async function* latency({ db, scope }: Place): AsyncGenerator<Figure> {
  const languages = ['it', 'en', 'fr', 'es', 'ar', 'ro', 'de', 'pl', 'pt']
  const ask = (query: string, language: string) =>
    db.inScope(scope(), tx => searchTaxonomy(tx, { query, languages: [language], kind: 'occupation', limit: 10 }))
  const started = performance.now()
  const pauses = monitorEventLoopDelay({ resolution: 5 })
  pauses.enable()
  for (const language of languages) await ask('x', language)
  pauses.disable()
  yield { name: 'nine indexes made from the database', value: round((performance.now() - started) / 1000), unit: 's' }
  yield { name: 'longest pause of the process meanwhile', value: Math.round(pauses.max / 1e6), unit: 'ms' }
  const times: number[] = []
  const before = process.cpuUsage()
  let place = 0
  const client = async () => {
    for (let turn = 0; turn < SEARCHES; turn++) {
      const phrase = plainSpeech[place++ % plainSpeech.length]
      if (!phrase) return
      const start = performance.now()
      await ask(phrase.text, phrase.language)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: 8 }, client))
  const used = process.cpuUsage(before)
  const p95 = percentile(times, 0.95)
  yield {
    name: 'search, 8 clients at once, nine languages in memory, p50',
    value: round(percentile(times, 0.5)),
    unit: 'ms',
  }
  yield {
    name: 'search, 8 clients at once, nine languages in memory, p95',
    value: round(p95),
    unit: 'ms',
    bar: 40,
    ok: p95 <= 40,
  }
  yield {
    name: 'processor time of the process for a search, with its transaction',
    value: round((used.user + used.system) / 1000 / times.length, 2),
    unit: 'ms',
  }
  yield { name: 'memory of the process', value: Math.round(process.memoryUsage.rss() / 2 ** 20), unit: 'MiB' }
}
