// SPDX-License-Identifier: EUPL-1.2
// What a concluded interview leaves: statements, their corrections, her rights; and who may not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/ids.ts'
import { unwatched } from '#platform/jobs/jobs.build.ts'
import { latestInterview, profileOf } from './index.ts'
import { at, day, type Interviews, someInterviews, work } from './interviews.build.ts'
import { module } from './module.ts'

let here: Interviews
beforeAll(async () => {
  here = await someInterviews()
})
afterAll(() => here.world.close())

describe('concluding', () => {
  test('every answer becomes a statement that says who said it', async () => {
    const person = await here.aTelling({ interpreter: 'yes', interpreterLang: 'ar' })
    expect((await here.worker.get(at(person, 'review'))).status).toBe(200)
    expect(await here.conclude(person)).toMatchObject({ status: 303, location: `/people/${person}/profile` })
    const profile = await here.worker.inScope(tx => profileOf(tx, person))
    expect(profile.experiences).toHaveLength(1)
    const [job] = profile.experiences
    expect(job).toMatchObject({
      words: { text: 'كنت أخيط فساتين الأعراس', lang: 'ar', italian: 'Cucivo abiti da sposa' },
      period: { from: { year: 2014 }, until: { year: 2020 }, ongoing: false },
      provenance: { level: 'declared', saidBy: 'interpreter', saidOn: '2026-11-21', writtenBy: here.coop.id },
    })
    expect(profile.italianLevel).toMatchObject({ level: 'A2', whole: false })
    expect(profile.constraints).toMatchObject({ earliest: 510, latest: 930 })
    expect(await here.worker.inScope(tx => latestInterview(tx, person))).toMatchObject({
      personLang: 'ar',
      interpreterLang: 'ar',
      confirmed: ['identity'],
    })
    expect(await here.draftOf(person)).toBeUndefined()
  })

  test('the profile shows own words in their script, what they mean, and that they were interpreted', async () => {
    const person = await here.aTelling()
    await here.conclude(person)
    const { text, status } = await here.worker.get(`/people/${person}/profile`)
    expect(status).toBe(200)
    expect(text).toContain('<bdi lang="ar" dir="rtl">كنت أخيط فساتين الأعراس</bdi>')
    expect(text).toContain('Cucivo abiti da sposa')
    expect(text).toContain('interpretato, non verificato')
    expect(text).toContain('6 anni')
    expect(text).toContain('Preferisco non dirlo')
  })

  test('without the tick nothing is concluded', async () => {
    const person = await here.aTelling()
    expect((await here.worker.post(at(person, 'conclude'))).status).toBe(422)
    expect(await here.worker.inScope(tx => latestInterview(tx, person))).toBeUndefined()
  })

  test('an interview without an answer is none', async () => {
    const person = await here.started()
    expect((await here.conclude(person)).status).toBe(409)
  })

  test('a second interview starts from the first and adds only what changed', async () => {
    const person = await here.aTelling()
    await here.conclude(person)
    const before = await here.worker.inScope(tx => profileOf(tx, person))
    await here.start(person, { personLang: 'fr' })
    expect((await here.worker.get(at(person, 'experiences'))).text).toContain('Homs')
    const entry = before.experiences[0]?.entry
    await here.worker.post(at(person, `experiences/${entry}`), { ...work, hours: '40' })
    await here.conclude(person)
    const after = await here.worker.inScope(tx => profileOf(tx, person))
    expect(after.interviews).toHaveLength(2)
    expect(after.experiences.map(job => [job.entry, job.weeklyHours])).toEqual([[entry, 40]])
    expect(after.schooling[0]?.id).toBe(before.schooling[0]?.id)
  })

  test('thrown away, it leaves the profile as it was', async () => {
    const person = await here.aTelling()
    expect((await here.worker.post(at(person, 'discard'))).status).toBe(303)
    expect(await here.draftOf(person)).toBeUndefined()
    expect((await here.worker.inScope(tx => profileOf(tx, person))).experiences).toEqual([])
  })
})

