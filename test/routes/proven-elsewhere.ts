// SPDX-License-Identifier: EUPL-1.2
// Facts that neither the story nor an empty form writes: which test does, and words of it by which to find the place.
export const provenElsewhere: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'access.answered': ['src/portal/file.routes.test.ts', '/seen/${question?.id}`'],
  'enrolment.ended': ['src/programmes/programmes.routes.test.ts', '/enrol/${first?.enrolment.id}/end`'],
  'entry.pin-set': [
    'src/network/entry.routes.test.ts',
    "/entry/pin`, { pin: '8305', again: '8305' })).status).toBe(200)",
  ],
  'hours.reversed': ['src/plans/plans.store.test.ts', "'hours.reversed'"],
  'member.joined': ['src/network/joining.routes.test.ts', "post('/enrol', { code: totpCode("],
  'member.renewed': [
    'src/network/joining.routes.test.ts',
    "post('/join', { password: 'un altro mattino di pioggia' })",
  ],
  'network.created': ['src/network/joining.routes.test.ts', "post('/setup', founder)"],
  'network.decided': ['src/network/organisation.routes.test.ts', "post('/admin/readiness', {"],
  'network.opened': ['src/network/organisation.routes.test.ts', "post('/admin/readiness/real')).status).toBe(303)"],
  'organisation.changed': ['src/network/organisation.routes.test.ts', '/admin/organisations/${coop}/details`'],
  'pact.signed': ['src/cpi/cpi.routes.test.ts', '/pact`, pactForm(policyId))).status).toBe(303)'],
  'partner.joined': ['src/programmes/partner.routes.test.ts', 'add(adherent)).status).toBe(303)'],
  'partner.left': ['src/programmes/partner.routes.test.ts', 'leave(adherent.id)).status).toBe(303)'],
  'person.corrected': ['src/cpi/cpi.routes.test.ts', 'await worker.post(`/people/${person}/cpi/corrections`'],
  'person.erased': ['src/app/privacy.routes.test.ts', "/privacy/erase`, { ...form, name: ' amina  HADDAD ' })"],
  'placement.ended': ['src/placements/placements.routes.test.ts', 'post(`${url}/end`, end)).status).toBe(303)'],
  'placement.followed-up': ['src/placements/placements.routes.test.ts', 'post(`${url}/follow-up`, { result,'],
  'plan.closed': ['src/plans/plans.routes.test.ts', "/plan/close`, { outcome: 'job' })).status).toBe(303)"],
  'programme.corrected': ['src/programmes/correct.routes.test.ts', 'expect((await correct(id, change)).location)'],
  'report.exported': ['src/programmes/programmes.routes.test.ts', "/export`, { kind: 'bundle'"],
  'share.narrowed': ['src/registry/hidden-place.store.test.ts', "type === 'share.narrowed'"],
  'spend.recorded': ['src/programmes/programmes.routes.test.ts', "/spend`, spend('1.250,00'))).status).toBe(303)"],
}
