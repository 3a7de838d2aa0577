// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { roles } from '#platform/auth/roles.ts'
import { jobCentrePlace, knownCatchments, marcheCatchments, marcheJobCentres } from './job-centre.ts'
import { SetPin } from './entry.form.ts'
import { Join, SetUp } from './joining.form.ts'
import { AssignCatchment } from './job-centre.form.ts'
import { AddOrganisation, AddUnit, EditOrganisation, InviteMember } from './organisation.form.ts'
import { organisationKinds, rolesIn } from './organisation.ts'
import { Decide } from './readiness.form.ts'
import { type Decision, isReady, missingItems, readinessItems } from './readiness.ts'
import { ShareForm } from './share.form.ts'
import { LONGEST_MONTHS, shareProblem, shareState, usualGroups } from './share.ts'

const today = '2026-11-21' as CivilDate
const mine = '0192a000-0000-7000-8000-000000000001' as OrganisationId
const other = '0192a000-0000-7000-8000-000000000002' as OrganisationId

describe('a share', () => {
  const good = { organisation: other, groups: ['identity'] as const, until: addDays(today, 30) }

  test.each([
    ['to the own organisation', { organisation: mine }, 'share.to-self'],
    ['of nothing', { groups: [] }, 'share.no-groups'],
    ['that ended yesterday', { until: addDays(today, -1) }, 'share.until-past'],
    ['of more than two years', { until: addDays(addMonths(today, LONGEST_MONTHS), 1) }, 'share.until-far'],
    ['until today', { until: today }, undefined],
    ['of exactly two years', { until: addMonths(today, LONGEST_MONTHS) }, undefined],
  ])('%s: %j → %s', (_, change, problem) => {
    expect(shareProblem({ ...good, ...change }, mine, today)).toBe(problem)
  })

  test('is current up to its last day, over after it, and withdrawn from the day it was withdrawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.boolean(), (days, revoked) => {
        const share = { until: addDays(today, days), revokedOn: revoked ? today : undefined }
        const expected = revoked ? 'withdrawn' : days < 0 ? 'over' : 'current'
        expect(shareState(share, today)).toBe(expected)
      }),
    )
  })

  test('never has a restricted group among the usual ones', () => {
    for (const group of ['health', 'protection', 'notes'] as const) expect(usualGroups).not.toContain(group)
    expect(usualGroups).toContain('identity')
  })
})

describe('what must be decided before real people', () => {
  const decided = (item: Decision['item']): Decision => ({ item, reference: 'DGR 1/2026', decidedOn: today })

  test('every subset but the whole list leaves something missing', () => {
    fc.assert(
      fc.property(fc.subarray([...readinessItems]), items => {
        const decisions = items.map(decided)
        expect(missingItems(decisions)).toEqual(readinessItems.filter(item => !items.includes(item)))
        expect(isReady(decisions)).toBe(items.length === readinessItems.length)
      }),
    )
  })
})

describe('roles', () => {
  test('only a job centre has job-centre operators, and no organisation employs “the person”', () => {
    for (const kind of organisationKinds) {
      expect(rolesIn(kind).includes('cpi-operator')).toBe(kind === 'jobCentre')
      expect(rolesIn(kind) as readonly string[]).not.toContain('person')
      expect(rolesIn(kind).length).toBeGreaterThan(0)
    }
  })

  test('every role is at home somewhere', () => {
    const used = new Set<string>(organisationKinds.flatMap(rolesIn))
    expect(roles.filter(role => role !== 'person' && !used.has(role))).toEqual([])
  })
})

describe('the job centres of Marche', () => {
  test('are thirteen, with twenty-five municipalities that are known, each once', () => {
    expect(marcheJobCentres).toHaveLength(13)
    expect(marcheCatchments).toHaveLength(25)
    expect(new Set(marcheCatchments.map(each => each.municipality)).size).toBe(25)
    for (const each of marcheCatchments) expect(each.municipality).toMatch(/^[A-Z]\d{3}$/)
  })

  test.each([
    ["Centro per l'Impiego di Jesi", 'Jesi'],
    ['Centro per l’impiego di San Benedetto del Tronto', 'San Benedetto del Tronto'],
    ['CPI Tolentino', 'Tolentino'],
    ['C.P.I. di Fermo', 'Fermo'],
    ['Jesi', 'Jesi'],
    ['CPI Jesi e Fabriano', undefined],
    ['CPI Perugia', undefined],
    ['', undefined],
  ])('%j stands in %s', (name, place) => {
    expect(jobCentrePlace(name)).toBe(place)
  })

  test('Tolentino brings the municipalities of its Matelica desk, an unknown name none', () => {
    expect(knownCatchments('CPI di Tolentino').map(each => each.name)).toEqual([
      'Tolentino',
      'Matelica',
      'Esanatoglia',
      'Castelraimondo',
      'Pioraco',
      'Sefro',
      'Fiuminata',
    ])
    expect(knownCatchments('CPI di Altrove')).toEqual([])
  })
})

describe('an empty form', () => {
  test.each([
    ['set-up', SetUp],
    ['join', Join],
    ['PIN at the desk', SetPin],
    ['organisation', AddOrganisation],
    ['organisation details', EditOrganisation],
    ['invitation', InviteMember],
    ['unit', AddUnit],
    ['catchment', AssignCatchment],
    ['decision', Decide],
    ['share', ShareForm],
  ])('%s answers with codes of ours only', (_, schema) => {
    const issues = schema.safeParse({}).error?.issues ?? []
    expect(issues.length).toBeGreaterThan(0)
    for (const { message } of issues) expect(message).not.toMatch(/^input\.(?!version)/)
  })
})
