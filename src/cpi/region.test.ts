// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import { isInRegion } from './region.ts'

test.each([
  ['Marche', 'AN', true],
  ['Rete regionale delle Marche', 'PU', true],
  ['Marche', 'PG', false],
  ['Umbria', 'PG', true],
  ['Emilia-Romagna', 'RN', true],
  ['Rete di prova', 'AN', undefined],
])('in the network "%s" the province %s lies in the region: %s', (network, province, expected) => {
  expect(isInRegion(network, province)).toBe(expected)
})
