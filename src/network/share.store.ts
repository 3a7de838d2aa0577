// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { GrantId, PersonId } from '#lib/ids.ts'
import { type Grant, grant, grantsOn, revoke } from '#platform/auth/grants.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { isLocationHidden } from '#registry/index.ts'
import { getOrganisation, organisationsIn } from './organisation.store.ts'
import { refuse } from './refusals.ts'
import { type NewShare, type Share, shareProblem, shareState } from './share.ts'

/** Whether a grant is the organisation's hold on its own record, made when the person was registered. */
const isOwnHold = (each: Grant): boolean => each.organisation === each.grantedBy

/**
 * Shows groups of a person's file to another organisation. Only the keeper of a record may: what was shared with me I
 * may read, not pass on. The hold on the own record is read first (style §2.10), so nobody can share a person unseen.
 */
export async function shareWith(tx: Tx, share: NewShare): Promise<GrantId> {
  const { organisation, today } = scopeOf(tx)
  const problem = shareProblem(share, organisation, today)
  if (problem) refuse(problem)
  const own = (await grantsOn(tx, share.person)).find(
    each => isOwnHold(each) && each.organisation === organisation && each.revokedOn === undefined,
  )
  if (!own) refuse('share.not-found')
  if (share.groups.some(group => !own.groups.includes(group))) refuse('share.not-own')
  const hidden = await hidesContacts(tx, share)
  if (hidden && !share.placeConfirmed) refuse('share.location-hidden')
  const to = await getOrganisation(tx, share.organisation)
  const id = grant(tx, {
    person: share.person,
    organisation: to.id,
    purpose: share.purpose,
    groups: share.groups,
    legalBasis: share.legalBasis,
    until: share.until,
  })
  await record(tx, 'share.granted', {
    person: share.person,
    fields: {
      share: id,
      organisation: to.id,
      groups: [...share.groups].toSorted().join(' '),
      purpose: share.purpose,
      legalBasis: share.legalBasis,
      until: share.until,
      ...(hidden && { placeConfirmed: true }),
    },
  })
  return id
}

/**
 * Contacts say where she is: while her paper hides that, they are shown to nobody (TUI art. 18) unless the case worker
 * says for this one organisation that it has to know.
 */
export const hidesContacts = async (
  tx: Tx,
  { person, groups }: Pick<NewShare, 'person' | 'groups'>,
): Promise<boolean> => groups.includes('contacts') && (await isLocationHidden(tx, person))

/** Withdraws a share from today on. A package already handed over stays with its own basis (design §8). */
export async function withdraw(tx: Tx, id: GrantId): Promise<void> {
  const { organisation } = scopeOf(tx)
  const found = await tx
    .selectFrom('platform_grant')
    .select(['person_id', 'organisation_id', 'granted_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || found.granted_by !== organisation || found.organisation_id === organisation) refuse('share.not-found')
  if (!(await revoke(tx, id))) return // withdrawn before: the same wish twice is one act
  const fields = { share: id, organisation: found.organisation_id }
  await record(tx, 'share.withdrawn', { person: found.person_id, fields })
}

/** Whether the organisation of the scope keeps a record of its own of this person. */
export async function isKeeper(tx: Tx, person: PersonId): Promise<boolean> {
  const { organisation } = scopeOf(tx)
  return (await grantsOn(tx, person)).some(
    each => isOwnHold(each) && each.organisation === organisation && each.revokedOn === undefined,
  )
}

/**
 * Who may see what of a person, newest first: for the keeper what it has shown and to whom, for a receiver what was
 * shown to it, for the person herself everything.
 */
export async function sharesOf(tx: Tx, person: PersonId): Promise<readonly Share[]> {
  const { today } = scopeOf(tx)
  const [organisations, grants] = await Promise.all([organisationsIn(tx), grantsOn(tx, person)])
  const names = new Map(organisations.map(each => [each.id, each.name]))
  return grants
    .filter(each => !isOwnHold(each))
    .map(each => ({
      grant: each.id,
      person: each.person,
      organisation: each.organisation,
      organisationName: names.get(each.organisation) ?? '',
      grantedBy: each.grantedBy,
      grantedByName: names.get(each.grantedBy) ?? '',
      groups: each.groups,
      purpose: each.purpose,
      legalBasis: each.legalBasis,
      from: each.from,
      until: each.until,
      withdrawnOn: each.revokedOn,
      state: shareState(each, today),
    }))
}
