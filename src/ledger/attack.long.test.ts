// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { attackBySeed, attacks, type Outcome } from './attack.build.ts'

test('every lie of the adversarial log is caught and its first place named', async () => {
  const outcomes: Outcome[] = []
  for (let seed = 0; seed < 240; seed++) outcomes.push(await attackBySeed(seed))
  expect(outcomes.filter(one => !one.caught || !one.named)).toEqual([])
  expect(new Set(outcomes.map(one => one.attack))).toEqual(new Set(attacks))
}, 60_000)
