// SPDX-License-Identifier: EUPL-1.2
import { record, registerOrganisationKey } from '#ledger/index.ts'
import { newId, type OrganisationId } from '#lib/ids.ts'
import { describeOrganisation } from '#platform/auth/networks.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { assignCatchments } from './job-centre.store.ts'
import { knownCatchments } from './job-centre.ts'
import type { OrganisationDetails, OrganisationKind } from './organisation.ts'
import { detailColumns, isNameTaken } from './organisation.store.ts'
import { refuse } from './refusals.ts'

export type NewOrganisation = OrganisationDetails & {
  /** Given only where the id is already known, as for the organisation in whose name a network is founded. */
  readonly id?: OrganisationId
  readonly kind: OrganisationKind
  readonly name: string
}

/**
 * Adds an organisation to the network of the scope, with its card for sessions and its key for the ledger. A job centre
 * of Marche brings the municipalities that are known to be its own.
 */
export async function addOrganisation(tx: Tx, given: NewOrganisation): Promise<OrganisationId> {
  const { network, today } = scopeOf(tx)
  const { id = newId<OrganisationId>(), kind, ...rest } = given
  const name = given.name.trim()
  if (await isNameTaken(tx, name)) refuse('organisation.name-taken')
  send(
    tx,
    tx
      .insertInto('network_organisation')
      .values({ network_id: network, id, kind, name, since: today, ...detailColumns(rest) }),
  )
  describeOrganisation(tx, { organisation: id, name, kind })
  await registerOrganisationKey(tx, { organisation: id, name })
  await record(tx, 'organisation.added', { fields: { organisation: id, kind } })
  if (kind === 'jobCentre') await assignCatchments(tx, id, knownCatchments(name))
  return id
}
