// SPDX-License-Identifier: EUPL-1.2
// Lists of numbers for each of many things, one behind the other in one typed array: what `Map<number, number[]>` says,
// in a tenth of the memory.

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
  for (const item of items) counts[item + 1] = (counts[item + 1] ?? 0) + 1
  for (let at = 0; at < size; at++) counts[at + 1] = (counts[at + 1] ?? 0) + (counts[at] ?? 0)
  const next = counts.slice()
  const back = new Int32Array(items.length)
  for (let thing = 0; thing + 1 < start.length; thing++) {
    for (let at = start[thing] ?? 0; at < (start[thing + 1] ?? 0); at++) {
      const item = items[at] ?? 0
      back[next[item] ?? 0] = thing
      next[item] = (next[item] ?? 0) + 1
    }
  }
  return { start: counts, items: back }
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

  find(text: string): number | undefined {
    return this.#numbers.get(text)
  }

  get size(): number {
    return this.#numbers.size
  }

  texts(): IterableIterator<string> {
    return this.#numbers.keys()
  }
}

export const forEachIn = ({ start, items }: Postings, thing: number, work: (item: number) => void): void => {
  for (let at = start[thing] ?? 0; at < (start[thing + 1] ?? 0); at++) work(items[at] ?? 0)
}
