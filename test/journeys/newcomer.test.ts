// SPDX-License-Identifier: EUPL-1.2
// The whole walk of somebody who has never seen the product, in a real browser and through the real program: from the
// set-up token to a bundle that proves itself, and everything is there after a stop.
import { afterAll, beforeAll } from 'vitest'
import { accompanyHer } from './accompany.steps.ts'
import { foundTheNetwork } from './found.steps.ts'
import { proveIt } from './prove.steps.ts'
import { beginWalk, endWalk } from './walk.ts'

beforeAll(beginWalk)
afterAll(endWalk)

foundTheNetwork()
accompanyHer()
proveIt()
