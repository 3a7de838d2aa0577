// SPDX-License-Identifier: EUPL-1.2
// The whole telling: start in two languages, answer, go wrong, go on, conclude, correct; and who may not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type PersonId } from '#lib/ids.ts'
import { createPerson } from '#registry/index.ts'
import { aPermit, aPerson } from '#registry/registry.build.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { findDraft } from './draft.store.ts'
import { latestInterview, profileOf } from './index.ts'
import { module } from './module.ts'
import { sectionNames } from './section.ts'

let world: World
let coop: TestOrganisation
let worker: Client
let colleague: Client
let stranger: Client

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker', 'Federica Moretti')
  colleague = await world.member(coop, 'mediator', 'Huda Mansur')
  stranger = await world.member(await world.organisation('receptionProject', 'Altra cooperativa'), 'case-worker')
})
afterAll(() => world.close())

const newPerson = (): Promise<PersonId> => worker.inScope(tx => createPerson(tx, aPerson({ permit: aPermit() })))
const draftOf = (person: PersonId) => worker.inScope(tx => findDraft(tx, person))

const day = { 'heldOn-day': '21', 'heldOn-month': '11', 'heldOn-year': '2026' }
const start = (person: PersonId, given = {}) =>
  worker.post(`/people/${person}/interview`, { personLang: 'ar', interpreter: 'no', ...day, ...given })
const at = (person: PersonId, rest: string) => `/people/${person}/interview/${rest}`

async function started(given = {}): Promise<PersonId> {
  const person = await newPerson()
  await start(person, given)
  return person
}

