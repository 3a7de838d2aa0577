// SPDX-License-Identifier: EUPL-1.2
// A whole installation, told through the slices' own verbs: two organisations and two job centres of one network, the
// bodies that lead and check it, the person herself, and another network beside them. For every parameter of every
// declared route it knows a value: of one's own, of the other organisation, of the other network.
import { addMonths, type CivilDate, dayInRome } from '#lib/civil-date.ts'
import { newId, type OrganisationId, type PersonId, type ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import type { Cents } from '#lib/money.ts'
import { packageGroups } from '#cpi/field.ts'
import { acceptPackage, confirmDid, fieldsOf, getPackage, prepareHandover, sendPackage } from '#cpi/index.ts'
import { integrateAll } from '#ledger/index.ts'
import { addOrganisation, addUnit } from '#network/index.ts'
import { demoSignInLinks } from '#platform/auth/demo.ts'
import { invite } from '#platform/auth/invitations.ts'
import { membersOf } from '#platform/auth/memberships.ts'
import type { Role } from '#platform/auth/roles.ts'
import { membershipsOf, startStaffSession } from '#platform/auth/sessions.ts'
import { sessionsOf } from '#platform/auth/session-list.ts'
import { scopeOf } from '#platform/db/scope.ts'
import { createProgramme } from '#programmes/index.ts'
import { createPerson } from '#registry/index.ts'
import { openRules } from '#registry/permit-kind.ts'
import { type Ids, plainWords, tellRecord, type Words } from './record.ts'
import type { Client, TestOrganisation, World } from './world.ts'

export type StaffRole = Exclude<Role, 'person'>

export type Story = {
  /** Members of the network in the organisation where their role belongs. */
  readonly clients: Readonly<Record<Role, Client>>
  readonly nobody: Client
  /** The same roles at the second organisation (and the second job centre) of the network; the administrator is there too. */
  readonly others: Readonly<Record<StaffRole, Client>>
  /** The same roles in another network. */
  readonly strangers: Readonly<Record<StaffRole, Client>>
  /** Values of route parameters, of the cooperative that most roles belong to. A key with a slash is for one route. */
  readonly ids: Ids
  /** The same of the job centre's own records. */
  readonly centreIds: Ids
  /** The same of the second organisation in the same network. */
  readonly foreignIds: Ids
  /** The same of the other network. */
  readonly strangeIds: Ids
  /** A person of the cooperative of whom nobody was told anything. */
  readonly unsent: PersonId
  readonly coop: TestOrganisation
  readonly centre: TestOrganisation
  readonly second: TestOrganisation
}

export type StoryOptions = { readonly words?: Words; readonly foreignWords?: Words }

/** The address of a declared route with the values of a story; throws at a parameter that the story has no value for. */
export function fill(pattern: string, ids: Ids): string {
  return pattern.replaceAll(/:(\w+)/g, (whole, name: string, at: number) => {
    const before = pattern.slice(0, at + whole.length)
    const special = Object.keys(ids)
      .filter(key => key.includes('/') && (before.endsWith(key) || pattern.endsWith(key)) && key.includes(whole))
      .toSorted((a, b) => b.length - a.length)[0]
    const value = ids[special ?? name]
    if (value === undefined) throw new Error(`${pattern}: the story has no value for ${whole}`)
    return value
  })
}

const staff: readonly StaffRole[] = [
  'administrator',
  'case-worker',
  'mediator',
  'cpi-operator',
  'coordinator',
  'auditor',
]

type Bodies = { coop: TestOrganisation; centre: TestOrganisation; lead: TestOrganisation; town: TestOrganisation }

/** Where each role works. The coordinator is the operating unit's; the lead partner has the administrator and the auditor. */
async function seatsOf(
  seat: (at: TestOrganisation, role: Role) => Promise<Client>,
  { coop, centre, lead }: Bodies,
): Promise<Record<StaffRole, Client>> {
  const place: Record<StaffRole, TestOrganisation> = {
    administrator: lead,
    'case-worker': coop,
    mediator: coop,
    'cpi-operator': centre,
    coordinator: coop,
    auditor: lead,
  }
  const seats = await Promise.all(staff.map(async role => [role, await seat(place[role], role)] as const))
  return Object.fromEntries(seats) as Record<StaffRole, Client>
}

async function openProgramme(lead: Client, world: World, partners: readonly OrganisationId[]): Promise<ProgrammeId> {
  const today = dayInRome(world.now())
  return lead.inScope(tx =>
    createProgramme(tx, {
      name: 'Prima',
      code: `PROG-${partners[0]?.slice(-4) ?? ''}`,
      fund: 'FAMI 2021–2027',
      notice: undefined,
      budget: 10_000_000 as Cents,
      startsOn: addMonths(today, -6),
      endsOn: addMonths(today, 12),
      targetHeads: 50,
      targetMinutes: (50 * 36 * 60) as Minutes,
      targetWomen: 25,
      spending: 'entries',
      unit: undefined,
      partners: [...partners],
    }),
  )
}

/** What a handover leaves: a package that waits, and (for another person) one that was taken over and has its DID. */
async function handOver(sender: Client, receiver: Client, centre: OrganisationId, person: string): Promise<Ids> {
  const send = (of: PersonId) =>
    sender.inScope(async tx =>
      sendPackage(tx, await prepareHandover(tx, of, 'Marche'), {
        receiver: centre,
        legalBasis: 'public-task',
        groups: [...packageGroups],
        ownWords: false,
        until: addMonths(scopeOf(tx).today, 6),
      }),
    )
  const waiting = await send(person as PersonId)
  const second = await sender.inScope(tx =>
    createPerson(tx, {
      familyName: 'Consegnata',
      givenName: 'Prima',
      sex: 'F',
      birthDate: '1990-02-03' as CivilDate,
      citizenship: 'SYR',
      municipality: 'E388',
    }),
  )
  const taken = await send(second)
  await receiver.inScope(async tx => {
    const fields = await fieldsOf(tx, taken)
    const decisions = fields.map(({ position }) => ({ position, choice: 'accept' }) as const)
    await acceptPackage(tx, await getPackage(tx, taken), fields, decisions as never)
    const on = scopeOf(tx).today
    await confirmDid(tx, await getPackage(tx, taken), { on, identifier: 'DID-2026-000001' })
  })
  return { package: waiting, ':package/pact': taken, ':package/sap.xml': taken }
}

const REGISTER = Buffer.from(
  'Cognome;Nome;Nato il;Cittadinanza;Note\r\nImportata;Una;03/04/1991;Siria;\r\nSenza data;Due;boh;Siria;\r\n',
)

/** A register that waits for review, and one that was taken in and can be undone. */
async function importRegisters(client: Client): Promise<Ids> {
  const upload = async () => {
    const { status, location = '' } = await client.upload('/people/import', 'registro.csv', REGISTER)
    if (status !== 303) throw new Error(`the register was not taken: ${status}`)
    return location.split('/')[3] ?? ''
  }
  const applied = await upload()
  await client.post(`/people/import/${applied}/apply`, {})
  return { import: await upload(), ':import/undo': applied, kind: 'csv' }
}

/** What belongs to nobody's record: a member, an invitation, a session, an organisation, a rule. */
async function offices(world: World, admin: Client, member: Client): Promise<Ids> {
  if (!member.viewer?.account) throw new Error('a member has an account')
  const { network, organisation, account } = member.viewer
  const made = await admin.inScope(async tx => {
    const invited = { email: `${newId()}@example.org`, organisation, role: 'mediator' } as const
    const mediator = (await membersOf(tx, { organisation })).find(each => each.role === 'mediator')
    const [membership, ended] = [mediator?.membership ?? '', mediator?.account ?? '']
    const { id, url } = await invite(tx, invited)
    await addUnit(tx, organisation, 'Squadra di Jesi')
    return { membership, account: ended, invitation: id, '/invitations/:token': url.split('/').at(-1) ?? '' }
  })
  const session = await world.db.asRole('nc_signin', network, async tx => {
    const [mine] = await membershipsOf(tx, { network_id: network, account_id: account }, dayInRome(world.now()))
    if (!mine) throw new Error('a member has a membership')
    startStaffSession(tx, { network, account, membership: mine.membership, device: 'Firefox', now: world.now() })
    return (await sessionsOf(tx, account, world.now()))[0]?.session ?? ''
  })
  const door = (await demoSignInLinks(world.db, network, world.now()))[0]?.url.split('/').at(-1) ?? 'none.0.none'
  return { ...made, organisation, session, rule: openRules[0]?.id ?? '', defect: 'permit', '/demo/enter/:token': door }
}

/** Tells the story of one network; `seat` makes a member of it. */
async function tellNetwork(
  world: World,
  bodies: Bodies,
  clients: Record<StaffRole, Client>,
  programme: ProgrammeId,
  words: Words,
): Promise<{ ids: Ids; centreIds: Ids }> {
  const worker = clients['case-worker']
  const operator = clients['cpi-operator']
  const [coop, centre] = [bodies.coop.id, bodies.centre.id]
  const her = await tellRecord(world, { worker, programme, shownTo: bodies.town.id, words })
  const walkIn = await tellRecord(world, { worker: operator, programme, shownTo: bodies.town.id })
  // No witness has this key: what is asked of the register for it is refused.
  const register = { network: worker.viewer?.network ?? '', witness: '00000000' }
  const common = { ...register, programme, ...(await offices(world, clients.administrator, worker)) }
  const packages = await handOver(worker, operator, centre, her['person'] ?? '')
  const ids = { ...common, organisation: coop, ...packages, ...(await importRegisters(worker)), ...her }
  const centreIds = { ...common, organisation: centre, ...packages, ...(await importRegisters(operator)), ...walkIn }
  return { ids, centreIds }
}

export async function tellStory(world: World, options: StoryOptions = {}): Promise<Story> {
  const words = options.words ?? plainWords
  const bodies: Bodies = {
    lead: await world.organisation('leadPartner', 'Regione Marche'),
    coop: await world.organisation('receptionProject', 'Coop. Il Girasole'),
    centre: await world.organisation('jobCentre', 'CPI Jesi'),
    town: await world.organisation('socialService', 'Comune di Jesi'),
  }
  const second = await world.organisation('receptionProject', 'Coop. La Ginestra')
  const other: Bodies = {
    ...bodies,
    coop: second,
    lead: second,
    centre: await world.organisation('jobCentre', 'CPI Fano'),
  }
  const clients = await seatsOf((at, role) => world.member(at, role), bodies)
  const others = await seatsOf((at, role) => world.member(at, role), other)
  const partners = [bodies.coop.id, second.id, bodies.centre.id, other.centre.id]
  const programme = await openProgramme(await world.member(bodies.lead, 'coordinator'), world, partners)
  const told = await tellNetwork(world, bodies, clients, programme, words)
  const foreign = await tellNetwork(world, other, others, programme, options.foreignWords ?? plainWords)
  const stranger = await tellStrangers(world)
  const unsent = await clients['case-worker'].inScope(tx =>
    createPerson(tx, { familyName: 'Riservata', givenName: 'Ada' }),
  )
  const person = world.person(bodies.coop, told.ids['person'] as PersonId)
  await integrateAll(world.db)
  return {
    clients: { ...clients, person },
    nobody: world.nobody,
    others,
    ...told,
    foreignIds: foreign.ids,
    ...stranger,
    unsent,
    coop: bodies.coop,
    centre: bodies.centre,
    second,
  }
}

/** Another network with bodies of its own. */
async function tellStrangers(world: World): Promise<Pick<Story, 'strangers' | 'strangeIds'>> {
  const { network, organisation: coop } = await world.otherNetwork()
  const founder = await world.memberOf(network, coop, 'administrator')
  const add = async (kind: 'leadPartner' | 'jobCentre' | 'socialService', name: string): Promise<TestOrganisation> => ({
    id: await founder.inScope(tx => addOrganisation(tx, { kind, name })),
    name,
    kind,
  })
  const bodies: Bodies = {
    coop,
    lead: await add('leadPartner', 'Regione Umbria'),
    centre: await add('jobCentre', 'CPI Terni'),
    town: await add('socialService', 'Comune di Terni'),
  }
  const strangers = await seatsOf((at, role) => world.memberOf(network, at, role), bodies)
  const lead = await world.memberOf(network, bodies.lead, 'coordinator')
  const programme = await openProgramme(lead, world, [coop.id, bodies.centre.id])
  const { ids } = await tellNetwork(world, bodies, strangers, programme, plainWords)
  return { strangers, strangeIds: ids }
}
