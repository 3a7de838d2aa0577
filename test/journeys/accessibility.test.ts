// SPDX-License-Identifier: EUPL-1.2
// Every page of the product with something on it, in a browser: WCAG 2.2 AA, no sideways scrolling, no script blocked,
// one heading, the right language and direction. The pages of accessibility-states.test.ts are the others.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { integrate } from '#ledger/index.ts'
import { listen, openBrowser } from '#test/support/browser.ts'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { goAndLook, LONG, lookAt, pagesOf, type Place, visitName } from './look.ts'
import { type Visit, visitsOf } from './pages.ts'

let world: World
let story: Story
let browser: Browser
let place: Place

beforeAll(async () => {
  ;[world, browser] = await Promise.all([aWorld(), openBrowser()])
  story = await tellStory(world)
  await integrate(world.db, world.network)
  place = { world, browser, address: await listen(world) }
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

describe('every page with something on it', () => {
  let pages: readonly Visit[] = []
  beforeAll(async () => {
    pages = await pagesOf(await visitsOf(world, story))
  })

  test('the list is the product’s', () => {
    expect(pages.length).toBeGreaterThan(50)
  })

  test.each([
    { lang: 'it', widths: [390] },
    { lang: 'ar', widths: [1280] },
  ])(
    'has no barrier in $lang at $widths px',
    async sitting => {
      expect(await lookAt(place, sitting.lang, pages, goAndLook(place.address, sitting), visitName)).toEqual([])
    },
    LONG,
  )
})
