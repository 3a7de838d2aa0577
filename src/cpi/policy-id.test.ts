// SPDX-License-Identifier: EUPL-1.2
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, civilDate } from '#lib/civil-date.ts'
import { isPromoterCode, policyLetter, readPolicyId } from './policy-id.ts'

const day = (text: string) => text as CivilDate
const pact = { promoter: 'L191C000446', activity: 'A02', proposedOn: day('2026-11-12') }

describe('the id of a policy', () => {
  test('of the published examples, those that were really given are accepted and the edited stubs are refused', () => {
    const cases = [
      ['H501X000004', 'A02', '2017-01-01', '08008B3B94B', 'accepted'],
      ['H501N000001', 'N00', '2017-09-27', '0000156B44Q', 'accepted'],
      ['L191C000446', 'RC1', '2019-01-21', '110002B600C', 'accepted'],
      ['G337C000409', 'C07', '2018-02-16', '0620080048E', 'policy-id.wrong-letter'],
      ['F257C000424', 'A02', '2018-04-05', '0670018e72E', 'policy-id.wrong-letter'],
    ] as const
    for (const [promoter, activity, proposedOn, id, expected] of cases) {
      const reading = readPolicyId(id, { promoter, activity, proposedOn: day(proposedOn) })
      expect(typeof reading === 'string' ? reading : 'accepted').toBe(expected)
    }
  })

  test('carries the alphabetical code of the region, so Lazio reads 08 and not its ISTAT 12', () => {
    const reading = readPolicyId('08008B3B94B', {
      promoter: 'H501X000004',
      activity: 'A02',
      proposedOn: day('2017-01-01'),
    })
    expect(reading).toMatchObject({ system: '08', sequence: 9124756, letter: 'B' })
  })

  test('is read in either case and with the spaces people copy', () => {
    const letter = policyLetter(pact)
    expect(readPolicyId(` 11 0002b6 0c${letter.toLowerCase()} `, pact)).toMatchObject({ text: `110002B60C${letter}` })
  })

  test('is refused with its reason when it is empty, of another form, or from another day or promoter', () => {
    const id = `110002B600${policyLetter(pact)}`
    expect(readPolicyId('  ', pact)).toBe('policy-id.required')
    expect(readPolicyId('11-0002', pact)).toBe('policy-id.wrong-form')
    expect(readPolicyId(`11000ZB600${policyLetter(pact)}`, pact)).toBe('policy-id.wrong-form')
    expect(readPolicyId(id, { ...pact, proposedOn: day('2026-11-13') })).toBe('policy-id.wrong-letter')
    expect(readPolicyId(id, { ...pact, promoter: 'L191C000447' })).toBe('policy-id.wrong-letter')
  })

  test('whatever the sequence and the day, exactly one letter is accepted', () => {
    const days = fc.date({ min: new Date('2016-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    const found = fc.check(
      fc.property(fc.nat({ max: 0xffffffff }), days, (sequence, at) => {
        const proposedOn = civilDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
        if (!proposedOn) return false
        const body = `11${sequence.toString(16).padStart(8, '0').toUpperCase()}`
        const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
        const accepted = letters.filter(l => typeof readPolicyId(body + l, { ...pact, proposedOn }) !== 'string')
        return accepted.length === 1
      }),
      { numRuns: 50 },
    )
    expect(found.failed).toBe(false)
  })

  test('the code of a promoter is a Belfiore code, a type letter and six digits', () => {
    expect(['L191C000446', 'H501N000001'].every(isPromoterCode)).toBe(true)
    expect(['L191C00044', '1191C000446', 'L191C0004461', ''].some(isPromoterCode)).toBe(false)
  })
})
