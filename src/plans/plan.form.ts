// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { OrganisationId, PersonId } from '#lib/ids.ts'
import { type Minutes, parseDuration } from '#lib/minutes.ts'
import { choice, idField, optionalText, textField } from '#platform/http/fields.ts'
import { planOutcomes } from './plan.ts'
import type { PlanContents } from './plan.act.ts'
import { type MeasureKind, measureKinds, planTemplateKeys } from './plan-template.ts'

/** Rows of a plan's form: as many lines as one sheet of paper would have. */
export const MEASURE_ROWS = 8
export const goalLangs = ['it', 'en', 'fr', 'ar', 'es', 'uk', 'ur', 'bn', 'sq', 'zh', 'ti', 'so'] as const

const kindOf = (text: string): MeasureKind | undefined => measureKinds.find(kind => kind === text)

type Row = { kind: string; title: string; ceiling: string; responsible: string }
type Issue = (field: string, message: string) => void
const LONGEST_TITLE = 120

const isBlank = (row: Row): boolean => row.kind === '' && row.title === '' && row.ceiling === ''

/** One line of the table of measures; undefined with its errors reported. */
function readRow(row: Row, at: number, issue: Issue): PlanContents['measures'][number] | undefined {
  const kind = kindOf(row.kind)
  const ceiling = parseDuration(row.ceiling)
  const isTime = ceiling !== undefined && ceiling > 0
  if (!kind) issue(`kind-${at}`, 'plan.measure.kind.required')
  if (!isTime)
    issue(`ceiling-${at}`, row.ceiling === '' ? 'plan.measure.ceiling.required' : 'plan.measure.ceiling.not-a-duration')
  if (row.title.length > LONGEST_TITLE) issue(`title-${at}`, 'plan.measure.title.too-long')
  if (!kind || !isTime || row.title.length > LONGEST_TITLE) return undefined
  return {
    kind,
    ...(row.title ? { title: row.title } : {}),
    ceiling: ceiling as Minutes,
    ...(row.responsible ? { organisation: row.responsible as OrganisationId } : {}),
  }
}

const boxes = (name: string) =>
  Object.fromEntries(
    Array.from({ length: MEASURE_ROWS }, (_, at) => [
      `${name}-${at}`,
      z.string('plan.measure.kind.required').trim().max(200, 'plan.measure.title.too-long').optional(),
    ]),
  )

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** Goals one to a line, in the person's words; measures in rows, blank rows left out. */
export const DraftPlan = z
  .looseObject({
    template: choice(planTemplateKeys, 'plan.template'),
    goals: textField('plan.goals', 2000),
    lang: choice(goalLangs, 'plan.goals.lang'),
    goalsItalian: optionalText('plan.goals-italian', 2000),
    ...boxes('kind'),
    ...boxes('title'),
    ...boxes('ceiling'),
    ...boxes('responsible'),
  })
  .transform((form, context) => {
    const issue: Issue = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
    const box = (name: string, at: number) => String((form as Record<string, unknown>)[`${name}-${at}`] ?? '').trim()
    const rows = Array.from(
      { length: MEASURE_ROWS },
      (_, at): Row => ({
        kind: box('kind', at),
        title: box('title', at),
        ceiling: box('ceiling', at),
        responsible: box('responsible', at),
      }),
    )
    const filled = rows.map((row, at) => ({ row, at })).filter(({ row }) => !isBlank(row))
    const measures = filled.map(({ row, at }) => readRow(row, at, issue)).filter(measure => measure !== undefined)
    if (filled.length === 0) issue('kind-0', 'plan.measures.required')
    const goals = linesOf(form.goals)
    const italian = form.lang === 'it' ? [] : linesOf(form.goalsItalian ?? '')
    if (italian.length > 0 && italian.length !== goals.length) issue('goalsItalian', 'plan.goals-italian.lines')
    return {
      template: form.template,
      contents: {
        goals: goals.map((words, at) => ({ words, lang: form.lang, italian: italian[at] })),
        measures,
      } satisfies PlanContents,
    }
  })
export type DraftPlan = z.infer<typeof DraftPlan>

export const ClosePlan = z.object({ outcome: choice(planOutcomes, 'plan.outcome') })
export type ClosePlan = z.infer<typeof ClosePlan>

export const PersonParams = z.object({ person: idField<PersonId>() })
