// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { inventedClassification, vocabularyIn } from './classification.build.ts'
import { chance, inventSeeker, inventVacancies } from './invented-vacancies.ts'
import type { Hit } from './hit.ts'
import { type Entry, MatchingIndex, type Wanted } from './matching-index.ts'
import { fitOf, type Query, queryOf } from './query.ts'
import { sharesOf, unitsOf } from './vacancy.ts'
import { currentWeights as weights, everyWeights } from './weights.ts'

const TODAY = '2026-07-01' as CivilDate
const classification = inventedClassification(3, 900, 200)
const vocabulary = vocabularyIn(classification)
/** The same points, with any number of one occupation in a list. */
const plain = { ...weights, alike: Infinity }
const municipalities = ['I608', 'A271', 'E388', 'D542', 'G920']
const world = (seed: number) => ({ seed, occupations: classification.occupations, municipalities })
const entries = (seed: number, count: number): Entry[] =>
  [...inventVacancies(world(seed), count)]
    .sort((a, b) => (`${a.postedOn}${a.id}` < `${b.postedOn}${b.id}` ? -1 : 1))
    .map((vacancy, at) => ({
      vacancy: { ...vacancy, ...(at % 3 === 0 ? { closesOn: addDays(vacancy.postedOn, 90) } : {}) },
      shares: sharesOf(vacancy, vocabulary, weights),
    }))

/** The plain way: everything scored, everything sorted, and of each occupation the first few. */
function plainly(all: readonly Entry[], query: Query, { k, occupation }: Omit<Wanted, 'today'>): readonly Hit[] {
  const alike = occupation === undefined ? query.weights.alike : Infinity
  return all
    .filter(({ vacancy }) => occupation === undefined || vacancy.occupation === occupation)
    .map(({ vacancy, shares }) => ({
      hit: { ...fitOf(query, vacancy, shares), vacancy: vacancy.id, verdict: query.verdict(vacancy.requirement) },
      vacancy,
    }))
    .filter(({ hit, vacancy }) => hit.verdict !== 'no' && (vacancy.closesOn ?? TODAY) >= TODAY)
    .sort(
      (a, b) =>
        b.hit.total - a.hit.total ||
        (`${a.vacancy.postedOn}${a.vacancy.id}` < `${b.vacancy.postedOn}${b.vacancy.id}` ? -1 : 1),
    )
    .filter(({ vacancy }, at, sorted) => {
      const before = sorted.slice(0, at).filter(each => each.vacancy.occupation === vacancy.occupation).length
      return vacancy.occupation === undefined || before < alike
    })
    .slice(0, k)
    .map(({ hit }) => hit as Hit)
}

const indexOf = (all: readonly Entry[]) => {
  const index = new MatchingIndex(vocabulary, weights)
  for (const entry of all) index.add(entry)
  return index.seal()
}

describe('shares', () => {
  test('are whole and add up to all points for skills, whatever a vacancy asks for', () => {
    for (const { vacancy, shares } of entries(11, 150)) {
      const sum = shares.reduce((total, { share }) => total + share, 0)
      expect(sum).toBe(vacancy.essential.length + vacancy.optional.length === 0 ? 0 : unitsOf(weights))
    }
  })

  test('a rare skill is worth more than a common one, an optional one less than the same made essential', () => {
    const [rare, common] = [...vocabulary.uris.keys()]
      .sort((a, b) => (vocabulary.idf[b] as number) - (vocabulary.idf[a] as number))
      .filter((_, at, all) => at === 0 || at === all.length - 1)
    const uris = [vocabulary.uris[rare as number] as string, vocabulary.uris[common as number] as string]
    const worth = (essential: readonly string[], optional: readonly string[]) =>
      new Map(sharesOf({ essential, optional }, vocabulary, weights).map(each => [each.skill, each.share]))
    const both = worth(uris, [])
    expect(both.get(rare as number)).toBeGreaterThan(both.get(common as number) as number)
    expect(worth([uris[1] as string], [uris[0] as string]).get(rare as number)).toBeLessThan(
      both.get(rare as number) as number,
    )
  })
})

