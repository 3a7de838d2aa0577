// SPDX-License-Identifier: EUPL-1.2
// Handing a person over: a snapshot that cannot change and a dated grant for what goes on living (design §8).
import { addMonths, type CivilDate } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PackageId, type PersonId } from '#lib/ids.ts'
import { record } from '#ledger/index.ts'
import { getOrganisation, jobCentreFor, organisationsIn, shareWith, withdraw } from '#network/index.ts'
import { planOf } from '#plans/index.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import {
  currentPermit,
  findMunicipality,
  getOwnPerson,
  hidesLocation,
  stateByBelfiore,
  stateByIso3,
  statementsOf,
  type WorkVerdict,
  verdictFrom,
} from '#registry/index.ts'
import { profileOf } from '#skills/index.ts'
import { blocking, type Check, checksWithin, didPreCheck, type PreCheckFacts } from './did-pre-check.ts'
import { choose, groupOf, isFreeText, missingFields, packageGroups, type Proposal } from './field.ts'
import { type File, proposalsOf } from './gather.ts'
import type { Handover } from './handover.form.ts'
import type { Package } from './package.ts'
import { getPackage, insertPackage, packagesOf } from './package.store.ts'
import { refuse } from './refusals.ts'
import { isInRegion } from './region.ts'
import { isOpen } from './review.ts'

/** Everything that the page of a handover shows, and that sending it rests on. */
export type Preparation = {
  readonly file: File
  readonly proposals: readonly Proposal[]
  readonly checks: readonly Check[]
  readonly facts: PreCheckFacts
  readonly centres: readonly { readonly id: OrganisationId; readonly name: string }[]
  readonly proposed: OrganisationId | undefined
  readonly municipality: string | undefined
  readonly groups: readonly { readonly group: ReturnType<typeof groupOf>; readonly fields: number }[]
  readonly hasOwnWords: boolean
  readonly until: CivilDate
  readonly packages: readonly Package[]
}

const MONTHS_BY_DEFAULT = 6

type Members = Awaited<ReturnType<typeof organisationsIn>>
type FileRead = { readonly file: File; readonly province: string | undefined; readonly members: Members }

async function readFile(tx: Tx, id: PersonId): Promise<FileRead> {
  const { organisation, today } = scopeOf(tx)
  const [person, members, plan, permit, statements, profile] = await Promise.all([
    getOwnPerson(tx, id),
    organisationsIn(tx),
    planOf(tx, id),
    currentPermit(tx, id),
    statementsOf(tx, id),
    profileOf(tx, id),
  ])
  const codes = [person.municipality, person.residenceMunicipality, person.birthPlace].filter(
    code => code !== undefined,
  )
  const places = new Map(await Promise.all(codes.map(async code => [code, await findMunicipality(code)] as const)))
  const organisations = new Map(members.map(each => [each.id as string, each.name]))
  const own = organisations.get(organisation) ?? ''
  const file: File = {
    person,
    statements,
    permit,
    hidesLocation: permit !== undefined && hidesLocation(permit.kind),
    profile,
    plan: plan && {
      agreedOn: plan.agreedOn,
      measures: plan.measures.map(({ kind, title, plannedMinutes, signedMinutes }) => ({
        kind,
        title,
        planned: plannedMinutes,
        signed: signedMinutes,
      })),
    },
    names: {
      municipality: code => places.get(code)?.name,
      state: stateByIso3,
      stateOfBirth: code => stateByBelfiore(code)?.iso3,
      organisation: each => organisations.get(each) ?? own,
    },
    own,
    today,
  }
  return { file, members, province: person.municipality ? places.get(person.municipality)?.province : undefined }
}

function openWork({ profile }: File): PreCheckFacts['openWork'] {
  // Undeclared and family work is nobody's "open employment" and is never reported.
  const work = profile?.experiences.find(
    each => each.period.ongoing && each.country === 'ITA' && each.kind === 'formal',
  )
  return work && { what: work.place ?? 'Italia' }
}

function factsOf(file: File, { proposals, packages, inRegion, verdict }: Known): PreCheckFacts {
  const { person, names } = file
  const { birthDate, birthPrecision } = person
  const did = packages.find(each => each.did)
  const pact = packages.find(each => each.pact)
  const work = openWork(file)
  return {
    ...(birthDate && birthPrecision !== 'unknown' && { birth: { date: birthDate, precision: birthPrecision } }),
    hidesLocation: file.hidesLocation,
    ...(!file.hidesLocation &&
      person.municipality && {
        domicile: { municipality: names.municipality(person.municipality) ?? person.municipality, inRegion },
      }),
    hasResidence: person.residenceMunicipality !== undefined || person.residenceAddress !== undefined,
    missingFields: missingFields(proposals),
    ...(person.taxCodeKind && { taxCode: person.taxCodeKind }),
    rightToWork: verdict,
    ...(work && { openWork: work }),
    ...(did?.did && { openDid: { on: did.did.on, centre: did.receiver.name } }),
    ...(pact?.pact && { openPact: { on: pact.pact.signedOn, centre: pact.receiver.name } }),
  }
}

