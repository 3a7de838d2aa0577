// SPDX-License-Identifier: EUPL-1.2
// What was written since the shelf was made: few vacancies, each looked at by every search.
import type { Coverage } from './coverage.ts'
import type { Answers } from './dictionaries.ts'
import { highOf, SHARE_MASK } from './posting.ts'
import type { Days } from './packed-vacancy.ts'
import type { Demand } from './shelf.ts'

export type Fresh = Days & Demand & { readonly id: string; readonly skills: Uint32Array }
/** One that could be among the best, with its points for skills. */
export type FreshFound = {
  readonly fresh: Fresh
  readonly total: number
  readonly use: number
}

export class Delta {
  private readonly byId = new Map<string, Fresh>()

  get size(): number {
    return this.byId.size
  }

  set(fresh: Fresh): void {
    this.byId.set(fresh.id, fresh)
  }

  delete(id: string): void {
    this.byId.delete(id)
  }

  /** Those open on a day that reach `threshold` points and are not ruled out. */
  search({ by, uses, mostUse }: Coverage, answers: Answers, threshold: number, day: number): readonly FreshFound[] {
    const found: FreshFound[] = []
    for (const fresh of this.byId.values()) {
      if (fresh.closes < day) continue
      let [skills, used] = [0, 0]
      for (let at = 0; at < fresh.skills.length; at++) {
        const posting = fresh.skills[at] as number
        skills += (posting & SHARE_MASK) * (by[highOf(posting)] as number)
        used += uses[highOf(posting)] as number
      }
      const use = Math.min(used, mostUse)
      const total =
        skills +
        use +
        (answers.language[fresh.language] as number) +
        (answers.municipality[fresh.municipality] as number) +
        (answers.pattern[fresh.pattern] as number) +
        (answers.isco[fresh.isco] as number)
      if (total < threshold || answers.verdict(fresh.requirement) === 'no') continue
      found.push({ fresh, total, use })
    }
    return found
  }
}
