// SPDX-License-Identifier: EUPL-1.2
import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Checkbox } from '../ui/choice-fields.tsx'
import { withPage } from '../ui/page-context.tsx'
import { tick } from './fields.ts'

test('a box that was drawn and ticked is read as ticked', () => {
  const page = { t: (key: string) => key } as never
  const html = withPage(page, () => renderToString(createElement(Checkbox, { name: 'agree', label: 'Agree' })))
  const sent = /value="([^"]*)"/.exec(html)?.[1]
  expect(sent).toBeTruthy()
  expect(tick.parse(sent)).toBe(true)
})

test.each([
  ['on', true],
  ['true', true],
  ['1', true],
  ['no', false],
  ['', false],
  [undefined, false],
])('%s is %s', (value, expected) => {
  expect(tick.parse(value)).toBe(expected)
})
