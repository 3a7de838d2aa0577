// SPDX-License-Identifier: EUPL-1.2
// What is known of somebody who may be in the register already, and what is stored so that she is found.
import type { CivilDate } from '#lib/civil-date.ts'
import {
  addRecord,
  emptyTable,
  type LinkageRecord,
  METHOD,
  type ProbeKey,
  probeKeys,
  storedKeys,
} from './linkage/index.ts'

export type Candidate = {
  readonly familyName: string
  readonly givenName: string
  readonly usedName?: string | undefined
  readonly nativeName?: string | undefined
  readonly birthDate?: CivilDate | undefined
  readonly birthPrecision: 'day' | 'month' | 'year' | 'unknown'
  readonly sex?: 'F' | 'M' | 'X' | undefined
  /** ISO 3166-1 alpha-3. */
  readonly citizenship?: string | undefined
  /** Belfiore code. */
  readonly birthPlace?: string | undefined
  readonly taxCode?: string | undefined
  readonly taxCodeKind?: 'final' | 'provisional' | undefined
}

/** Latin capitals without marks, words apart, for the order of lists. Other scripts fall away. */
export const latin = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll('ß', 'SS')
    .replaceAll('Æ', 'AE')
    .replaceAll('Ø', 'O')
    .replaceAll('Ł', 'L')
    .replaceAll('Đ', 'D')
    .replaceAll(/\p{M}|['’ʼ`ʿʾ]/gu, '')
    .replaceAll(/[^A-Z]+/g, ' ')
    .trim()

const LENGTH = { day: 10, month: 7, year: 4, unknown: 0 } as const

/** The candidate as the engine takes records. Without a name in Latin letters the native one stands in. */
export function asRecord(candidate: Candidate): LinkageRecord {
  const { familyName, givenName, nativeName, birthDate, birthPrecision, sex, citizenship, birthPlace, taxCode } =
    candidate
  return {
    given: givenName,
    family: familyName,
    full: nativeName,
    birth: birthDate?.slice(0, LENGTH[birthPrecision]) || undefined,
    sex: sex === 'X' ? undefined : sex,
    citizenship,
    birthPlace,
    taxCode,
  }
}

/** What is stored beside a person: her keys, and the first letter and year that a masked card may show. */
export function matchKeyOf(candidate: Candidate) {
  const table = emptyTable()
  const row = addRecord(table, asRecord(candidate))
  const keys = new Set(storedKeys(table, row))
  // She is found under her native and her used name as well.
  for (const full of [candidate.nativeName, candidate.usedName])
    if (full)
      for (const key of storedKeys(table, addRecord(table, { ...asRecord(candidate), given: '', family: '', full })))
        keys.add(key)
  return {
    keys: [...keys],
    first_letter: latin(candidate.familyName || candidate.givenName).slice(0, 1) || null,
    birth_year: candidate.birthDate ? Number(candidate.birthDate.slice(0, 4)) : null,
    method: METHOD,
  }
}

/**
 * What is looked up for a newcomer: her keys, those of the slips that happen to birth dates, and of her native name.
 * @param days whether whoever shares her birth date is asked for, as a masked card tells it
 */
export function probeOf(candidate: Candidate, days = false): readonly ProbeKey[] {
  const table = emptyTable()
  const found = new Map(probeKeys(table, addRecord(table, asRecord(candidate)), days).map(probe => [probe.key, probe]))
  for (const full of [candidate.nativeName, candidate.usedName])
    if (full)
      for (const probe of probeKeys(
        table,
        addRecord(table, { ...asRecord(candidate), given: '', family: '', full }),
        days,
      ))
        if (!found.has(probe.key)) found.set(probe.key, probe)
  return [...found.values()]
}
