// SPDX-License-Identifier: EUPL-1.2
// Stage A: what decides before any score. Yes, no, or not known; not known never excludes, it is something to find out.
import type { Requirement } from './vacancy.ts'
import type { Seeker } from './seeker.ts'

export type Answer = 'yes' | 'no' | 'unknown'
export type Condition = {
  readonly about: 'rightToWork' | 'weeklyHours' | 'licence' | 'nights' | 'minimumAge'
  readonly answer: Answer
  /** The licence, for conditions about one. */
  readonly what?: string
}

/** Every condition that a vacancy sets this person, each with its own answer. */
export function conditionsOf(seeker: Seeker, needed: Requirement): readonly Condition[] {
  const { rightToWork, licences, nights, age } = seeker
  const found: Condition[] = [{ about: 'rightToWork', answer: mayWork(rightToWork, needed.contract) }]
  if (rightToWork.weeklyMinutes !== undefined) {
    const within = needed.weeklyMinutes === undefined ? undefined : needed.weeklyMinutes <= rightToWork.weeklyMinutes
    found.push({ about: 'weeklyHours', answer: within === undefined ? 'unknown' : within ? 'yes' : 'no' })
  }
  for (const licence of needed.licences) {
    const answer = licences.held.includes(licence) ? 'yes' : licences.asked ? 'no' : 'unknown'
    found.push({ about: 'licence', answer, what: licence })
  }
  if (needed.nights) {
    found.push({ about: 'nights', answer: nights === undefined ? 'unknown' : nights ? 'yes' : 'no' })
  }
  if (needed.minimumAge !== undefined) {
    found.push({
      about: 'minimumAge',
      answer: age === undefined ? 'unknown' : age >= needed.minimumAge ? 'yes' : 'no',
    })
  }
  return found
}

function mayWork({ verdict, contracts }: Seeker['rightToWork'], contract: Requirement['contract']): Answer {
  if (verdict !== 'yes') return verdict
  return contracts === undefined || contracts.includes(contract) ? 'yes' : 'no'
}

/** No as soon as one is no; unknown when one is unknown and none is no. */
export function verdictOf(conditions: readonly Condition[]): Answer {
  if (conditions.some(each => each.answer === 'no')) return 'no'
  return conditions.some(each => each.answer === 'unknown') ? 'unknown' : 'yes'
}
