// SPDX-License-Identifier: EUPL-1.2
// What lies in a package: its fields and the answers of the pre-checks. Nothing of it can be changed afterwards.
import type { NetworkId, PackageId } from '#lib/ids.ts'
import { insertTogether, rowsFor } from '#platform/db/insert-rows.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { Check, CheckName, Verdict } from './did-pre-check.ts'
import { type FieldValue, groupOf, isFieldName, type Level, type PackageField } from './field.ts'

/** Fields and pre-checks of a package that stands already: only who sees it may add to it. */
export function insertContent(tx: Tx, id: PackageId, fields: readonly PackageField[], checks: readonly Check[]): void {
  const { network } = scopeOf(tx)
  insertTogether(tx, [
    rowsFor(
      'cpi_package_field',
      fields.map(field => fieldRow(network, id, field)),
    ),
    rowsFor(
      'cpi_package_check',
      checks.map((check, index) => ({
        network_id: network,
        package_id: id,
        position: index + 1,
        name: check.name,
        verdict: check.verdict,
        reason: check.reason,
        facts: check.facts,
        source: check.source,
        rule_from: check.ruleFrom ?? null,
      })),
    ),
  ])
}

const fieldRow = (network: NetworkId, id: PackageId, { position, name, value, provenance }: PackageField) => ({
  network_id: network,
  package_id: id,
  position,
  field: name,
  field_group: groupOf(name),
  value,
  level: provenance.level,
  said_by: provenance.saidBy,
  source: provenance.source ?? null,
  written_by: provenance.writtenBy,
  written_on: provenance.on,
  interpreted: provenance.interpreted,
})

/** The fields of a package, in order. A name that this version no longer knows is left out. */
export async function fieldsOf(tx: Tx, id: PackageId): Promise<readonly PackageField[]> {
  const rows = await tx
    .selectFrom('cpi_package_field')
    .selectAll()
    .where('package_id', '=', id)
    .orderBy('position')
    .execute()
  return rows.flatMap((row): PackageField[] => {
    if (!isFieldName(row.field)) return []
    return [
      {
        position: row.position,
        name: row.field,
        value: row.value as FieldValue,
        provenance: {
          level: row.level as Level,
          saidBy: row.said_by,
          ...(row.source && { source: row.source }),
          writtenBy: row.written_by,
          on: row.written_on,
          interpreted: row.interpreted,
        },
      },
    ]
  })
}

/** The answers of the pre-checks on the day the package left, for one package or several. */
export async function checksOf(tx: Tx, ids: readonly PackageId[]): Promise<ReadonlyMap<PackageId, readonly Check[]>> {
  const found = new Map<PackageId, Check[]>()
  if (ids.length === 0) return found
  const rows = await tx
    .selectFrom('cpi_package_check')
    .selectAll()
    .where('package_id', 'in', [...ids])
    .orderBy('position')
    .execute()
  for (const row of rows) {
    const id = row.package_id as PackageId
    const check: Check = {
      name: row.name as CheckName,
      verdict: row.verdict as Verdict,
      reason: row.reason,
      facts: row.facts as Check['facts'],
      source: row.source,
      ...(row.rule_from && { ruleFrom: row.rule_from }),
    }
    found.set(id, [...(found.get(id) ?? []), check])
  }
  return found
}
