// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import { aPackage } from './cpi.build.ts'
import { isTakeable, statementsFor, statementsOfCorrection } from './outcome.ts'
import { type CorrectionSource, type Decision, keptFields } from './review.ts'

const fields = aPackage()
const at = (name: string) => fields.find(field => field.name === name)?.position ?? 0
const accepted: Decision[] = fields.map(field => ({ position: field.position, choice: 'accept' }))

describe('the statements of the job centre’s own record', () => {
  test('an accepted field keeps its level and is said by the sender', () => {
    const said = statementsFor(keptFields(fields, accepted), 'Coop. Il Girasole', new Map())
    expect(said.find(each => each.field === 'taxCode')).toMatchObject({
      value: 'HYLTFL98A01Z368T',
      level: 'documented',
      saidBy: 'organisation',
      source: 'Coop. Il Girasole',
    })
    expect(said.find(each => each.field === 'phone')?.level).toBe('declared')
  })

  test.each([
    ['document-seen', 'documented', 'document'],
    ['person-says', 'declared', 'person'],
    ['other-system', 'documented', 'register'],
  ] as const)('a correction from %s is %s, said by %s', (source, level, saidBy) => {
    const position = at('phone')
    const decisions = accepted.map(
      (each): Decision =>
        each.position === position ? { position, choice: 'correct', value: { text: '333' }, source } : each,
    )
    const said = statementsFor(
      keptFields(fields, decisions),
      'Coop',
      new Map<number, CorrectionSource>([[position, source]]),
    )
    expect(said.find(each => each.field === 'phone')).toEqual({ field: 'phone', value: '333', level, saidBy })
  })

  test('a domicile becomes municipality and address, without empty statements', () => {
    const said = statementsFor(keptFields(fields, accepted), 'Coop', new Map())
    expect(said.filter(each => ['municipality', 'address'].includes(each.field)).map(each => each.value)).toEqual([
      'E388',
      'via Setificio 9',
    ])
    expect(said.every(each => each.value !== null)).toBe(true)
  })

  test('only fields of the registry can be taken back by the sender', () => {
    expect(['hours', 'plan', 'experience', 'permit'].some(name => isTakeable(name as never))).toBe(false)
    expect(['phone', 'birth', 'domicile'].every(name => isTakeable(name as never))).toBe(true)
  })
})

test('a correction that the sender takes is said by the job centre', () => {
  expect(statementsOfCorrection('phone', { text: '333' }, 'document-seen', 'CPI di Jesi')).toEqual([
    { field: 'phone', value: '333', level: 'documented', saidBy: 'organisation', source: 'CPI di Jesi' },
  ])
})
