// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { PermitId, PersonId } from '#lib/ids.ts'
import { grantsOn, takeBack } from '#platform/auth/grants.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import { type HiddenFrom, placeGroup, takenFrom } from './hidden-place.ts'

/** The work queued when a place is hidden, for slices above that keep a copy of it under her pseudonym. */
export const PLACE_HIDDEN = 'registry.place-hidden'

type Office = { readonly permit: PermitId; readonly questura: string | undefined }

/**
 * Hides where she lives: the offices that issued her papers, this one and those before it, go to her contacts, and her
 * contacts are taken back from everybody to whom they are shown. Each share that ends so is an act of its own. What others
 * hold without her name is cleaned right after.
 */
export async function hidePlace(tx: Tx, person: PersonId, office: Office): Promise<void> {
  await moveOffices(tx, person, office)
  enqueue(tx, PLACE_HIDDEN, { person })
  for (const { ended, organisation, rest } of await takeBack(tx, person, placeGroup)) {
    await record(tx, 'share.narrowed', {
      person,
      fields: { share: ended, organisation, group: placeGroup, ...(rest && { goesOn: rest }) },
    })
  }
}

async function moveOffices(tx: Tx, person: PersonId, { permit, questura }: Office): Promise<void> {
  const { network, organisation } = scopeOf(tx)
  const before = await tx
    .updateTable('registry_permit as p')
    .from('registry_permit as before')
    .set({ questura: null })
    .whereRef('before.id', '=', 'p.id')
    .whereRef('before.network_id', '=', 'p.network_id')
    .where('p.person_id', '=', person)
    .where('p.questura', 'is not', null)
    .returning(['p.id as permit', 'before.questura as questura'])
    .execute()
  const offices = [...before, { permit, questura }].flatMap(each =>
    each.questura
      ? [
          {
            network_id: network,
            permit_id: each.permit,
            person_id: person,
            organisation_id: organisation,
            questura: each.questura,
          },
        ]
      : [],
  )
  if (offices.length > 0) await tx.insertInto('registry_permit_office').values(offices).execute()
}

export type NamedHiddenFrom = HiddenFrom & { readonly name: string }

/** Who no longer sees where she lives since this paper, by name; for the case worker who has to tell them or not. */
export async function hiddenFrom(
  tx: Tx,
  person: PersonId,
  paper: { readonly recordedOn: HiddenFrom['on'] },
): Promise<readonly NamedHiddenFrom[]> {
  const found = takenFrom(await grantsOn(tx, person), paper.recordedOn)
  if (found.length === 0) return []
  const cards = await tx
    .selectFrom('platform_organisation_card')
    .select(['organisation_id', 'name'])
    .where(
      'organisation_id',
      'in',
      found.map(each => each.organisation),
    )
    .execute()
  const names = new Map(cards.map(card => [card.organisation_id, card.name]))
  return found.map(each => Object.assign({}, each, { name: names.get(each.organisation) ?? '' }))
}
