// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, instantOf } from '#lib/civil-date.ts'
import {
  ADDRESS_LIMIT,
  addressWait,
  FREE_ATTEMPTS,
  GUARD_FROM,
  isGuarded,
  LONGEST_WAIT_MS,
  oneMore,
  ownWait,
  PIN_LAST_ATTEMPT,
  pinIsLocked,
  type Tally,
  verdictOn,
  waitAfter,
} from './throttle.ts'

const MINUTE = 60_000
const start = Date.parse('2026-11-21T09:00:00.000Z')
const at = (ms: number): Instant => instantOf(start + ms)
const tally = (attempts: number, ms = 0): Tally => ({ attempts, firstAt: at(0), lastAt: at(ms) })

describe('attempts from one place on one account', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 15],
    [100, 15],
  ])('after %i failed attempts one waits %i minutes', (attempts, minutes) => {
    expect(waitAfter(attempts)).toBe(minutes * MINUTE)
  })

  test('the wait runs from the last attempt and ends', () => {
    expect(ownWait(tally(6), at(0))).toBe(2 * MINUTE)
    expect(ownWait(tally(6), at(MINUTE))).toBe(MINUTE)
    expect(ownWait(tally(6), at(2 * MINUTE))).toBe(0)
  })

  test('nobody ever waits longer than a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000_000), (attempts, ms) => {
        expect(ownWait(tally(attempts), at(ms))).toBeLessThanOrEqual(LONGEST_WAIT_MS)
      }),
    )
  })

  test('a guesser who never tires gets fewer than 110 attempts a day', () => {
    let own: Tally | undefined
    let tries = 0
    for (let ms = 0; ms < 24 * 60 * MINUTE; ms += 1000) {
      if (ownWait(own, at(ms)) > 0) continue
      own = oneMore('own', own, at(ms))
      tries++
    }
    expect(tries).toBeLessThan(110)
  })
})

describe('strangers cannot lock the owner out', () => {
  const flooded = tally(5000)

  test('however many tried elsewhere, a browser the account knows is never asked to wait', () => {
    expect(verdictOn({ address: flooded, account: flooded }, true, at(0))).toEqual({ kind: 'open' })
  })

  test('an unknown browser of a flooded account is guarded, not refused', () => {
    expect(verdictOn({ account: flooded }, false, at(0))).toEqual({ kind: 'guarded' })
  })

  test('no number of attempts on the account makes anybody wait at another address', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(10_000_000), (attempts, ms) => {
        expect(verdictOn({ account: tally(attempts) }, false, at(ms)).kind).not.toBe('wait')
      }),
    )
  })

  test('a known browser that itself guesses waits like any other', () => {
    expect(verdictOn({ own: tally(FREE_ATTEMPTS) }, true, at(0))).toEqual({ kind: 'wait', waitMs: MINUTE })
  })

  test('an account is guarded from the twentieth strange attempt on, until an hour of quiet', () => {
    expect(isGuarded(tally(GUARD_FROM - 1), at(0))).toBe(false)
    expect(isGuarded(tally(GUARD_FROM), at(0))).toBe(true)
    expect(isGuarded(tally(GUARD_FROM), at(60 * MINUTE))).toBe(false)
  })

  test('an address that tries many accounts waits until its quarter of an hour is over', () => {
    expect(addressWait(tally(ADDRESS_LIMIT - 1), at(0))).toBe(0)
    expect(addressWait(tally(ADDRESS_LIMIT), at(5 * MINUTE))).toBe(10 * MINUTE)
    expect(addressWait(tally(ADDRESS_LIMIT), at(15 * MINUTE))).toBe(0)
  })

  test.each([
    ['own', 60],
    ['address', 15],
    ['account', 60],
  ] as const)('attempts in place “%s” are forgotten after %i minutes', (place, minutes) => {
    const before = tally(30)
    expect(oneMore(place, before, at(minutes * MINUTE - 1)).attempts).toBe(31)
    expect(oneMore(place, before, at(minutes * MINUTE)).attempts).toBe(1)
  })
})

describe('the PIN', () => {
  test.each([
    [4, 0, false],
    [5, 0, true],
    [5, 14, true],
    [5, 15, false],
    [6, 0, false],
    [10, 29, true],
    [10, 30, false],
    [15, 59, true],
    [15, 60, false],
    [PIN_LAST_ATTEMPT, 100_000, true],
  ])('with %i wrong attempts, %i minutes after the last, locked is %s', (wrong, minutes, locked) => {
    expect(pinIsLocked(wrong, at(0), at(minutes * MINUTE))).toBe(locked)
  })

  test('a guesser gets twenty tries in all, however patient: one in five hundred for four digits', () => {
    let wrong = 0
    let wrongAt: Instant | undefined
    for (let ms = 0; ms < 30 * 24 * 60 * MINUTE; ms += MINUTE) {
      if (pinIsLocked(wrong, wrongAt, at(ms))) continue
      wrong++
      wrongAt = at(ms)
    }
    expect(wrong).toBe(PIN_LAST_ATTEMPT)
  })
})
