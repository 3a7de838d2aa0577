// SPDX-License-Identifier: EUPL-1.2
// Invented people into the tables of the register, as fast as PostgreSQL copies rows.
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import type { CivilDate } from '#lib/civil-date.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import type { Scope } from '#platform/db/scope.ts'
import { type Candidate, latin, matchKeyOf } from '../match-key.ts'
import type { LinkageRecord } from './record.ts'

export const asCandidate = ({ given, family, birth, sex, citizenship, taxCode }: LinkageRecord): Candidate => ({
  givenName: given ?? '',
  familyName: family ?? '',
  birthDate: birth as CivilDate | undefined,
  birthPrecision: birth ? 'day' : 'unknown',
  sex: sex as 'F' | 'M' | undefined,
  citizenship,
  ...(taxCode ? { taxCode, taxCodeKind: /^\d/.test(taxCode) ? 'provisional' : 'final' } : {}),
})

const PERSON =
  'network_id, person_id, organisation_id, handle, family_name, given_name, birth_date, birth_precision, sex, ' +
  'citizenship, tax_code, tax_code_kind, sort_key, search_text, registered_on'
const KEY = 'network_id, person_id, organisation_id, keys, first_letter, birth_year, method'
const GRANT =
  'network_id, id, person_id, organisation_id, granted_by, purpose, field_groups, legal_basis, valid_from, created_at'

const cell = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`

/** Copies rows straight into the tables: a million people through the product's own verbs would take hours. */
export async function fill(client: pg.Client, scope: Scope, records: readonly LinkageRecord[]): Promise<PersonId[]> {
  const ids = records.map(() => newId<PersonId>()).sort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-bench-'))
  chmodSync(folder, 0o755) // the server reads the files as another user
  const file = (table: string) => path.join(folder, `${table}.csv`)
  const tables = { registry_person: PERSON, registry_match_key: KEY, platform_grant: GRANT }
  try {
    for (let from = 0; from < records.length; from += 20_000) {
      const lines: Record<keyof typeof tables, string[]> = {
        registry_person: [],
        registry_match_key: [],
        platform_grant: [],
      }
      for (const [i, record] of records.slice(from, from + 20_000).entries())
        for (const [table, cells] of rowsOf(asCandidate(record), ids[from + i] as PersonId, scope))
          lines[table].push(cells.map(cell).join(','))
      for (const [table, text] of Object.entries(lines)) appendFileSync(file(table), `${text.join('\n')}\n`)
      if (from % 200_000 === 0) process.stderr.write(`search: ${from} of ${records.length} people written\n`)
    }
    // No trigger, no foreign key and no index while rows are copied.
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'`)
    await client.query('drop index registry_match_key_keys')
    for (const [table, columns] of Object.entries(tables))
      await client.query(`copy ${table} (${columns}) from '${file(table)}' with (format csv)`)
    process.stderr.write('search: rows copied, index is being made\n')
    await client.query(
      'create index registry_match_key_keys on registry_match_key using gin (keys) with (fastupdate = off)',
    )
    for (const table of Object.keys(tables)) await client.query(`vacuum (analyze) ${table}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return ids
}

type Cells = readonly (string | number | null | undefined)[]

function rowsOf(
  candidate: Candidate,
  id: PersonId,
  scope: Scope,
): (readonly ['registry_person' | 'registry_match_key' | 'platform_grant', Cells])[] {
  const { familyName, givenName, birthDate, birthPrecision, sex, citizenship, taxCode, taxCodeKind } = candidate
  const { network, organisation, today, now } = scope
  const key = matchKeyOf(candidate)
  const names = [latin(familyName), `${familyName} ${givenName}`.toLowerCase()]
  const said = [birthDate, birthPrecision, sex, citizenship, taxCode, taxCodeKind]
  return [
    [
      'registry_person',
      [network, id, organisation, crypto.randomUUID(), familyName, givenName, ...said, ...names, today],
    ],
    [
      'registry_match_key',
      [network, id, organisation, `{${key.keys.join(',')}}`, key.first_letter, key.birth_year, key.method],
    ],
    [
      'platform_grant',
      [network, newId(), id, organisation, organisation, 'care', '{identity,contacts}', 'public-task', today, now],
    ],
  ]
}
