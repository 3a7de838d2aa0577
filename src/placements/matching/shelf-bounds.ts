// SPDX-License-Identifier: EUPL-1.2
// What a block can bring a person at most, by inverted lists (after Ding and Suel, "Faster top-k document retrieval using
// block-max indexes", SIGIR 2011): for each skill the greatest share in each block that asks for it; and for each leaf of
// the hierarchy the greatest sum of shares. Most of what covers a person's skills is mere nearness by leaf, the same for
// every skill of it: one short list bounds it, and better than a list for each skill, since the sum is one vacancy's.
import { highOf, pack, SHARE_MASK } from './posting.ts'
import { ASKED, type Bounds, type Need, TERMS } from './shelf.ts'
import type { Vocabulary } from './vocabulary.ts'

type Rows = {
  readonly starts: Uint32Array
  readonly skills: Uint32Array
  readonly firsts: Uint32Array
  readonly asked: Uint16Array
  readonly terms: Uint16Array
}

export function boundsOf(
  { starts, skills, firsts, asked, terms }: Rows,
  { uris, leaf, leafMembers }: Vocabulary,
): Bounds {
  const bySkill = new Lists(uris.length)
  const byLeaf = new Lists(leafMembers.length)
  for (let block = 0; block + 1 < firsts.length; block++) {
    for (let at = firsts[block] as number; at < (firsts[block + 1] as number); at++) {
      for (let each = starts[at] as number; each < (starts[at + 1] as number); each++) {
        const packed = skills[each] as number
        const group = leaf[highOf(packed)] as number
        // At least 1: a skill too common for a share is used all the same, and has to stand in its list.
        const share = packed & SHARE_MASK || 1
        bySkill.raise(highOf(packed), share)
        if (group >= 0) byLeaf.add(group, share)
      }
      byLeaf.endVacancy()
    }
    bySkill.endBlock(block)
    byLeaf.endBlock(block)
  }
  const [skillStarts, skillBlocks] = bySkill.take()
  const [leafStarts, leafBlocks] = byLeaf.take()
  return { skillStarts, skillBlocks, leafStarts, leafBlocks, ...needsIn(firsts, asked, terms) }
}

/** A function of its own, so that the innermost loop is compiled by itself. */
export function addShares(bounds: Uint32Array, lists: Uint32Array, from: number, end: number, cover: number): void {
  for (let at = from; at < end; at++) {
    const posting = lists[at] as number
    const block = highOf(posting)
    bounds[block] = (bounds[block] as number) + (posting & SHARE_MASK) * cover
  }
}

export function addUse(bounds: Uint32Array, lists: Uint32Array, from: number, end: number, use: number): void {
  for (let at = from; at < end; at++) {
    const block = highOf(lists[at] as number)
    bounds[block] = (bounds[block] as number) + use
  }
}

function needsIn(firsts: Uint32Array, asked: Uint16Array, terms: Uint16Array): Pick<Bounds, 'blockNeed' | 'needs'> {
  const needs: Need[] = []
  const numbers = new Map<string, number>()
  const blockNeed = new Uint16Array(firsts.length - 1)
  for (let block = 0; block < blockNeed.length; block++) {
    const first = firsts[block] as number
    const found = new Set<number>()
    for (let at = first; at < (firsts[block + 1] as number); at++)
      found.add(asked[at * ASKED.all + ASKED.language] as number)
    const isco = terms[first * TERMS.all + TERMS.isco] as number
    const languages = [...found].sort((a, b) => a - b)
    const name = [isco, ...languages].join()
    const number = numbers.get(name) ?? needs.push({ isco, languages }) - 1
    numbers.set(name, number)
    blockNeed[block] = number
  }
  return { blockNeed, needs }
}

/** Maxima by block, of single shares or of their sums by vacancy; then lists by name. */
class Lists {
  private readonly sums: Uint16Array
  private readonly most: Uint16Array
  private readonly counts: Uint32Array
  private readonly inVacancy: number[] = []
  private readonly inBlock: number[] = []
  private readonly blocks: { readonly block: number; readonly list: Uint32Array }[] = []

  constructor(names: number) {
    this.sums = new Uint16Array(names)
    this.most = new Uint16Array(names)
    this.counts = new Uint32Array(names + 1)
  }

  /** For one that it may have several times, before `endVacancy`. */
  add(name: number, share: number): void {
    if (this.sums[name] === 0) this.inVacancy.push(name)
    this.sums[name] = (this.sums[name] as number) + share
  }

  /** For a name that a vacancy has once. */
  raise(name: number, share: number): void {
    const before = this.most[name] as number
    if (before === 0) this.inBlock.push(name)
    if (share > before) this.most[name] = share
  }

  endVacancy(): void {
    for (const name of this.inVacancy) {
      this.raise(name, this.sums[name] as number)
      this.sums[name] = 0
    }
    this.inVacancy.length = 0
  }

  endBlock(block: number): void {
    this.blocks.push({ block, list: Uint32Array.from(this.inBlock, name => pack(name, this.most[name] as number)) })
    for (const name of this.inBlock) {
      this.counts[name + 1] = (this.counts[name + 1] as number) + 1
      this.most[name] = 0
    }
    this.inBlock.length = 0
  }

  take(): readonly [Uint32Array, Uint32Array] {
    const starts = this.counts
    for (let name = 1; name < starts.length; name++)
      starts[name] = (starts[name] as number) + (starts[name - 1] as number)
    const next = starts.slice()
    const lists = new Uint32Array(starts.at(-1) ?? 0)
    for (const { block, list } of this.blocks) {
      for (const packed of list) {
        const to = next[highOf(packed)] as number
        lists[to] = pack(block, packed & SHARE_MASK)
        next[highOf(packed)] = to + 1
      }
    }
    return [starts, lists]
  }
}
