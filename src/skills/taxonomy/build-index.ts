// SPDX-License-Identifier: EUPL-1.2
// From concepts with their words to the parts of an index. Same entries, same parts, in whatever order they come.
import { kinOf } from './kin.ts'
import { paraphrases } from './paraphrases.ts'
import { countIn, inverted, listOf, Numbering, packed, packedTexts, type Postings } from './postings.ts'
import { type Entry, gramsOf, type IndexParts, stemGramsOf, weightOf } from './search-index.ts'
import { sensesOf } from './senses.ts'
import { stem } from './stems.ts'
import { translated, translationsIn } from './translations.ts'
import { plain, tellingWords } from './words.ts'

const unique = <T>(items: Iterable<T>): readonly T[] => [...new Set(items)]

function weights(byThing: Postings, total: number): Float32Array {
  const found = new Float32Array(byThing.start.length - 1)
  for (let at = 0; at < found.length; at++) found[at] = weightOf(countIn(byThing, at), total)
  return found
}

function norms(lists: Postings, weight: Float32Array): Float32Array {
  const found = new Float32Array(lists.start.length - 1)
  for (let thing = 0; thing < found.length; thing++) {
    let sum = 0
    for (const item of listOf(lists, thing)) sum += (weight[item] as number) ** 2
    found[thing] = Math.sqrt(sum) || 1
  }
  return found
}

/** Long descriptions hold many words by chance: their length against the average, as in BM25. */
function lengthFactors(lists: Postings): Float32Array {
  const count = lists.start.length - 1
  const average = lists.items.length / Math.max(1, count) || 1
  const found = new Float32Array(count)
  for (let at = 0; at < count; at++) found[at] = 1 / (0.6 + (0.4 * countIn(lists, at)) / average)
  return found
}

type Cutter = (text: string, language: string) => readonly number[]

/** Cuts plain texts into stems, each once and in order; a word that was cut before is not cut again. */
function stemCutter(stems: Numbering): Cutter {
  const known = new Map<string, Map<string, number>>()
  return (text, language) => {
    let words = known.get(language)
    if (!words) known.set(language, (words = new Map()))
    const found = new Set<number>()
    for (const word of tellingWords(text, language)) {
      let cut = words.get(word)
      if (cut === undefined) words.set(word, (cut = stems.of(stem(word, language))))
      found.add(cut)
    }
    return [...found]
  }
}

/** Letter groups of plain texts as numbers, each once and in order; those of a word are looked up once. */
function gramCutter(grams: Numbering): (text: string) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return text => {
    const found = new Set<number>()
    for (const word of text.split(' ')) {
      let own = known.get(word)
      if (own === undefined) known.set(word, (own = gramsOf([word]).map(gram => grams.of(gram))))
      for (const gram of own) found.add(gram)
    }
    return [...found]
  }
}

type Cut = {
  readonly texts: string[]
  readonly stems: (readonly number[])[]
  readonly grams: (readonly number[])[]
  readonly start: number[]
  readonly loanStart: number[]
}

function cutLabels(entries: readonly Entry[], language: string, stemsOf: Cutter, grams: Numbering): Cut {
  const gramsIn = gramCutter(grams)
  const cut: Cut = { texts: [], stems: [], grams: [], start: [0], loanStart: [] }
  for (const entry of entries) {
    let seen = new Set<string>()
    const add = (labels: readonly string[], tongue: string) => {
      for (const label of labels) {
        const key = plain(label)
        if (key === '' || seen.has(key)) continue
        seen.add(key)
        cut.texts.push(label)
        cut.stems.push(stemsOf(key, tongue))
        cut.grams.push(gramsIn(key))
      }
    }
    add(entry.labels, entry.language ?? language)
    cut.loanStart.push(cut.texts.length)
    // What nobody translated counts in both places: its English labels are all it has.
    const untranslated = entry.language !== undefined && entry.language !== language
    if (untranslated) seen = new Set()
    add(untranslated ? entry.labels : (entry.loans ?? []), 'en')
    cut.start.push(cut.texts.length)
  }
  return cut
}

const between = <T>(lists: readonly T[], from: number | undefined, to: number | undefined): readonly T[] =>
  lists.slice(from, to)

