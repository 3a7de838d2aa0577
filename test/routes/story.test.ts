// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declaredRoutes } from '#platform/http/routes.ts'
import { fill, type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type World } from '#test/support/world.ts'

let world: World
let story: Story

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  story = await tellStory(world)
})
afterAll(() => world.close())

test.each(['ids', 'centreIds', 'foreignIds', 'strangeIds'] as const)(
  'the story has a value in %s for every parameter of every declared route',
  which => {
    const missing = declaredRoutes(world.app).flatMap(({ url }) => {
      try {
        return fill(url, story[which]).includes('//') ? [`${url}: an empty value`] : []
      } catch (problem) {
        return [(problem as Error).message]
      }
    })
    expect(missing).toEqual([])
  },
)

test.each(['person', 'plan', 'meeting', 'placement', 'package', 'import', 'link', 'share', 'question', 'enrolment'])(
  'the two organisations and the other network never share a value of %s',
  name => {
    const values = [story.ids, story.foreignIds, story.strangeIds].map(ids => ids[name])
    expect(new Set(values).size).toBe(3)
  },
)