const work = {
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

describe('starting', () => {
  test('opens the first screen, and a second start finds the draft of the first', async () => {
    const person = await newPerson()
    const first = await start(person)
    expect(first).toMatchObject({ status: 303, location: at(person, 'identity') })
    const again = await start(person)
    expect(again).toMatchObject({ status: 303, location: `/people/${person}/interview` })
    const resume = await worker.get(`/people/${person}/interview`)
    expect(resume.status).toBe(200)
    expect(resume.text).toContain(at(person, 'identity'))
  })

  test.each([
    ['an unknown language', { personLang: 'xx' }, 'personLang'],
    ['no language', { personLang: undefined }, 'personLang'],
    ['an interpreter without a language', { interpreter: 'yes' }, 'interpreterLang'],
    ['31 November', { 'heldOn-day': '31' }, 'heldOn'],
    ['tomorrow', { 'heldOn-day': '22' }, 'heldOn'],
  ])('%s is refused beside its field, and what was typed stays', async (_, wrong, field) => {
    const person = await newPerson()
    const answer = await start(person, { place: 'Jesi, sportello', ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#f-${field}"`)
    expect(answer.text).toContain('Jesi, sportello')
    expect(await draftOf(person)).toBeUndefined()
  })
})

describe('a screen in two languages', () => {
  test.each([
    ['it', 'ltr', 'ar', 'rtl', 'Leggi nella tua lingua?', 'هل القراءة ممكنة باللغة الأم؟'],
    ['ar', 'rtl', 'fr', 'ltr', 'هل القراءة ممكنة باللغة الأم؟', 'Lisez-vous dans votre langue ?'],
  ])('%s (%s) beside %s (%s), each in its own direction', async (lang, dir, personLang, otherDir, first, second) => {
    const person = await started({ personLang })
    const { text, status } = await worker.get(at(person, 'literacy'), { lang })
    expect(status).toBe(200)
    expect(text).toContain(`<html lang="${lang}" dir="${dir}"`)
    expect(text).toContain(first)
    const beside = new RegExp(`<span lang="${personLang}" dir="${otherDir}">${second.replace('?', '\\?')}`)
    expect(text).toMatch(beside)
    expect(text).toMatch(new RegExp(`<span lang="${lang}"( dir="${dir}")?>`))
    // One control for both columns.
    expect(text.match(/name="reads" value="well"/g)).toHaveLength(1)
  })

  test('the same language twice is one column', async () => {
    const person = await started({ personLang: 'it' })
    const { text } = await worker.get(at(person, 'literacy'), { lang: 'it' })
    expect(text).toContain('nc-q is-one')
    expect(text.match(/Leggi nella tua lingua\?/g)).toHaveLength(1)
  })

  test.each(sectionNames)('%s can be read, and offers both ways of not answering', async name => {
    const person = await started()
    const entry = ['languages', 'schools', 'experiences'].includes(name) ? `${name}/new` : name
    const { status, text } = await worker.get(at(person, entry))
    expect(status).toBe(200)
    expect(text).toContain('value="unknown"')
    expect(text).toContain('value="declined"')
    expect((await worker.get(at(person, name))).status).toBe(200)
  })

  test('what the file knows is shown to be confirmed', async () => {
    const { text } = await worker.get(at(await started(), 'identity'))
    expect(text).toContain('Samira Al Nouri')
    expect(text).toContain('3 maggio 1995')
  })
})

describe('answering', () => {
  test('an error keeps every word, in every script', async () => {
    const person = await started()
    const answer = await worker.post(at(person, 'experiences/new'), { ...work, 'until-year': '2010' })
    expect(answer.status).toBe(422)
    for (const kept of ['كنت أخيط فساتين الأعراس', 'Cucivo abiti da sposa', 'Homs', 'value="2014"', 'value="2010"']) {
      expect(answer.text).toContain(kept)
    }
    expect(answer.text).toMatch(/name="pictures" value="selling" checked/)
    expect(answer.text).toContain('href="#f-until-year"')
    expect((await draftOf(person))?.content.experiences).toBeUndefined()
  })

  test('a year that has not come is refused', async () => {
    const answer = await worker.post(at(await started(), 'schools/new'), { level: 'primary', until: '2027' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#f-until"')
  })

  test('"save and stop" keeps the answers and leaves the questions', async () => {
    const person = await started()
    const answer = await worker.post(at(person, 'wishes'), { aims: 'work', go: 'stop', version: '1' })
    expect(answer).toMatchObject({ status: 303, location: `/people/${person}/interview` })
    expect((await draftOf(person))?.content.wishes?.answers).toEqual({ aims: 'work' })
  })

  test('a body that asks for nothing of ours is kept out', async () => {
    const person = await started()
    await worker.post(at(person, 'wishes'), { aims: 'work', evil: 'x', network_id: 'y' })
    expect((await draftOf(person))?.content.wishes?.answers).toEqual({ aims: 'work' })
  })

  test('an empty screen is no error: everything may be skipped', async () => {
    const person = await started()
    expect((await worker.post(at(person, 'wishes'))).status).toBe(303)
  })

  test('a colleague who wrote meanwhile is not overwritten unseen; nothing typed is lost', async () => {
    const person = await started()
    const drawn = (await draftOf(person))?.version
    await colleague.post(at(person, 'wishes'), { aims: 'school', version: String(drawn) })
    const answer = await worker.post(at(person, 'wishes'), { words: 'sarta', version: String(drawn) })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('sarta')
    const version = (await draftOf(person))?.version
    const again = await worker.post(at(person, 'wishes'), { words: 'sarta', version: String(version) })
    expect(again.status).toBe(303)
  })

  test('a job can be changed and taken out again before it is concluded', async () => {
    const person = await started()
    await worker.post(at(person, 'experiences/new'), work)
    const entry = (await draftOf(person))?.content.experiences?.entries[0]?.entry
    const { text } = await worker.get(at(person, `experiences/${entry}`))
    expect(text).toContain('Cucivo abiti da sposa')
    await worker.post(at(person, `experiences/${entry}`), { ...work, place: 'Beirut' })
    expect((await worker.get(at(person, 'experiences'))).text).toContain('Beirut')
    await worker.post(at(person, `experiences/${entry}/remove`))
    expect((await draftOf(person))?.content.experiences?.entries).toEqual([])
  })
})

async function aTelling(given = {}): Promise<PersonId> {
  const person = await started(given)
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
  return person
}
const conclude = (person: PersonId) => worker.post(at(person, 'conclude'), { confirmed: 'yes' })

describe('concluding', () => {
  test('every answer becomes a statement that says who said it', async () => {
    const person = await aTelling({ interpreter: 'yes', interpreterLang: 'ar' })
    expect((await worker.get(at(person, 'review'))).status).toBe(200)
    expect(await conclude(person)).toMatchObject({ status: 303, location: `/people/${person}/profile` })
    const profile = await worker.inScope(tx => profileOf(tx, person))
    expect(profile.experiences).toHaveLength(1)
    const [job] = profile.experiences
    expect(job).toMatchObject({
      words: { text: 'كنت أخيط فساتين الأعراس', lang: 'ar', italian: 'Cucivo abiti da sposa' },
      period: { from: { year: 2014 }, until: { year: 2020 }, ongoing: false },
      provenance: { level: 'declared', saidBy: 'interpreter', saidOn: '2026-11-21', writtenBy: coop.id },
    })
    expect(profile.italianLevel).toMatchObject({ level: 'A2', whole: false })
    expect(profile.constraints).toMatchObject({ earliest: 510, latest: 930 })
    expect(await worker.inScope(tx => latestInterview(tx, person))).toMatchObject({
      personLang: 'ar',
      interpreterLang: 'ar',
      confirmed: ['identity'],
    })
    expect(await draftOf(person)).toBeUndefined()
  })

  test('the profile shows own words in their script, what they mean, and that they were interpreted', async () => {
    const person = await aTelling()
    await conclude(person)
    const { text, status } = await worker.get(`/people/${person}/profile`)
    expect(status).toBe(200)
    expect(text).toContain('<bdi lang="ar" dir="rtl">كنت أخيط فساتين الأعراس</bdi>')
    expect(text).toContain('Cucivo abiti da sposa')
    expect(text).toContain('interpretato, non verificato')
    expect(text).toContain('6 anni')
    expect(text).toContain('Preferisco non dirlo')
  })

  test('without the tick nothing is concluded', async () => {
    const person = await aTelling()
    expect((await worker.post(at(person, 'conclude'))).status).toBe(422)
    expect(await worker.inScope(tx => latestInterview(tx, person))).toBeUndefined()
  })

  test('an interview without an answer is none', async () => {
    const person = await started()
    expect((await conclude(person)).status).toBe(409)
  })

  test('a second interview starts from the first and adds only what changed', async () => {
    const person = await aTelling()
    await conclude(person)
    const before = await worker.inScope(tx => profileOf(tx, person))
    await start(person, { personLang: 'fr' })
    expect((await worker.get(at(person, 'experiences'))).text).toContain('Homs')
    const entry = before.experiences[0]?.entry
    await worker.post(at(person, `experiences/${entry}`), { ...work, hours: '40' })
    await conclude(person)
    const after = await worker.inScope(tx => profileOf(tx, person))
    expect(after.interviews).toHaveLength(2)
    expect(after.experiences.map(job => [job.entry, job.weeklyHours])).toEqual([[entry, 40]])
    expect(after.schooling[0]?.id).toBe(before.schooling[0]?.id)
  })

  test('thrown away, it leaves the profile as it was', async () => {
    const person = await aTelling()
    expect((await worker.post(at(person, 'discard'))).status).toBe(303)
    expect(await draftOf(person)).toBeUndefined()
    expect((await worker.inScope(tx => profileOf(tx, person))).experiences).toEqual([])
  })
})

describe('correcting the profile', () => {
  test('adds a better proved statement beside the old one', async () => {
    const person = await aTelling()
    await conclude(person)
    const italian = (await worker.inScope(tx => profileOf(tx, person))).languages.find(
      ({ language }) => language === 'it',
    )
    const url = `/people/${person}/profile/italian/${italian?.entry}`
    expect((await worker.get(url)).status).toBe(200)
    const refused = await worker.post(url, { listening: 'B1', level: 'documented' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('href="#f-source"')
    const source = 'Attestato CPIA Ancona 2026'
    expect((await worker.post(url, { listening: 'B1', level: 'documented', source })).status).toBe(303)
    const after = await worker.inScope(tx => profileOf(tx, person))
    expect(after.italianLevel?.level).toBe('B1')
    expect((await worker.get(`/people/${person}/profile`)).text).toContain(source)
  })

  test('nobody here may certify', async () => {
    const person = await newPerson()
    const answer = await worker.post(`/people/${person}/profile/italian/new`, {
      listening: 'B1',
      level: 'certified',
      source: 'x',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#f-level"')
  })

  test('what was withdrawn is gone from the profile', async () => {
    const person = await newPerson()
    await worker.post(`/people/${person}/profile/experiences/new`, work)
    const [job] = (await worker.inScope(tx => profileOf(tx, person))).experiences
    expect((await worker.post(`/people/${person}/profile/experiences/${job?.entry}/withdraw`)).status).toBe(303)
    expect((await worker.inScope(tx => profileOf(tx, person))).experiences).toEqual([])
  })

  test('an empty correction says so', async () => {
    expect((await worker.post(`/people/${await newPerson()}/profile/wishes/new`)).status).toBe(422)
  })
})

describe('who may not', () => {
  const pages = [
    'interview',
    'interview/identity',
    'interview/experiences/new',
    'interview/review',
    'profile',
    'profile/wishes/new',
  ]

  test.each(pages)('another organisation finds no %s', async url => {
    const person = await aTelling()
    expect((await stranger.get(`/people/${person}/${url}`)).status).toBe(404)
  })

  test.each(['interview', 'interview/wishes', 'interview/conclude', 'profile/wishes/new'])(
    'another organisation cannot write %s',
    async url => {
      const person = await aTelling()
      const answer = await stranger.post(`/people/${person}/${url}`, {
        personLang: 'ar',
        ...day,
        aims: 'work',
        confirmed: 'yes',
      })
      expect(answer.status).toBe(404)
      expect((await worker.inScope(tx => profileOf(tx, person))).wishes).toBeUndefined()
    },
  )

  test.each(['coordinator', 'auditor', 'administrator', 'cpi-operator'] as const)(
    'a %s does not interview',
    async role => {
      const member = await world.member(coop, role)
      expect((await member.get(`/people/${await newPerson()}/interview`)).status).toBe(403)
    },
  )

  test('a person who does not exist is not there', async () => {
    expect((await worker.get(`/people/${newId()}/profile`)).status).toBe(404)
    expect((await worker.get('/people/no-id/profile')).status).toBe(404)
  })
})

describe('her rights', () => {
  test('she gets everything, and can have it erased', async () => {
    const person = await aTelling()
    await conclude(person)
    await start(person)
    const held = await worker.inScope(async tx => module.privacy?.exportPerson(tx, person))
    expect(JSON.stringify(held)).toContain('كنت أخيط فساتين الأعراس')
    await worker.inScope(async tx => module.privacy?.erasePerson(tx, person))
    const left = await worker.inScope(async tx => module.privacy?.exportPerson(tx, person))
    expect(Object.values(left ?? {}).flat()).toEqual([])
  })

  test('a draft nobody came back to is gone after its day', async () => {
    const person = await aTelling()
    world.setNow('2027-01-21T15:00:00.000Z')
    try {
      expect(await draftOf(person)).toBeUndefined()
      await worker.inScope(async tx => module.jobs?.['skills.expire-drafts']?.(tx, {}))
      world.setNow('2026-11-21T15:00:00.000Z')
      expect(await draftOf(person)).toBeUndefined()
    } finally {
      world.setNow('2026-11-21T15:00:00.000Z')
    }
  })
})