type Known = {
  readonly proposals: readonly Proposal[]
  readonly packages: readonly Package[]
  readonly inRegion: boolean | undefined
  readonly verdict: WorkVerdict
}

/** Reads the person's file, decides the pre-checks and proposes the centre of her domicile. */
export async function prepareHandover(tx: Tx, id: PersonId, networkName: string): Promise<Preparation> {
  const { organisation, today } = scopeOf(tx)
  const { file, members, province } = await readFile(tx, id)
  const proposals = proposalsOf(file)
  const { municipality } = file.person
  const [packages, proposed, verdict] = await Promise.all([
    packagesOf(tx, id),
    municipality ? jobCentreFor(tx, municipality) : undefined,
    verdictFrom(tx, file.person, file.permit),
  ])
  const inRegion = proposed ? true : province ? isInRegion(networkName, province) : undefined
  const facts = factsOf(file, { proposals, packages, inRegion, verdict })
  const centres = members.filter(each => each.kind === 'jobCentre' && each.id !== organisation)
  return {
    file,
    proposals,
    checks: didPreCheck(facts, today),
    facts,
    centres: centres.map(({ id: centre, name }) => ({ id: centre, name })),
    proposed: proposed?.id,
    municipality: municipality && (file.names.municipality(municipality) ?? municipality),
    groups: countGroups(proposals),
    hasOwnWords: proposals.some(({ name }) => isFreeText(name)),
    until: addMonths(today, MONTHS_BY_DEFAULT),
    packages,
  }
}

function countGroups(proposals: readonly Proposal[]): Preparation['groups'] {
  const counted = packageGroups.map(group => ({
    group,
    fields: proposals.filter(({ name }) => groupOf(name) === group && !isFreeText(name)).length,
  }))
  return counted.filter(({ fields }) => fields > 0)
}

/** What stands against handing her over now; a page asks before it shows the form, and sending asks again. */
export function hindrance({ packages, checks }: Preparation): 'package.already-sent' | 'package.blocked' | undefined {
  if (packages.some(each => isOpen(each.state))) return 'package.already-sent'
  return blocking(checks).length > 0 ? 'package.blocked' : undefined
}

/** Sends the package: fact, grant and snapshot in one transaction. */
export async function sendPackage(tx: Tx, prepared: Preparation, given: Handover): Promise<PackageId> {
  const { organisation, account, today, now } = scopeOf(tx)
  const { file } = prepared
  const { person } = file
  const against = hindrance(prepared)
  if (against) refuse(against)
  const receiver = prepared.centres.find(centre => centre.id === given.receiver)
  if (!receiver) return refuse('package.no-receiver')
  const fields = choose(prepared.proposals, given.groups, given.ownWords)
  const id = newId<PackageId>()
  const fact = await record(tx, 'package.sent', {
    person: person.id,
    handle: person.handle,
    fields: {
      package: id,
      receiver: receiver.id,
      groups: given.groups.join(' '),
      legalBasis: given.legalBasis,
      until: given.until,
      fields: fields.length,
    },
  })
  // How to reach her goes with the snapshot; the living group would show where she is.
  const living = file.hidesLocation ? given.groups.filter(group => group !== 'contacts') : given.groups
  const grant = await shareWith(tx, {
    person: person.id,
    organisation: receiver.id,
    groups: living,
    purpose: 'handover',
    legalBasis: given.legalBasis,
    until: given.until,
  })
  const own = await getOrganisation(tx, organisation)
  await insertPackage(
    tx,
    id,
    {
      sender: { id: organisation, name: own.name },
      receiver,
      person: person.id,
      handle: person.handle,
      personName: `${person.givenName} ${person.familyName}`.trim(),
      ...(person.nativeName && {
        native: { text: person.nativeName, ...(person.nativeLang && { lang: person.nativeLang }) },
      }),
      legalBasis: given.legalBasis,
      groups: given.groups,
      ownWords: given.ownWords,
      until: given.until,
      grant,
      sentOn: today,
      sentAt: now,
      ...(account && { sentBy: account }),
      fact: fact.id,
    },
    fields,
    checksWithin(didPreCheck({ ...prepared.facts, missingFields: missingFields(fields) }, today), given.groups),
  )
  return id
}

/** Ends the living access; the snapshot stays with its basis. */
export async function closeAccess(tx: Tx, person: PersonId, id: PackageId): Promise<void> {
  const sent = await getPackage(tx, id)
  if (sent.person !== person || sent.sender.id !== scopeOf(tx).organisation) refuse('package.not-found', { id })
  await withdraw(tx, sent.grant)
}
