// SPDX-License-Identifier: EUPL-1.2
// Interviews for route tests: a world with one case worker, and people who were told a little or a lot.
import type { PersonId } from '#lib/ids.ts'
import { createPerson } from '#registry/index.ts'
import { aPermit, aPerson } from '#registry/registry.build.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { findDraft } from './draft.store.ts'
import type { Draft } from './draft.ts'

export const day = { 'heldOn-day': '21', 'heldOn-month': '11', 'heldOn-year': '2026' }
export const at = (person: PersonId, rest: string) => `/people/${person}/interview/${rest}`

/** A job as its form sends it. */
export const work = {
  pictures: ['sewing', 'selling'],
  words: 'كنت أخيط فساتين الأعراس',
  'words-lang': 'ar',
  'words-italian': 'Cucivo abiti da sposa',
  kind: 'informal',
  place: 'Homs',
  country: 'SYR',
  'from-year': '2014',
  'until-year': '2020',
  hours: '30',
  again: 'yes',
}

export type Interviews = {
  readonly world: World
  readonly coop: TestOrganisation
  readonly worker: Client
  readonly stranger: Client
  newPerson(): Promise<PersonId>
  draftOf(person: PersonId): Promise<Draft | undefined>
  start(person: PersonId, given?: object): ReturnType<Client['post']>
  started(given?: object): Promise<PersonId>
  /** Somebody with an answer on most screens, not concluded. */
  aTelling(given?: object): Promise<PersonId>
  conclude(person: PersonId): ReturnType<Client['post']>
}

export async function someInterviews(): Promise<Interviews> {
  const world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  const coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  const worker = await world.member(coop, 'case-worker', 'Federica Moretti')
  const stranger = await world.member(await world.organisation('receptionProject', 'Altra cooperativa'), 'case-worker')
  const newPerson = () => worker.inScope(tx => createPerson(tx, aPerson({ permit: aPermit() })))
  const start = (person: PersonId, given: object = {}) =>
    worker.post(`/people/${person}/interview`, { personLang: 'ar', interpreter: 'no', ...day, ...given })
  const started = async (given: object = {}) => {
    const person = await newPerson()
    await start(person, given)
    return person
  }
  return {
    world,
    coop,
    worker,
    stranger,
    newPerson,
    start,
    started,
    draftOf: person => worker.inScope(tx => findDraft(tx, person)),
    conclude: person => worker.post(at(person, 'conclude'), { confirmed: 'yes' }),
    aTelling: async given => {
      const person = await started(given)
      await tellMost(worker, person)
      return person
    },
  }
}

async function tellMost(worker: Client, person: PersonId): Promise<void> {
  await worker.post(at(person, 'identity'), { identityRight: 'yes', permitRight: 'no', permitNote: 'Asilo' })
  await worker.post(at(person, 'literacy'), { mother: 'ar', scripts: ['arabic', 'latin'], reads: 'well' })
  await worker.post(at(person, 'italian'), { listening: 'A2', interaction: 'A2', saidBy: 'operator' })
  await worker.post(at(person, 'experiences/new'), { ...work, saidBy: 'interpreter' })
  await worker.post(at(person, 'schools/new'), {
    level: 'lowerSecondary',
    years: '9',
    country: 'SYR',
    document: 'lost',
  })
  await worker.post(at(person, 'constraints'), { earliest: '8:30', latest: '15:30', childcare: 'declined' })
}
