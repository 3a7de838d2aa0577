// SPDX-License-Identifier: EUPL-1.2
// What each skill of the vocabulary is worth to one person, in arrays that the next search uses again.
import type { Query } from './query.ts'
import type { Vocabulary } from './vocabulary.ts'

export class Coverage {
  /** Twentieths by skill. */
  readonly by: Uint8Array
  /** The leaves that bring anything, and twentieths by leaf. */
  readonly leaves: Uint16Array
  readonly leafCovers: Uint8Array
  leafCount = 0
  /** Skills worth more than their leaf is or held by herself, and by how many twentieths they exceed it. */
  readonly skills: Uint32Array
  readonly beyond: Uint8Array
  /** Thousandths of a point for use, by skill. */
  readonly uses: Uint16Array
  skillCount = 0
  mostUse = 0
  private readonly vocabulary: Vocabulary
  private readonly leafMembers: readonly Uint32Array[]
  private readonly raised: Uint32Array

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
    const { uris, leafMembers } = vocabulary
    this.by = new Uint8Array(uris.length)
    this.skills = new Uint32Array(uris.length)
    this.beyond = new Uint8Array(uris.length)
    this.uses = new Uint16Array(uris.length)
    this.raised = new Uint32Array(uris.length)
    this.leaves = new Uint16Array(leafMembers.length)
    this.leafCovers = new Uint8Array(leafMembers.length)
    this.leafMembers = leafMembers.map(members => Uint32Array.from(members))
  }

  begin({ leaves, families, skills, uses, weights }: Query): void {
    this.mostUse = weights.points.use
    // `forEach`: taking pairs out of a map makes an object of each.
    leaves.forEach((cover, leaf) => {
      if (cover === 0) return
      this.leaves[this.leafCount++] = leaf
      this.leafCovers[leaf] = cover
      const members = this.leafMembers[leaf] as Uint32Array
      for (let at = 0; at < members.length; at++) this.by[members[at] as number] = cover
    })
    families.forEach((cover, family) => {
      const members = this.vocabulary.familyMembers[family] ?? []
      for (let at = 0; at < members.length; at++) this.raise(members[at] as number, cover)
    })
    skills.forEach((cover, skill) => this.raise(skill, cover))
    uses.forEach((use, skill) => {
      this.uses[skill] = use
      this.list(skill)
    })
    for (let at = 0; at < this.skillCount; at++) {
      const skill = this.skills[at] as number
      this.beyond[at] = (this.by[skill] as number) - this.ofLeaf(skill)
      this.raised[skill] = 0
    }
  }

  /** Leaves everything as it was before `begin`. */
  end(): void {
    for (let each = 0; each < this.leafCount; each++) {
      const leaf = this.leaves[each] as number
      this.leafCovers[leaf] = 0
      const members = this.leafMembers[leaf] as Uint32Array
      for (let at = 0; at < members.length; at++) this.by[members[at] as number] = 0
    }
    for (let at = 0; at < this.skillCount; at++) {
      this.by[this.skills[at] as number] = 0
      this.uses[this.skills[at] as number] = 0
    }
    this.leafCount = 0
    this.skillCount = 0
  }

  private raise(skill: number, cover: number): void {
    if (cover <= (this.by[skill] as number)) return
    this.by[skill] = cover
    this.list(skill)
  }

  private list(skill: number): void {
    if (this.raised[skill] === 1) return
    this.raised[skill] = 1
    this.skills[this.skillCount++] = skill
  }

  private ofLeaf(skill: number): number {
    const leaf = this.vocabulary.leaf[skill] as number
    return leaf < 0 ? 0 : (this.leafCovers[leaf] as number)
  }
}
