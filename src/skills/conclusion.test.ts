// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from 'vitest'
import type { AccountId } from '#lib/ids.ts'
import { conclude, startFrom } from './conclusion.ts'
import {
  answersOf,
  firstOpen,
  hasAnswers,
  isOvertaken,
  nextOf,
  previousOf,
  progressAt,
  sections,
  silencesOf,
  unaskedIn,
  withEntry,
  withoutEntry,
} from './draft.ts'
import { sectionNames } from './section.ts'
import {
  aDraft,
  aLanguage,
  anExperience,
  aProfile,
  aStatement,
  told,
  toldEntries,
  workAnswers,
} from './skills.build.ts'
import * as telling from './telling.ts'

describe('concluding', () => {
  test('own words keep their language, beside the Italian rendering', () => {
    const answers = { words: 'كنت أخيط', 'words-italian': 'Cucivo', pictures: ['sewing'] }
    const { experiences } = conclude(aDraft({ experiences: toldEntries({ entry: 'new-1', answers }) }), aProfile())
    expect(experiences).toHaveLength(1)
    expect(experiences[0]?.content.words).toEqual({ text: 'كنت أخيط', lang: 'ar', italian: 'Cucivo' })
  })

  test('words written only in Italian are Italian words', () => {
    expect(telling.wordsIn({ 'words-italian': 'Cucivo' }, 'words', 'ar')).toEqual({ text: 'Cucivo', lang: 'it' })
  })

  test('what is read again and confirmed adds nothing', () => {
    const profile = aProfile({
      experiences: [anExperience()],
      languages: [
        aLanguage({ dimensions: { listening: 'B1' } }),
        aLanguage({ language: 'tr', dimensions: { reading: 'A2' } }),
      ],
      schooling: [
        { ...aStatement(), level: 'primary', years: 6, country: 'SYR', title: { text: 'رياضيات', lang: 'ar' } },
      ],
      literacy: { ...aStatement(), mother: ['ar'], scripts: ['arabic', 'latin'], reads: 'well' },
      abilities: { ...aStatement(), pictures: ['cooking'], learnt: ['family'], licences: [] },
      wishes: { ...aStatement(), aims: ['work'], pictures: [], hours: 'part' },
      constraints: { ...aStatement(), earliest: 510, latest: 930, days: ['weekdays'], mobility: ['bus'] },
    })
    const { header: _header, remarks, ...statements } = conclude(aDraft(startFrom(profile)), profile)
    expect(Object.values(statements).flat()).toEqual([])
    expect(remarks).toEqual([])
  })

  test('a changed job is a statement on the same entry, a new one has an entry of its own', () => {
    const known = anExperience()
    const draft = aDraft({
      experiences: toldEntries(
        { entry: known.entry, answers: workAnswers({ weeklyHours: 40 }) },
        { entry: 'other', answers: workAnswers({ place: 'Beirut' }) },
      ),
    })
    const { experiences } = conclude(draft, aProfile({ experiences: [known] }))
    expect(experiences.map(({ entry }) => entry)).toEqual([known.entry, 'other'])
    expect(experiences[0]?.content.weeklyHours).toBe(40)
  })

  test('what an interpreter said stays marked as such', () => {
    const draft = aDraft({ wishes: { saidBy: 'interpreter', answers: { aims: ['work'] }, entries: [] } })
    const conclusion = conclude(draft, aProfile())
    expect(conclusion.wishes[0]?.saidBy).toBe('interpreter')
    expect(conclusion.header.saidBy).toEqual(['interpreter'])
  })

  test('not knowing and not saying are remembered, not stated', () => {
    const draft = aDraft({ constraints: told({ childcare: 'declined', 'words-gap': 'unknown' }) })
    const conclusion = conclude(draft, aProfile())
    expect(conclusion.constraints).toEqual([])
    expect(conclusion.remarks.map(({ question, answer }) => [question, answer])).toEqual([
      ['childcare', 'declined'],
      ['words', 'unknown'],
    ])
  })

  test('a file she found wrong is a remark with her words, and is not confirmed', () => {
    const draft = aDraft({ identity: told({ identityRight: 'no', identityNote: 'Il nome', permitRight: 'yes' }) })
    const { header, remarks } = conclude(draft, aProfile())
    expect(header.confirmed).toEqual(['permit'])
    expect(remarks).toContainEqual(
      expect.objectContaining({ question: 'identityRight', answer: 'wrong', note: { text: 'Il nome', lang: 'ar' } }),
    )
  })

  test('"unknown" never becomes a value', () => {
    const school = telling.schoolingIn({ level: 'primary', completed: 'unknown', document: 'declined' }, 'ar')
    expect(school).toEqual({ level: 'primary' })
    expect(telling.schoolingIn({ level: 'unknown' }, 'ar')).toBeUndefined()
  })
})

