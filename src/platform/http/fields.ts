// SPDX-License-Identifier: EUPL-1.2
// Reusable inputs of forms. Every check carries a code of ours, never a sentence; the words are in the catalogues.
import { z } from 'zod'
import { type CivilDate, civilDate } from '#lib/civil-date.ts'
import { type Id, isUuid } from '#lib/ids.ts'
import { type Minutes, parseDuration } from '#lib/minutes.ts'
import { isTicked } from './ticked.ts'

// A check that somebody wrote without a code must never put English words on a page; a test looks for 'input.'.
z.config({ customError: issue => `input.${issue.code}` })

/** Invisible characters that turn the direction of text around, and control characters: they serve only to deceive. */
const DECEPTIVE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const clean = (text: string) => text.replaceAll(DECEPTIVE, '').normalize('NFC').trim()

/** A text that must be there: cleaned, at most `max` characters. Codes: `<code>.required`, `<code>.too-long`. */
export const textField = (code: string, max = 200) =>
  z
    .string(`${code}.required`)
    .transform(clean)
    .pipe(z.string().min(1, `${code}.required`).max(max, `${code}.too-long`))

/** A text that may be absent: undefined when empty. Code: `<code>.too-long`. */
export const optionalText = (code: string, max = 200) =>
  z
    .string(`${code}.too-long`)
    .optional()
    .transform(text => clean(text ?? '') || undefined)
    .pipe(z.string().max(max, `${code}.too-long`).optional())

/** One of a fixed list. Code: `<code>.required`. */
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values, code: string) =>
  z.enum(values, `${code}.required`)

/** One of a fixed list, or nothing chosen (absent or empty). */
export const optionalChoice = <const Values extends readonly [string, ...string[]]>(values: Values, code: string) =>
  z.preprocess(value => (value === '' ? undefined : value), z.enum(values, `${code}.required`).optional())

/** An identifier in a path or a hidden field. */
export const idField = <T extends Id<string>>(code = 'input.id') =>
  z
    .string(code)
    .refine(isUuid, code)
    .transform(text => text as T)

/** Always a list: a form sends one ticked box as a text and several as a list, none as nothing. */
export const listField = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess(
    value => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(inner),
  )

/** A ticked box. */
export const tick = z.preprocess(isTicked, z.boolean())

/** A length of time as people write it ("2h30", "2,5", "150 min"). Codes: `<code>.required`, `<code>.not-a-duration`. */
export const minutesField = (code: string) =>
  z
    .string(`${code}.required`)
    .trim()
    .min(1, `${code}.required`)
    .transform((text, context): Minutes => {
      const minutes = parseDuration(text)
      if (minutes !== undefined && minutes > 0) return minutes
      context.addIssue({ code: 'custom', message: `${code}.not-a-duration` })
      return z.NEVER
    })

/** The three boxes of a date as they stand in a form: `name-day`, `name-month`, `name-year`. */
export type DateBoxes<Name extends string> = Record<
  `${Name}-day` | `${Name}-month` | `${Name}-year`,
  z.ZodOptional<z.ZodString>
>

/** Shape of three boxes that may be left empty, to spread into `z.object({...})`; read them with `readDate`. */
export function dateBoxes<const Name extends string>(name: Name): DateBoxes<Name> {
  const box = z.string(`${name}.invalid`).optional()
  return { [`${name}-day`]: box, [`${name}-month`]: box, [`${name}-year`]: box } as DateBoxes<Name>
}

/** The date in three boxes: a date, 'empty' when all three are, or 'invalid' (31 November, letters, a year of two digits). */
export function readDate(values: Readonly<Record<string, unknown>>, name: string): CivilDate | 'empty' | 'invalid' {
  const [day, month, year] = ['day', 'month', 'year'].map(part => String(values[`${name}-${part}`] ?? '').trim())
  if (!day && !month && !year) return 'empty'
  if (!/^\d{1,2}$/.test(day ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{4}$/.test(year ?? '')) return 'invalid'
  return civilDate(Number(year), Number(month), Number(day)) ?? 'invalid'
}

const givenDate = (code: string) =>
  z.custom<CivilDate>(date => date !== 'empty' && date !== 'invalid', {
    error: ({ input }) => `${code}.${input === 'empty' ? 'required' : 'invalid'}`,
  })

/**
 * A form in which each of these dates must be given: read from its three boxes, and said to be missing together with all
 * else that is wrong.
 * @param dates field and code; codes said are `<code>.required` and `<code>.invalid`
 */
export function datedForm<const Dates extends Readonly<Record<string, string>>, Shape extends z.ZodRawShape>(
  dates: Dates,
  shape: Shape,
) {
  const fields = Object.entries(dates).map(([name, code]) => [name, givenDate(code)] as const)
  type Fields = { [Name in keyof Dates]: ReturnType<typeof givenDate> }
  return z.preprocess(
    (values: Readonly<Record<string, unknown>> | undefined) => ({
      ...values,
      ...Object.fromEntries(fields.map(([name]) => [name, readDate(values ?? {}, name)])),
    }),
    z.object({ ...shape, ...(Object.fromEntries(fields) as Fields) }),
  )
}
