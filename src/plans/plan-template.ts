// SPDX-License-Identifier: EUPL-1.2
import type { Minutes } from '#lib/minutes.ts'

/** What a measure is. The words are in the catalogues, under `measure.kind.<kind>`. */
export const measureKinds = [
  'guidance',
  'skills-appraisal',
  'tutoring',
  'job-coaching',
  'italian',
  'training',
  'job-club',
  'mediation',
  'legal-guidance',
] as const
export type MeasureKind = (typeof measureKinds)[number]

export type PlannedMeasure = { kind: MeasureKind; ceiling: Minutes }
export type PlanTemplate = { key: string; measures: readonly PlannedMeasure[] }

const hours = (count: number): Minutes => (count * 60) as Minutes

/** Plans to start from. A further one is a further entry here and its two texts: no code knows a template by name. */
export const planTemplates = [
  {
    key: '36-hours',
    measures: [
      { kind: 'guidance', ceiling: hours(8) },
      { kind: 'skills-appraisal', ceiling: hours(8) },
      { kind: 'tutoring', ceiling: hours(12) },
      { kind: 'job-coaching', ceiling: hours(8) },
    ],
  },
  { key: 'open-plan', measures: [] },
] as const satisfies readonly PlanTemplate[]

export type PlanTemplateKey = (typeof planTemplates)[number]['key']
export const planTemplateKeys = planTemplates.map(template => template.key) as [PlanTemplateKey, ...PlanTemplateKey[]]

export const planTemplate = (key: PlanTemplateKey): PlanTemplate | undefined =>
  planTemplates.find(template => template.key === key)
