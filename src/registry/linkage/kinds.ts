// SPDX-License-Identifier: EUPL-1.2
// The kinds of field: how a value is read, which levels of agreement there are, and what is believed of them before any
// data were seen. m is how often a level occurs for one person in two records, u how often for two people drawn at random.
import { birthLevels, compareBirths } from './birth.ts'
import { readBirth } from './birth-text.ts'
import { type Code, codeLevels, compareCodes, readCode } from './code.ts'
import { nameLevels } from './name.ts'
import * as texts from './texts.ts'

export type Kind =
  | 'given'
  | 'family'
  | 'birth'
  | 'sex'
  | 'code'
  | 'number'
  | 'phone'
  | 'mail'
  | 'address'
  | 'postcode'
  | 'place'
  | 'origin'

export type Belief = {
  readonly levels: readonly string[]
  readonly m: readonly number[]
  readonly u: readonly number[]
  /** How often a level occurs for two relatives: siblings mostly, a few twins, fathers and sons of one name. */
  readonly kin: readonly number[]
  /** Levels that a common value makes weaker and a rare one stronger. */
  readonly rare: readonly number[]
}

/** Kinds whose shares are believed and not learned. */
export const believedOnly: ReadonlySet<Kind> = new Set(['code', 'sex', 'origin'])

/** Omocodia was made to tell two people apart: no agreement elsewhere may outweigh it. */
export const DIFFERENT_ON_PURPOSE = 1e-16

export const beliefs: Readonly<Record<Kind, Belief>> = {
  given: {
    levels: nameLevels,
    m: [0.62, 0.19, 0.05, 0.05, 0.05, 0.04],
    u: [0.006, 0.006, 0.006, 0.03, 0.002, 0.95],
    kin: [0.008, 0.006, 0.03, 0.06, 0.006, 0.89],
    rare: [0, 1],
  },
  family: {
    levels: nameLevels,
    m: [0.64, 0.18, 0.05, 0.04, 0.05, 0.04],
    u: [0.004, 0.004, 0.004, 0.025, 0.002, 0.961],
    kin: [0.62, 0.08, 0.08, 0.05, 0.02, 0.15],
    rare: [0, 1],
  },
  birth: {
    levels: birthLevels,
    m: [0.7, 0.06, 0.03, 0.05, 0.02, 0.03, 0.01, 0.05, 0.01, 0.015, 0.005, 0.004, 0.001, 0.015],
    u: [0.00007, 0.0005, 0.00005, 0.0008, 0.0001, 0.0018, 0.0006, 0.003, 0.002, 0.011, 0.004, 0.007, 0.006, 0.963],
    kin: [0.03, 0.03, 0.0005, 0.01, 0.004, 0.006, 0.004, 0.04, 0.01, 0.03, 0.02, 0.01, 0.01, 0.81],
    rare: [],
  },
  // Whose names agree mostly agree in sex and country, too: what counts is how often strangers of one name do.
  sex: { levels: ['same', 'other'], m: [0.988, 0.012], u: [0.7, 0.3], kin: [0.5, 0.5], rare: [] },
  origin: {
    levels: texts.placeLevels,
    m: [0.95, 0.01, 0.01, 0.03],
    u: [0.72, 0.01, 0.03, 0.24],
    kin: [0.95, 0.01, 0.01, 0.03],
    rare: [],
  },
  // Two codes that share parts share them because names and birth do, so random pairs teach nothing here: these shares
  // are believed and not learned. Part: most likely another person of that name, perhaps one whose data were corrected.
  code: {
    levels: codeLevels,
    m: [0.86, 0.08, 0.03, DIFFERENT_ON_PURPOSE, 0.03],
    u: [0.0000005, 0.00005, 0.3, 0.00001, 0.69],
    kin: [0.0000005, 0.00005, 0.5, 0.0001, 0.5],
    rare: [],
  },
  number: {
    levels: texts.numberLevels,
    m: [0.8, 0.08, 0.12],
    u: [0.00005, 0.0005, 0.9994],
    kin: [0.001, 0.03, 0.969],
    rare: [0],
  },
  phone: {
    levels: texts.numberLevels,
    m: [0.6, 0.05, 0.35],
    u: [0.00005, 0.0005, 0.9994],
    kin: [0.3, 0.02, 0.68],
    rare: [0],
  },
  mail: {
    levels: texts.mailLevels,
    m: [0.6, 0.08, 0.06, 0.26],
    u: [0.00005, 0.0002, 0.002, 0.9977],
    kin: [0.1, 0.02, 0.06, 0.82],
    rare: [0, 1],
  },
  address: {
    levels: texts.addressLevels,
    m: [0.5, 0.2, 0.08, 0.07, 0.15],
    u: [0.0005, 0.0005, 0.004, 0.08, 0.915],
    kin: [0.5, 0.2, 0.05, 0.07, 0.18],
    rare: [0],
  },
  postcode: {
    levels: texts.postcodeLevels,
    m: [0.75, 0.06, 0.05, 0.14],
    u: [0.01, 0.02, 0.05, 0.92],
    kin: [0.8, 0.04, 0.05, 0.11],
    rare: [0],
  },
  place: {
    levels: texts.placeLevels,
    m: [0.75, 0.07, 0.05, 0.13],
    u: [0.05, 0.01, 0.03, 0.91],
    kin: [0.8, 0.05, 0.05, 0.1],
    rare: [0],
  },
}

/** A value of a field as it is kept in a column: read once for each spelling. */
export type Value = number | string | Code | texts.Place | texts.Address | texts.Mail
export type PlainKind = Exclude<Kind, 'given' | 'family'>

export function readValue(kind: PlainKind, text: string): Value | undefined {
  switch (kind) {
    case 'birth':
      return readBirth(text)
    case 'sex':
      return texts.readSex(text)
    case 'code':
      return readCode(text)
    case 'phone':
      return texts.readPhone(text)
    case 'mail':
      return texts.readMail(text)
    case 'address':
      return texts.readAddress(text)
    case 'place':
    case 'origin':
      return texts.readPlace(text)
    case 'number':
    case 'postcode':
      return texts.readNumber(text)
  }
}

type Compare = (a: Value, b: Value) => number
const same: Compare = (a, b) => (a === b ? 0 : 1)

/** The level of two values that were read as this kind; -1 where they say nothing about each other. */
export const comparers: Readonly<Record<PlainKind, Compare>> = {
  birth: (a, b) => compareBirths(a as number, b as number),
  sex: same,
  code: (a, b) => compareCodes(a as Code, b as Code),
  number: (a, b) => texts.compareNumbers(a as string, b as string),
  phone: (a, b) => texts.compareNumbers(a as string, b as string),
  mail: (a, b) => texts.compareMails(a as texts.Mail, b as texts.Mail),
  address: (a, b) => texts.compareAddresses(a as texts.Address, b as texts.Address),
  postcode: (a, b) => texts.comparePostcodes(a as string, b as string),
  place: (a, b) => texts.comparePlaces(a as texts.Place, b as texts.Place),
  origin: (a, b) => texts.comparePlaces(a as texts.Place, b as texts.Place),
}

/** What makes two spellings the same value. */
export function valueKey(value: Value): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value
  return 'code' in value ? value.code : value.text
}
