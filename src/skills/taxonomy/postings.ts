// SPDX-License-Identifier: EUPL-1.2
// Lists of numbers for each of many things, one behind the other in one typed array: what `Map<number, number[]>` says,
// in a tenth of the memory. Texts likewise: thousands of labels are one long string with the places where each begins.

export type Postings = { readonly start: Int32Array; readonly items: Int32Array }

/** @param lists for each thing its numbers, in the order in which they stay */
export function packed(lists: readonly (readonly number[] | undefined)[]): Postings {
  const start = new Int32Array(lists.length + 1)
  for (let at = 0; at < lists.length; at++) start[at + 1] = (start[at] ?? 0) + (lists[at]?.length ?? 0)
  const items = new Int32Array(start[lists.length] ?? 0)
  lists.forEach((list, at) => {
    if (list) items.set(list, start[at])
  })
  return { start, items }
}

/** For each number below `size`, the things whose lists hold it, in ascending order. */
export function inverted({ start, items }: Postings, size: number): Postings {
  const counts = new Int32Array(size + 1)
  for (const item of items) counts[item + 1] = (counts[item + 1] as number) + 1
  for (let at = 0; at < size; at++) counts[at + 1] = (counts[at + 1] as number) + (counts[at] as number)
  const next = counts.slice()
  const back = new Int32Array(items.length)
  for (let thing = 0; thing + 1 < start.length; thing++) {
    for (let at = start[thing] as number; at < (start[thing + 1] as number); at++) {
      const item = items[at] as number
      back[next[item] as number] = thing
      next[item] = (next[item] as number) + 1
    }
  }
  return { start: counts, items: back }
}

/** How many numbers the list of a thing holds. */
export const countIn = ({ start }: Postings, thing: number): number =>
  (start[thing + 1] as number) - (start[thing] as number)

export const listOf = ({ start, items }: Postings, thing: number): Int32Array =>
  items.subarray(start[thing], start[thing + 1])

/** Whether an ascending list holds a number. */
export function holds({ start, items }: Postings, thing: number, wanted: number): boolean {
  let [low, high] = [start[thing] ?? 0, (start[thing + 1] ?? 0) - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const item = items[middle] as number
    if (item === wanted) return true
    if (item < wanted) low = middle + 1
    else high = middle - 1
  }
  return false
}

export type Texts = { readonly all: string; readonly start: Int32Array }

export function packedTexts(texts: Iterable<string>): Texts {
  const start = [0]
  const parts: string[] = []
  let length = 0
  for (const text of texts) {
    parts.push(text)
    start.push((length += text.length))
  }
  return { all: parts.join(''), start: Int32Array.from(start) }
}

export const textAt = ({ all, start }: Texts, at: number): string => all.slice(start[at], start[at + 1])

/** The number of each text, by the text. */
export function numbersOf(texts: Texts): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let at = 0; at + 1 < texts.start.length; at++) found.set(textAt(texts, at), at)
  return found
}

/** Gives each text a number, in the order of its first appearance. */
export class Numbering {
  readonly #numbers = new Map<string, number>()

  of(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const next = this.#numbers.size
    this.#numbers.set(text, next)
    return next
  }

  get size(): number {
    return this.#numbers.size
  }

  texts(): IterableIterator<string> {
    return this.#numbers.keys()
  }
}
