// SPDX-License-Identifier: EUPL-1.2
// Every form of every page, filled in with what nobody expects: the answer is a page or a refusal with its reason, never
// a failure, what was typed is not lost, and what is refused changes nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { may, roles } from '#platform/auth/roles.ts'
import { declaredRoutes, type DeclaredRoute } from '#platform/http/routes.ts'
import { fill, type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type Client, type Form, type Response, type World } from '#test/support/world.ts'
import { asSuperuser, changedBetween, digest, tablesOf, writtenAnyway } from './digest.ts'
import { type Drawn, filled, formFrom, formsIn, hostile, routeOf } from './hostile.ts'
import { Forgetting } from './undone.ts'

type Sent = {
  readonly route: DeclaredRoute
  readonly drawn: Drawn
  readonly how: string
  readonly form: Form
  readonly answer: Response
}

/** Routes that the members of a test world cannot use, and what asks them instead. */
const notAsked: Readonly<Record<string, string>> = {
  '/account/recovery-codes': 'members of a test world have no second factor; account.routes.test.ts signs in for real',
  '/account/password': 'nor a password to change',
}

/** What is also typed into every field at once, choices and hidden ones included. */
const EVERYWHERE: ReadonlySet<string> = new Set(['nothing', 'nul', 'twice'])

const forgetting = new Forgetting()
let world: World
let story: Story
let routes: readonly DeclaredRoute[]
const sent: Sent[] = []

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z', through: forgetting.through })
  story = await tellStory(world)
  routes = declaredRoutes(world.app).filter(
    ({ method, url, config }) => method === 'POST' && !config.upload && !(url in notAsked),
  )
  forgetting.on = true
  for (const [route, drawn] of await allForms()) {
    for (const [name, typed] of Object.entries(hostile)) {
      for (const all of EVERYWHERE.has(name) ? [false, true] : [false]) {
        const form = filled(drawn, typed, all)
        const answer = await drawn.client.post(drawn.action, form)
        sent.push({ route, drawn, how: `${name}${all ? ' everywhere' : ''}`, form, answer })
      }
    }
  }
  forgetting.on = false
}, 600_000)
afterAll(() => world.close())

const idsOf = (role: string) => (role === 'cpi-operator' ? story.centreIds : story.ids)

/** One form for each route: as a page draws it for somebody, else made up from the shape that the route asks for. */
async function allForms(): Promise<ReadonlyMap<DeclaredRoute, Drawn>> {
  const found = new Map<DeclaredRoute, Drawn>()
  const reading = declaredRoutes(world.app).filter(({ method }) => method === 'GET')
  for (const role of [...roles, 'public'] as const) {
    const client: Client = role === 'public' ? story.nobody : story.clients[role]
    for (const { url, config } of reading.filter(each => role === 'public' || may(role, each.config.role))) {
      if (role === 'public' && config.role !== 'public') continue
      const address = fill(url, idsOf(role))
      const page = await client.get(address)
      for (const drawn of page.status === 200 ? formsIn(page.text, client, address) : []) {
        const route = routeOf(routes, drawn.action)
        const known = route && found.get(route)
        if (route && (!known || known.free.length < drawn.free.length)) found.set(route, drawn)
      }
    }
  }
  for (const route of routes.filter(each => !found.has(each))) {
    const role = roles.find(each => route.config.role !== 'public' && may(each, route.config.role))
    const client = role ? story.clients[role] : story.nobody
    found.set(route, { action: fill(route.url, idsOf(role ?? '')), client, madeUp: true, ...formFrom(route) })
  }
  return found
}

const told = ({ route, how, answer }: Sent) => `${route.method} ${route.url}, ${how}: ${answer.status}`
const isRefused = ({ answer }: Sent) => answer.status >= 400
const where = (holds: (one: Sent) => boolean): string[] => sent.filter(holds).map(told)

describe('whatever is typed into a form', () => {
  test('every changing route is asked, most of them as a page draws them', () => {
    expect(new Set(sent.map(({ route }) => route)).size).toBe(routes.length)
    expect(routes.length).toBeGreaterThan(50)
    const withText = new Set(sent.filter(({ drawn }) => drawn.free.length > 0).map(({ route }) => route))
    expect(withText.size).toBeGreaterThan(30)
  })

  test('the server never fails', () => {
    expect(where(({ answer }) => answer.status >= 500)).toEqual([])
  })

  test('the answer is a page, the way on, or a refusal that a form can meet', () => {
    const usual = new Set([200, 303, 401, 403, 404, 409, 422, 429])
    expect(where(({ answer }) => !usual.has(answer.status))).toEqual([])
    // With every choice as drawn only the text can be wrong: it is refused as a form, or the state forbids the act.
    expect(
      where(
        ({ answer, how, drawn }) => !drawn.madeUp && !how.endsWith('everywhere') && [403, 404].includes(answer.status),
      ),
    ).toEqual([])
  })

  test('a refusal says why, in words of ours', () => {
    // A page whose state draws the form no more says its state instead.
    const silent = ({ answer, drawn, how }: Sent) =>
      answer.status === 422 &&
      !how.endsWith('everywhere') &&
      isDrawn(answer, drawn) &&
      !answer.text.includes('role="alert"')
    expect(where(silent)).toEqual([])
    expect(where(({ answer }) => isRefusedText(answer) && /\binput\.[a-z_]+/.test(answer.text))).toEqual([])
  })

  test('what was typed is drawn again', () => {
    const long = hostile['long'] as string
    const lost = sent.filter(
      ({ how, drawn, answer }) =>
        how === 'long' &&
        answer.status === 422 &&
        isDrawn(answer, drawn) &&
        // Secrets are typed again, and an address is picked from a list.
        drawn.free.some(name => !/^(password|pin|again|code|current|token|next|uri)$|-(day|month|year)$/.test(name)) &&
        !answer.text.includes(long),
    )
    expect(lost.map(told)).toEqual([])
  })

  test('nothing typed becomes markup', () => {
    expect(where(({ answer }) => answer.text.includes('<script>alert(1)'))).toEqual([])
    expect(
      where(({ answer }) => 'set-cookie' in answer.headers && String(answer.headers['set-cookie']).includes('x=1')),
    ).toEqual([])
  })
})

const isDrawn = (answer: Response, { action }: Drawn): boolean => answer.text.includes(`action="${action}"`)
const isRefusedText = (answer: Response): boolean =>
  answer.status === 422 && String(answer.headers['content-type']).includes('html')

/** Refusals that are asked once more without being undone: one of each kind, for the time it takes. */
const AGAIN: ReadonlySet<string> = new Set(['nothing', 'very long', 'nul', 'twice everywhere'])

/** Tables that a refused form may write to beside those of every refusal, and why. */
const alsoWritten: Readonly<Record<string, string>> = {
  platform_person_secret: 'wrong PINs are counted with the PIN, or it could be tried without end',
}

test('a refused form changes no table', async () => {
  const changed = await asSuperuser(world.db.superuser, async client => {
    const leftOut = { ...writtenAnyway, ...alsoWritten }
    const tables = (await tablesOf(client)).filter(table => !(table in leftOut))
    const found: string[] = []
    const before = await digest(client, tables)
    for (const one of sent.filter(each => isRefused(each) && AGAIN.has(each.how))) {
      const { status } = await one.drawn.client.post(one.drawn.action, one.form)
      if (status !== one.answer.status) found.push(`${told(one)}, then ${status}`)
    }
    return [...found, ...changedBetween(before, await digest(client, tables))]
  })
  expect(changed).toEqual([])
}, 600_000)
