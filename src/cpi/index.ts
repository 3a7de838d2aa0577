// SPDX-License-Identifier: EUPL-1.2
// What other slices may use of cpi.
import type { PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { type CpiState, stateOf } from './package.ts'
import type { PackageField } from './field.ts'
import { fieldsOf } from './package-content.store.ts'
import { countOpen, findReceivedOf, packagesOf } from './package.store.ts'

export { acceptPackage, confirmDid, returnPackage, signPact } from './answer.act.ts'
export { paths } from './cpi.paths.ts'
/** For a region that connects its own system: the adapter to write, and one attempt at everything that waits. */
export { deliverWaiting } from './outbox.act.ts'
export type { RegionalSystem } from './sap/regional-system.client.ts'
export { type Did, type Pact, readDid, readPact } from './declaration.ts'
export { prepareHandover, sendPackage } from './handover.act.ts'
export type { CpiState, Package } from './package.ts'
export { fieldsOf } from './package-content.store.ts'
export { getPackage } from './package.store.ts'
export { sentDays } from './sent-days.store.ts'
export type { Decision } from './review.ts'

/** Where a person stands with the job centre, on either side's record; 'none' before the first handover. */
export async function cpiStateOf(tx: Tx, person: PersonId): Promise<CpiState> {
  const [sent] = await packagesOf(tx, person)
  if (sent) return stateOf(sent)
  const received = await findReceivedOf(tx, person)
  return received ? { ...stateOf(received), received: cameWith(await fieldsOf(tx, received.id)) } : stateOf(undefined)
}

/** The minutes of the plan and of the hours given, as the package says them. */
function cameWith(fields: readonly PackageField[]): NonNullable<CpiState['received']> {
  const minutesOf = (name: PackageField['name']) =>
    fields.filter(field => field.name === name).reduce((sum, field) => sum + Number(field.value['minutes'] ?? 0), 0)
  return { planned: minutesOf('plan'), signed: minutesOf('hours') }
}

/** Packages that wait for a decision of my organisation. */
export const inboxCount = (tx: Tx): Promise<number> => countOpen(tx)
