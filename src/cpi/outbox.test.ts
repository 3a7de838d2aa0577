// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { afterAttempt, MAX_ATTEMPTS, newEntry } from './outbox.ts'

describe('an entry of the outbox', () => {
  test('keeps the receipt once it is delivered, and a second attempt changes nothing', () => {
    const delivered = afterAttempt(newEntry, { outcome: 'delivered', receipt: 'RIC-1' })
    expect(delivered).toEqual({ state: 'delivered', attempts: 1, receipt: 'RIC-1', problems: [] })
    expect(afterAttempt(delivered, { outcome: 'delivered', receipt: 'RIC-2' })).toBe(delivered)
  })

  test('keeps the problems when the system says no', () => {
    const problems = [{ element: 'codicefiscale', message: 'manca' }]
    expect(afterAttempt(newEntry, { outcome: 'rejected', problems })).toEqual({
      state: 'rejected',
      attempts: 1,
      problems,
    })
  })

  test('waits while nobody answers, and asks for a person after the last attempt', () => {
    let entry = newEntry
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      entry = afterAttempt(entry, { outcome: 'unavailable' })
      expect(entry).toMatchObject({ state: 'waiting', attempts: attempt })
    }
    expect(afterAttempt(entry, { outcome: 'unavailable' }).state).toBe('given-up')
  })
})
