// SPDX-License-Identifier: EUPL-1.2
// What the search looks into: concepts of one language with their labels cut into stems and letter groups, as typed
// arrays. It is made from the rows of the database and can be thrown away at any time. Glossary: a *gram* is three
// neighbouring letters of a word set between blanks (" pa", "pan", "ane", "ne "); *near* words belong to the group of
// the concept (ISCO unit group, starter vocabulary), *about* words to its description.
import { type Kin, kinOf } from './kin.ts'
import { inverted, Numbering, type Postings, packed } from './postings.ts'
import { stem } from './stems.ts'
import { plain, tellingWords } from './words.ts'

export type Entry = {
  readonly uri: string
  readonly version: string
  /** The preferred label in each gender. */
  readonly forms: readonly string[]
  readonly isco?: string
  /** As published; what a screen shows. */
  readonly shown: string
  /** Every form of every label, the preferred ones first. */
  readonly labels: readonly string[]
  readonly about: string
  readonly near: readonly string[]
  /** Labels in English, where the index is of another language: people say "brand manager" in every one. */
  readonly loans?: readonly string[]
  /** The language of the words, where they are not of the index's own (no translation was published). */
  readonly language?: string
}

export type SearchIndex = {
  readonly language: string
  /** The starter vocabulary in the same language: what people call the unit groups of these concepts. */
  readonly groups: SearchIndex | undefined
  readonly entries: readonly Entry[]
  readonly conceptsByIsco: ReadonlyMap<string, readonly number[]>
  readonly stems: Numbering
  readonly stemWeight: Float32Array
  /** Letter groups of stems, to find a stem that is spelt alike. */
  readonly stemGrams: Numbering
  readonly stemsByGram: Postings
  readonly stemGramCount: Uint8Array
  readonly stemTexts: readonly string[]
  readonly kin: Kin
  readonly inLabels: Postings
  readonly inNear: Postings
  readonly inAbout: Postings
  readonly aboutLength: Float32Array
  readonly grams: Numbering
  readonly gramWeight: Float32Array
  readonly conceptsByGram: Postings
  readonly gramNorm: Float32Array
  /** Labels of each concept are the numbers from labelStart[c] to labelStart[c + 1]. */
  readonly labelStart: Int32Array
  readonly labelTexts: readonly string[]
  readonly labelFactor: Float32Array
  readonly labelStems: Postings
  readonly labelNorm: Float32Array
  readonly labelGrams: Postings
  readonly labelGramNorm: Float32Array
}

/** Letter groups of a text's words, each set between blanks. */
export function gramsOf(words: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const word of words) {
    const whole = ` ${word} `
    for (let at = 0; at + 3 <= whole.length; at++) found.push(whole.slice(at, at + 3))
  }
  return found
}

/** Letter groups of one stem: its beginning counts, its end was cut. */
export function stemGramsOf(text: string): readonly string[] {
  const whole = `  ${text}`
  const found = new Set<string>()
  for (let at = 0; at + 3 <= whole.length; at++) found.add(whole.slice(at, at + 3))
  return [...found]
}

const weightOf = (frequency: number, total: number): number => Math.log(1 + total / (0.5 + frequency))
const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)]

function weights(byThing: Postings, size: number, total: number): Float32Array {
  const found = new Float32Array(size)
  for (let at = 0; at < size; at++) {
    const frequency = (byThing.start[at + 1] ?? 0) - (byThing.start[at] ?? 0)
    found[at] = weightOf(frequency, total)
  }
  return found
}

function norms(lists: Postings, weight: Float32Array): Float32Array {
  const found = new Float32Array(lists.start.length - 1)
  for (let thing = 0; thing < found.length; thing++) {
    let sum = 0
    for (let at = lists.start[thing] ?? 0; at < (lists.start[thing + 1] ?? 0); at++) {
      const each = weight[lists.items[at] ?? 0] ?? 0
      sum += each * each
    }
    found[thing] = Math.sqrt(sum) || 1
  }
  return found
}

type Stemmer = (text: string, language: string) => readonly string[]

