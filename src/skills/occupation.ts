// SPDX-License-Identifier: EUPL-1.2
// The occupation chosen for a work told in own words. It is kept with a copy of its label, the language of the label and
// the version of the classification: an address alone says nothing to who reads it in ten years.
import { type Answers, textOf } from './question.ts'

export type Occupation = {
  readonly uri: string
  readonly label: string
  readonly language: string
  readonly version: string
  readonly isco?: string
}

const fields = ['uri', 'label', 'language', 'version', 'isco'] as const
const nameOf = (field: (typeof fields)[number]) => `occupation-${field}`

export function occupationIn(answers: Answers): Occupation | undefined {
  const [uri, label, language, version, isco] = fields.map(field => textOf(answers, nameOf(field)))
  if (!uri || !label || !language || !version) return undefined
  return { uri, label, language, version, ...(isco ? { isco } : {}) }
}

export const fromOccupation = (occupation: Occupation | undefined): Answers =>
  Object.fromEntries(
    fields.flatMap(field => {
      const value = occupation?.[field]
      return value === undefined ? [] : [[nameOf(field), value]]
    }),
  )

/** No form sends the occupation: what was chosen on its own page stays when the rest of the work is told again. */
export const keepOccupation = (before: Answers | undefined, answers: Answers): Answers => ({
  ...answers,
  ...fromOccupation(before && occupationIn(before)),
})

export function withOccupation(answers: Answers, occupation: Occupation | undefined): Answers {
  const others = Object.entries(answers).filter(([name]) => !fields.some(field => name === nameOf(field)))
  return { ...Object.fromEntries(others), ...fromOccupation(occupation) }
}
