// SPDX-License-Identifier: EUPL-1.2
// The model that a fresh installation starts with, learned from invented people without their truth: made again by
// `inventedModel()`, kept as invented-model.json so that every installation weighs alike.
import { believedOnly, beliefs, type Kind } from './kinds.ts'
import { nameOf } from './name.ts'
import { latinWords } from './latin.client.ts'
import type { CommonValues, Model } from './model.ts'
import { Chance, syntheticPeople } from './synthetic.ts'
import { damagedRecordOf, recordOf } from './synthetic-damage.ts'
import { addRecord, emptyTable } from './table.ts'
import { train } from './training.ts'
import stored from './invented-model.json' with { type: 'json' }

export const startingModel = stored as Model

const PEOPLE = 5000
const NAMES = 60_000
const KEPT = 1200

export function inventedModel(seed = 20261122): Model {
  const people = syntheticPeople(seed)
  const chance = new Chance(seed + 1)
  const table = emptyTable()
  for (let i = 0; i < PEOPLE; i++) {
    const person = people.next().value
    addRecord(table, recordOf(person, chance))
    addRecord(table, damagedRecordOf(person, chance))
  }
  const model = train(table, { seed })
  const counted = {
    given: new Map<string, number>(),
    family: new Map<string, number>(),
  }
  for (let i = 0; i < NAMES; i++) {
    const { given, family } = people.next().value
    count(counted.given, nameOf(latinWords(given))?.text ?? '')
    count(counted.family, nameOf(latinWords(family))?.text ?? '')
  }
  const common = Object.fromEntries(Object.entries(counted).map(([field, counts]) => [field, commonest(counts)]))
  const fields = Object.entries(model.fields).map(([name, { kind, m, u }]) => [name, { kind, ...tempered(kind, m, u) }])
  return { matchesPerRecord: 0.3, fields: Object.fromEntries(fields), common }
}

/**
 * Invented people have fewer slips of sex and fewer shared telephones than real ones: m is drawn halfway to what was
 * believed, and an agreement is never rarer by chance than was believed.
 */
function tempered(kind: Kind, m: readonly number[], u: readonly number[]) {
  if (believedOnly.has(kind)) return { m, u }
  const belief = beliefs[kind]
  return {
    m: m.map((share, level) => short((share + (belief.m[level] ?? 0)) / 2)),
    u: u.map((share, level) => {
      const [believedM, believedU] = [belief.m[level] ?? 0, belief.u[level] ?? 0]
      return short(believedM > believedU ? Math.max(share, believedU) : share)
    }),
  }
}

const short = (value: number) => Number(value.toPrecision(4))
const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

function commonest(counts: ReadonlyMap<string, number>): CommonValues {
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, KEPT)
  return {
    shares: Object.fromEntries(sorted.map(([value, times]) => [value, short(times / NAMES)])),
    others: short(Math.max(1, (sorted.at(-1)?.[1] ?? 1) / 2) / NAMES),
  }
}
