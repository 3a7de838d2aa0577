// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { AccountId, MembershipId, OrganisationId } from '#lib/ids.ts'
import { endProblem } from './end-account.ts'
import type { Member } from './memberships.ts'
import type { Role } from './roles.ts'

const today = '2026-11-21' as CivilDate
const [ann, bob, eve] = ['ann', 'bob', 'eve'] as unknown as [AccountId, AccountId, AccountId]

const seat = (account: AccountId, role: Role, change: Partial<Member> = {}): Member => ({
  membership: `${account} ${role}` as MembershipId,
  account,
  displayName: account,
  email: `${account}@example.org`,
  organisation: 'lead' as OrganisationId,
  unit: undefined,
  role,
  from: '2026-01-01' as CivilDate,
  until: undefined,
  ended: false,
  ...change,
})

describe('an account', () => {
  test.each<[string, readonly Member[], AccountId, string | undefined]>([
    ['of a case worker can be ended', [seat(ann, 'administrator'), seat(eve, 'case-worker')], eve, undefined],
    ['of one’s own cannot', [seat(ann, 'administrator'), seat(bob, 'administrator')], ann, 'account.own'],
    ['of one administrator among two can', [seat(ann, 'administrator'), seat(bob, 'administrator')], bob, undefined],
    ['of the last administrator cannot', [seat(bob, 'administrator')], bob, 'membership.last-administrator'],
    [
      'of an administrator in two organisations is still one person',
      [seat(bob, 'administrator'), seat(bob, 'administrator', { organisation: 'other' as OrganisationId })],
      bob,
      'membership.last-administrator',
    ],
    [
      'of the last one cannot, though others were or will be',
      [
        seat(bob, 'administrator'),
        seat(eve, 'administrator', { ended: true }),
        seat(eve, 'administrator', { from: '2026-12-01' as CivilDate }),
        seat(eve, 'administrator', { until: '2026-11-20' as CivilDate }),
      ],
      bob,
      'membership.last-administrator',
    ],
  ])('%s', (_, members, account, problem) => {
    expect(endProblem(members, account, ann, today)).toBe(problem)
  })
})