describe('the draft', () => {
  test('only what the screen asks is kept, without blanks', () => {
    const body = { level: 'primary', years: '  9 ', country: '', saidBy: 'person', evil: 'x', title: ['a', ' '] }
    expect(answersOf(sections.schools, body)).toEqual({ level: 'primary', years: '9', title: ['a'] })
  })

  test('the screens follow each other from the first to the last', () => {
    expect(previousOf('identity')).toBeUndefined()
    expect(nextOf('constraints')).toBeUndefined()
    for (const name of sectionNames.slice(1)) expect(nextOf(previousOf(name) ?? name)).toBe(name)
    expect(sectionNames.map(name => progressAt(name).step)).toEqual(sectionNames.map((_, at) => at + 1))
    expect(progressAt('constraints')).toMatchObject({ partNumber: 5, parts: 5 })
  })

  test('it is taken up where it stopped', () => {
    expect(firstOpen({})).toBe('identity')
    expect(firstOpen({ identity: told({ identityRight: 'yes' }) })).toBe('literacy')
  })

  test('an entry is replaced, not doubled; taken out, it is gone', () => {
    const stamp = { by: undefined, version: 2 }
    const entry = (years: string) => ({ entry: 'a', saidBy: 'person' as const, answers: { level: 'primary', years } })
    const twice = withEntry(withEntry(aDraft(), 'schools', entry('5'), stamp), 'schools', entry('9'), stamp)
    expect(twice.content.schools?.entries).toEqual([entry('9')])
    expect(withoutEntry(twice, 'schools', 'a').content.schools?.entries).toEqual([])
  })

  test('nothing but silence is not an interview', () => {
    expect(hasAnswers({ wishes: told({ 'words-gap': 'unknown' }) })).toBe(false)
    expect(hasAnswers({ wishes: told({ aims: ['work'] }) })).toBe(true)
    expect(hasAnswers({ schools: toldEntries({ entry: 'a', answers: { level: 'none' } }) })).toBe(true)
  })

  test('what was not asked is not what was not said', () => {
    const content = { wishes: told({ hours: 'unknown', aims: ['work'] }) }
    expect(unaskedIn(content, 'wishes')).toEqual(['pictures', 'start'])
    expect(silencesOf(content)).toEqual([{ section: 'wishes', question: 'hours', answer: 'unknown' }])
  })

  const [me, colleague] = ['me', 'colleague'] as unknown as AccountId[]
  test.each([
    ['nobody wrote yet', undefined, 1, false],
    ['I wrote myself, then went back in the browser', { by: me, version: 5 }, 3, false],
    ['a colleague wrote before the form was drawn', { by: colleague, version: 3 }, 3, false],
    ['a colleague wrote after the form was drawn', { by: colleague, version: 4 }, 3, true],
  ])('%s: stopped %s', (_, stamp, seen, overtaken) => {
    expect(isOvertaken({ ...told({}), ...(stamp ? { stamp } : {}) }, seen, me)).toBe(overtaken)
  })
})
