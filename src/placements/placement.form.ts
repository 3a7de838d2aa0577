// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import type { CivilDate } from '#lib/civil-date.ts'
import { type EmployerId, isUuid, type PersonId, type PlacementId } from '#lib/ids.ts'
import { choice, dateBoxes, idField, optionalText, readDate } from '#platform/http/fields.ts'
import { readEmployerCode } from './employer.ts'
import { allContracts, endReasons, followUpResults, isContractOf, placementKinds, readWeekly } from './placement.ts'

export const PersonParams = z.object({ person: idField<PersonId>() })
export const PlacementParams = z.object({ person: idField<PersonId>(), placement: idField<PlacementId>() })

/** Rules between fields speak up beside the errors of other fields, not after them. */
const always = (sent: { value: unknown }) => typeof sent.value === 'object' && sent.value !== null
type Boxes = Readonly<Record<string, unknown>>
const isDay = (read: CivilDate | 'empty' | 'invalid'): read is CivilDate => read !== 'empty' && read !== 'invalid'

/** A day in three boxes; undefined when they are empty or wrong. */
export function dayIn(form: Boxes, name: string): CivilDate | undefined {
  const read = readDate(form, name)
  return isDay(read) ? read : undefined
}
const isFilled = (name: string) => (form: Boxes) => readDate(form, name) !== 'empty'
const isReal = (name: string) => (form: Boxes) => readDate(form, name) !== 'invalid'

const employer = {
  employer: z
    .string('employer.not-found')
    .optional()
    .transform(text => (text && isUuid(text) ? (text as EmployerId) : undefined)),
  employerName: optionalText('employer.name', 200),
  employerCode: optionalText('employer.tax-code', 30),
  employerTown: optionalText('employer.town', 100),
  sector: optionalText('employer.sector', 100),
}
type Whom = { employer?: unknown; employerName?: unknown; employerCode?: unknown; employerTown?: unknown }
const isNew = (form: Whom): boolean => typeof form.employer !== 'string' || !isUuid(form.employer)
const given = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

export const NewPlacementForm = z
  .object({
    kind: choice(placementKinds, 'placement.kind'),
    contract: z.enum(allContracts, 'placement.contract.required'),
    ...employer,
    ...dateBoxes('from'),
    ...dateBoxes('until'),
    ...dateBoxes('followUp'),
    weekly: optionalText('placement.weekly', 20),
  })
  .refine(form => !isNew(form) || given(form.employerName), {
    path: ['employerName'],
    error: 'employer.name.required',
    when: always,
  })
  .refine(form => !isNew(form) || given(form.employerCode), {
    path: ['employerCode'],
    error: 'employer.tax-code.required',
    when: always,
  })
  .refine(form => !isNew(form) || given(form.employerTown), {
    path: ['employerTown'],
    error: 'employer.town.required',
    when: always,
  })
  .refine(
    form => !given(form.employerCode) || readEmployerCode(form.employerCode).problem !== 'employer.tax-code.length',
    {
      path: ['employerCode'],
      error: 'employer.tax-code.length',
      when: always,
    },
  )
  .refine(
    form => !given(form.employerCode) || readEmployerCode(form.employerCode).problem !== 'employer.tax-code.check',
    {
      path: ['employerCode'],
      error: 'employer.tax-code.check',
      when: always,
    },
  )
  .refine(isFilled('from'), { path: ['from'], error: 'placement.from.required', when: always })
  .refine(isReal('from'), { path: ['from'], error: 'placement.day.invalid', when: always })
  .refine(isReal('until'), { path: ['until'], error: 'placement.day.invalid', when: always })
  .refine(isReal('followUp'), { path: ['followUp'], error: 'placement.day.invalid', when: always })
  .refine(form => !given(form.weekly) || readWeekly(form.weekly) !== undefined, {
    path: ['weekly'],
    error: 'placement.weekly.not-a-duration',
    when: always,
  })
  .refine(form => !form.kind || !form.contract || isContractOf(form.kind, form.contract), {
    path: ['contract'],
    error: 'placement.contract.mismatch',
    when: always,
  })
export type NewPlacementForm = z.infer<typeof NewPlacementForm>

export const EndPlacement = z
  .object({ reason: choice(endReasons, 'placement.reason'), ...dateBoxes('on') })
  .refine(isFilled('on'), { path: ['on'], error: 'placement.end.required', when: always })
  .refine(isReal('on'), { path: ['on'], error: 'placement.day.invalid', when: always })

export const FollowUpForm = z
  .object({ result: choice(followUpResults, 'placement.result'), ...dateBoxes('on') })
  .refine(isFilled('on'), { path: ['on'], error: 'placement.follow-up.required', when: always })
  .refine(isReal('on'), { path: ['on'], error: 'placement.day.invalid', when: always })
