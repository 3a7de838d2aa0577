// SPDX-License-Identifier: EUPL-1.2
import { type SkillAnswer, skillAnswers } from './profile.ts'

/** Skills are asked by their place in a turn: an address is too long for the name of a field. */
export const fieldOf = (place: number): string => `skill-${place}`

/** @param count how many were asked; what was left open was not */
export function answersIn(body: Readonly<Record<string, unknown>>, count: number): ReadonlyMap<number, SkillAnswer> {
  const told = new Map<number, SkillAnswer>()
  for (let place = 0; place < count; place++) {
    const answer = skillAnswers.find(each => each === body[fieldOf(place)])
    if (answer) told.set(place, answer)
  }
  return told
}
