// SPDX-License-Identifier: EUPL-1.2
// The organisations of the demo region and who works in them.
import type { OrganisationId } from '#lib/ids.ts'
import { readMunicipality } from '#registry/index.ts'
import { adherents, type DemoOrganisation, jobCentres, partners } from './organisations.ts'
import type { NewMember, Region, Seat } from './seats.ts'

export type Centre = { readonly id: OrganisationId; readonly seat: Seat; readonly promoter: string }

/** A partner: whose people, in which municipality, and the job centre they are handed over to. */
export type Place = {
  readonly seat: Seat
  readonly municipality: string
  readonly name: string
  readonly province: string
  /** How many of the 870 are its own. */
  readonly people: number
  readonly questura: string
  readonly centre: Centre
}

export type Organisations = {
  readonly coordinator: Seat
  /** The cooperative whose case worker has a day's work today, and the job centre of its town. */
  readonly girasole: Seat
  readonly girasoleCentre: Centre
  readonly places: readonly Place[]
  readonly centres: readonly Centre[]
  readonly adherents: readonly OrganisationId[]
}

const TOWN_OF_GIRASOLE = 'Jesi'

export async function foundOrganisations(region: Region): Promise<Organisations> {
  const ids = await region.organisations([...adherents, ...jobCentres, ...partners])
  const idOf = (at: number) => ids[at] as OrganisationId
  const firstCentre = adherents.length
  const firstPartner = firstCentre + jobCentres.length
  const centreSeats = jobCentres.map((centre, at) =>
    member(idOf(firstCentre + at), 'cpi-operator', operators[at], centre),
  )
  const partnerSeats = partners.map((partner, at) =>
    member(idOf(firstPartner + at), 'case-worker', workers[at], partner),
  )
  // The first of each role is the one whose door the demo opens.
  const own = jobCentres.findIndex(centre => centre.municipality === TOWN_OF_GIRASOLE)
  const seats = await region.members([
    { organisation: region.lead.organisation, role: 'coordinator', displayName: 'Marta Raffaelli' },
    { organisation: region.lead.organisation, role: 'auditor', displayName: 'Paolo Ferretti' },
    { organisation: idOf(0), role: 'case-worker', displayName: 'Federica Moretti' },
    ...centreSeats.slice(own, own + 1),
    ...centreSeats.toSpliced(own, 1),
    ...partnerSeats,
  ])
  const seatOf = (organisation: OrganisationId) => seats.find(seat => seat.organisation === organisation) as Seat
  const [coordinator, , girasole] = seats as [Seat, Seat, Seat]
  const codes = new Map<string, string>()
  for (const { municipality } of [...jobCentres, ...partners])
    codes.set(municipality, (await readMunicipality(municipality))[0]?.code ?? '')
  const centres = jobCentres.map((centre, at) => {
    const id = idOf(firstCentre + at)
    const promoter = `${codes.get(centre.municipality)}C${String(400 + at).padStart(6, '0')}`
    return { id, seat: seatOf(id), promoter }
  })
  const places = partners.map((partner, at) => ({
    name: partner.name,
    people: partner.people,
    province: partner.province,
    municipality: codes.get(partner.municipality) ?? '',
    questura: quaestors[partner.province] ?? 'Ancona',
    seat: seatOf(idOf(firstPartner + at)),
    centre: centreFor(partner, centres),
  }))
  return {
    coordinator,
    girasole,
    girasoleCentre: centres[own] as Centre,
    places,
    centres,
    adherents: ids.slice(0, firstCentre),
  }
}

const member = (
  organisation: OrganisationId,
  role: NewMember['role'],
  name: string | undefined,
  of: DemoOrganisation,
): NewMember => ({ organisation, role, displayName: name ?? of.name })

/** The centre in the partner's town, else the first of its province. */
function centreFor(partner: DemoOrganisation, centres: readonly Centre[]): Centre {
  const inTown = jobCentres.findIndex(each => each.municipality === partner.municipality)
  const inProvince = jobCentres.findIndex(each => each.province === partner.province)
  return (centres[inTown] ?? centres[inProvince] ?? centres[0]) as Centre
}

const operators = [
  'Stefano Giuliani',
  'Laura Pieri',
  'Carlo Bartoli',
  'Anna Fabbri',
  'Marco Lelli',
  'Silvia Conti',
  'Davide Mori',
  'Chiara Sabatini',
  'Luca Tassi',
  'Giulia Renzi',
  'Fabio Gentili',
  'Sara Baldi',
  'Andrea Orsini',
]
const workers = [
  'Giorgia Mancini',
  'Sofia Bruni',
  'Matteo Rossini',
  'Elisa Paoletti',
  'Irene Galli',
  'Tommaso Grassi',
  'Valentina Rocchi',
  'Nicola Ferri',
  'Alice Lombardi',
]
const quaestors: Readonly<Record<string, string>> = {
  AN: 'Ancona',
  FM: 'Fermo',
  MC: 'Macerata',
  AP: 'Ascoli Piceno',
  PU: 'Pesaro e Urbino',
}
