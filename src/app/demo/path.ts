// SPDX-License-Identifier: EUPL-1.2
// One invented path, from the interview to the job: each act by the slice's own verb, on its day.
import { addDays, addMonths, type CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, PersonId } from '#lib/ids.ts'
import {
  acceptPackage,
  confirmDid,
  fieldsOf,
  getPackage,
  prepareHandover,
  readDid,
  readPact,
  sendPackage,
  signPact,
} from '#cpi/index.ts'
import { fakeRegionalSystem } from '#cpi/sap/regional-system.fake.ts'
import { packageGroups } from '#cpi/field.ts'
import { type Plan, planTemplate, type RegisterEntry, writeUpPlan } from '#plans/index.ts'
import type { Tx } from '#platform/db/scope.ts'
import { createPerson, giveNotice } from '#registry/index.ts'
import { type DraftContent, writeUpInterview } from '#skills/index.ts'
import { type InventedPerson, scriptsOf, type Told, workday } from './invented-person.ts'
import type { Random } from './random.ts'

/** First contact: the record, and the notice in her language. */
export async function takeIn(tx: Tx, her: InventedPerson, municipality: string): Promise<PersonId> {
  const { told, ...identity } = her
  const seen = { level: 'documented', saidBy: 'document' } as const
  const record = { ...identity, birthPrecision: 'day', municipality, provenance: seen, origin: 'demo' } as const
  const person = await createPerson(tx, record)
  await giveNotice(tx, person, { lang: told.lang, manner: 'read-aloud' })
  return person
}

const one = (answers: Record<string, string | readonly string[]>) =>
  ({ saidBy: 'person', answers, entries: [] }) as const

/** Her story, as the screens of the interview keep it. */
function contentOf({ told, familyName }: Pick<InventedPerson, 'told' | 'familyName'>): DraftContent {
  const spoken = Object.fromEntries(
    ['listening', 'reading', 'interaction', 'production', 'writing'].map(name => [name, told.italian]),
  )
  const entry = (at: number, answers: Record<string, string | readonly string[]>) =>
    ({ entry: crypto.randomUUID(), saidBy: 'person', answers, at }) as const
  return {
    identity: one({ identityRight: 'yes', permitRight: 'yes' }),
    literacy: one({
      mother: told.mother,
      reads: told.reads,
      writes: told.reads,
      scripts: scriptsOf(told),
      numbers: 'well',
      forms: told.italian === 'A0' ? 'help' : 'alone',
    }),
    italian: one({ ...spoken, learnt: familyName.length % 2 === 0 ? ['course'] : ['work', 'alone'] }),
    languages: {
      saidBy: 'person',
      answers: {},
      entries: told.otherLanguages.map((language, at) =>
        entry(at, { language, listening: 'B2', interaction: 'B2', production: 'B1' }),
      ),
    },
    schools: {
      saidBy: 'person',
      answers: {},
      entries: [entry(0, { level: told.school, years: String(told.schoolYears) })],
    },
    experiences: {
      saidBy: 'person',
      answers: {},
      entries: told.works.map((work, at) => entry(at, workAnswers(work, told))),
    },
    wishes: one({
      aims: ['work', ...(told.italian < 'B1' ? ['italian'] : [])],
      hours: told.hours,
      start: 'now',
      words: told.goal[told.lang],
      ...(told.lang === 'it' ? {} : { 'words-italian': told.goal.it }),
    }),
    constraints: one({
      childcare: told.childcare,
      mobility: ['walk', 'bus'],
      travel: '30',
      ...(told.childcare === 'needed' ? { earliest: '08:30', latest: '15:30' } : {}),
    }),
  }
}

function workAnswers(
  { trade, place, country, from, until, kind }: Told['works'][number],
  told: Told,
): Record<string, string | readonly string[]> {
  return {
    ...(trade.picture ? { pictures: [trade.picture] } : {}),
    words: trade.words[told.lang],
    ...(told.lang === 'it' ? {} : { 'words-italian': trade.words.it }),
    kind,
    place,
    country,
    'from-year': String(from),
    'until-year': String(until),
    tasks: trade.tasks,
    'tasks-lang': 'it',
    again: 'yes',
  }
}

export async function interview(tx: Tx, person: PersonId, her: InventedPerson, on: CivilDate): Promise<void> {
  const { lang, interpreter } = her.told
  await writeUpInterview(tx, {
    person,
    heldOn: on,
    ownLang: 'it',
    personLang: lang,
    ...(interpreter ? { interpreterLang: interpreter } : {}),
    content: contentOf(her),
  })
}