function groupParts(entries: readonly Entry[]) {
  const groupCodes = unique(entries.flatMap(entry => entry.isco ?? [])).toSorted()
  const numbers = new Map(groupCodes.map((code, at) => [code, at]))
  const groupOf = Int32Array.from(entries, ({ isco }) => numbers.get(isco ?? '') ?? -1)
  const lists = packed(Array.from(groupOf, group => (group < 0 ? [] : [group])))
  return { groupCodes, groupOf, conceptsByGroup: inverted(lists, groupCodes.length) }
}

function stemParts(stems: Numbering) {
  const grams = new Numbering()
  const lists = packed([...stems.texts()].map(text => stemGramsOf(text).map(gram => grams.of(gram))))
  const stemGramCount = new Uint8Array(stems.size)
  for (let at = 0; at < stems.size; at++) stemGramCount[at] = Math.min(255, countIn(lists, at))
  return { stemGramTexts: packedTexts(grams.texts()), stemsByGram: inverted(lists, grams.size), stemGramCount }
}

const recordOf = ({ uri, version, forms, isco, shown, language }: Entry): string =>
  JSON.stringify({ uri, version, forms, ...(isco ? { isco } : {}), shown, ...(language ? { language } : {}) })

export function buildIndex(given: readonly Entry[], language: string, groups?: IndexParts): IndexParts {
  const entries = given.toSorted((a, b) => (a.uri < b.uri ? -1 : 1))
  const [stems, grams] = [new Numbering(), new Numbering()]
  const stemsOf = stemCutter(stems)
  const cut = cutLabels(entries, language, stemsOf, grams)
  const own = entries.map((_, at) => between(cut.stems, cut.start[at], cut.loanStart[at]))
  const loans = entries.map((_, at) => between(cut.stems, cut.loanStart[at], cut.start[at + 1]))
  const cutAll = (texts: readonly string[]) =>
    packed(texts.map((text, at) => stemsOf(plain(text), entries[at]?.language ?? language)))
  const about = cutAll(entries.map(entry => entry.about))
  const near = cutAll(entries.map(entry => entry.near.join(' ')))
  const byLabels = packed(own.map(lists => unique(lists.flat())))
  const byLoans = packed(loans.map(lists => unique(lists.flat())))
  const byGrams = packed(entries.map((_, at) => unique(between(cut.grams, cut.start[at], cut.start[at + 1]).flat())))
  const everywhere = packed(
    entries.map((_, at) => unique([...listOf(byLabels, at), ...listOf(byLoans, at), ...listOf(about, at)])),
  )
  const places = {
    inLabels: inverted(byLabels, stems.size),
    inLoans: inverted(byLoans, stems.size),
    inNear: inverted(near, stems.size),
    inAbout: inverted(about, stems.size),
  }
  const stemWeight = weights(inverted(everywhere, stems.size), entries.length)
  const conceptsByGram = inverted(byGrams, grams.size)
  const gramWeight = weights(conceptsByGram, entries.length)
  const [labelStems, labelGrams] = [packed(cut.stems), packed(cut.grams)]
  const words = translated(own, loans, stems.size)
  const frequency = (one: number) => countIn(places.inLabels, one)
  return {
    language,
    groups,
    uris: packedTexts(entries.map(entry => entry.uri)),
    concepts: packedTexts(entries.map(recordOf)),
    ...groupParts(entries),
    stemTexts: packedTexts(stems.texts()),
    stemWeight,
    ...stemParts(stems),
    kin: kinOf(own, frequency, paraphrases(words, frequency, entries.length)),
    english: translationsIn(words),
    senses: sensesOf(places, stemWeight, entries.length),
    ...places,
    aboutFactor: lengthFactors(about),
    labelsFactor: lengthFactors(byLabels),
    gramTexts: packedTexts(grams.texts()),
    gramWeight,
    conceptsByGram,
    gramNorm: norms(byGrams, gramWeight),
    labelStart: Int32Array.from(cut.start),
    loanStart: Int32Array.from(cut.loanStart),
    labelTexts: packedTexts(cut.texts),
    labelStems,
    labelNorm: norms(labelStems, stemWeight),
    labelGrams,
    labelGramNorm: norms(labelGrams, gramWeight),
  }
}
