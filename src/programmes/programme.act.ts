// SPDX-License-Identifier: EUPL-1.2
import { record, recordAll } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type EnrolmentId, newId, type OrganisationId, type PersonId, type ProgrammeId } from '#lib/ids.ts'
import { getOrganisation } from '#network/index.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import {
  currentPermitsOf,
  findMunicipality,
  getOwnPeople,
  getOwnPerson,
  hidesLocation,
  type Permit,
  type Person,
  validUntil,
} from '#registry/index.ts'
import { endEnrolment, getEnrolment, insertEnrolments } from './enrolment.store.ts'
import type { CorrectProgramme, NewProgramme } from './programme.form.ts'
import { ageBandOn, type CostLine, type EndReason, type Enrolment, type Programme } from './programme.ts'
import {
  getProgramme,
  getProgrammeLed,
  insertPartners,
  insertProgramme,
  insertSpend,
  updateProgramme,
} from './programme.store.ts'
import { refuse } from './refusals.ts'
import { refreshStationsOf } from './stations.act.ts'
import type { Cents } from '#lib/money.ts'

const kindOf = (kind: string) => (kind === 'jobCentre' ? 'job-centre' : 'partner')

type Sealed = Pick<Programme, 'code' | 'fund' | 'startsOn' | 'endsOn' | 'budget' | 'targetHeads' | 'targetMinutes'>

const sealedOf = (programme: Sealed) => ({
  code: programme.code,
  fund: programme.fund,
  starts: programme.startsOn,
  ends: programme.endsOn,
  budget: programme.budget,
  heads: programme.targetHeads,
  minutes: programme.targetMinutes,
})

/** @param adherents organisations that joined the programme without a share of its people */
export async function createProgramme(
  tx: Tx,
  given: NewProgramme,
  adherents: readonly OrganisationId[] = [],
): Promise<ProgrammeId> {
  const { organisation } = scopeOf(tx)
  const id = newId<ProgrammeId>()
  const { partners, ...rest } = given
  const fact = await record(tx, 'programme.created', {
    programme: id,
    fields: sealedOf(given),
  })
  await insertProgramme(tx, { ...rest, id, organisation, fact: fact.id })
  const others = await Promise.all(
    [...new Set(partners)].filter(each => each !== organisation).map(each => getOrganisation(tx, each)),
  )
  const members = new Set<string>([organisation, ...others.map(each => each.id)])
  insertPartners(tx, id, [
    { organisation, kind: 'lead' },
    ...others.map(each => ({ organisation: each.id as OrganisationId, kind: kindOf(each.kind) }) as const),
    ...adherents.filter(each => !members.has(each)).map(each => ({ organisation: each, kind: 'adherent' }) as const),
  ])
  return id
}

/** What is corrected is written as it now stands, in the same fields as when the programme was made. */
export async function correctProgramme(
  tx: Tx,
  id: ProgrammeId,
  { version, spending, ...given }: CorrectProgramme,
): Promise<void> {
  const programme = await getProgrammeLed(tx, id, 'programme.not-lead')
  if (programme.spending !== spending) refuse('programme.stale')
  await updateProgramme(tx, id, version, given)
  await record(tx, 'programme.corrected', { programme: id, fields: sealedOf({ ...programme, ...given }) })
}

/** What the counting opens of an enrolment: enough for the figures, nothing of the person. */
const openedFields = ['sex', 'ageBand', 'citizenship', 'province', 'from'] as const

/** Enrols a person of my own records. The row and the fact carry her pseudonym; the keys that open the fact are hers. */
export async function enrol(
  tx: Tx,
  person: PersonId,
  given: { programme: ProgrammeId; from: CivilDate },
): Promise<EnrolmentId> {
  const [id] = await enrolAll(tx, given.programme, [{ person, from: given.from }])
  return id ?? refuse('enrolment.not-found', {})
}

export type NewEnrolment = { readonly person: PersonId; readonly from: CivilDate }

/** Enrols several people of my own records at once, each from her own day: the list of an organisation. */
export async function enrolAll(
  tx: Tx,
  programme: ProgrammeId,
  list: readonly NewEnrolment[],
): Promise<readonly EnrolmentId[]> {
  const { startsOn, endsOn } = await getProgramme(tx, programme)
  if (list.some(({ from }) => from < startsOn || from > endsOn)) refuse('enrolment.outside-period')
  const people = await getOwnPeople(
    tx,
    list.map(each => each.person),
  )
  const permits = await currentPermitsOf(
    tx,
    people.map(person => person.id),
  )
  const heads = await Promise.all(
    people.map((person, at) => headOf(person, permits.get(person.id), list[at]?.from ?? startsOn)),
  )
  const facts = await recordAll(
    tx,
    heads.map(({ counted, person }) => ({
      type: 'person.enrolled',
      person: person.id,
      handle: person.handle,
      programme,
      at: counted.from,
      account: 'accounting',
      fields: counted,
    })),
  )
  const { organisation } = scopeOf(tx)
  const enrolments = heads.map(({ counted, more, person }, at) => {
    const fact = facts[at]
    if (!fact) throw new Error('The enrolment was not recorded')
    const row = { id: newId<EnrolmentId>(), programme, organisation, handle: person.handle, fact: fact.id }
    return Object.assign(row, counted, more, { opening: fact.opening(openedFields) })
  })
  await insertEnrolments(tx, enrolments)
  await refreshStationsOf(tx, people)
  return enrolments.map(each => each.id)
}

/** What a programme is told of a person: `counted` is in the fact too, `more` in the row alone. */
async function headOf(person: Person, permit: Permit | undefined, from: CivilDate) {
  // Where somebody in danger lives is in no row that others read (TUI art. 18).
  const isHidden = permit !== undefined && hidesLocation(permit.kind)
  const place = person.municipality && !isHidden ? await findMunicipality(person.municipality) : undefined
  const permitUntil = permit && validUntil(permit)
  const counted = {
    sex: person.sex ?? 'unknown',
    ageBand: ageBandOn(person.birthDate, person.birthPrecision, from),
    from,
    ...(person.citizenship && { citizenship: person.citizenship }),
    ...(place?.province && { province: place.province }),
  } as const
  const more: Pick<Enrolment, 'municipality' | 'permitUntil'> = {
    ...(place && { municipality: place.name }),
    ...(permitUntil && { permitUntil }),
  }
  return { person, counted, more }
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
  insertSpend(tx, newId(), programme.id, { organisation, ...given, fact: fact.id })
}
