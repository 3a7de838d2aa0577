// SPDX-License-Identifier: EUPL-1.2
// What a network must have decided before real people may be recorded in it. Until then it is "trial: no real people".
import type { CivilDate } from '#lib/civil-date.ts'

/**
 * controllers: who is controller, joint controller or processor (GDPR art. 26, 28) · legal-bases: on what ground each
 * purpose rests (art. 6, 9) · retention: how long what is kept (art. 5.1.e) · dpia: the impact assessment (art. 35).
 */
export const readinessItems = ['controllers', 'legal-bases', 'retention', 'dpia'] as const
export type ReadinessItem = (typeof readinessItems)[number]

export type Decision = {
  readonly item: ReadinessItem
  /** The act that decided it: protocol number, resolution, document. */
  readonly reference: string
  readonly decidedOn: CivilDate
}

/** What is still to be decided, in the order of the list. */
export const missingItems = (decisions: readonly Decision[]): readonly ReadinessItem[] =>
  readinessItems.filter(item => !decisions.some(decision => decision.item === item))

export const isReady = (decisions: readonly Decision[]): boolean => missingItems(decisions).length === 0
