// SPDX-License-Identifier: EUPL-1.2
// What a first visit costs on a slow line: page, style, pictures and script as they go over the wire, fonts apart.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { type Visit, visitsOf } from './pages.ts'

const KB = 1000
let world: World
let story: Story
let visits: readonly Visit[]

beforeAll(async () => {
  world = await aWorld()
  story = await tellStory(world)
  visits = await visitsOf(world, story)
})
afterAll(async () => world?.close())

type Weight = { readonly page: number; readonly script: number; readonly all: number }

const onTheWire = async (client: Client, url: string): Promise<number> =>
  (await client.get(url, { headers: { 'accept-encoding': 'br' } })).bytes.length

const parts = [
  [/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"|<link[^>]+href="([^"]+)"[^>]+rel="stylesheet"/g, 'style'],
  [/<script[^>]+src="([^"]+)"/g, 'script'],
  [/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g, 'script'],
  [/<img[^>]+src="(\/[^"]+)"/g, 'picture'],
] as const

/** A page and everything it calls for; undefined for what is no page. */
async function weigh(client: Client, url: string): Promise<Weight | undefined> {
  const { text, headers } = await client.get(url)
  if (!String(headers['content-type']).startsWith('text/html')) return undefined
  const page = await onTheWire(client, url)
  let [script, all] = [0, page]
  for (const [pattern, kind] of parts) {
    for (const found of new Set([...text.matchAll(pattern)].map(match => match[1] ?? match[2] ?? ''))) {
      const bytes = await onTheWire(client, found)
      all += bytes
      if (kind === 'script') script += bytes
    }
  }
  return { page, script, all }
}

async function heavierThan(limit: number, scriptLimit: number, of: readonly Visit[]): Promise<readonly string[]> {
  const heavy: string[] = []
  for (const { client, url, pattern } of of) {
    const weight = await weigh(client, url)
    if (weight && (weight.all > limit || weight.script > scriptLimit))
      heavy.push(`${pattern} ${JSON.stringify(weight)}`)
  }
  return heavy
}

describe('on the wire', () => {
  test('a page is compressed, and its style comes with it', async () => {
    const client = story.clients['case-worker']
    const [weight, whole] = [await weigh(client, '/desk'), (await client.get('/desk')).bytes.length]
    expect(weight?.page).toBeLessThan(whole / 2)
    expect(weight?.all).toBeGreaterThan((weight?.page ?? 0) + KB)
  })

  test('no page of the staff is heavier than 60 kB', async () => {
    const staff = visits.filter(visit => visit.role !== 'person')
    expect(await heavierThan(60 * KB, 60 * KB, staff)).toEqual([])
  })

  test('no page of the person is heavier than 40 kB, and none has a script', async () => {
    const hers = visits.filter(visit => visit.role === 'person')
    expect(hers.length).toBeGreaterThan(2)
    expect(await heavierThan(40 * KB, 0, hers)).toEqual([])
  })
})
