// SPDX-License-Identifier: EUPL-1.2
// What happens to a person's data on the way into another office's register: other romanisations, the clerk's ear, words
// split or left out, fields exchanged, dates that slip, codes that are missing. The rules are written by country and
// colonial habit, apart from the rules by which the engine compares, so that it is not examined on its own homework.
import type { LinkageRecord } from './record.ts'
import { Chance, isoOf, type SyntheticPerson } from './synthetic.ts'
import { habitsOf } from './synthetic-habits.ts'
import { nameGroups, type Style } from './synthetic-names.ts'

/** The name as somebody else would write it: one to three habits applied where they fit. */
export function respelled(name: string, style: Style, chance: Chance): string {
  const rules = habitsOf[style]
  let text = name
  const wanted = chance.chance(0.55) ? 1 : chance.chance(0.75) ? 2 : 3
  for (let done = 0, tries = 0; done < wanted && tries < 30; tries++) {
    const [from, to] = chance.pick(rules)
    const next = text.replace(from, to)
    if (next.toLowerCase() === text.toLowerCase()) continue
    text = next
    done++
  }
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const KEYS = 'abcdefghilmnoprstuvz'

export function mistyped(name: string, chance: Chance): string {
  if (name.length < 3) return name
  const at = 1 + chance.below(name.length - 1)
  switch (chance.below(4)) {
    case 0:
      return name.slice(0, at) + name.slice(at + 1)
    case 1:
      return name.slice(0, at) + KEYS[chance.below(KEYS.length)] + name.slice(at + 1)
    case 2:
      return name.slice(0, at) + KEYS[chance.below(KEYS.length)] + name.slice(at)
    default:
      return name.slice(0, at - 1) + (name[at] ?? '') + (name[at - 1] ?? '') + name.slice(at + 1)
  }
}

/** A record of the person as an office that knows her well has it. */
export function recordOf(person: SyntheticPerson, chance: Chance): LinkageRecord {
  const coded = chance.chance(0.7)
  return {
    given: person.given,
    family: person.family,
    birth: isoOf(person.birth),
    sex: person.sex,
    citizenship: person.origin.citizenship,
    taxCode: coded ? person.code : chance.chance(0.3) ? person.provisional : undefined,
    phone: chance.chance(0.6) ? person.phone : undefined,
  }
}

/**
 * The same person at another counter, by the shares of reference matching.md 1.5: 60 % of given names and of surnames
 * respelt, 10 % exchanged, 10 % mistyped, 15 % of dates made 1 January, 5 % day and month exchanged, 5 % a year off, 7 % no
 * date, half of the codes missing on top of those never had.
 */
export function damagedRecordOf(person: SyntheticPerson, chance: Chance): LinkageRecord {
  const { style } = nameGroups[person.origin.group]
  let [given, family] = [person.given, person.family]
  if (chance.chance(0.6)) given = respelled(given, style, chance)
  if (chance.chance(0.6)) family = respelled(family, style, chance)
  if (chance.chance(0.1)) {
    if (chance.chance(0.5)) given = mistyped(given, chance)
    else family = mistyped(family, chance)
  }
  if (chance.chance(0.1)) [given, family] = [family, given]
  if (chance.chance(0.08)) given = given.split(' ')[0] ?? given
  if (chance.chance(0.08)) family = family.split(' ').at(-1) ?? family
  return {
    given,
    family,
    birth: damagedBirth(person.birth, chance),
    sex: chance.chance(0.98) ? person.sex : undefined,
    citizenship: chance.chance(0.95) ? person.origin.citizenship : undefined,
    taxCode: chance.chance(0.35) ? person.code : undefined,
    phone: chance.chance(0.25) ? person.phone : undefined,
  }
}

function damagedBirth(birth: number, chance: Chance): string | undefined {
  const at = chance.next()
  const [year, month, day] = [Math.floor(birth / 10000), Math.floor(birth / 100) % 100, birth % 100]
  if (at < 0.15) return isoOf(year * 10000 + 101)
  if (at < 0.2) return isoOf(year * 10000 + day * 100 + month) ?? isoOf(birth)
  if (at < 0.25) return isoOf((year + (chance.chance(0.5) ? 1 : -1)) * 10000 + month * 100 + day)
  return at < 0.32 ? undefined : isoOf(birth)
}
