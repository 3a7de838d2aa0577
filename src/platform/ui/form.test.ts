// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { summarised } from './form.tsx'

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
