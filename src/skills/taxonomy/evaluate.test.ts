// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { evaluate, questionsIn } from './evaluate.ts'

test('several lines with one query are one question with several right answers', () => {
  expect(
    questionsIn([
      ['Query', 'uri'],
      ['pane', 'u:1'],
      ['pane', 'u:2'],
      ['torte', 'u:3 u:4'],
      ['', 'u:5'],
    ]),
  ).toEqual([
    { query: 'pane', right: new Set(['u:1', 'u:2']) },
    { query: 'torte', right: new Set(['u:3', 'u:4']) },
  ])
})

test('a list without the two columns is none', () => {
  expect(questionsIn([['a', 'b']])).toBeUndefined()
  expect(questionsIn([])).toBeUndefined()
})

test('success counts the first right answer, the mean reciprocal rank its place', () => {
  const questions = ['first', 'third', 'sixth', 'never', 'nothing'].map(query => ({
    query,
    right: new Set(['u:r', 'u:s']),
  }))
  const answers = [['u:r', 'u:s'], ['u:a', 'u:b', 'u:s'], ['a', 'b', 'c', 'd', 'e', 'u:r'], ['u:x'], []]
  expect(evaluate(questions, answers)).toEqual({
    queries: 5,
    mrr: Math.round((1000 * (1 + 1 / 3 + 1 / 6)) / 5) / 1000,
    success: { '1': 0.2, '5': 0.4, '10': 0.6 },
    nothing: 0.2,
    missed: ['sixth', 'never', 'nothing'],
  })
})
