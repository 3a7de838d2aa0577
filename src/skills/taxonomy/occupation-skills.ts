// SPDX-License-Identifier: EUPL-1.2
// In which order the skills of an occupation are asked about: essential ones first, and among them what few occupations
// ask for, since it says most about this one. Never more than eight at once (skills.md 8).

export type RelatedSkill = {
  readonly uri: string
  readonly label: string
  readonly language: string
  readonly essential: boolean
  readonly type: string | null
  readonly reuse: string | null
  /** How many occupations ask for it. */
  readonly askedBy: number
}

export const AT_ONCE = 8

/** Inverse frequency over occupations: 0 for what every one of them asks for. */
export const rarity = (askedBy: number, occupations: number): number =>
  Math.log(Math.max(1, occupations) / Math.max(1, askedBy))

export function inAskingOrder(skills: readonly RelatedSkill[]): readonly RelatedSkill[] {
  return skills.toSorted(
    (a, b) => Number(b.essential) - Number(a.essential) || a.askedBy - b.askedBy || (a.uri < b.uri ? -1 : 1),
  )
}

/** @param turn 0 for the first eight */
export const turnOf = (skills: readonly RelatedSkill[], turn: number): readonly RelatedSkill[] =>
  inAskingOrder(skills).slice(turn * AT_ONCE, (turn + 1) * AT_ONCE)
