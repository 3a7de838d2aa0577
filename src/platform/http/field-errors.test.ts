// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { refused } from './field-errors.ts'

const error = (field: string) => ({ field, code: `${field}.wrong` })
const fields = (given: readonly string[], typed: Record<string, string>) =>
  refused(given.map(error), typed).errors.map(each => each.field)

test('errors stand in the order of the page, dates among the rest', () => {
  const typed = { name: '', 'from-day': '', 'from-month': '', 'from-year': '', heads: '' }
  expect(fields(['heads', 'name', 'from'], typed)).toEqual(['name', 'from', 'heads'])
})

test('what was not sent, such as a question left open, stays behind the error before it', () => {
  expect(fields(['name', 'kind', 'heads'], { name: '', heads: '' })).toEqual(['name', 'kind', 'heads'])
  expect(fields(['kind'], {})).toEqual(['kind'])
})
