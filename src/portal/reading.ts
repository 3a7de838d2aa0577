// SPDX-License-Identifier: EUPL-1.2
// Openings as the person reads them: one line for each organisation, day and purpose, with all that was seen.
import { type CivilDate, dayInRome } from '#lib/civil-date.ts'
import type { Access } from '#platform/auth/access.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import type { Purpose } from '#platform/auth/roles.ts'

export type Reading = {
  /** The latest opening of the line: what a question about it refers to. */
  readonly access: Access['id']
  readonly organisationName: string
  readonly on: CivilDate
  readonly purpose: Purpose
  readonly groups: readonly FieldGroup[]
  readonly times: number
}

/** Openings one after the other by the same role, of the same things, on one day: one line with how many they were. */
export type Opening = { readonly access: Access; readonly times: number }

export function gathered(accesses: readonly Access[]): Opening[] {
  const alike = ({ at, organisation, role, purpose, groups }: Access) =>
    [dayInRome(at), organisation, role, purpose, ...groups].join(' ')
  const lines: Opening[] = []
  for (const access of accesses) {
    const last = lines.at(-1)
    if (last && alike(last.access) === alike(access))
      lines[lines.length - 1] = { access: last.access, times: last.times + 1 }
    else lines.push({ access, times: 1 })
  }
  return lines
}

/** Newest first, as the openings come. */
export function readings(accesses: readonly Access[]): Reading[] {
  const lines = new Map<string, Reading>()
  for (const access of accesses) {
    const on = dayInRome(access.at)
    const key = `${access.organisation} ${on} ${access.purpose}`
    const line = lines.get(key)
    lines.set(key, {
      access: line?.access ?? access.id,
      organisationName: access.organisationName,
      on,
      purpose: access.purpose,
      groups: [...new Set([...(line?.groups ?? []), ...access.groups])],
      times: (line?.times ?? 0) + 1,
    })
  }
  return [...lines.values()]
}
