// SPDX-License-Identifier: EUPL-1.2
import { type EmployerId, newId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Employer } from './employer.ts'
import { refuse } from './refusals.ts'

type Row = {
  id: string
  organisation_id: Employer['organisation']
  name: string
  tax_code: string
  municipality: string
  sector: string | null
}

const toEmployer = (row: Row): Employer => ({
  id: row.id as EmployerId,
  organisation: row.organisation_id,
  name: row.name,
  taxCode: row.tax_code,
  municipality: row.municipality,
  ...(row.sector === null ? {} : { sector: row.sector }),
})
const columns = ['id', 'organisation_id', 'name', 'tax_code', 'municipality', 'sector'] as const

/** Employers of my organisation by name. */
export async function employersIn(tx: Tx): Promise<Employer[]> {
  const rows = await tx.selectFrom('placements_employer').select(columns).execute()
  const collator = new Intl.Collator('it')
  return rows.map(toEmployer).sort((a, b) => collator.compare(a.name, b.name))
}

export async function getEmployer(tx: Tx, id: EmployerId): Promise<Employer> {
  const row = await tx.selectFrom('placements_employer').select(columns).where('id', '=', id).executeTakeFirst()
  return row ? toEmployer(row) : refuse('employer.not-found', { id })
}

export type NewEmployer = Pick<Employer, 'name' | 'taxCode' | 'municipality' | 'sector'>

/** The employer with this tax code: the one we know, else a new one. The same company is never written down twice. */
export async function employerWith(tx: Tx, given: NewEmployer): Promise<Employer> {
  const { network, organisation, now } = scopeOf(tx)
  send(
    tx,
    tx
      .insertInto('placements_employer')
      .values({
        network_id: network,
        id: newId<EmployerId>(),
        organisation_id: organisation,
        name: given.name,
        tax_code: given.taxCode,
        municipality: given.municipality,
        sector: given.sector ?? null,
        created_at: now,
      })
      .onConflict(conflict => conflict.columns(['network_id', 'organisation_id', 'tax_code']).doNothing()),
  )
  const row = await tx
    .selectFrom('placements_employer')
    .select(columns)
    .where('tax_code', '=', given.taxCode)
    .executeTakeFirstOrThrow()
  return toEmployer(row)
}