describe('correcting the profile', () => {
  test('adds a better proved statement beside the old one', async () => {
    const person = await here.aTelling()
    await here.conclude(person)
    const italian = (await here.worker.inScope(tx => profileOf(tx, person))).languages.find(
      ({ language }) => language === 'it',
    )
    const url = `/people/${person}/profile/italian/${italian?.entry}`
    expect((await here.worker.get(url)).status).toBe(200)
    const refused = await here.worker.post(url, { listening: 'B1', level: 'documented' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('href="#f-source"')
    const source = 'Attestato CPIA Ancona 2026'
    expect((await here.worker.post(url, { listening: 'B1', level: 'documented', source })).status).toBe(303)
    const after = await here.worker.inScope(tx => profileOf(tx, person))
    expect(after.italianLevel?.level).toBe('B1')
    expect((await here.worker.get(`/people/${person}/profile`)).text).toContain(source)
  })

  test('nobody here may certify', async () => {
    const person = await here.newPerson()
    const answer = await here.worker.post(`/people/${person}/profile/italian/new`, {
      listening: 'B1',
      level: 'certified',
      source: 'x',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#f-level"')
  })

  test('what was withdrawn is gone from the profile', async () => {
    const person = await here.newPerson()
    await here.worker.post(`/people/${person}/profile/experiences/new`, work)
    const [job] = (await here.worker.inScope(tx => profileOf(tx, person))).experiences
    expect((await here.worker.post(`/people/${person}/profile/experiences/${job?.entry}/withdraw`)).status).toBe(303)
    expect((await here.worker.inScope(tx => profileOf(tx, person))).experiences).toEqual([])
  })

  test('an empty correction says so', async () => {
    expect((await here.worker.post(`/people/${await here.newPerson()}/profile/wishes/new`)).status).toBe(422)
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
    const person = await here.aTelling()
    expect((await here.stranger.get(`/people/${person}/${url}`)).status).toBe(404)
  })

  test.each(['interview', 'interview/wishes', 'interview/conclude', 'profile/wishes/new'])(
    'another organisation cannot write %s',
    async url => {
      const person = await here.aTelling()
      const answer = await here.stranger.post(`/people/${person}/${url}`, {
        personLang: 'ar',
        ...day,
        aims: 'work',
        confirmed: 'yes',
      })
      expect(answer.status).toBe(404)
      expect((await here.worker.inScope(tx => profileOf(tx, person))).wishes).toBeUndefined()
    },
  )

  test.each(['coordinator', 'auditor', 'administrator', 'cpi-operator'] as const)(
    'a %s does not interview',
    async role => {
      const member = await here.world.member(here.coop, role)
      expect((await member.get(`/people/${await here.newPerson()}/interview`)).status).toBe(403)
    },
  )

  test('a person who does not exist is not there', async () => {
    expect((await here.worker.get(`/people/${newId()}/profile`)).status).toBe(404)
    expect((await here.worker.get('/people/no-id/profile')).status).toBe(404)
  })
})

describe('her rights', () => {
  test('she gets everything, and can have it erased', async () => {
    const person = await here.aTelling()
    await here.conclude(person)
    await here.start(person)
    const held = await here.worker.inScope(async tx => module.privacy?.exportPerson(tx, person))
    expect(JSON.stringify(held)).toContain('كنت أخيط فساتين الأعراس')
    await here.worker.inScope(async tx => module.privacy?.erasePerson(tx, person))
    const left = await here.worker.inScope(async tx => module.privacy?.exportPerson(tx, person))
    expect(Object.values(left ?? {}).flat()).toEqual([])
  })

  test('a draft nobody came back to is gone after its day', async () => {
    const person = await here.aTelling()
    here.world.setNow('2027-01-21T15:00:00.000Z')
    try {
      expect(await here.draftOf(person)).toBeUndefined()
      await here.worker.inScope(async tx => module.jobs?.['skills.expire-drafts']?.(tx, {}, unwatched))
      here.world.setNow('2026-11-21T15:00:00.000Z')
      expect(await here.draftOf(person)).toBeUndefined()
    } finally {
      here.world.setNow('2026-11-21T15:00:00.000Z')
    }
  })
})