/** Cuts plain texts into stems, each once and in order; a word that was cut before is not cut again. */
function stemmer(): Stemmer {
  const known = new Map<string, Map<string, string>>()
  return (text, language) => {
    let words = known.get(language)
    if (!words) known.set(language, (words = new Map()))
    const found = new Set<string>()
    for (const word of tellingWords(text, language)) {
      let cut = words.get(word)
      if (cut === undefined) words.set(word, (cut = stem(word, language)))
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

/** A label in English counts less than one of the language itself. */
export const LOAN = 0.8

type Cut = {
  readonly own: boolean[]
  readonly texts: string[]
  readonly stems: (readonly number[])[]
  readonly grams: (readonly number[])[]
  readonly start: number[]
}

function cutLabels(
  entries: readonly Entry[],
  language: string,
  stemsOf: Stemmer,
  stems: Numbering,
  grams: Numbering,
): Cut {
  const gramsIn = gramCutter(grams)
  const cut: Cut = { own: [], texts: [], stems: [], grams: [], start: [0] }
  for (const entry of entries) {
    const seen = new Set<string>()
    const labels = [
      ...entry.labels.map(label => ({ label, own: true })),
      ...(entry.loans ?? []).map(label => ({ label, own: false })),
    ]
    for (const { label, own } of labels) {
      const key = plain(label)
      if (key === '' || seen.has(key)) continue
      seen.add(key)
      cut.own.push(own)
      const tongue = entry.language ?? language
      cut.texts.push(label)
      cut.stems.push(stemsOf(key, tongue).map(text => stems.of(text)))
      cut.grams.push(gramsIn(key))
    }
    cut.start.push(cut.texts.length)
  }
  return cut
}

const ownLabels = (cut: Cut, concept: number): readonly (readonly number[])[] =>
  cut.stems.slice(cut.start[concept], cut.start[concept + 1]).filter((_, at) => cut.own[(cut.start[concept] ?? 0) + at])

const together = (cut: Cut, lists: readonly (readonly number[])[], concept: number): readonly number[] =>
  unique(lists.slice(cut.start[concept], cut.start[concept + 1]).flat())

function stemPart(stems: Numbering) {
  const stemTexts = [...stems.texts()]
  const stemGrams = new Numbering()
  const lists = packed(stemTexts.map(text => stemGramsOf(text).map(gram => stemGrams.of(gram))))
  const stemGramCount = new Uint8Array(stemTexts.length)
  for (let at = 0; at < stemTexts.length; at++)
    stemGramCount[at] = Math.min(255, (lists.start[at + 1] ?? 0) - (lists.start[at] ?? 0))
  return { stemTexts, stemGrams, stemsByGram: inverted(lists, stemGrams.size), stemGramCount }
}

const slice = ({ start, items }: Postings, at: number): Int32Array => items.subarray(start[at], start[at + 1])

/** Same entries, same index, in whatever order they come: they are put in the order of their URIs first. */
export function buildIndex(given: readonly Entry[], language: string, groups?: SearchIndex): SearchIndex {
  const entries = given.toSorted((a, b) => (a.uri < b.uri ? -1 : 1))
  const [stems, grams] = [new Numbering(), new Numbering()]
  const stemsOf = stemmer()
  const cut = cutLabels(entries, language, stemsOf, stems, grams)
  const numbered = (text: string, entry: Entry) =>
    stemsOf(plain(text), entry.language ?? language).map(one => stems.of(one))
  const about = packed(entries.map(entry => numbered(entry.about, entry)))
  const near = packed(entries.map(entry => numbered(entry.near.join(' '), entry)))
  const byLabels = packed(entries.map((_, at) => together(cut, cut.stems, at)))
  const byGrams = packed(entries.map((_, at) => together(cut, cut.grams, at)))
  const everywhere = packed(entries.map((_, at) => unique([...slice(byLabels, at), ...slice(about, at)])))
  const byStem = inverted(byLabels, stems.size)
  const kin = kinOf(
    entries.map((_, at) => ownLabels(cut, at)),
    one => (byStem.start[one + 1] ?? 0) - (byStem.start[one] ?? 0),
    stems.size,
  )
  const stemWeight = weights(inverted(everywhere, stems.size), stems.size, entries.length)
  const conceptsByGram = inverted(byGrams, grams.size)
  const gramWeight = weights(conceptsByGram, grams.size, entries.length)
  const [labelStems, labelGrams] = [packed(cut.stems), packed(cut.grams)]
  return {
    language,
    groups,
    entries,
    conceptsByIsco: Map.groupBy(entries.keys(), at => entries[at]?.isco ?? ''),
    stems,
    stemWeight,
    ...stemPart(stems),
    kin,
    inLabels: byStem,
    inNear: inverted(near, stems.size),
    inAbout: inverted(about, stems.size),
    aboutLength: lengths(about),
    grams,
    gramWeight,
    conceptsByGram,
    gramNorm: norms(byGrams, gramWeight),
    labelStart: Int32Array.from(cut.start),
    labelTexts: cut.texts,
    labelFactor: Float32Array.from(cut.own, own => (own ? 1 : LOAN)),
    labelStems,
    labelNorm: norms(labelStems, stemWeight),
    labelGrams,
    labelGramNorm: norms(labelGrams, gramWeight),
  }
}

/** Long descriptions hold many words by chance: their length against the average, as in BM25. */
function lengths(lists: Postings): Float32Array {
  const count = lists.start.length - 1
  const average = lists.items.length / Math.max(1, count) || 1
  const found = new Float32Array(count)
  for (let at = 0; at < count; at++) {
    const own = (lists.start[at + 1] ?? 0) - (lists.start[at] ?? 0)
    found[at] = 1 / (0.6 + (0.4 * own) / average)
  }
  return found
}
