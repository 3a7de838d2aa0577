// SPDX-License-Identifier: EUPL-1.2
// Many people in few statements: the verbs of the registry one by one would take a round trip for every row.
import { type Handle, type ImportId, newId, type PersonId, type StatementId } from '#lib/ids.ts'
import { grantAll } from '#platform/auth/grants.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { DB } from '#platform/db/tables.ts'
import type { Insertable } from 'kysely'
import { matchKeyOf } from '../match-key.ts'
import type { PermitData } from '../permit.ts'
import { type Identity, identityOf, type Provenance, searchText, sortKey } from '../person.ts'
import { currentOf, fields, type NewStatement, type Statement } from '../statement.ts'
import type { PlannedRow, Unit } from './apply-plan.ts'
import { permitFor, statementsFor } from './new-records.ts'

type Rows = { [Table in keyof DB]?: Insertable<DB[Table]>[] }

// PostgreSQL takes at most 65,535 parameters in one statement; putting so many together keeps everybody else waiting.
const PARAMETERS = 12_000

/** Rows for several tables, gathered first and written table by table. */
export class Batch {
  readonly #rows: Rows = {}

  add<Table extends keyof DB>(table: Table, row: Insertable<DB[Table]>): void {
    const list = (this.#rows[table] ??= []) as Insertable<DB[Table]>[]
    list.push(row)
  }

  /** Writes everything, and tells from time to time which share of it is done. */
  async write(tx: Tx, tables: readonly (keyof DB)[], tell: (share: number) => Promise<void>): Promise<void> {
    const total = tables.reduce((sum, table) => sum + (this.#rows[table]?.length ?? 0), 0)
    let done = 0
    for (const table of tables) {
      const rows = (this.#rows[table] ?? []) as Insertable<DB['registry_person']>[]
      const width = Object.keys(rows[0] ?? {}).length || 1
      const step = Math.max(1, Math.floor(PARAMETERS / width))
      // One name stands for all tables towards the types: each list was filled with the rows of its own.
      for (let at = 0; at < rows.length; at += step) {
        await tell(done / total)
        const some = rows.slice(at, at + step)
        // Waited for: what is told of the progress is what is written.
        await tx
          .insertInto(table as 'registry_person')
          .values(some)
          .execute()
        done += some.length
      }
    }
  }
}

const groupTables = { identity: 'registry_identity', contacts: 'registry_contact' } as const

export function addStatements(batch: Batch, tx: Tx, person: PersonId, statements: readonly NewStatement[]): void {
  const { network, organisation, now } = scopeOf(tx)
  for (const statement of statements) {
    const group = fields[statement.field]
    if (group !== 'identity' && group !== 'contacts') continue
    batch.add(groupTables[group], {
      network_id: network,
      id: newId<StatementId>(),
      person_id: person,
      organisation_id: organisation,
      field: statement.field,
      value: statement.value,
      level: statement.level,
      said_by: statement.saidBy,
      source: statement.source ?? null,
      interpreted: false,
      replaces: statement.replaces ?? null,
      written_at: now,
    })
  }
}

export function addPermit(batch: Batch, tx: Tx, person: PersonId, permit: PermitData, provenance: Provenance): void {
  const { network, organisation, now, today } = scopeOf(tx)
  batch.add('registry_permit', {
    network_id: network,
    id: newId(),
    person_id: person,
    organisation_id: organisation,
    document_type: permit.documentType,
    kind: permit.kind,
    number: permit.number ?? null,
    expires_on: permit.expiresOn ?? null,
    level: provenance.level,
    said_by: provenance.saidBy,
    source: provenance.source ?? null,
    recorded_on: today,
    written_at: now,
  })
}

export type Traces = {
  readonly importId: ImportId
  readonly unit: Unit
  readonly person: PersonId
  readonly outcome: 'created' | 'updated'
}

/** Remark, stay and the rows themselves: the same for new and for known people. */
export function addTraces(batch: Batch, tx: Tx, { importId, unit, person, outcome }: Traces): void {
  const { network, organisation, now } = scopeOf(tx)
  const common = { network_id: network, person_id: person, organisation_id: organisation, import_id: importId }
  const { values } = unit
  if (values.notes) batch.add('registry_remark', { ...common, id: newId(), remark: values.notes, written_at: now })
  if (values.entryDate || values.exitDate) {
    batch.add('registry_stay', {
      ...common,
      id: newId(),
      entered_on: values.entryDate ?? null,
      left_on: values.exitDate ?? null,
      leaving_reason: values.exitReason ?? null,
      written_at: now,
    })
  }
  const rowOf = (row: PlannedRow) => ({
    sheet: row.sheet,
    row_number: row.row,
    fingerprint: Buffer.from(row.fingerprint, 'hex'),
  })
  // Two rows that say exactly the same have one fingerprint.
  const once = new Map(unit.rows.map(row => [row.fingerprint, row]))
  for (const row of once.values())
    batch.add('registry_import_row', { ...common, id: newId(), ...rowOf(row), outcome, applied_at: now })
}

/** The identity that a set of new statements amounts to. */
function identityFrom(statements: readonly NewStatement[], tx: Tx): Identity {
  const { organisation, now } = scopeOf(tx)
  const written = statements.map(
    (statement, i): Statement => ({
      ...statement,
      id: String(i) as StatementId,
      interpreted: false,
      writtenBy: organisation,
      at: now,
    }),
  )
  return identityOf(currentOf(written))
}

export function addPerson(batch: Batch, tx: Tx, person: PersonId, unit: Unit, provenance: Provenance): void {
  const { network, organisation, today } = scopeOf(tx)
  const statements = statementsFor(unit.values, provenance, unit.written)
  const identity = identityFrom(statements, tx)
  batch.add('registry_person', {
    network_id: network,
    person_id: person,
    organisation_id: organisation,
    // The handle must tell nothing, not even the time of its making: random, not UUIDv7.
    handle: crypto.randomUUID() as string as Handle,
    family_name: identity.familyName,
    given_name: identity.givenName,
    birth_date: identity.birthDate ?? null,
    birth_precision: identity.birthPrecision,
    sex: identity.sex ?? null,
    citizenship: identity.citizenship ?? null,
    birth_place: identity.birthPlace ?? null,
    tax_code: identity.taxCode ?? null,
    tax_code_kind: identity.taxCodeKind ?? null,
    sort_key: sortKey(identity),
    search_text: searchText(identity),
    registered_on: today,
  })
  addStatements(batch, tx, person, statements)
  const own = { network_id: network, person_id: person, organisation_id: organisation }
  batch.add('registry_match_key', { ...own, ...matchKeyOf(identity) })
  const permit = permitFor(unit.values)
  if (permit) addPermit(batch, tx, person, permit, provenance)
  const code = { network_id: network, person_id: person, organisation_id: organisation, valid_from: today }
  if (unit.earlierCode) {
    const ended = { valid_until: today, reason: 'provisional-replaced' }
    batch.add('registry_tax_code', { ...code, id: newId(), code: unit.earlierCode, kind: 'provisional', ...ended })
  }
  if (identity.taxCode && identity.taxCodeKind) {
    const open = { valid_until: null, reason: 'first' }
    batch.add('registry_tax_code', {
      ...code,
      id: newId(),
      code: identity.taxCode,
      kind: identity.taxCodeKind,
      ...open,
    })
  }
}

/** Order matters: the person before what points to her, and her grant before everything (style §2.10). */
export const bulkTables = [
  'registry_person',
  'registry_identity',
  'registry_contact',
  'registry_permit',
  'registry_tax_code',
  'registry_match_key',
  'registry_remark',
  'registry_stay',
  'registry_import_row',
] as const satisfies readonly (keyof DB)[]

/** The organisation's own grants on the records it is about to write. */
export function grantOwn(tx: Tx, people: readonly PersonId[]): void {
  const { organisation } = scopeOf(tx)
  const own = { organisation, purpose: 'care', groups: fieldGroups, legalBasis: 'public-task' } as const
  grantAll(
    tx,
    people.map(person => ({
      person,
      organisation: own.organisation,
      purpose: own.purpose,
      groups: own.groups,
      legalBasis: own.legalBasis,
    })),
  )
}
