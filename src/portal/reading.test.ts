// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from 'vitest'
import type { Instant } from '#lib/civil-date.ts'
import { type AccessId, newId, type OrganisationId } from '#lib/ids.ts'
import type { Access } from '#platform/auth/access.ts'
import { gathered, readings } from './reading.ts'

const coop = newId<OrganisationId>()
const anAccess = (given: Partial<Access> = {}): Access => ({
  id: newId<AccessId>(),
  at: '2026-11-20T09:00:00.000Z' as Instant,
  organisation: coop,
  organisationName: 'Coop. Il Girasole',
  role: 'case-worker',
  purpose: 'care',
  groups: ['identity'],
  ...given,
})

test('ten openings of one organisation on one day are one line with all that was seen', () => {
  const latest = anAccess({ groups: ['permit'] })
  const lines = readings([latest, anAccess(), anAccess({ groups: ['identity', 'plan'] })])
  expect(lines).toEqual([
    expect.objectContaining({ access: latest.id, times: 3, groups: ['permit', 'identity', 'plan'], on: '2026-11-20' }),
  ])
})

test.each<[string, Partial<Access>]>([
  ['another organisation', { organisation: newId<OrganisationId>() }],
  ['another purpose', { purpose: 'emergency' }],
  ['another day in Rome, though the same in Greenwich', { at: '2026-11-20T23:30:00.000Z' as Instant }],
])('%s is a line of its own', (_, given) => {
  expect(readings([anAccess(), anAccess(given)])).toHaveLength(2)
})

test('no line loses an opening', () => {
  const accesses = Array.from({ length: 40 }, (_, at) => anAccess({ purpose: at % 3 ? 'care' : 'audit' }))
  expect(readings(accesses).reduce((sum, line) => sum + line.times, 0)).toBe(40)
})

test('the keeper reads alike openings one after the other as one line, and none is lost', () => {
  const latest = anAccess({ at: '2026-11-20T10:00:00.000Z' as Instant })
  const other = anAccess({ groups: ['plan'] })
  const lines = gathered([latest, anAccess(), other, anAccess()])
  expect(lines.map(({ access, times }) => [access.id === latest.id, times])).toEqual([
    [true, 2],
    [false, 1],
    [false, 1],
  ])
})
