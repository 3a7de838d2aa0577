// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { fieldGroups, restrictedGroups } from '#platform/auth/field-groups.ts'
import { aPackage, aProposal } from './cpi.build.ts'
import { choose, fieldNames, fieldShapes, groupOf, isAtLeast, missingFields, packageGroups } from './field.ts'

describe('what goes into a package', () => {
  const proposals = [
    ...aPackage(),
    aProposal('experience-words', { text: 'CANARY own words' }),
    aProposal('permit', { kind: 'asylum', expires: '2029-05-14' }),
  ]

  test('is only the groups that were chosen', () => {
    const chosen = choose(proposals, ['identity', 'permit'], false)
    expect(new Set(chosen.map(field => groupOf(field.name)))).toEqual(new Set(['identity', 'permit']))
  })

  test('own words stay behind unless they are ticked, even when their group goes', () => {
    const text = (ticked: boolean) => JSON.stringify(choose(proposals, ['work_history'], ticked))
    expect(text(false)).not.toContain('CANARY')
    expect(text(false)).toContain('Saldatore')
    expect(text(true)).toContain('CANARY')
  })

  test('is numbered from one in the order of the record, without empty fields', () => {
    const chosen = choose([aProposal('phone', { text: '' }), ...proposals.toReversed()], packageGroups, true)
    expect(chosen.map(field => field.position)).toEqual(chosen.map((_, index) => index + 1))
    expect(chosen[0]?.name).toBe('family-name')
    expect(chosen.filter(field => field.name === 'phone')).toHaveLength(1)
  })

  test('never belongs to a restricted group', () => {
    expect(packageGroups.filter(group => restrictedGroups.includes(group))).toEqual([])
    expect(packageGroups.every(group => fieldGroups.includes(group))).toBe(true)
  })

  test('every field says which of its parts a correction replaces', () => {
    for (const name of fieldNames) expect(Object.keys(fieldShapes[name].parts)).toContain(fieldShapes[name].main)
  })
})

test('the fields that a job centre needs to open a file are named when they are missing', () => {
  expect(missingFields(aPackage())).toEqual(['birth-place'])
  expect(missingFields([{ name: 'family-name' }])).toEqual(['given-name', 'sex', 'citizenship', 'birth-place'])
})

test('levels of evidence are ordered from declared to certified', () => {
  expect(isAtLeast('documented', 'documented')).toBe(true)
  expect(isAtLeast('declared', 'documented')).toBe(false)
  expect(isAtLeast('certified', 'observed')).toBe(true)
})