describe('use', () => {
  const [first, second] = [...vocabulary.uris.keys()].filter(
    skill => (vocabulary.idf[skill] as number) > vocabulary.usual,
  )
  const uriOf = (skill: number | undefined) => vocabulary.uris[skill as number] as string
  const seeker = (skills: readonly string[]) =>
    queryOf(
      {
        ...inventSeeker(world(5), chance(1)),
        skills: skills.map(skill => ({ skill, level: 'certified' as const, source: 's' })),
      },
      vocabulary,
      weights,
    )
  const [vacancy] = [...inventVacancies(world(1), 1)] as [Entry['vacancy']]
  const useFor = (held: readonly string[], essential: readonly string[]) =>
    fitOf(seeker(held), vacancy, sharesOf({ essential, optional: [] }, vocabulary, weights)).use

  test('counts what she holds herself, however much else a vacancy asks for, and never falls by learning more', () => {
    const own = useFor([uriOf(first)], [uriOf(first)])
    expect(own).toBeGreaterThan(0)
    expect(useFor([uriOf(first)], vocabulary.uris)).toBe(own)
    expect(useFor([uriOf(first), uriOf(second)], [uriOf(first)])).toBe(own)
    expect(useFor([uriOf(second)], [uriOf(first)])).toBe(0)
  })

  test('has a limit, reached by some skills and not raised by all of them', () => {
    expect(useFor(vocabulary.uris, vocabulary.uris)).toBe(weights.points.use)
    const few = vocabulary.uris.slice(0, weights.use * 8)
    expect(useFor(few, few)).toBe(weights.points.use)
  })
})

test('every version of the weights makes a hundred points, and the version says which', () => {
  for (const { points } of everyWeights)
    expect(Object.values(points).reduce((sum, each) => sum + each, 0)).toBe(100_000)
  expect(new Set(everyWeights.map(each => each.version)).size).toBe(everyWeights.length)
  expect(everyWeights.at(-1)).toBe(weights)
})

