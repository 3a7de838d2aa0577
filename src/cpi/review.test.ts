// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aPackage } from './cpi.build.ts'
import type { FieldName } from './field.ts'
import {
  acceptDocumented,
  answerProblems,
  type Choice,
  type Decision,
  isOpen,
  keptFields,
  mayDo,
  type PackageState,
  readCorrection,
  readDecisions,
  tally,
  type Verb,
} from './review.ts'

const fields = aPackage()
const position = (name: FieldName) => fields.find(field => field.name === name)?.position ?? 0
const acceptAll: Decision[] = fields.map(field => ({ position: field.position, choice: 'accept' }))

describe('the states of a package', () => {
  test('only an accepted package gets a declaration, only a declared one a pact', () => {
    const states: PackageState[] = ['sent', 'in-review', 'accepted', 'returned', 'did', 'pact']
    const allowed = (verb: Verb) => states.filter(state => mayDo(verb, state))
    expect(allowed('review')).toEqual(['sent', 'in-review'])
    expect(allowed('accept')).toEqual(['sent', 'in-review'])
    expect(allowed('return')).toEqual(['sent', 'in-review'])
    expect(allowed('confirm-did')).toEqual(['accepted'])
    expect(allowed('sign-pact')).toEqual(['did'])
    expect(states.filter(isOpen)).toEqual(['sent', 'in-review'])
  })
})

describe('reading the decisions of a page', () => {
  test('accept, correct with its source and refuse with its reason are read; the rest stays undecided', () => {
    const { decisions, errors } = readDecisions(fields, {
      [`decision-${position('family-name')}`]: 'accept',
      [`decision-${position('domicile')}`]: 'correct',
      [`value-${position('domicile')}`]: ' via Setificio 19 ',
      [`source-${position('domicile')}`]: 'document-seen',
      [`decision-${position('phone')}`]: 'refuse',
      [`reason-${position('phone')}`]: 'does-not-match',
    })
    expect(errors).toEqual([])
    expect(decisions).toEqual([
      { position: position('family-name'), choice: 'accept' },
      {
        position: position('domicile'),
        choice: 'correct',
        value: { address: 'via Setificio 19', municipality: 'Jesi', belfiore: 'E388' },
        source: 'document-seen',
      },
      { position: position('phone'), choice: 'refuse', reason: 'does-not-match' },
    ])
    expect(tally(fields, decisions)).toEqual({
      accept: 1,
      correct: 1,
      refuse: 1,
      open: fields.length - 3,
      total: fields.length,
    })
  })

  test('every mistake of the page is reported at once, each at its field', () => {
    const { errors } = readDecisions(fields, {
      [`decision-${position('phone')}`]: 'correct',
      [`decision-${position('sex')}`]: 'refuse',
      [`decision-${position('birth')}`]: 'correct',
      [`value-${position('birth')}`]: '31/11/1998',
      [`source-${position('birth')}`]: 'document-seen',
      [`decision-${position('citizenship')}`]: 'maybe',
      [`decision-${position('domicile')}`]: 'correct',
      [`value-${position('domicile')}`]: 'via Roma 1',
    })
    expect(errors).toEqual([
      { field: `value-${position('birth')}`, code: 'review.value.not-a-date' },
      { field: `reason-${position('sex')}`, code: 'review.reason.required' },
      { field: `decision-${position('citizenship')}`, code: 'review.decision.required' },
      { field: `source-${position('domicile')}`, code: 'review.source.required' },
      { field: `value-${position('phone')}`, code: 'review.value.required' },
    ])
  })

  test.each([
    ['birth', '3/5/2001', { date: '2001-05-03', precision: 'day' }],
    ['birth', '2001-05-03', { date: '2001-05-03', precision: 'day' }],
    ['tax-code', 'dllmmd98a01z343y', { code: 'DLLMMD98A01Z343Y', kind: 'final' }],
    ['tax-code', '01234560611', { code: '01234560611', kind: 'provisional' }],
    ['tax-code', 'DLLMMD98A01Z343X', 'review.value.not-a-tax-code'],
    ['sex', 'f', { sex: 'F' }],
    ['sex', 'donna', 'review.value.not-a-sex'],
    ['citizenship', 'sen', { country: 'SEN' }],
    ['citizenship', 'Senegal', 'review.value.not-a-country'],
    ['phone', 'x'.repeat(201), 'review.value.too-long'],
  ] as const)('a correction of %s to "%s" is read', (name, typed, expected) => {
    expect(readCorrection(name, {}, typed)).toEqual(expected)
  })
})

test('"accept the documented" takes what is shown by a paper or better and leaves decisions already taken alone', () => {
  const refused: Decision = { position: position('sex'), choice: 'refuse', reason: 'does-not-match' }
  const decisions = acceptDocumented(fields, [refused])
  expect(decisions).toContainEqual(refused)
  expect(decisions.filter(each => each.position === refused.position)).toHaveLength(1)
  const accepted = decisions
    .filter(each => each.choice === 'accept')
    .map(each => fields[each.position - 1]?.provenance.level)
  expect(accepted.length).toBeGreaterThan(3)
  expect(accepted).not.toContain('declared')
})

describe('an answer', () => {
  test('waits until every field is decided', () => {
    expect(answerProblems(fields, acceptAll)).toEqual([])
    expect(answerProblems(fields, acceptAll.slice(1))).toEqual([
      { field: 'decision-1', code: 'review.decision.required' },
    ])
  })

  test('needs a name that was not refused', () => {
    const nameless = acceptAll.map(
      (decision): Decision =>
        decision.position <= 2 ? { position: decision.position, choice: 'refuse', reason: 'does-not-match' } : decision,
    )
    expect(answerProblems(fields, nameless)).toEqual([{ field: 'decision-1', code: 'review.name.needed' }])
  })

  test('keeps accepted values as they came, corrected ones as typed, and nothing that was refused', () => {
    const choices = fc.array(fc.constantFrom<Choice>('accept', 'correct', 'refuse'), {
      minLength: fields.length,
      maxLength: fields.length,
    })
    const found = fc.check(
      fc.property(choices, list => {
        const decisions = list.map((choice, index): Decision => {
          const at = index + 1
          if (choice === 'accept') return { position: at, choice }
          if (choice === 'refuse') return { position: at, choice, reason: 'not-needed' }
          return { position: at, choice, value: { text: `new ${at}` }, source: 'person-says' }
        })
        const kept = keptFields(fields, decisions)
        const { accept, correct, refuse } = tally(fields, decisions)
        return (
          kept.length === accept + correct &&
          accept + correct + refuse === fields.length &&
          kept.every(({ value, corrected, field }) =>
            corrected ? value['text'] === `new ${field.position}` : value === field.value,
          )
        )
      }),
    )
    expect(found.failed).toBe(false)
  })
})
