// SPDX-License-Identifier: EUPL-1.2
// A model that was learned from a file becomes one that may weigh in a network: what it learned of the fields that the
// register has; how common names are, and everything it saw nothing of, stays as the network starts with.
import { beliefs } from './kinds.ts'
import { deduplicate } from './link.ts'
import { startingModel } from './invented-model.ts'
import type { FieldModel, Model } from './model.ts'
import { Chance, syntheticPeople } from './synthetic.ts'
import { damagedRecordOf, recordOf } from './synthetic-damage.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Shares of every level of this field, each above 0 and at most 1. */
function sharesFrom(value: unknown, levels: number): readonly number[] | undefined {
  if (!Array.isArray(value) || value.length !== levels) return undefined
  const fits = value.every(share => typeof share === 'number' && share > 0 && share <= 1)
  return fits ? (value as number[]) : undefined
}

/** The model in a file as `linkage --save-model` writes it; undefined when it is none, or knows no field of a register. */
export function readModel(value: unknown): Model | undefined {
  if (!isObject(value) || !isObject(value['fields'])) return undefined
  const fields: Record<string, FieldModel> = {}
  for (const [name, started] of Object.entries(startingModel.fields)) {
    const found = value['fields'][name]
    if (found === undefined) continue
    if (!isObject(found) || found['kind'] !== started.kind) return undefined
    const levels = beliefs[started.kind].levels.length
    const [m, u] = [sharesFrom(found['m'], levels), sharesFrom(found['u'], levels)]
    if (!m || !u) return undefined
    fields[name] = { kind: started.kind, m, u }
  }
  if (Object.keys(fields).length === 0) return undefined
  return { ...startingModel, fields: { ...startingModel.fields, ...fields } }
}

const PEOPLE = 400

/** F1 of the pairs a model finds among invented people, always the same ones: to hold two models side by side. */
export function frozenF1(model: Model, count = PEOPLE): number {
  const people = syntheticPeople(8086)
  const chance = new Chance(8087)
  const records = Array.from({ length: count }, () => {
    const person = people.next().value
    return [recordOf(person, chance), damagedRecordOf(person, chance)]
  }).flat()
  const { pairs } = deduplicate(records, { model })
  const right = pairs.filter(({ a, b }) => a >> 1 === b >> 1).length
  return (2 * right) / (pairs.length + count)
}
