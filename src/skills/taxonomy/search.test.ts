// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceFrom } from '#lib/chance.ts'
import { anyCharacter } from '#test/support/any-text.ts'
import { withSlip } from './held-out.build.ts'
import { ask, isOneSlip } from './meant.ts'
import { buildIndex } from './build-index.ts'
import { type Entry, opened, uriAt } from './search-index.ts'
import { rank } from './search.ts'
import { starterLanguages, starterRows } from './starter.ts'
import { entryOf } from './entries.ts'
import { stem } from './stems.ts'
import { anEntry as entry } from './taxonomy.build.ts'
import { explain } from './why.ts'
import { plain, wordsOf } from './words.ts'

const italian = [
  entry('u:cleaner', ['addetto alle pulizie', 'addetta alle pulizie', 'cameriera ai piani'], {
    about: 'Pulisce le camere degli alberghi.',
  }),
  entry('u:baker', ['panettiere', 'fornaio'], { about: 'Impasta e cuoce il pane.' }),
  entry('u:pastry', ['pasticciere', 'fornaio di dolci'], { loans: ['pastry chef'] }),
  entry('u:tailor', ['sarto', 'sarta'], { near: ['cucire abiti su misura'] }),
  entry('u:driver', ['autista di camion', 'camionista']),
  entry('u:bus', ['autista di autobus', 'conducente di autobus']),
  entry('u:interpreter', ['interprete', 'mediatore linguistico']),
]
const open = (entries: readonly Entry[], language = 'it') => opened(buildIndex(entries, language))
const index = open(italian)
const first = (query: string) => uriAt(index, rank(index, query)[0]?.concept ?? -1)

describe('words', () => {
  test.each([
    ['it', 'Facevo le PULIZIE negli alberghi', ['pulizie', 'alberghi']],
    ['fr', "J'étais à la crèche", ['creche']],
    ['ar', 'كنت أعمل في المطبخ', ['المطبخ']],
    ['en', 'I worked as a baker', ['baker']],
    ['it', 'come di', ['come', 'di']],
  ])('%s: %s', (language, text, words) => {
    expect(wordsOf(text, language)).toEqual(words)
  })

  test.each([
    ['it', ['addetto', 'addetta', 'addetti', 'addette']],
    ['it', ['direttore', 'direttrice', 'direttori', 'direttrici']],
    ['it', ['cucinavo', 'cucinare', 'cucinato', 'cucina']],
    ['it', ['meccanico', 'meccanici', 'meccanica', 'meccaniche']],
    ['it', ['albergo', 'alberghi']],
    ['fr', ['serveur', 'serveuse', 'serveurs']],
    ['es', ['trabajador', 'trabajadora', 'trabajadores']],
    ['ro', ['vanzator', 'vanzatoare']],
    ['en', ['clean', 'cleaner', 'cleaning', 'cleans']],
    ['ar', ['مترجم', 'المترجم', 'مترجمه']],
  ])('%s: forms of one word have one stem', (language, words) => {
    expect(new Set(words.map(word => stem(word, language))).size, words.map(word => stem(word, language)).join()).toBe(
      1,
    )
  })

  test('no stem is empty, whatever the word', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.constantFrom('it', 'fr', 'es', 'en', 'ro', 'ar', 'xx'),
        (text, language) => {
          for (const word of wordsOf(text, language)) expect(stem(word, language)).not.toBe('')
        },
      ),
    )
  })

  test('a slip of one letter is seen, two are not', () => {
    expect(
      ['panettire', 'panetiere', 'panettieree', 'panettiree', 'panettoere'].every(slip =>
        isOneSlip('panettiere', slip),
      ),
    ).toBe(true)
    expect(isOneSlip('panettiere', 'panetire')).toBe(false)
    expect(isOneSlip('sarto', 'porta')).toBe(false)
  })
})

describe('search', () => {
  test.each([
    ['panettiere', 'u:baker'],
    ['PANETTIERA', 'u:baker'],
    ['panetiere', 'u:baker'],
    ['facevo le pulizie negli alberghi', 'u:cleaner'],
    ['alle pulizie addetta', 'u:cleaner'],
    ['cucivo abiti', 'u:tailor'],
    ['pastry chef', 'u:pastry'],
    ['conducente del camion', 'u:driver'],
    ['mediatrice linguistica', 'u:interpreter'],
  ])('%s', (query, uri) => {
    expect(first(query)).toBe(uri)
  })

  test('says why: the word, what it met and where', () => {
    const why = (query: string) => {
      const asked = ask(index, query)
      const [best] = rank(index, asked)
      return best && explain(index, asked, best)
    }
    expect(why('facevo le pulizie negli alberghi')).toMatchObject({
      words: expect.arrayContaining([
        { said: 'pulizie', found: 'puliz', how: 'same', where: 'label' },
        { said: 'alberghi', found: 'alberg', how: 'same', where: 'description' },
      ]),
    })
    expect(why('panetiere')?.words[0]).toMatchObject({ said: 'panetiere', how: 'alike', where: 'label' })
    expect(why('pastry chef')).toMatchObject({ label: 'pastry chef', english: true })
  })

  test('the same entries give the same answers, in whatever order they come', () => {
    const query = fc.constantFrom('autista', 'fornaio', 'pulizie camere', 'cucire', 'conducente di pane', 'x')
    fc.assert(
      fc.property(fc.shuffledSubarray(italian, { minLength: italian.length }), query, (entries, text) => {
        const other = open(entries)
        const seen = (of: typeof index) => rank(of, text).map(hit => [uriAt(of, hit.concept), hit.score])
        expect(seen(other)).toEqual(seen(index))
      }),
    )
  })

  test('never breaks and never gives more than it has, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), text => {
        const hits = rank(index, text)
        expect(hits.length).toBeLessThanOrEqual(italian.length)
        expect(hits.every(hit => Number.isFinite(hit.score))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test.each(starterLanguages)('%s: whoever wants the best few gets the first of all', language => {
    const entries = starterRows(language).map(entryOf)
    const starter = open(entries, language)
    const words = entries.flatMap(({ labels }) => labels).flatMap(label => plain(label).split(' '))
    const queries = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map(some => some.join(' '))
    fc.assert(
      fc.property(queries, fc.integer({ min: 1, max: 12 }), (text, limit) => {
        expect(rank(starter, text, limit)).toEqual(rank(starter, text).slice(0, limit))
      }),
      { numRuns: 60 },
    )
  })

  test('an empty index answers nothing', () => {
    expect(rank(open([]), 'pane')).toEqual([])
  })
})

describe.each(starterLanguages)('the starter vocabulary in %s', language => {
  const entries = starterRows(language).map(entryOf)
  const starter = open(entries, language)
  const place = (query: string, uri: string) =>
    rank(starter, query).findIndex(hit => uriAt(starter, hit.concept) === uri)
  const missing = (words: (labels: readonly string[]) => string, within: number) =>
    entries
      .map(({ uri, labels }) => ({ text: words(labels), uri }))
      .filter(({ text, uri }) => place(text, uri) < 0 || place(text, uri) >= within)
      .map(({ text }) => text)

  test('finds every occupation by its own name', () => {
    expect(missing(labels => labels[0] ?? '', 1)).toEqual([])
  })

  test('finds every occupation by a task among the first three', () => {
    expect(missing(labels => labels.at(-1) ?? '', 3)).toEqual([])
  })

  test('finds nearly all by a name with a slip and without accents', () => {
    const next = chanceFrom(20261122)
    expect(missing(labels => withSlip(plain(labels[0] ?? ''), next), 5).length).toBeLessThanOrEqual(6)
  })
})
