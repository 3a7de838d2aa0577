// SPDX-License-Identifier: EUPL-1.2
import type { Delivery, Problem } from './sap/regional-system.client.ts'

export type OutboxState = 'waiting' | 'delivered' | 'rejected' | 'given-up'
export type OutboxEntry = {
  readonly state: OutboxState
  readonly attempts: number
  readonly receipt?: string
  readonly problems: readonly Problem[]
}

/** The system of the region in which the job centre works. */
export const REGIONAL = 'regional'

/** After so many silent attempts a person has to look: the entry waits no longer. */
export const MAX_ATTEMPTS = 5

export const newEntry: OutboxEntry = { state: 'waiting', attempts: 0, problems: [] }

/** What an attempt changes. A settled entry is left alone, so that trying again is safe. */
export function afterAttempt(entry: OutboxEntry, delivery: Delivery): OutboxEntry {
  if (entry.state !== 'waiting') return entry
  const attempts = entry.attempts + 1
  switch (delivery.outcome) {
    case 'delivered':
      return { state: 'delivered', attempts, receipt: delivery.receipt, problems: [] }
    case 'rejected':
      return { state: 'rejected', attempts, problems: delivery.problems }
    case 'unavailable':
      return { state: attempts >= MAX_ATTEMPTS ? 'given-up' : 'waiting', attempts, problems: [] }
  }
}
