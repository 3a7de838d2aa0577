// SPDX-License-Identifier: EUPL-1.2
// The rules are the sections' own; a schema only carries them to the request.
import { z } from 'zod'
import type { PersonId } from '#lib/ids.ts'
import { choice, dateBoxes, idField, optionalChoice, optionalText, readDate } from '#platform/http/fields.ts'
import { languages } from '#platform/i18n/catalogue.ts'
import { answersOf, sections } from './draft.ts'
import { ownLevels, speakers } from './provenance.ts'
import { sectionNames, sectionProblems, type Section, type SectionName } from './section.ts'

export const PersonParams = z.object({ person: idField<PersonId>() })
export const EntryParams = z.object({ person: idField<PersonId>(), entry: z.union([z.literal('new'), idField()]) })

/** Languages an interpreter may bring: more than the product's own four. */
const languageCode = z
  .string('interview.answer.unknown-option')
  .regex(/^[a-z]{2,3}$/, 'interview.answer.unknown-option')

const always = (sent: { value: unknown }) => typeof sent.value === 'object' && sent.value !== null

export const StartInterview = z
  .object({
    personLang: choice(languages, 'interview.person-lang'),
    interpreter: optionalChoice(['yes', 'no'], 'interview.interpreter'),
    interpreterLang: z.preprocess(value => (value === '' ? undefined : value), languageCode.optional()),
    place: optionalText('interview.place', 120),
    ...dateBoxes('heldOn'),
  })
  // `when`: these rules speak up beside the errors of other fields, not after them.
  .refine(form => readDate(form, 'heldOn') !== 'empty', {
    path: ['heldOn'],
    error: 'interview.held-on.required',
    when: always,
  })
  .refine(form => readDate(form, 'heldOn') !== 'invalid', {
    path: ['heldOn'],
    error: 'interview.held-on.invalid',
    when: always,
  })
  .refine(form => form.interpreter !== 'yes' || Boolean(form.interpreterLang), {
    path: ['interpreterLang'],
    error: 'interview.interpreter-lang.required',
    when: always,
  })
export type StartInterview = z.infer<typeof StartInterview>

/** Boxes and lists as a browser sends them; every name is a short one of ours. */
const Sent = z.record(z.string().max(40, 'interview.answer.unknown-option'), z.unknown())
const sent = z.preprocess(body => body ?? {}, Sent)

const withRules = (section: Section) =>
  sent.superRefine((body, context) => {
    for (const { field, code } of sectionProblems(section, answersOf(section, body))) {
      context.addIssue({ code: 'custom', path: [field], message: code })
    }
  })

const forEach = <T>(make: (section: Section) => T): Readonly<Record<SectionName, T>> =>
  Object.fromEntries(sectionNames.map(name => [name, make(sections[name])])) as Record<SectionName, T>

/** The form of each screen of the interview. */
export const sectionForms = forEach(withRules)

/** Correcting asks in addition how well it is proved, and by what. */
export const correctionForms = forEach(section =>
  withRules(section).superRefine((body, context) => {
    const level = body.level
    if (level !== undefined && !ownLevels.some(own => own === level)) {
      context.addIssue({ code: 'custom', path: ['level'], message: 'profile.level.not-yours' })
    }
    const proved = level !== undefined && level !== 'declared'
    if (proved && (typeof body.source !== 'string' || body.source.trim() === '')) {
      context.addIssue({ code: 'custom', path: ['source'], message: 'profile.source.required' })
    }
    if (typeof body.source === 'string' && body.source.length > 200) {
      context.addIssue({ code: 'custom', path: ['source'], message: 'interview.answer.too-long' })
    }
  }),
)

export const Concluding = z.preprocess(
  body => body ?? {},
  z.object({ confirmed: z.literal('yes', 'interview.conclude.confirm') }),
)
export const Nothing = z.unknown()

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

/** Who answers, as chosen beside the questions; the person herself unless said otherwise. */
export const speakerIn = (body: unknown) =>
  speakers.find(speaker => speaker === firstOf((body as { saidBy?: unknown } | undefined)?.saidBy)) ?? 'person'

/** The version of the draft the form was drawn from; 0 when it does not say. */
export const versionIn = (body: unknown): number => Number((body as { version?: unknown } | undefined)?.version) || 0

/** Which of the buttons was pressed. */
export const wayIn = (body: unknown): 'next' | 'stop' | 'another' =>
  (['stop', 'another'] as const).find(way => way === (body as { go?: unknown } | undefined)?.go) ?? 'next'

export const levelIn = (body: Readonly<Record<string, unknown>>) =>
  ownLevels.find(level => level === body.level) ?? 'declared'

export const sourceIn = (body: Readonly<Record<string, unknown>>): string | undefined =>
  typeof body.source === 'string' && body.source.trim() !== '' ? body.source.trim() : undefined
