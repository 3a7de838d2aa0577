// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anId, counting } from './ledger.build.ts'
import { countActs, type OpenedAct } from './verifier/counting.ts'

let next = 0
const org = anId('coop')
const act = (type: string, given: Partial<OpenedAct> = {}): OpenedAct => ({
  id: anId(`act ${next++}`),
  org,
  type,
  at: '2026-11-10',
  subject: anId('samira'),
  programme: anId('programme'),
  values: {},
  ...given,
})
const enrolled = (who: string, sex = 'F'): OpenedAct =>
  act('programme.enrolled', { subject: anId(who), values: { sex } })
const signed = (who: string, minutes: number, given: Partial<OpenedAct> = {}): OpenedAct =>
  act('hours.signed', { subject: anId(who), values: { minutes, measureKind: 'guidance' }, ...given })
const rules = { programme: null, asOf: '2026-11-30', from: null, until: null, counting }
const figures = (acts: readonly OpenedAct[], more: Partial<typeof rules> = {}) =>
  countActs(acts, { ...rules, ...more }).figures

test('a person under two linked handles counts as she first came, in whatever order the acts were sealed', () => {
  const [later, first] = [enrolled('a', 'F'), { ...enrolled('b', 'M'), at: '2026-11-02' }]
  const link = act('person.linked', { subject: anId('a'), values: { sameAs: anId('b') } })
  const linked = { ...rules, counting: { ...counting, links: ['person.linked'] } }
  for (const acts of [
    [later, first, link],
    [link, first, later],
  ])
    expect(countActs(acts, linked).figures).toMatchObject({ heads: 1, women: 0, men: 1 })
})

describe('hours', () => {
  test('count for people who are enrolled, and for nobody else', () => {
    expect(figures([enrolled('a'), signed('a', 90), signed('b', 60)]).minutes).toBe(90)
  })

  test('that were undone by their own organisation do not count; another organisation undoes nothing', () => {
    const hour = signed('a', 90)
    const undo = act('hours.reversed', { values: { reverses: hour.id } })
    expect(figures([enrolled('a'), hour, undo]).minutes).toBe(0)
    expect(figures([enrolled('a'), hour, { ...undo, org: anId('other') }]).minutes).toBe(90)
  })

  test('count again when the counter-entry was itself undone', () => {
    const hour = signed('a', 90)
    const undo = act('hours.reversed', { values: { reverses: hour.id } })
    const redo = act('hours.reversed', { values: { reverses: undo.id } })
    expect(figures([enrolled('a'), hour, undo, redo]).minutes).toBe(90)
  })

  test('a counter-entry cannot undo what comes after it', () => {
    const hour = signed('a', 90)
    const undo = act('hours.reversed', { values: { reverses: hour.id } })
    expect(figures([enrolled('a'), undo, hour]).minutes).toBe(90)
  })

  test('count by their day within the programme’s dates', () => {
    const acts = [
      enrolled('a'),
      ...['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(at => signed('a', 60, { at })),
    ]
    const period = { from: '2026-11-01', until: '2026-11-30', asOf: '2026-12-31' } as unknown as Partial<typeof rules>
    expect(figures(acts, period).minutes).toBe(120)
  })

  test('after the day of the report are not in it, nor are later counter-entries', () => {
    const hour = signed('a', 90, { at: '2026-11-05' })
    const undo = act('hours.reversed', { at: '2026-11-20', values: { reverses: hour.id } })
    const early = { ...enrolled('a'), at: '2026-11-01' }
    const acts = [early, hour, undo, signed('a', 30, { at: '2026-11-20' })]
    expect(figures(acts, { asOf: '2026-11-10' }).minutes).toBe(90)
  })
})

describe('heads', () => {
  test('are counted once for all linked handles, whichever way they are linked', () => {
    const people = ['a', 'b', 'c', 'd']
    const links = fc.shuffledSubarray(
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ].map(([x, y]) => act('person.linked', { subject: anId(x ?? ''), values: { sameAs: anId(y ?? '') } })),
      { minLength: 2 },
    )
    fc.assert(
      fc.property(links, given => {
        expect(figures([...people.map(who => enrolled(who)), ...given]).heads).toBe(2)
      }),
    )
  })

  test('are two again when the link was revoked', () => {
    const link = act('person.linked', { subject: anId('a'), values: { sameAs: anId('b') } })
    const unlink = act('person.unlinked', { values: { reverses: link.id } })
    expect(figures([enrolled('a'), enrolled('b'), link]).heads).toBe(1)
    expect(figures([enrolled('a'), enrolled('b'), link, unlink]).heads).toBe(2)
  })

  test('count as women or men as enrolled, and only in their programme', () => {
    const acts = [
      enrolled('a', 'F'),
      enrolled('b', 'M'),
      enrolled('c', 'X'),
      { ...enrolled('d'), programme: anId('other') },
    ]
    const only = { programme: anId('programme') } as unknown as Partial<typeof rules>
    expect(figures(acts, only)).toMatchObject({ heads: 3, women: 1, men: 1 })
  })
})

test('the tables add up to the totals', () => {
  const hour = fc.record({
    who: fc.constantFrom('a', 'b', 'c'),
    minutes: fc.nat({ max: 600 }),
    by: fc.constantFrom('x', 'y'),
  })
  fc.assert(
    fc.property(fc.array(hour), hours => {
      const acts = [
        enrolled('a'),
        enrolled('b'),
        ...hours.map(({ who, minutes, by }) => signed(who, minutes, { org: anId(by) })),
      ]
      const counted = countActs(acts, rules)
      const sum = (rows: readonly { minutes: number }[]): number => rows.reduce((all, row) => all + row.minutes, 0)
      const expected = sum(hours.filter(({ who }) => who !== 'c'))
      expect([counted.figures.minutes, sum(counted.byOrganisation), sum(counted.byMeasure)]).toEqual([
        expected,
        expected,
        expected,
      ])
    }),
  )
})
