// SPDX-License-Identifier: EUPL-1.2
// Puts a person's file together. What was not shared with the viewer's organisation is simply not there.
import { type CpiState as CpiSummary, cpiStateOf } from '#cpi/index.ts'
import { sealOf } from '#ledger/index.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { FactId, OrganisationId, PersonId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { sharesOf } from '#network/index.ts'
import { type Placement, placementsOf } from '#placements/index.ts'
import { planOf, type PlanSummary } from '#plans/index.ts'
import { accessesOf } from '#platform/auth/access.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { grantedOf } from '#platform/auth/grants.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Translate } from '#platform/ui/page-context.tsx'
import {
  currentPermit,
  displayName,
  getPerson,
  municipalityName,
  type Person,
  stateNames,
  verdictFrom,
} from '#registry/index.ts'
import { type Profile, profileOf } from '#skills/index.ts'
import type { PersonFile, SealOf, Stop } from './file.ts'
import { stations } from '#lib/station.ts'
import { nextStep, type Standing, stationStates } from './journey.ts'
import { nextMeeting } from './overview.store.ts'
import { questionsOf } from './question.store.ts'
import { isOpen } from './question.ts'
import { clockOf } from './read-desk.ts'

/** What the eight stations are read from. */
const pathGroups = ['identity', 'schooling_languages', 'work_history', 'plan', 'hours', 'outcomes'] as const

type Known = {
  readonly profile: Profile
  readonly plan: PlanSummary | undefined
  readonly cpi: CpiSummary
  readonly placements: readonly Placement[]
}

export async function readFile(tx: Tx, id: PersonId, lang: string, t: Translate): Promise<PersonFile> {
  const { organisation, today } = scopeOf(tx)
  const [person, granted, known, permit, next, seen, countries] = await Promise.all([
    getPerson(tx, id),
    grantedOf(tx, id, fieldGroups),
    knownOf(tx, id),
    currentPermit(tx, id),
    nextMeetingOf(tx, id),
    watchers(tx, id),
    stateNames(lang, t),
  ])
  const own = person.keeper === organisation
  const groups = new Set(granted)
  const { profile, plan, cpi } = known
  const standing = standingOf(known)
  const hasPermit = groups.has('permit')
  // A station of which something was not shared would be drawn wrong: the path is shown whole or not at all.
  const isWhole = pathGroups.every(group => groups.has(group))
  const [work, seals, places] = await Promise.all([
    hasPermit ? verdictFrom(tx, person, permit) : undefined,
    sealsOf(tx, known),
    whereabouts(person, countries),
  ])
  return {
    person,
    name: displayName(person),
    own,
    groups,
    countries,
    ...places,
    permit: hasPermit ? permit : undefined,
    work,
    languages: profile.languages,
    motherTongues: profile.literacy?.mother ?? [],
    italian: profile.italianLevel?.level,
    experiences: profile.experiences,
    constraints: profile.constraints,
    plan,
    seals,
    stops: isWhole ? stopsOf(known, standing, today, seals) : [],
    step: own ? nextStep(standing, today) : undefined,
    cpiName: cpi.to,
    received: cpi.received,
    nextMeeting: next,
    ...(own ? seen : { viewers: [], lastSeen: undefined, openQuestions: 0 }),
  }
}

export async function knownOf(tx: Tx, person: PersonId): Promise<Known> {
  const [profile, plan, cpi, placements] = await Promise.all([
    profileOf(tx, person),
    planOf(tx, person),
    cpiStateOf(tx, person),
    placementsOf(tx, person),
  ])
  return { profile, plan, cpi, placements }
}

export function standingOf({ profile, plan, cpi, placements }: Known): Standing {
  const byStart = placements.toSorted((a, b) => (a.from < b.from ? 1 : -1))
  const passage = byStart.find(each => each.kind !== 'job')
  const job = byStart.find(each => each.kind === 'job' && !each.ended)
  const until = passage?.ended?.on ?? passage?.until
  return {
    interviewedOn: firstInterview(profile)?.heldOn,
    told: profile.experiences.length > 0 || profile.languages.length > 0 || profile.abilities !== undefined,
    plan: plan?.state,
    signed: plan?.hours.total.signed ?? ((cpi.received?.signed ?? 0) as Minutes),
    planned: plan?.hours.total.planned ?? ((cpi.received?.planned ?? 0) as Minutes),
    waiting: plan?.hours.total.waiting ?? (0 as Minutes),
    cpi: cpi.state,
    received: cpi.received !== undefined,
    internship: passage && { from: passage.from, until },
    job: job && { from: job.from, followUpOn: job.followUpOn, followedUp: job.followUps.length > 0 },
  }
}

