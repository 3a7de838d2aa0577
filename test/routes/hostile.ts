// SPDX-License-Identifier: EUPL-1.2
// Forms as they are drawn, and what somebody may type into them who means no good or has a name that programs dislike.
import { z } from 'zod'
import type { DeclaredRoute } from '#platform/http/routes.ts'
import type { Client, Form } from '#test/support/world.ts'

export const hostile: Readonly<Record<string, string | readonly string[]>> = {
  nothing: '',
  blanks: ' \t ',
  long: 'à'.repeat(300),
  'very long': 'parola '.repeat(900),
  'turned around': '\u202eamina\u202c \u200fحداد\u200f \u2066x\u2069',
  emoji: '👩🏽‍⚕️🇳🇬 Ọlá ñ',
  quotes: `O'Neill "D’Angelo" \\ %s $1 {0} '; drop table x; --`,
  markup: '</textarea><script>alert(1)</script><b>&amp;',
  nul: 'a\u0000b',
  controls: 'a\u0001\u001b[31m\r\nSet-Cookie: x=1',
  twice: ['uno', 'due'],
}

/** One form of a page: where it goes, what it holds as drawn, and which of its fields take free text. */
export type Drawn = {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
  readonly free: readonly string[]
  readonly client: Client
  /** Not drawn by any page of the story: made up from the shape of the body. */
  readonly madeUp?: true
}

const attribute = (tag: string, name: string): string | undefined =>
  unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1])
const unescape = (text: string | undefined): string | undefined =>
  text?.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const CHOSEN = new Set(['hidden', 'radio', 'checkbox', 'submit', 'button', 'file'])

/** The forms of a page that change something. */
export function formsIn(html: string, client: Client, url: string): Drawn[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inner = '']) => {
    if ((attribute(` ${head}`, 'method') ?? '').toLowerCase() !== 'post') return []
    const values: Record<string, string> = {}
    const free = new Set<string>()
    for (const [tag] of inner.matchAll(/<(?:input|button)\b[^>]*>/g)) {
      const name = attribute(tag, 'name')
      if (name === undefined) continue
      const type = attribute(tag, 'type') ?? (tag.startsWith('<button') ? 'submit' : 'text')
      if (type === 'file') continue
      if (!CHOSEN.has(type)) free.add(name)
      if (type === 'radio' || type === 'submit') values[name] ??= attribute(tag, 'value') ?? ''
      else if (type !== 'checkbox') values[name] = attribute(tag, 'value') ?? ''
    }
    for (const [, tag = '', text = ''] of inner.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
      const name = attribute(` ${tag}`, 'name')
      if (name === undefined) continue
      free.add(name)
      values[name] = unescape(text) ?? ''
    }
    for (const [, tag = '', options = ''] of inner.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attribute(` ${tag}`, 'name')
      const first = [...options.matchAll(/<option\b[^>]*>/g)]
        .map(([option]) => attribute(option, 'value'))
        .find(Boolean)
      if (name !== undefined) values[name] = first ?? ''
    }
    return [{ action: attribute(` ${head}`, 'action') ?? url, values, free: [...free], client }]
  })
}

/** A form made up from the shape of a body, for routes that no page of the story draws. */
export function formFrom({ body }: DeclaredRoute): Pick<Drawn, 'values' | 'free'> {
  if (!(body instanceof z.ZodType)) return { values: {}, free: [] }
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, { enum?: readonly string[] }>
  }
  const values: Record<string, string> = {}
  const free: string[] = []
  for (const [name, { enum: options }] of Object.entries(schema.properties ?? {})) {
    values[name] = options?.[0] ?? ''
    if (!options) free.push(name)
  }
  return { values, free }
}

const DATE: Readonly<Record<string, string>> = { day: '3', month: '2', year: '2027' }

/** The form filled in as it should be, but for what is typed freely; or, with `all`, nothing as it should be. */
export function filled(
  { values, free }: Pick<Drawn, 'values' | 'free'>,
  typed: string | readonly string[],
  all: boolean,
): Form {
  const given: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(values)) {
    const part = /-(day|month|year)$/.exec(name)?.[1]
    if (all) given[name] = typed
    else if (part) given[name] = DATE[part] ?? ''
    else given[name] = free.includes(name) ? typed : value
  }
  return given
}

/** The declared route that an address belongs to. */
export function routeOf(routes: readonly DeclaredRoute[], address: string): DeclaredRoute | undefined {
  const path = address.split('?')[0] ?? ''
  const fits = ({ url }: DeclaredRoute) => new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)
  // An address without parameters comes before one that a parameter would take: /people/new before /people/:person.
  return routes.filter(fits).toSorted((a, b) => a.url.split(':').length - b.url.split(':').length)[0]
}
