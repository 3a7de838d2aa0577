// SPDX-License-Identifier: EUPL-1.2
// Two trials of the score itself: what must not move it, and what it must find.
import { addDays, type CivilDate } from '#lib/civil-date.ts'
import { newId, type StatementId } from '#lib/ids.ts'
import type { Figure } from '#platform/bench.ts'
import type { Classification } from './classification.build.ts'
import { chance } from './invented-vacancies.ts'
import { fiveBoxes } from './matching-peers.build.ts'
import type { Entry } from './matching-index.ts'
import { fitOf, queryOf } from './query.ts'
import type { Seeker } from './seeker.ts'
import { type PersonFile, seekerOf } from './seeker-of.ts'
import { SEED, type Town } from './town.build.ts'
import { currentWeights as weights, type Weights } from './weights.ts'

const TODAY = '2026-11-22' as CivilDate
const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10

type WholeFile = PersonFile & { readonly person: Readonly<Record<string, unknown>> & PersonFile['person'] }

/** A person's whole file, of which a ranking may know only part. */
function aFile({ classification, world }: Town, next: () => number): WholeFile {
  const occupation = world.occupations[
    Math.floor(next() * world.occupations.length)
  ] as Classification['occupations'][number]
  const provenance = { level: 'declared', saidBy: 'person', saidOn: TODAY } as never
  const stated = { id: newId<StatementId>(), withdrawn: false, provenance }
  const level = () => (['A1', 'A2', 'B1', 'B2'] as const)[Math.floor(next() * 4)] ?? 'A1'
  const dimensions = {
    listening: level(),
    reading: level(),
    interaction: level(),
    production: level(),
    writing: level(),
  }
  return {
    person: {
      familyName: 'Diallo',
      givenName: 'Awa',
      sex: 'F',
      citizenship: 'SEN',
      birthDate: '1990-05-17' as CivilDate,
      address: 'via Roma 1',
    },
    profile: {
      languages: [{ ...stated, entry: 'a' as never, language: 'it', dimensions, learnt: [] }],
      experiences: [
        {
          ...stated,
          entry: classification.version as never,
          pictures: [],
          occupation: { uri: occupation.uri, isco: occupation.isco, label: '', language: 'it', version: '' },
          period: { from: { year: 2012 + Math.floor(next() * 12) }, until: { year: 2025 }, ongoing: false },
        },
      ],
    },
    work: { verdict: 'yes' },
    reach: Object.fromEntries(world.municipalities.map((each, at) => [each, 10 + ((at * 7) % 100)])),
  }
}

/** Swaps what a ranking must not know, and compares every part of the score. */
export function* swapped(town: Town, count: number): Generator<Figure> {
  const next = chance(SEED + 2)
  const essential = new Map(town.world.occupations.map(each => [each.uri, each.essential]))
  const fitIn = (file: PersonFile, { vacancy, shares }: Entry) =>
    JSON.stringify(
      fitOf(
        queryOf(
          seekerOf(file, uri => essential.get(uri) ?? [], TODAY),
          town.vocabulary,
          weights,
        ),
        vacancy,
        shares,
      ),
    )
  const others = [
    { citizenship: 'UKR' },
    { sex: 'M' },
    { birthDate: addDays(TODAY, -365 * 61) },
    { familyName: 'Shevchenko', givenName: 'Oleksandr' },
  ]
  let changed = 0
  let [file, entry, before] = [aFile(town, next), town.entries[0] as Entry, '']
  for (let at = 0; at < count; at++) {
    if (at % others.length === 0) {
      file = aFile(town, next)
      entry = town.entries[Math.floor(next() * town.entries.length)] as Entry
      before = fitIn(file, entry)
    }
    if (fitIn({ ...file, person: { ...file.person, ...others[at % others.length] } }, entry) !== before) changed++
  }
  yield {
    name: `scores changed by ${count.toLocaleString('en')} swaps of citizenship, sex, age or name`,
    value: changed,
    unit: 'scores',
    bar: 0,
    ok: changed === 0,
    correctness: true,
  }
}

/** The ten with the most points; among equals who stands first. */
function bestTen(
  entries: readonly Entry[],
  points: (vacancy: Entry['vacancy']) => number,
): readonly Entry['vacancy'][] {
  const best: { readonly vacancy: Entry['vacancy']; readonly points: number }[] = []
  for (const { vacancy } of entries) {
    const own = points(vacancy)
    if (best.length === 10 && own <= (best[9]?.points ?? 0)) continue
    const before = best.findIndex(each => each.points < own)
    best.splice(before < 0 ? best.length : before, 0, { vacancy, points: own })
    best.splice(10)
  }
  return best.map(({ vacancy }) => vacancy)
}

/** Eight essential skills of an occupation and nothing else known of a person: do its vacancies come first? */
export function* rediscovered({ entries, index, vocabulary, world }: Town, count: number): Generator<Figure> {
  const next = chance(SEED + 3)
  const posted = new Set(entries.map(({ vacancy }) => vacancy.occupation))
  const useful = world.occupations.filter(each => posted.has(each.uri) && each.essential.length >= 8)
  const of = new Map(entries.map(({ vacancy }) => [vacancy.id, vacancy.occupation]))
  const needs = new Map(world.occupations.map(each => [each.uri, new Set(each.essential)]))
  const foundWith = (seeker: Seeker, those: Weights) =>
    new Set(
      index.search(queryOf(seeker, vocabulary, those), { k: 10, today: TODAY }).map(hit => of.get(hit.vacancy) ?? ''),
    )
  let [own, byPoints, boxes, others] = [0, 0, 0, 0]
  for (let at = 0; at < count; at++) {
    const occupation = useful[Math.floor(next() * useful.length)] as Classification['occupations'][number]
    const mixed = occupation.essential.map(skill => ({ skill, key: next() })).sort((a, b) => a.key - b.key)
    const skills = mixed.slice(0, 8).map(({ skill }) => ({ skill, level: 'declared' as const, source: 'drawn' }))
    const home = world.municipalities[Math.floor(next() * world.municipalities.length)] as string
    const seeker: Seeker = {
      skills,
      italian: {},
      reach: {},
      experience: [],
      licences: { held: [], asked: false },
      rightToWork: { verdict: 'yes' },
    }
    const found = foundWith(seeker, weights)
    if (foundWith(seeker, { ...weights, alike: Infinity }).has(occupation.uri)) byPoints++
    if (found.has(occupation.uri)) own++
    else if ([...found].some(uri => skills.every(({ skill }) => needs.get(uri)?.has(skill)))) others++
    if (bestTen(entries, fiveBoxes(seeker, home)).some(each => each.occupation === occupation.uri)) boxes++
  }
  const [value, peerValue] = [percent(own, count), percent(boxes, count)]
  yield {
    name: `8 essential skills of an occupation, ${count} drawn: its vacancies in the top ten`,
    value,
    unit: '%',
    bar: 95,
    ok: value >= 95,
    peer: '30/30/20/10/10 points',
    peerValue,
    ratio: percent(value, 100 * peerValue),
  }
  yield {
    name: 'the same by points alone, with any number of one occupation among the ten',
    value: percent(byPoints, count),
    unit: '%',
  }
  yield {
    name: 'of those not found: another occupation that cannot do without the same eight came first',
    value: percent(others, count),
    unit: '% of all drawn',
  }
}
