// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import type { GrantId, OrganisationId, PersonId } from '#lib/ids.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import type { Grant } from '#platform/auth/grants.ts'
import { takenFrom } from './hidden-place.ts'

const day = (text: string) => text as CivilDate
const keeper = 'keeper' as OrganisationId

const given = (to: string, groups: readonly FieldGroup[], revokedOn?: string): Grant => ({
  id: `${to} ${groups.join()} ${revokedOn ?? ''}` as GrantId,
  person: 'her' as PersonId,
  organisation: to as OrganisationId,
  grantedBy: keeper,
  purpose: 'care',
  groups,
  legalBasis: 'consent',
  from: day('2026-01-01'),
  until: undefined,
  revokedOn: revokedOn === undefined ? undefined : day(revokedOn),
})

const since = day('2026-11-20')

describe('from whom her place was taken', () => {
  test.each<[string, readonly Grant[], readonly (readonly [string, boolean])[]]>([
    ['nobody, when nobody had it', [given('town', ['identity'])], []],
    ['nobody, when it is the keeper’s own hold that ended', [given('keeper', ['contacts'], '2026-11-20')], []],
    ['nobody, when it was withdrawn before', [given('town', ['contacts'], '2026-11-19')], []],
    ['whoever had it on that day', [given('town', ['identity', 'contacts'], '2026-11-20')], [['town', false]]],
    [
      'each organisation once',
      [given('town', ['contacts'], '2026-11-20'), given('town', ['contacts', 'plan'], '2026-11-20')],
      [['town', false]],
    ],
    [
      'and whether it was shown again since',
      [
        given('town', ['contacts']),
        given('town', ['contacts'], '2026-11-20'),
        given('centre', ['contacts'], '2026-11-21'),
      ],
      [
        ['town', true],
        ['centre', false],
      ],
    ],
  ])('%s', (_, grants, expected) => {
    expect(takenFrom(grants, since).map(each => [each.organisation, each.again])).toEqual(expected)
  })
})
