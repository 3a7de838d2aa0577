// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, changesBetween, countsOf, type Snapshot, successorOf } from './version-changes.ts'

const concept = (uri: string, more: Partial<Snapshot> = {}): Snapshot => ({
  uri,
  kind: 'skill',
  status: 'released',
  replacedBy: null,
  group: null,
  label: uri,
  ...more,
})
const gone = (uri: string, replacedBy: string | null = null) => concept(uri, { status: 'deprecated', replacedBy })
const fate = (older: Snapshot, ...newer: readonly Snapshot[]): Change | undefined =>
  changesBetween([older], newer).find(change => change.uri === older.uri)

test.each([
  ['the same', concept('a'), [concept('a')], 'same', undefined],
  ['another name', concept('a'), [concept('a', { label: 'b' })], 'renamed', 'a'],
  ['another group', concept('a', { group: '1' }), [concept('a', { group: '2' })], 'regrouped', undefined],
  ['not in the newer version', concept('a'), [concept('b')], 'vanished', undefined],
  ['there, but no longer current', concept('a'), [gone('a')], 'deprecated', undefined],
  ['replaced', concept('a'), [gone('a', 'b'), concept('b')], 'replaced', 'b'],
  ['replaced by what was replaced', concept('a'), [gone('a', 'b'), gone('b', 'c'), concept('c')], 'replaced', 'c'],
  ['replaced in a circle', concept('a'), [gone('a', 'b'), gone('b', 'a')], 'deprecated', undefined],
  ['named by the older version', { ...concept('a'), replacedBy: 'b' }, [concept('b')], 'replaced', 'b'],
] as const)('%s', (_name, older, newer, what, to) => {
  const change = fate(older, ...newer)
  expect([change?.what, change?.to?.uri]).toEqual([what, to])
})

test('what was not current before and is now came anew; what never was current is not told', () => {
  const list = changesBetween([gone('a'), gone('b')], [concept('a'), gone('b'), concept('c')])
  expect(list.map(({ uri, what }) => `${uri} ${what}`)).toEqual(['a added', 'c added'])
})

test('every concept that is or was current is told once, and a replacement is always current', () => {
  const uris = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const one = fc.record({
    uri: uris,
    status: fc.constantFrom('released', 'deprecated'),
    replacedBy: fc.option(uris),
  })
  const version = fc
    .uniqueArray(one, { selector: ({ uri }) => uri })
    .map(list => list.map(({ uri, status, replacedBy }) => concept(uri, { status, replacedBy })))
  fc.assert(
    fc.property(version, version, (older, newer) => {
      const list = changesBetween(older, newer)
      const current = [...older, ...newer].filter(({ status }) => status === 'released').map(({ uri }) => uri)
      expect(list.map(({ uri }) => uri).toSorted()).toEqual([...new Set(current)].toSorted())
      const after = new Map(newer.map(each => [each.uri, each]))
      const led = list.flatMap(({ to }) => (to ? [after.get(to.uri)?.status] : []))
      expect(led.every(status => status === 'released')).toBe(true)
      for (const { uri } of older) expect(successorOf(uri, after)?.status ?? 'released').toBe('released')
      const told = [...countsOf(list).values()].flatMap(counts => Object.values(counts)).reduce((a, b) => a + b, 0)
      expect(told).toBe(list.length)
    }),
  )
})
