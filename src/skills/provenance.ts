// SPDX-License-Identifier: EUPL-1.2
// Every datum of the profile is a statement: who said it, how well it is proved, who wrote it and when (design §8).
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { InterviewId, OrganisationId, StatementId } from '#lib/ids.ts'

/** How well a statement is proved, weakest first. A cooperative never certifies: D.Lgs. 13/2013, entitled bodies only. */
export const levels = ['declared', 'documented', 'observed', 'validated', 'certified'] as const
export type Level = (typeof levels)[number]

/** What a case worker may write down herself; validating and certifying belong to entitled bodies. */
export const ownLevels = ['declared', 'documented', 'observed'] as const satisfies readonly Level[]

export const speakers = ['person', 'interpreter', 'operator'] as const
export type Speaker = (typeof speakers)[number]

export type Provenance = {
  readonly level: Level
  readonly saidBy: Speaker
  readonly saidOn: CivilDate
  readonly writtenBy: OrganisationId
  readonly writtenAt: Instant
  /** The paper or the person behind a level above "declared", in words. */
  readonly source?: string
  readonly interview?: InterviewId
}

/** A translation is the interpreter's words: it counts as "interpreted, not verified" until somebody checks it. */
export const isInterpreted = (provenance: Pick<Provenance, 'saidBy'>): boolean => provenance.saidBy === 'interpreter'

export type Stated<Entry extends string = string> = {
  readonly id: StatementId
  /** What the statement is about: statements on the same entry follow each other. */
  readonly entry: Entry
  readonly withdrawn: boolean
  readonly provenance: Provenance
}

const rank = (stated: Stated): number => levels.indexOf(stated.provenance.level)

/** Later wins; two statements of the same instant are ordered by their identifier, which carries the time. */
const isLater = (a: Stated, b: Stated): boolean =>
  a.provenance.writtenAt === b.provenance.writtenAt ? a.id > b.id : a.provenance.writtenAt > b.provenance.writtenAt

/** The statements that hold today: the last one on each entry, in the order the entries were first told. */
export function current<T extends Stated>(statements: readonly T[]): T[] {
  const last = new Map<string, T>()
  for (const stated of statements) {
    const known = last.get(stated.entry)
    if (!known || isLater(stated, known)) last.set(stated.entry, stated)
  }
  return [...last.values()].filter(stated => !stated.withdrawn)
}

/** Of several statements on the same thing the best proved one; among equals the latest. */
export function best<T extends Stated>(statements: readonly T[]): T | undefined {
  return statements.reduce<T | undefined>((found, stated) => {
    if (!found || rank(stated) > rank(found)) return stated
    return rank(stated) === rank(found) && isLater(stated, found) ? stated : found
  }, undefined)
}
