// SPDX-License-Identifier: EUPL-1.2
// What cpi holds of a person: the packages she left with, and those out of which a job centre made her record.
import type { Handle, PersonId } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { fieldsOf } from './package-content.store.ts'
import { cutSender, deletePackage, findReceivedOf, packagesOf } from './package.store.ts'
import { isOpen } from './review.ts'
import { decisionsOf } from './review.store.ts'

export async function exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>> {
  const received = await findReceivedOf(tx, person)
  const packages = [...(await packagesOf(tx, person)), ...(received ? [received] : [])]
  const whole = []
  for (const each of packages) {
    whole.push({ ...each, fields: await fieldsOf(tx, each.id), decisions: await decisionsOf(tx, each.id) })
  }
  return { packages: whole }
}

/** What a job centre knew her by before it had a record of its own: the sender's pseudonym, the sender's record. */
export async function subjectsOf(tx: Tx, person: PersonId): Promise<readonly (PersonId | Handle)[]> {
  const received = await findReceivedOf(tx, person)
  return received ? [received.handle, ...(received.person ? [received.person] : [])] : []
}

/**
 * The sender's erasure removes packages that nobody answered and cuts the tie of the others, which the job centre keeps
 * on its own basis. The job centre's erasure removes the package out of which it made its record.
 */
export async function erasePerson(tx: Tx, person: PersonId): Promise<void> {
  for (const sent of await packagesOf(tx, person)) {
    if (isOpen(sent.state) || sent.state === 'returned') deletePackage(tx, sent.id)
    else cutSender(tx, sent.id)
  }
  const received = await findReceivedOf(tx, person)
  if (received) deletePackage(tx, received.id)
}
