// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { groupUri, groupWords, starterIn, starterLanguages, starterRows } from './starter.ts'
import { plain } from './words.ts'

const groups = Object.keys(starterIn('it'))

test('speaks of a hundred unit groups of ISCO-08, the same in every language', () => {
  expect(groups).toHaveLength(100)
  expect(groups.filter(group => !/^[1-9][0-9]{3}$/.test(group))).toEqual([])
  expect(starterLanguages).toEqual(['it', 'en', 'fr', 'ar'])
  for (const language of starterLanguages) expect(Object.keys(starterIn(language))).toEqual(groups)
})

describe.each(starterLanguages)('%s', language => {
  const all = Object.entries(starterIn(language))

  test('each has a name, other names and six to eight plain tasks, none of them twice', () => {
    const wrong = all.filter(([, { label, also, tasks }]) => {
      const short = tasks.every(task => task.trim() !== '' && task.length <= 60)
      return (
        label.trim() === '' ||
        also.length === 0 ||
        tasks.length < 6 ||
        tasks.length > 8 ||
        !short ||
        new Set(tasks).size !== tasks.length
      )
    })
    expect(wrong.map(([group]) => group)).toEqual([])
  })

  test('no two groups have the same name', () => {
    const names = all.map(([, { label }]) => plain(label))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('says that no speaker has read it yet', () => {
    const file = JSON.parse(readFileSync(new URL(`./starter/${language}.json`, import.meta.url), 'utf8'))
    expect(file.$meta).toEqual({ reviewed: false, by: 'draft' })
  })
})

test('a language without one is given the English words, and says so', () => {
  expect(starterRows('uk')[0]).toMatchObject({ language: 'en', version: 'starter' })
  expect(groupWords('uk', '7512')).toEqual([])
  expect(groupUri('7512')).toBe('http://data.europa.eu/esco/isco/C7512')
})
