// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { oneRound } from './loopback.build.ts'

test('five organisations, each its own process and key: a log that lies to two of them is convicted by all five', async () => {
  expect(await oneRound(5, true)).toMatchObject({ cosigned: 5, detected: 5, proved: 5 })
}, 60_000)

test('an honest log is convicted by nobody', async () => {
  expect(await oneRound(3, false)).toMatchObject({ cosigned: 3, detected: 0 })
}, 60_000)
