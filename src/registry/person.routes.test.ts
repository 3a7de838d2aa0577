// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWorld, type Client, type World } from '#test/support/world.ts'

let world: World
let worker: Client

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  worker = await world.member(await world.organisation('cooperative', 'Coop. Il Girasole'), 'case-worker')
})
afterAll(() => world.close())

test('smoke', async () => {
  expect((await worker.get('/people')).status).toBe(200)
  expect((await worker.get('/people/new')).status).toBe(200)
  const res = await worker.post('/people/new', { familyName: 'Al Nouri', givenName: 'Samira', level: 'declared' })
  expect(res.status).toBe(303)
})
