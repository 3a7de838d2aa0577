// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { type CivilDate, parseCivilDate } from '#lib/civil-date.ts'
import type { EnrolmentId, Handle, OrganisationId, PersonId, ProgrammeId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { type Cents, parseEuros } from '#lib/money.ts'
import {
  choice,
  dateBoxes,
  datedForm,
  idField,
  listField,
  optionalText,
  readDate,
  textField,
} from '#platform/http/fields.ts'
import { costLines, endReasons, type Spending, spendings } from './programme.ts'

export const ProgrammeParams = z.object({ programme: idField<ProgrammeId>() })
export const OrganisationParams = ProgrammeParams.extend({ organisation: idField<OrganisationId>() })
export const HeadParams = ProgrammeParams.extend({ head: idField<Handle>() })
export const defects = ['permit', 'outside', 'overlaps', 'two-funds'] as const
export const DefectParams = ProgrammeParams.extend({ defect: z.enum(defects, 'page.not-found') })
export const EnrolParams = z.object({ person: idField<PersonId>() })
export const EndParams = EnrolParams.extend({ enrolment: idField<EnrolmentId>() })

const whole = (code: string, min: number, max: number) =>
  z
    .string(`${code}.required`)
    .trim()
    .min(1, `${code}.required`)
    .transform(text => Number(text.replaceAll('.', '')))
    .pipe(z.number(`${code}.invalid`).int(`${code}.invalid`).min(min, `${code}.invalid`).max(max, `${code}.invalid`))

const percentOrNothing = z
  .string('programme.women.invalid')
  .optional()
  .transform((text, context) => {
    const typed = (text ?? '').trim().replace(',', '.').replace(/\s*%$/, '')
    if (typed === '') return undefined
    const permille = Math.round(Number(typed) * 10)
    if (/^\d{1,3}(\.\d)?$/.test(typed) && permille <= 1000) return permille
    context.addIssue({ code: 'custom', message: 'programme.women.invalid' })
    return z.NEVER
  })

const euros = (code: string) =>
  z
    .string(`${code}.required`)
    .trim()
    .min(1, `${code}.required`)
    .transform((text, context): Cents => {
      const cents = parseEuros(text)
      if (cents !== undefined) return cents
      context.addIssue({ code: 'custom', message: `${code}.invalid` })
      return z.NEVER
    })

const dates = { startsOn: 'programme.starts', endsOn: 'programme.ends' } as const
const described = {
  name: textField('programme.name', 120),
  fund: textField('programme.fund', 80),
  notice: optionalText('programme.notice', 120),
  budget: euros('programme.budget'),
  heads: whole('programme.heads', 1, 1_000_000),
  hoursEach: whole('programme.hours', 0, 2000),
  women: percentOrNothing,
  unit: z.string('programme.unit.invalid').optional(),
}

type Described = z.infer<z.ZodObject<typeof described>> & { readonly startsOn: CivilDate; readonly endsOn: CivilDate }
/** @param spending entries have no unit cost, the other two must */
function targetsOf(form: Described, spending: Spending, context: z.RefinementCtx) {
  const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  const { name, fund, notice, budget, startsOn, endsOn, heads, hoursEach, women } = form
  const unit = spending === 'entries' ? undefined : parseEuros((form.unit ?? '').trim())
  if (spending !== 'entries' && (unit === undefined || unit === 0)) issue('unit', 'programme.unit.required')
  if (endsOn < startsOn) issue('endsOn', 'programme.ends.before-start')
  const targetMinutes = (heads * hoursEach * 60) as Minutes
  return { name, fund, notice, budget, startsOn, endsOn, targetHeads: heads, targetMinutes, targetWomen: women, unit }
}

export const NewProgramme = datedForm(dates, {
  ...described,
  code: textField('programme.code', 40),
  spending: choice(spendings, 'programme.spending'),
  partners: listField(idField<OrganisationId>('programme.partners.unknown')),
}).transform((form, context) => {
  const { code, spending, partners } = form
  return { ...targetsOf(form, spending, context), code, spending, partners }
})
export type NewProgramme = z.infer<typeof NewProgramme>

/** How its money is counted comes along, unchanged, to know whether there must be a unit cost. */
export const CorrectProgramme = datedForm(dates, {
  ...described,
  spending: choice(spendings, 'programme.spending'),
  version: z.coerce.number('programme.stale').int('programme.stale'),
}).transform((form, context) => {
  return { ...targetsOf(form, form.spending, context), spending: form.spending, version: form.version }
})
export type CorrectProgramme = z.infer<typeof CorrectProgramme>

export const Enrol = datedForm(
  { from: 'enrolment.from' },
  { programme: idField<ProgrammeId>('enrolment.programme.required') },
)

export const EndEnrolment = datedForm({ until: 'enrolment.until' }, { reason: choice(endReasons, 'enrolment.reason') })

export const NewSpend = datedForm(
  { on: 'spend.on' },
  { cents: euros('spend.amount'), line: choice(costLines, 'spend.line') },
)

/** The day looked from: three boxes of a GET form, or one text in a link; what is no date means today, and is said. */
export const AsOf = z
  .looseObject({ asOf: z.string('programme.as-of').optional(), ...dateBoxes('asOf') })
  .transform(query => {
    const boxes = readDate(query, 'asOf')
    const text = query.asOf === undefined ? undefined : parseCivilDate(query.asOf)
    const isWrong = boxes === 'invalid' || (query.asOf !== undefined && text === undefined)
    return { asOf: boxes === 'empty' || boxes === 'invalid' ? text : boxes, wrong: isWrong }
  })

export const ExportReport = z.object({
  kind: choice(['xlsx', 'bundle'], 'report.kind'),
  asOf: z.string('programme.as-of').transform((text, context) => {
    const day = parseCivilDate(text)
    if (day) return day
    context.addIssue({ code: 'custom', message: 'programme.as-of' })
    return z.NEVER
  }),
})