/** The plan "36 hours", signed by both sides on one day. */
export const agreePlan = (tx: Tx, person: PersonId, { told }: InventedPerson): Promise<Plan> =>
  writeUpPlan(tx, person, {
    template: '36-hours',
    contents: {
      goals: [{ words: told.goal[told.lang], lang: told.lang, italian: told.lang === 'it' ? undefined : told.goal.it }],
      measures: planTemplate('36-hours')?.measures ?? [],
    },
    method: 'qr-and-pin',
  })

/** Meetings of four hours, one or two a week, until the plan is full or she leaves. Never after `end`. */
export function meetingsOf(
  plan: Plan,
  random: Random,
  given: { from: CivilDate; end: CivilDate; meetings: number; unsigned: number; place: string },
): readonly RegisterEntry[] {
  const wanted = plan.measures
    .flatMap(measure => Array.from({ length: measure.ceiling / 240 }, () => measure.id))
    .slice(0, given.meetings)
  const entries: RegisterEntry[] = []
  let day = given.from
  for (const [at, measure] of wanted.entries()) {
    day = workday(addDays(day, random.between(2, 6)))
    if (day > given.end) break
    const start = random.pick([510, 540, 555, 840])
    const signed = at < wanted.length - given.unsigned
    entries.push({
      measure,
      day,
      span: { start, end: start + 240 },
      place: given.place,
      lang: 'it',
      ...(signed ? { signedBy: random.pick(['qr-and-pin', 'own-page-and-pin', 'pin-screen-turned'] as const) } : {}),
    })
  }
  return entries
}

const regional = fakeRegionalSystem()

/** Hands her over; the centre answers, declares and signs some days later. Both sides act in their own scopes. */
export async function handOver(tx: Tx, person: PersonId, receiver: OrganisationId, today: CivilDate) {
  const prepared = await prepareHandover(tx, person, 'Marche')
  return sendPackage(tx, prepared, {
    receiver,
    legalBasis: 'public-task',
    groups: [...packageGroups],
    ownWords: true,
    until: addMonths(today, 6),
  })
}

export async function answer(tx: Tx, id: Awaited<ReturnType<typeof handOver>>, random: Random): Promise<void> {
  const received = await getPackage(tx, id)
  const fields = await fieldsOf(tx, id)
  const decisions = fields.map(({ position }) =>
    random.chance(0.02)
      ? ({ position, choice: 'refuse', reason: 'not-needed' } as const)
      : ({ position, choice: 'accept' } as const),
  )
  await acceptPackage(tx, received, fields, keepNames(decisions))
}

/** Without her name there is no record to open. */
const keepNames = <D extends { position: number; choice: string }>(decisions: readonly D[]) =>
  decisions.map(each => (each.position < 4 ? ({ position: each.position, choice: 'accept' } as const) : each)) as never

export async function declare(
  tx: Tx,
  id: Awaited<ReturnType<typeof handOver>>,
  today: CivilDate,
  serial: number,
): Promise<void> {
  const did = readDid(
    { on: today, identifier: `DID-${today.slice(0, 4)}-${String(serial).padStart(6, '0')}`, promoter: '' },
    today,
  )
  if ('identifier' in did) await confirmDid(tx, await getPackage(tx, id), did)
}

export async function agreePact(
  tx: Tx,
  id: Awaited<ReturnType<typeof handOver>>,
  today: CivilDate,
  promoter: string,
): Promise<void> {
  const received = await getPackage(tx, id)
  if (!received.did) return
  const parts = {
    responsibleOperator: 'Operatore del CPI',
    employabilityProfile: 'Profilo raccolto nel colloquio della rete',
    searchActs: 'Due candidature a settimana',
    contactFrequency: 'Ogni mese',
    proofOfSearch: 'Elenco delle candidature',
    availableForWorkshops: true,
    availableForTraining: true,
    availableForOffers: true,
  }
  const proposedOn = addDays(today, -3)
  const policyId = regional.mintPolicyId(promoter, 'A02', proposedOn)
  const pact = readPact(
    { proposedOn, signedOn: today, endsOn: addMonths(today, 12), promoter, policyId, parts },
    received.did,
    today,
  )
  if ('policyId' in pact) await signPact(tx, received, pact)
}