/** Interviews come newest first: the path begins with the first one held. */
const firstInterview = (profile: Profile) => profile.interviews.at(-1)

type Seals = PersonFile['seals']

const passageAndJob = (placements: readonly Placement[]) => ({
  started: placements.find(each => each.kind !== 'job'),
  job: placements.find(each => each.kind === 'job' && !each.ended),
})

/** Every act behind the stations and the hours, asked for once. */
export function sealsOf(tx: Tx, { plan, placements, profile }: Known): Promise<Seals> {
  const { started, job } = passageAndJob(placements)
  const acts = [firstInterview(profile)?.fact, profile.interviews[0]?.fact, plan?.agreedFact as FactId | undefined]
  const facts = [...acts, started?.startedFact, job?.startedFact].filter(fact => fact !== undefined)
  return sealOf(tx, [...facts, ...(plan?.measures.flatMap(measure => measure.signedFacts) ?? [])])
}

/** Each station with its day, who did it and how it is proved. */
export function stopsOf(known: Known, standing: Standing, today: CivilDate, seals: Seals): readonly Stop[] {
  const { plan, cpi, placements } = known
  const states = stationStates(standing, today)
  const agreed = plan?.agreedFact as FactId | undefined
  const { started, job } = passageAndJob(placements)
  const [first, latest] = [firstInterview(known.profile), known.profile.interviews[0]]
  const seal = (fact: FactId | undefined) => fact && (seals.get(fact) as SealOf | undefined)
  const about: Partial<Record<Stop['station'], Omit<Stop, 'station' | 'state'>>> = {
    interview: { on: standing.interviewedOn, seal: seal(first?.fact) },
    profile: states.profile === 'done' ? { on: latest?.heldOn, seal: seal(latest?.fact) } : {},
    plan: { on: plan?.agreedOn, by: plan?.organisationName, seal: seal(agreed) },
    measures: states.measures === 'next' ? {} : { hours: { signed: standing.signed, planned: standing.planned } },
    cpi: { on: cpi.pact ?? cpi.did ?? cpi.sentOn, by: cpi.to },
    internship: { on: started?.from, by: started?.employerName, seal: seal(started?.startedFact) },
    job: { on: job?.from, by: job?.employerName, seal: seal(job?.startedFact) },
    'follow-up': { on: job?.followUps[0]?.on ?? job?.followUpOn },
  }
  return stations.map(station => {
    const { on, hours, by, seal: proof } = about[station] ?? {}
    return { station, state: states[station], on, hours, by, seal: proof }
  })
}

async function whereabouts(person: Person, countries: ReadonlyMap<string, string>) {
  const [livesIn, bornTown] = await Promise.all([
    municipalityName(person.municipality),
    municipalityName(person.birthPlace),
  ])
  return {
    livesIn,
    bornIn: person.birthTown ?? bornTown,
    citizenship: person.citizenship && (countries.get(person.citizenship) ?? person.citizenship),
  }
}

async function nextMeetingOf(tx: Tx, person: PersonId): Promise<PersonFile['nextMeeting']> {
  const next = await nextMeeting(tx, person)
  return next && { id: next.id, day: next.day, start: clockOf(next.start), place: next.place }
}

/** Who may see her besides us, which other organisation looked last, and what she asked about that. */
async function watchers(tx: Tx, person: PersonId): Promise<Pick<PersonFile, 'viewers' | 'lastSeen' | 'openQuestions'>> {
  const own: OrganisationId = scopeOf(tx).organisation
  const [all, [last], questions] = await Promise.all([
    sharesOf(tx, person),
    accessesOf(tx, person, 1, own),
    questionsOf(tx, person),
  ])
  const shares = all.filter(share => share.state === 'current' && share.organisation !== own)
  return {
    viewers: shares.map(share => ({ organisation: share.organisationName, groups: share.groups, until: share.until })),
    lastSeen: last && { organisation: last.organisationName, at: last.at as Instant },
    openQuestions: questions.filter(isOpen).length,
  }
}
