// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { EnrolmentId, FactId, Handle, OrganisationId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import type { SignedHour } from './counting.ts'
import type { Enrolment, Programme } from './programme.ts'

export const onDay = (text: string): CivilDate => text as CivilDate
export const handle = (name: string): Handle => name as Handle
export const organisation = (name: string): OrganisationId => name as OrganisationId

/** MIGRANT.NET, unless the test says otherwise. */
export function aProgramme(change: Partial<Programme> = {}): Programme {
  return {
    id: 'migrant-net' as ProgrammeId,
    organisation: organisation('regione'),
    version: 1,
    code: 'MIGRANT.NET',
    name: 'MIGRANT.NET',
    fund: 'FAMI 2014–2020',
    startsOn: onDay('2018-09-10'),
    endsOn: onDay('2020-12-31'),
    budget: 86_593_290 as Cents,
    targetHeads: 870,
    targetMinutes: (870 * 36 * 60) as Minutes,
    targetWomen: 550,
    spending: 'entries',
    fact: 'fact' as FactId,
    ...change,
  }
}

let made = 0

export function anEnrolment(of: string, change: Partial<Enrolment> = {}): Enrolment {
  made++
  return {
    id: `enrolment-${String(made).padStart(6, '0')}` as EnrolmentId,
    programme: 'migrant-net' as ProgrammeId,
    organisation: organisation('coop'),
    handle: handle(of),
    sex: 'F',
    ageBand: '18-60',
    province: 'AN',
    from: onDay('2019-01-10'),
    fact: `fact-${made}` as FactId,
    ...change,
  }
}

export function anHour(of: string, change: Partial<SignedHour> = {}): SignedHour {
  made++
  const minutes = change.minutes ?? (120 as Minutes)
  return {
    id: `hour-${made}`,
    organisation: organisation('coop'),
    handle: handle(of),
    meeting: `meeting-${made}`,
    measureKind: 'guidance',
    day: onDay('2019-03-01'),
    minutes,
    counted: minutes,
    signedOn: onDay('2019-03-01'),
    method: 'code',
    strength: 'two-devices',
    fact: `fact-${made}` as FactId,
    ...change,
  }
}