describe('the index', () => {
  const all = entries(5, 1200)
  const index = indexOf(all)

  test('finds the same vacancies in the same order with the same points as scoring every one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 60 }), (seed, k) => {
        const seeker = inventSeeker(world(5), chance(seed))
        for (const each of everyWeights.slice(1)) {
          const query = queryOf(seeker, vocabulary, each)
          expect(index.search(query, { k, today: TODAY })).toEqual(plainly(all, query, { k }))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('finds the same after vacancies were written, written again and closed', () => {
    const later = entries(6, 200)
    const changed = indexOf(all)
    const closed = all.filter((_, at) => at % 7 === 0)
    for (const { vacancy } of closed) changed.change(vacancy.id, undefined)
    for (const entry of later) changed.change(entry.vacancy.id, entry)
    const rewritten = all
      .filter((_, at) => at % 11 === 3)
      .map((entry, at): Entry => {
        const other = later[at % later.length] as Entry
        return {
          vacancy: { ...other.vacancy, id: entry.vacancy.id, postedOn: entry.vacancy.postedOn },
          shares: other.shares,
        }
      })
    for (const entry of rewritten) changed.change(entry.vacancy.id, entry)
    const gone = new Set([...closed, ...rewritten].map(({ vacancy }) => vacancy.id))
    const now = [...all.filter(({ vacancy }) => !gone.has(vacancy.id)), ...later, ...rewritten]
    for (let seed = 1; seed <= 15; seed++) {
      const query = queryOf(inventSeeker(world(5), chance(seed)), vocabulary, weights)
      expect(changed.search(query, { k: 20, today: TODAY })).toEqual(plainly(now, query, { k: 20 }))
      const { occupation } = now[seed * 31]?.vacancy ?? {}
      const wanted = { k: 20, occupation }
      expect(changed.search(query, { ...wanted, today: TODAY })).toEqual(plainly(now, query, wanted))
    }
  })

  test('offers what closes today, and not what closed yesterday', () => {
    const query = queryOf(inventSeeker(world(5), chance(9)), vocabulary, plain)
    const shown = new Set(index.search(query, { k: all.length, today: TODAY }).map(hit => hit.vacancy))
    const closing = (day: CivilDate) =>
      all.filter(({ vacancy }) => vacancy.closesOn === day).map(each => each.vacancy.id)
    const [last, before] = [closing(TODAY), closing(addDays(TODAY, -1))]
    expect(last.filter(id => shown.has(id)).length).toBeGreaterThan(0)
    expect(before.length).toBeGreaterThan(0)
    expect(before.filter(id => shown.has(id))).toEqual([])
  })

  test('among equals of one day the identifier decides, also where identifiers of one minute begin alike', () => {
    const [same] = all as [Entry]
    const tail = (at: number) => ((at * 7919) % 5000).toString(16).padStart(12, '0')
    const alike = Array.from({ length: 5000 }, (_, at): Entry => {
      const id = `019ab000-${at % 2}000-7000-8000-${tail(at)}`
      return { ...same, vacancy: { ...same.vacancy, id, closesOn: undefined } }
    })
    const seeker = Object.assign(inventSeeker(world(5), chance(2)), { rightToWork: { verdict: 'yes' } as const })
    const hits = indexOf(alike).search(queryOf(seeker, vocabulary, plain), { k: 30, today: TODAY })
    const inOrder = alike.map(({ vacancy }) => vacancy.id).toSorted()
    expect(hits.map(hit => hit.vacancy)).toEqual(inOrder.slice(0, 30))
  })

  test('holds few of one occupation, and any number of those that name none; of one that is asked for, all', () => {
    const [same] = all as [Entry]
    const copies = (from: number, occupation: string | undefined) =>
      Array.from({ length: 9 }, (_, at): Entry => {
        const id = `019ab000-0000-7000-8000-${String(from + at).padStart(12, '0')}`
        const { occupation: _own, closesOn: _closes, ...vacancy } = same.vacancy
        return { ...same, vacancy: { ...vacancy, id, ...(occupation && { occupation }) } }
      })
    const index = indexOf([...copies(0, 'cook'), ...copies(20, undefined), ...copies(40, 'waiter')])
    const seeker = Object.assign(inventSeeker(world(5), chance(2)), { rightToWork: { verdict: 'yes' } as const })
    const query = queryOf(seeker, vocabulary, weights)
    const found = (wanted: Omit<Wanted, 'today'>) =>
      index.search(query, { ...wanted, today: TODAY }).map(hit => Number(hit.vacancy.slice(-2)))
    const few = [0, 1, ...Array.from({ length: 9 }, (_, at) => 20 + at), 40, 41]
    expect(found({ k: 100 })).toEqual(few)
    expect(found({ k: 2 + 9 + 1 })).toEqual(few.slice(0, 12))
    expect(found({ k: 100, occupation: 'waiter' })).toEqual(Array.from({ length: 9 }, (_, at) => 40 + at))
    expect(found({ k: 100, occupation: 'nobody asks for it' })).toEqual([])
    // Something newer stands beside the shelf, and takes the place of its own kind only.
    index.change(copies(0, 'cook')[0]?.vacancy.id ?? '', undefined)
    for (const entry of copies(60, 'waiter')) index.change(entry.vacancy.id, entry)
    expect(found({ k: 100 })).toEqual([1, 2, ...few.slice(2)])
  })

  test('an empty one finds nothing', () => {
    const query = queryOf(inventSeeker(world(5), chance(1)), vocabulary, weights)
    expect(indexOf([]).search(query, { k: 20, today: TODAY })).toEqual([])
  })

  test('nobody is left out because something is not known: unknown verdicts are among the hits, no is not', () => {
    const verdicts = new Set<string>()
    for (let seed = 1; seed <= 60; seed++) {
      const query = queryOf(inventSeeker(world(5), chance(seed)), vocabulary, weights)
      for (const hit of index.search(query, { k: 20, today: TODAY })) verdicts.add(hit.verdict)
    }
    expect([...verdicts].sort()).toEqual(['unknown', 'yes'])
  })
})
