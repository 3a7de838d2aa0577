// SPDX-License-Identifier: EUPL-1.2
// Questions about invented people with their truth, for the bench and the tests.
import type { LinkageRecord } from './record.ts'
import { Chance, syntheticPeople } from './synthetic.ts'
import { damagedRecordOf, recordOf } from './synthetic-damage.ts'

export type Question = { readonly record: LinkageRecord; readonly row: number }

export type SyntheticRegister = {
  readonly records: LinkageRecord[]
  /** People of the register at another counter. */
  readonly known: Question[]
  /** People who are in no register. */
  readonly strangers: LinkageRecord[]
}

export function aSyntheticRegister(size: number, questions: number, seed: number): SyntheticRegister {
  const people = syntheticPeople(seed)
  const chance = new Chance(seed ^ 0x5eed)
  const step = Math.max(1, Math.floor(size / questions))
  const records: LinkageRecord[] = []
  const known: Question[] = []
  for (let row = 0; row < size; row++) {
    const person = people.next().value
    records.push(recordOf(person, chance))
    if (row % step === 0 && known.length < questions) known.push({ row, record: damagedRecordOf(person, chance) })
  }
  const strangers = Array.from({ length: questions }, () => damagedRecordOf(people.next().value, chance))
  return { records, known, strangers }
}
