// SPDX-License-Identifier: EUPL-1.2
// One person's whole record at one organisation, through the verbs of the slices: what the story of an installation
// gives to each organisation in it.
import { addDays, addMonths, dayInRome } from '#lib/civil-date.ts'
import {
  type InterviewId,
  type LinkId,
  type MeetingId,
  newId,
  type OrganisationId,
  type PersonId,
  type PlanId,
} from '#lib/ids.ts'
import type { ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { shareWith } from '#network/index.ts'
import { employerWith, recordPlacement } from '#placements/index.ts'
import { createPersonLink, setPin } from '#platform/auth/person-access.ts'
import { issueSigningCode } from '#platform/auth/signing-codes.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import { scopeOf, type Tx, type Work } from '#platform/db/scope.ts'
import {
  bookMeeting,
  draftPlan,
  dropMeeting,
  getMeeting,
  getPlan,
  holdMeeting,
  signMeeting,
  signPlan,
  whatIsSigned,
} from '#plans/index.ts'
import { anObjection } from '#plans/plans.build.ts'
import { writeSubject } from '#plans/signing-subject.ts'
import { aQuestion } from '#portal/portal.build.ts'
import { enrol } from '#programmes/index.ts'
import { createPerson, getPerson, giveNotice, linkSamePerson } from '#registry/index.ts'
import { expiryFrom } from '#skills/draft.ts'
import { type DraftContent, profileOf, writeUpInterview } from '#skills/index.ts'
import { insertDraft } from '#skills/skills.build.ts'
import type { Client, World } from './world.ts'

export type Ids = Record<string, string>
/** A text of her record, named by the field group it belongs to and the place where it stands. Letters only. */
export type Words = (group: FieldGroup, place: string) => string

export const plainWords: Words = (group, place) => `${group.replaceAll('_', '')}${place}`

/** The PIN of every person of the story. */
export const PIN = '2846'

export type RecordGiven = {
  readonly worker: Client
  readonly programme: ProgrammeId
  /** An organisation that may see her identity, and nothing more. */
  readonly shownTo: OrganisationId
  readonly words?: Words
}

const one = (answers: Record<string, string | readonly string[]>) =>
  ({ saidBy: 'person', answers, entries: [] }) as const
const several = (answers: Record<string, string | readonly string[]>) =>
  ({ saidBy: 'person', answers: {}, entries: [{ entry: newId(), saidBy: 'person', answers }] }) as const

const tongue = { listening: 'A2', reading: 'A1', interaction: 'A2', production: 'A1', writing: 'A1' }

function telling(words: Words): DraftContent {
  return {
    identity: one({
      identityRight: 'no',
      identityNote: words('notes', 'identitynote'),
      permitRight: 'no',
      permitNote: words('notes', 'permitnote'),
    }),
    literacy: one({ mother: 'ar', reads: 'well', writes: 'well', scripts: ['arabic'], numbers: 'well', forms: 'help' }),
    italian: one({ ...tongue, learnt: ['course'], certificate: words('schooling_languages', 'certificate') }),
    languages: several({ ...tongue, language: 'en' }),
    schools: several({
      level: 'lowerSecondary',
      years: '9',
      country: 'SYR',
      title: words('schooling_languages', 'title'),
      'title-lang': 'ar',
    }),
    experiences: several({
      pictures: ['sewing'],
      words: words('work_history', 'words'),
      'words-lang': 'ar',
      'words-italian': words('work_history', 'italian'),
      kind: 'informal',
      place: words('work_history', 'place'),
      country: 'SYR',
      'from-year': '2014',
      'until-year': '2020',
      tasks: words('work_history', 'tasks'),
      'tasks-lang': 'ar',
      again: 'yes',
    }),
    abilities: one({ words: words('work_history', 'abilities'), 'words-lang': 'ar', licences: ['car'] }),
    wishes: one({ aims: ['work'], hours: 'full', start: 'now', words: words('wishes_constraints', 'wishes') }),
    constraints: one({ mobility: ['bus'], childcare: 'needed', words: words('wishes_constraints', 'constraints') }),
  }
}

async function register(tx: Tx, words: Words, place: string): Promise<PersonId> {
  const today = scopeOf(tx).today
  const person = await createPerson(tx, {
    familyName: words('identity', `family${place}`),
    givenName: words('identity', `given${place}`),
    nativeName: words('identity', `native${place}`),
    nativeLang: 'ar',
    usedName: words('identity', `used${place}`),
    birthDate: addMonths(today, -360),
    sex: 'F',
    citizenship: 'SYR',
    birthPlace: 'Z240',
    birthTown: words('identity', `town${place}`),
    phone: `+39300${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`,
    email: `${words('contacts', `mail${place}`)}@example.org`,
    municipality: 'E388',
    address: words('contacts', `address${place}`),
    residenceAddress: words('contacts', `residence${place}`),
    more: {
      guardianName: words('family', `guardian${place}`),
      familyStatus: 'single',
      healthNeed: words('health', `need${place}`),
    },
    permit: {
      documentType: 1,
      kind: 'subsidiary',
      number: `I${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`,
      questura: words('permit', `questura${place}`),
      issuedOn: addMonths(today, -12),
      expiresOn: addMonths(today, 24),
    },
  })
  await giveNotice(tx, person, { lang: 'ar', manner: 'read-aloud' })
  return person
}

/** Tells her story twice over: concluded into her profile, and begun again as a draft. */
async function interview(tx: Tx, person: PersonId, words: Words): Promise<Ids> {
  const { today, organisation, account } = scopeOf(tx)
  const langs = { ownLang: 'it', personLang: 'ar' } as const
  await writeUpInterview(tx, {
    ...langs,
    person,
    heldOn: addDays(today, -20),
    place: words('notes', 'interviewplace'),
    content: telling(words),
  })
  const content = telling((_, place) => words('notes', `draft${place}`))
  const draft = {
    id: newId<InterviewId>(),
    person,
    organisation,
    heldOn: today,
    ...langs,
    content,
    startedOn: today,
  } as const
  insertDraft(tx, { ...draft, ...(account ? { owner: account } : {}), expiresOn: expiryFrom(today), version: 1 })
  const profile = await profileOf(tx, person)
  const stated = {
    literacy: profile.literacy,
    italian: profile.languages.find(skill => skill.language === 'it'),
    languages: profile.languages.find(skill => skill.language !== 'it'),
    schools: profile.schooling[0],
    experiences: profile.experiences[0],
    abilities: profile.abilities,
    wishes: profile.wishes,
    constraints: profile.constraints,
  }
  const ids: Ids = {}
  for (const [section, found] of Object.entries(stated)) {
    if (!found) throw new Error(`the interview left nothing about ${section}`)
    ids[`profile/${section}/:entry`] = found.entry
  }
  for (const section of ['languages', 'schools', 'experiences'] as const)
    ids[`interview/${section}/:entry`] = content[section]?.entries[0]?.entry ?? ''
  return ids
}

/** A plan in force with a meeting in each state; the one that ids name was held and waits for her signature. */
async function work(tx: Tx, person: PersonId, words: Words): Promise<{ plan: PlanId; meeting: MeetingId }> {
  const { today, account } = scopeOf(tx)
  if (!account) throw new Error('a plan needs a member of staff')
  const plan = await draftPlan(tx, person, '36-hours', {
    goals: [{ words: words('plan', 'goal'), lang: 'ar' }],
    measures: [{ kind: 'guidance', ceiling: 480 as Minutes, title: words('plan', 'measure') }],
  })
  await signPlan(tx, await getPlan(tx, plan), 'operator', 'account')
  await signPlan(tx, await getPlan(tx, plan), 'person', 'qr-and-pin')
  const agreed = await getPlan(tx, plan)
  const measure = agreed.measures[0]?.id
  if (!measure) throw new Error('a plan has a measure')
  const span = { start: 540, end: 600 }
  const book = async (day: number, place: string) =>
    bookMeeting(tx, agreed, {
      measure,
      day: addDays(today, day),
      span,
      place: words('hours', place),
      lang: 'ar',
      operator: account,
    })
  const signed = await holdMeeting(tx, await getMeeting(tx, await book(-3, 'signed')), span)
  await signMeeting(tx, signed, whatIsSigned(signed), 'pin-screen-turned')
  await book(2, 'booked')
  await dropMeeting(tx, await getMeeting(tx, await book(3, 'dropped')), 'cancelled', words('hours', 'reason'))
  const meeting = await holdMeeting(tx, await getMeeting(tx, await book(-1, 'held')), span)
  await anObjection(
    tx,
    { person, plan, meeting: meeting.id, round: meeting.round },
    { kind: 'other', words: words('hours', 'objection'), lang: 'ar' },
  )
  return { plan, meeting: meeting.id }
}

async function find(tx: Tx, person: PersonId): Promise<string> {
  const { today } = scopeOf(tx)
  const employer = await employerWith(tx, { name: 'Sartoria Adria', taxCode: '01234567897', municipality: 'A271' })
  const from = addDays(today, -10)
  return recordPlacement(tx, {
    person,
    employer,
    kind: 'internship',
    contract: 'extracurricular',
    from,
    until: addMonths(from, 6),
  })
}

const tokenOf = (url: string): string => url.split('/').at(-1) ?? ''

/** Two records of one organisation, the first of them with everything that can happen to it. */
export async function tellRecord(world: World, given: RecordGiven): Promise<Ids> {
  const { worker, programme, shownTo, words = plainWords } = given
  if (!worker.viewer) throw new Error('a record needs a keeper')
  const today = dayInRome(world.now())
  const told = await worker.inScope(async tx => {
    const person = await register(tx, words, 'her')
    const other = await register(tx, words, 'other')
    const entries = await interview(tx, person, words)
    const { plan, meeting } = await work(tx, person, words)
    const placement = await find(tx, person)
    const enrolment = await enrol(tx, person, { programme, from: addDays(today, -30) })
    const link: LinkId = await linkSamePerson(tx, person, other, words('identity', 'linkreason'))
    const share = await shareWith(tx, {
      person,
      organisation: shownTo,
      groups: ['identity'],
      purpose: 'care',
      legalBasis: 'consent',
      until: addMonths(today, 6),
    })
    const subject = writeSubject({ kind: 'meeting', id: meeting })
    const entry = await createPersonLink(tx, person)
    await setPin(tx, person, PIN)
    const code = issueSigningCode(tx, person, subject)
    // The two linked records are one head, and the lower pseudonym names it.
    const [head = ''] = [(await getPerson(tx, person)).handle, (await getPerson(tx, other)).handle].toSorted()
    const fact = (await getPlan(tx, plan)).agreedFact ?? ''
    const acts = { plan, meeting, placement, enrolment, link, share, subject, fact }
    const tokens = { '/my/enter/:token': tokenOf(entry.url), '/sign/:token': tokenOf(code.url) }
    return { person, other, head, ...acts, ...tokens, ...entries }
  })
  const question = await asHerself(world, worker, told.person, tx =>
    aQuestion(tx, told.person, { words: words('notes', 'question'), lang: 'ar' }),
  )
  return { ...told, question }
}

/** A transaction of the person herself, on the record that this worker's organisation keeps. */
export function asHerself<T>(world: World, worker: Client, person: PersonId, act: Work<T>): Promise<T> {
  if (!worker.viewer) throw new Error('a record needs a keeper')
  const { network, organisation } = worker.viewer
  const now = world.now()
  const scope = { network, organisation, person, role: 'person', purpose: 'self', now, today: dayInRome(now) } as const
  return world.db.inScope(scope, act)
}
