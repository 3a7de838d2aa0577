// SPDX-License-Identifier: EUPL-1.2
import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Checkbox } from '../ui/choice-fields.tsx'
import { PageProvider } from '../ui/page-context.tsx'
import { tick } from './fields.ts'

test('a box that was drawn and ticked is read as ticked', () => {
  const html = renderToString(
    createElement(
      PageProvider,
      { value: { t: (key: string) => key } as never },
      createElement(Checkbox, { name: 'agree', label: 'Agree' }),
    ),
  )
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
