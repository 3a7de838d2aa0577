// SPDX-License-Identifier: EUPL-1.2
import { record, recordAll } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type EnrolmentId, newId, type OrganisationId, type PersonId, type ProgrammeId } from '#lib/ids.ts'
import { getOrganisation } from '#network/index.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { currentPermit, findMunicipality, getOwnPerson, hidesLocation, validUntil } from '#registry/index.ts'
import { endEnrolment, getEnrolment, insertEnrolment } from './enrolment.store.ts'
import type { NewProgramme } from './programme.form.ts'
import { ageBandOn, type CostLine, type EndReason, type Enrolment } from './programme.ts'
import { getProgramme, insertPartners, insertProgramme, insertSpend } from './programme.store.ts'
import { refuse } from './refusals.ts'
import { refreshStationsOf } from './stations.act.ts'
import type { Cents } from '#lib/money.ts'

const kindOf = (kind: string) => (kind === 'jobCentre' ? 'job-centre' : 'partner')

export async function createProgramme(tx: Tx, given: NewProgramme): Promise<ProgrammeId> {
  const { organisation } = scopeOf(tx)
  const id = newId<ProgrammeId>()
  const { partners, ...rest } = given
  const fact = await record(tx, 'programme.created', {
    programme: id,
    fields: {
      code: given.code,
      fund: given.fund,
      starts: given.startsOn,
      ends: given.endsOn,
      budget: given.budget,
      heads: given.targetHeads,
      minutes: given.targetMinutes,
    },
  })
  await insertProgramme(tx, { ...rest, id, organisation, fact: fact.id })
  const others = await Promise.all(
    [...new Set(partners)].filter(each => each !== organisation).map(each => getOrganisation(tx, each)),
  )
  await insertPartners(tx, id, [
    { organisation, kind: 'lead' },
    ...others.map(each => ({ organisation: each.id as OrganisationId, kind: kindOf(each.kind) }) as const),
  ])
  return id
}

/** What the counting opens of an enrolment: enough for the figures, nothing of the person. */
const openedFields = ['sex', 'ageBand', 'citizenship', 'province', 'from'] as const

/** Enrols a person of my own records. The row and the fact carry her pseudonym; the keys that open the fact are hers. */
export async function enrol(
  tx: Tx,
  person: PersonId,
  given: { programme: ProgrammeId; from: CivilDate },
): Promise<EnrolmentId> {
  const { organisation } = scopeOf(tx)
  const programme = await getProgramme(tx, given.programme)
  if (given.from < programme.startsOn || given.from > programme.endsOn) refuse('enrolment.outside-period')
  const known = await getOwnPerson(tx, person)
  const permit = await currentPermit(tx, person)
  // Where somebody in danger lives is in no row that others read (TUI art. 18).
  const isHidden = permit !== undefined && hidesLocation(permit.kind)
  const place = known.municipality && !isHidden ? await findMunicipality(known.municipality) : undefined
  const permitUntil = permit && validUntil(permit)
  const id = newId<EnrolmentId>()
  const head = {
    sex: known.sex ?? 'unknown',
    ageBand: ageBandOn(known.birthDate, known.birthPrecision, given.from),
    from: given.from,
    ...(known.citizenship && { citizenship: known.citizenship }),
    ...(place?.province && { province: place.province }),
  } as const
  const [fact] = await recordAll(tx, [
    {
      type: 'person.enrolled',
      person,
      handle: known.handle,
      programme: programme.id,
      at: given.from,
      account: 'accounting',
      fields: head,
    },
  ])
  if (!fact) throw new Error('The enrolment was not recorded')
  const enrolment: Enrolment = {
    ...head,
    id,
    programme: programme.id,
    organisation,
    handle: known.handle,
    ...(place && { municipality: place.name }),
    ...(permitUntil && { permitUntil }),
    fact: fact.id,
  }
  await insertEnrolment(tx, enrolment, fact.opening(openedFields))
  await refreshStationsOf(tx, [known])
  return id
}

export async function leaveProgramme(
  tx: Tx,
  person: PersonId,
  id: EnrolmentId,
  given: { until: CivilDate; reason: EndReason },
): Promise<void> {
  const known = await getOwnPerson(tx, person)
  const enrolment = await getEnrolment(tx, id)
  if (enrolment.handle !== known.handle) refuse('enrolment.not-found', { id })
  if (enrolment.until) refuse('enrolment.ended', { id })
  await record(tx, 'enrolment.ended', {
    person,
    handle: known.handle,
    programme: enrolment.programme,
    at: given.until,
    account: 'accounting',
    fields: { until: given.until, reason: given.reason },
  })
  await endEnrolment(tx, id, given.until, given.reason)
}

/** Money of my organisation. A programme on standard costs takes none: its figure is computed. */
export async function enterSpend(
  tx: Tx,
  programmeId: ProgrammeId,
  given: { on: CivilDate; cents: Cents; line: CostLine },
): Promise<void> {
  const { organisation } = scopeOf(tx)
  const programme = await getProgramme(tx, programmeId)
  if (programme.spending !== 'entries') refuse('programme.not-costed')
  const fact = await record(tx, 'spend.recorded', {
    programme: programme.id,
    at: given.on,
    account: 'accounting',
    fields: { cents: given.cents, line: given.line },
  })
  await insertSpend(tx, newId(), programme.id, { organisation, ...given, fact: fact.id })
}
