// SPDX-License-Identifier: EUPL-1.2
// Skills as numbers: how rare each is, and which are near to one another in the classification.

/** One skill of the classification, as its publisher arranged it. */
export type SkillNode = {
  readonly uri: string
  /** Occupations that ask for it, essential or optional: common skills tell little. */
  readonly occupations: number
  /** The broader skill it belongs to, when there is one; its siblings share it. */
  readonly family?: string
  /** The lowest group of the hierarchy it lies in. */
  readonly leaf?: string
  /** Useful in any work ("work in teams"): near to nearly everything, so it has a cap of its own. */
  readonly transversal: boolean
  /** Skills that this one builds on or helps with. */
  readonly neighbours: readonly string[]
}

export type Vocabulary = {
  readonly version: string
  readonly uris: readonly string[]
  readonly codeOf: ReadonlyMap<string, number>
  /** Rarity by code: thousandths of a natural logarithm, at least 1. */
  readonly idf: Int32Array
  /** The rarity of a skill that an occupation asks for, in the mean. */
  readonly usual: number
  /** Number of the family by code, -1 without one; transversal skills have none. */
  readonly family: Int32Array
  readonly familyMembers: readonly (readonly number[])[]
  /** Number of the leaf by code, -1 without one. Transversal skills lie in leaves of their own. */
  readonly leaf: Int32Array
  readonly leafMembers: readonly (readonly number[])[]
  readonly transversalLeaf: Uint8Array
  readonly neighbours: ReadonlyMap<number, readonly number[]>
}

/** Gives each new name the next number. */
function numbering(): { readonly of: (name: string) => number; readonly size: () => number } {
  const numbers = new Map<string, number>()
  const of = (name: string) => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, numbers.size)
    return numbers.size - 1
  }
  return { of, size: () => numbers.size }
}

function membersOf(groups: Int32Array, count: number): readonly (readonly number[])[] {
  const members: number[][] = Array.from({ length: count }, () => [])
  for (const [code, group] of groups.entries()) members[group]?.push(code)
  return members
}

/**
 * @param version of the classification
 * @param nodes in any order; codes follow the order of the URIs, so that the same classification gives the same codes
 * @param occupations how many there are in all
 */
export function vocabularyOf(version: string, nodes: readonly SkillNode[], occupations: number): Vocabulary {
  const sorted = [...nodes].sort((a, b) => (a.uri < b.uri ? -1 : 1))
  const codeOf = new Map(sorted.map((node, code) => [node.uri, code]))
  const [families, leaves] = [numbering(), numbering()]
  const family = new Int32Array(sorted.length).fill(-1)
  const leaf = new Int32Array(sorted.length).fill(-1)
  const idf = new Int32Array(sorted.length)
  const neighbours = new Map<number, readonly number[]>()
  const transversal: number[] = []
  let [asked, rarity] = [0, 0]
  for (const [code, node] of sorted.entries()) {
    // Robertson and Spärck Jones' weight, smoothed so that a skill of every occupation still counts a little.
    idf[code] = Math.max(1, Math.round(1000 * Math.log((occupations + 1) / (node.occupations + 0.5))))
    asked += node.occupations
    rarity += node.occupations * (idf[code] as number)
    if (node.leaf !== undefined) leaf[code] = leaves.of(`${node.transversal ? 'transversal ' : ''}${node.leaf}`)
    if (node.transversal && leaf[code] !== -1) transversal.push(leaf[code] ?? 0)
    if (node.family !== undefined && !node.transversal) family[code] = families.of(node.family)
    const near = node.neighbours.flatMap(uri => codeOf.get(uri) ?? [])
    if (near.length > 0) neighbours.set(code, near)
  }
  const transversalLeaf = new Uint8Array(leaves.size())
  for (const each of transversal) transversalLeaf[each] = 1
  return {
    version,
    uris: sorted.map(node => node.uri),
    codeOf,
    idf,
    usual: Math.max(1, Math.round(rarity / Math.max(1, asked))),
    family,
    familyMembers: membersOf(family, families.size()),
    leaf,
    leafMembers: membersOf(leaf, leaves.size()),
    transversalLeaf,
    neighbours,
  }
}
