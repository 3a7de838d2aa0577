// SPDX-License-Identifier: EUPL-1.2
// The list of pages comes from the declared routes: a page that is added is looked at without anybody remembering to.
import type { Page } from 'playwright-core'
import { type DeclaredRoute, declaredRoutes } from '#platform/http/routes.ts'
import { roles, type Role } from '#platform/auth/roles.ts'
import { overflow } from '#test/support/accessibility.ts'
import { fill, type Story } from '#test/support/story.ts'
import type { Client, World } from '#test/support/world.ts'

export type Visit = {
  readonly pattern: string
  readonly url: string
  readonly client: Client
  readonly role: Role | 'nobody'
}

/** Who may open a route: the first role it names, nobody for public ones. */
export function opener(route: DeclaredRoute, story: Story): Pick<Visit, 'client' | 'role'> {
  const allowed = new Set([route.config.role].flat())
  if (allowed.has('public')) return { client: story.nobody, role: 'nobody' }
  const role = roles.find(each => allowed.has(each)) ?? 'case-worker'
  return { client: story.clients[role], role }
}

const isPage = (route: DeclaredRoute): boolean => route.method === 'GET' && !route.url.includes('*')

/** The coded head as the figures name it: the key of a cluster of records, which no single record knows. */
async function headOf(story: Story): Promise<string> {
  const { programme = '', organisation = '' } = story.ids
  const { text } = await story.clients.coordinator.get(`/programmes/${programme}/organisations/${organisation}`)
  return /\/heads\/([0-9a-f-]{36})/.exec(text)?.[1] ?? ''
}

/** Every declared page once, with ids of the story and somebody who may open it. */
export async function visitsOf(world: World, story: Story): Promise<readonly Visit[]> {
  const ids = { ...story.ids, head: await headOf(story) }
  const visits: Visit[] = []
  for (const route of declaredRoutes(world.app).filter(isPage)) {
    const { client, role } = opener(route, story)
    visits.push({ pattern: route.url, url: fill(route.url, ids), client, role })
  }
  return visits
}

/**
 * Answers that are not 200, and right: nobody is in a step of signing up, no witness is there yet, and an agreed plan is
 * changed no more.
 */
const answers = new Map([
  ['/join', 404],
  ['/enrol', 404],
  ['/demo/enter/:token', 404],
  ['/ledger/:network/checkpoint.witnessed', 404],
  ['/ledger/:network/witness/:witness/pending', 404],
  ['/people/:person/plan/change', 409],
])
export const answerOf = (pattern: string): number => answers.get(pattern) ?? 200

/** A screen turned to the person speaks her language, whatever the operator's is; in the story she speaks Arabic. */
export const languageOf = (pattern: string, lang: string): string => (/\/turned(\/no)?$/.test(pattern) ? 'ar' : lang)

/** What every page owes everybody, whatever it shows: one heading, its language and direction, nothing cut off. */
export async function manners(page: Page, lang: string): Promise<readonly string[]> {
  const seen = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    main: document.querySelectorAll('main').length,
    // A key of a catalogue where words should be, or a value that was never filled in.
    raw: (document.body.innerText.match(/\b(undefined|NaN|\[object Object\]|Invalid Date)\b/g) ?? []).join(' '),
  }))
  const wide = await overflow(page)
  return [
    ...(seen.headings === 1 ? [] : [`${seen.headings} h1`]),
    ...(seen.main === 1 ? [] : [`${seen.main} main`]),
    ...(seen.lang === lang ? [] : [`lang is ${seen.lang}`]),
    ...(seen.dir === (lang === 'ar' ? 'rtl' : 'ltr') ? [] : [`dir is ${seen.dir}`]),
    ...(seen.title.trim() ? [] : ['no title']),
    ...(seen.raw ? [`raw words: ${seen.raw}`] : []),
    ...(wide > 0 ? [`${wide} px wider than the window`] : []),
  ]
}
