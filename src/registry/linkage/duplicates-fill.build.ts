// SPDX-License-Identifier: EUPL-1.2
// Invented people into the tables of the register, as fast as PostgreSQL copies rows.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import type { CivilDate } from '#lib/civil-date.ts'
import { newId, type PersonId } from '#lib/ids.ts'
import type { Scope } from '#platform/db/scope.ts'
import { asRecord, type Candidate, latin } from '../match-key.ts'
import { METHOD, storedKeys } from './person-key.ts'
import type { LinkageRecord } from './record.ts'
import { addRecord, emptyTable, type Table } from './table.ts'

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

const TABLES = { registry_person: PERSON, registry_match_key: KEY, platform_grant: GRANT }
type TableName = keyof typeof TABLES
const AT_ONCE = 50_000

/** Copies rows straight into the tables: a million people through the product's own verbs would take hours. */
export async function fill(client: pg.Client, scope: Scope, records: readonly LinkageRecord[]): Promise<PersonId[]> {
  const ids = records.map(() => newId<PersonId>()).sort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-bench-'))
  chmodSync(folder, 0o755) // the server reads the files as another user
  try {
    // No trigger, no foreign key and no index while rows are copied.
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'`)
    const indexes = await withoutIndexes(client)
    const table = emptyTable()
    let copied: Promise<unknown> = Promise.resolve()
    for (let from = 0; from < records.length; from += AT_ONCE) {
      const lines: Record<TableName, string[]> = { registry_person: [], registry_match_key: [], platform_grant: [] }
      for (const [i, record] of records.slice(from, from + AT_ONCE).entries())
        for (const [name, cells] of rowsOf(table, asCandidate(record), ids[from + i] as PersonId, scope))
          lines[name].push(cells.map(cell).join(','))
      await copied
      // The server copies these while the next are made.
      copied = copyIn(client, folder, lines)
      if (from % 200_000 === 0) process.stderr.write(`search: ${from} of ${records.length} people written\n`)
    }
    await copied
    process.stderr.write('search: rows copied, indexes are being made\n')
    for (const { definition } of indexes) await client.query(definition)
    for (const name of Object.keys(TABLES)) await client.query(`vacuum (analyze) ${name}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return ids
}

/** Takes away every index that is no primary key, and answers how each is made again. */
async function withoutIndexes(client: pg.Client): Promise<readonly { readonly definition: string }[]> {
  const { rows } = await client.query<{ drop: string; definition: string }>(
    `select case when c.oid is null then format('drop index %I', i.indexrelid::regclass)
        else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
      case when c.oid is null then pg_get_indexdef(i.indexrelid)
        else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) end as definition
      from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'u'
      where i.indrelid = any ($1::regclass[]) and not i.indisprimary`,
    [Object.keys(TABLES)],
  )
  for (const { drop } of rows) await client.query(drop)
  return rows
}

async function copyIn(client: pg.Client, folder: string, lines: Record<TableName, readonly string[]>): Promise<void> {
  for (const [name, columns] of Object.entries(TABLES)) {
    const file = path.join(folder, `${name}.csv`)
    writeFileSync(file, `${lines[name as TableName].join('\n')}\n`)
    await client.query(`copy ${name} (${columns}) from '${file}' with (format csv)`)
  }
}

type Cells = readonly (string | number | null | undefined)[]

/** @param table holds what was read from spellings; keys are made as for one person at a time */
function rowsOf(table: Table, candidate: Candidate, id: PersonId, scope: Scope): (readonly [TableName, Cells])[] {
  const { familyName, givenName, birthDate, birthPrecision, sex, citizenship, taxCode, taxCodeKind } = candidate
  const { network, organisation, today, now } = scope
  const keys = storedKeys(table, addRecord(table, asRecord(candidate)))
  const sorted = latin(familyName)
  const names = [sorted, `${familyName} ${givenName}`.toLowerCase()]
  const said = [birthDate, birthPrecision, sex, citizenship, taxCode, taxCodeKind]
  return [
    [
      'registry_person',
      [network, id, organisation, crypto.randomUUID(), familyName, givenName, ...said, ...names, today],
    ],
    [
      'registry_match_key',
      [network, id, organisation, `{${keys.join(',')}}`, sorted.slice(0, 1), birthDate?.slice(0, 4), METHOD],
    ],
    [
      'platform_grant',
      [network, newId(), id, organisation, organisation, 'care', '{identity,contacts}', 'public-task', today, now],
    ],
  ]
}
