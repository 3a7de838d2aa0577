// SPDX-License-Identifier: EUPL-1.2
// Telling: start in two languages, answer, go wrong, go on. Nothing typed is ever lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, type Interviews, someInterviews, work } from './interviews.build.ts'
import { sectionNames } from './section.ts'

let here: Interviews
beforeAll(async () => {
  here = await someInterviews()
})
afterAll(() => here.world.close())

describe('starting', () => {
  test('opens the first screen, and a second start finds the draft of the first', async () => {
    const person = await here.newPerson()
    const first = await here.start(person)
    expect(first).toMatchObject({ status: 303, location: at(person, 'identity') })
    const again = await here.start(person)
    expect(again).toMatchObject({ status: 303, location: `/people/${person}/interview` })
    const resume = await here.worker.get(`/people/${person}/interview`)
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
    const person = await here.newPerson()
    const answer = await here.start(person, { place: 'Jesi, sportello', ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#f-${field}"`)
    expect(answer.text).toContain('Jesi, sportello')
    expect(await here.draftOf(person)).toBeUndefined()
  })
})

describe('a screen in two languages', () => {
  test.each([
    ['it', 'ltr', 'ar', 'rtl', 'Leggi nella tua lingua?', 'هل القراءة ممكنة باللغة الأم؟'],
    ['ar', 'rtl', 'fr', 'ltr', 'هل القراءة ممكنة باللغة الأم؟', 'Lisez-vous dans votre langue ?'],
  ])('%s (%s) beside %s (%s), each in its own direction', async (lang, dir, personLang, otherDir, first, second) => {
    const person = await here.started({ personLang })
    const { text, status } = await here.worker.get(at(person, 'literacy'), { lang })
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
    const person = await here.started({ personLang: 'it' })
    const { text } = await here.worker.get(at(person, 'literacy'), { lang: 'it' })
    expect(text).toContain('nc-q is-one')
    expect(text.match(/Leggi nella tua lingua\?/g)).toHaveLength(1)
  })

  test.each(sectionNames)('%s can be read, and offers both ways of not answering', async name => {
    const person = await here.started()
    const entry = ['languages', 'schools', 'experiences'].includes(name) ? `${name}/new` : name
    const { status, text } = await here.worker.get(at(person, entry))
    expect(status).toBe(200)
    expect(text).toContain('value="unknown"')
    expect(text).toContain('value="declined"')
    expect((await here.worker.get(at(person, name))).status).toBe(200)
  })

  test('what the file knows is shown to be confirmed', async () => {
    const { text } = await here.worker.get(at(await here.started(), 'identity'))
    expect(text).toContain('Samira Al Nouri')
    expect(text).toContain('3 maggio 1995')
  })
})

describe('answering', () => {
  test('an error keeps every word, in every script', async () => {
    const person = await here.started()
    const answer = await here.worker.post(at(person, 'experiences/new'), { ...work, 'until-year': '2010' })
    expect(answer.status).toBe(422)
    for (const kept of ['كنت أخيط فساتين الأعراس', 'Cucivo abiti da sposa', 'Homs', 'value="2014"', 'value="2010"']) {
      expect(answer.text).toContain(kept)
    }
    expect(answer.text).toMatch(/name="pictures" value="selling" checked/)
    expect(answer.text).toContain('href="#f-until-year"')
    expect((await here.draftOf(person))?.content.experiences).toBeUndefined()
  })

  test('a year that has not come is refused', async () => {
    const answer = await here.worker.post(at(await here.started(), 'schools/new'), { level: 'primary', until: '2027' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#f-until"')
  })

  test('"save and stop" keeps the answers and leaves the questions', async () => {
    const person = await here.started()
    const answer = await here.worker.post(at(person, 'wishes'), { aims: 'work', go: 'stop', version: '1' })
    expect(answer).toMatchObject({ status: 303, location: `/people/${person}/interview` })
    expect((await here.draftOf(person))?.content.wishes?.answers).toEqual({ aims: 'work' })
  })

  test('a body that asks for nothing of ours is kept out', async () => {
    const person = await here.started()
    await here.worker.post(at(person, 'wishes'), { aims: 'work', evil: 'x', network_id: 'y' })
    expect((await here.draftOf(person))?.content.wishes?.answers).toEqual({ aims: 'work' })
  })

  test('an empty screen is no error: everything may be skipped', async () => {
    const person = await here.started()
    expect((await here.worker.post(at(person, 'wishes'))).status).toBe(303)
  })

  test('a colleague who wrote meanwhile is not overwritten unseen; nothing typed is lost', async () => {
    const person = await here.started()
    const drawn = (await here.draftOf(person))?.version
    const colleague = await here.world.member(here.coop, 'mediator', 'Huda Mansur')
    await colleague.post(at(person, 'wishes'), { aims: 'school', version: String(drawn) })
    const answer = await here.worker.post(at(person, 'wishes'), { words: 'sarta', version: String(drawn) })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('sarta')
    const version = (await here.draftOf(person))?.version
    const again = await here.worker.post(at(person, 'wishes'), { words: 'sarta', version: String(version) })
    expect(again.status).toBe(303)
  })

  test('a job can be changed and taken out again before it is concluded', async () => {
    const person = await here.started()
    await here.worker.post(at(person, 'experiences/new'), work)
    const entry = (await here.draftOf(person))?.content.experiences?.entries[0]?.entry
    const { text } = await here.worker.get(at(person, `experiences/${entry}`))
    expect(text).toContain('Cucivo abiti da sposa')
    await here.worker.post(at(person, `experiences/${entry}`), { ...work, place: 'Beirut' })
    expect((await here.worker.get(at(person, 'experiences'))).text).toContain('Beirut')
    await here.worker.post(at(person, `experiences/${entry}/remove`))
    expect((await here.draftOf(person))?.content.experiences?.entries).toEqual([])
  })
})
