// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { buildIndex } from './build-index.ts'
import { spelledOut } from './initials.ts'
import { opened, uriAt } from './search-index.ts'
import { rank } from './search.ts'
import { anEntry as entry } from './taxonomy.build.ts'

const index = opened(
  buildIndex(
    [
      entry('u:people', ['directeur des ressources humaines', 'responsable du personnel']),
      entry('u:grain', ['débiteur de résineux et hêtre massif']),
      entry('u:seller', ['vendeur', 'employé SAV']),
      entry('u:safety', ['responsable du service de prévention et protection']),
    ],
    'fr',
  ),
)
const found = (query: string) => uriAt(index, rank(index, query)[0]?.concept ?? -1)

test('the first letters of a name find it, typed anyhow when they are three', () => {
  expect(found('DRH')).toBe('u:people')
  expect(found('drh adjoint')).toBe('u:people')
})

test('a whole name comes before a part of a longer one', () => {
  expect(spelledOut(index, 'drh', 'DRH')).toHaveLength(3)
  expect(found('DRH')).toBe('u:people')
})

test('letters that stand for several names find each of them', () => {
  const several = opened(
    buildIndex(
      [
        entry('u:physicist', ['medical physics expert']),
        entry('u:miner', ['mine planning engineer', 'mine planning engineer of quarries']),
      ],
      'en',
    ),
  )
  expect(spelledOut(several, 'mpe', 'MPE')).toEqual([
    ['min', 'medical'],
    ['plan', 'physic'],
    ['engin', 'expert'],
  ])
  expect(new Set(rank(several, 'MPE').map(({ concept }) => uriAt(several, concept)))).toEqual(
    new Set(['u:miner', 'u:physicist']),
  )
})

test('four letters and more are initials only in capitals', () => {
  expect(spelledOut(index, 'rspp', 'RSPP')).toHaveLength(4)
  expect(spelledOut(index, 'rspp', 'rspp')).toBeUndefined()
})

test('what labels know is a word, and what nothing begins with stays as it is', () => {
  expect(spelledOut(index, 'sav', 'SAV')).toBeUndefined()
  expect(spelledOut(index, 'xyz', 'XYZ')).toBeUndefined()
})
