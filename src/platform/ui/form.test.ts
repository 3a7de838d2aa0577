// SPDX-License-Identifier: EUPL-1.2
import { createElement, Fragment } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Form, type FormState, summarised, TextField } from './form.tsx'
import { type Page, withPage } from './page-context.tsx'

const lines = (...texts: string[]) => texts.map((text, at) => ({ field: `f${at}`, text }))

test('the summary links each problem, and says once what is wrong in many fields', () => {
  expect(summarised(lines('a', 'b', 'a')).map(line => [line.field, line.count])).toEqual([
    ['f0', 1],
    ['f1', 1],
    ['f2', 1],
  ])
  expect(summarised(lines('a', 'b', 'b', 'b', 'b', 'a')).map(line => [line.field, line.count])).toEqual([
    ['f0', 1],
    ['f1', 4],
    ['f5', 1],
  ])
  expect(summarised([])).toEqual([])
})

const page = () => ({ t: (key: string) => key, collected: { icons: new Set(), ids: 0 } }) as unknown as Page
const box = (name: string) => createElement(TextField, { name, label: name })
const form = (scope: string, state: FormState, ...children: ReturnType<typeof box>[]) =>
  createElement(Form, { action: '/', scope, state }, ...children)
const valuesIn = (html: string) =>
  [...html.matchAll(/ name="town"[^>]*? value(?:="([^"]*)")?/g)].map(([, text]) => text ?? '')

test('a field is drawn as it was typed in its own form, and empty after the end of it', () => {
  const html = withPage(page(), () =>
    renderToString(
      createElement(
        Fragment,
        null,
        box('town'),
        form('one', { values: { town: 'Jesi' } }, box('town')),
        box('town'),
        form('two', { values: { town: 'Fano' }, errors: [{ field: 'town', code: 'wrong' }] }, box('town')),
        box('town'),
      ),
    ),
  )
  expect(valuesIn(html)).toEqual(['', 'Jesi', '', 'Fano', ''])
  expect(html.match(/aria-invalid="true"/g)).toHaveLength(1)
  expect(html).toContain('id="f-one-town"')
})

test('a page that broke off inside a form leaves nothing to the next one', () => {
  const Broken = () => {
    throw new Error('broken')
  }
  const broken = createElement(Form, { action: '/', state: { values: { town: 'Jesi' } } }, createElement(Broken, null))
  expect(() => withPage(page(), () => renderToString(broken))).toThrow('broken')
  expect(valuesIn(withPage(page(), () => renderToString(box('town'))))).toEqual([''])
  expect(() => renderToString(box('town'))).toThrow('outside renderPage')
})
