// SPDX-License-Identifier: EUPL-1.2
import type { InterviewId, PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Draft, DraftContent } from './draft.ts'
import { refuse } from './refusals.ts'

/** The interview under way in my organisation; an expired one is no longer there, even before it is deleted. */
export async function findDraft(tx: Tx, person: PersonId): Promise<Draft | undefined> {
  const { organisation, today } = scopeOf(tx)
  const row = await tx
    .selectFrom('skills_draft')
    .selectAll()
    .where('person_id', '=', person)
    .where('organisation_id', '=', organisation)
    .where('expires_on', '>', today)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id as InterviewId,
    person: row.person_id,
    organisation: row.organisation_id,
    heldOn: row.held_on,
    ownLang: row.own_lang,
    personLang: row.person_lang,
    content: row.content as DraftContent,
    startedOn: row.started_on,
    expiresOn: row.expires_on,
    version: row.version,
    ...(row.account_id ? { owner: row.account_id } : {}),
    ...(row.place === null ? {} : { place: row.place }),
    ...(row.interpreter_lang === null ? {} : { interpreterLang: row.interpreter_lang }),
  }
}

export async function getDraft(tx: Tx, person: PersonId): Promise<Draft> {
  return (await findDraft(tx, person)) ?? refuse('interview.not-started')
}

export function insertDraft(tx: Tx, draft: Draft): void {
  const { network } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('skills_draft').values({
      network_id: network,
      id: draft.id,
      organisation_id: draft.organisation,
      person_id: draft.person,
      account_id: draft.owner ?? null,
      held_on: draft.heldOn,
      place: draft.place ?? null,
      own_lang: draft.ownLang,
      person_lang: draft.personLang,
      interpreter_lang: draft.interpreterLang ?? null,
      content: JSON.stringify(draft.content),
      started_on: draft.startedOn,
      expires_on: draft.expiresOn,
    }),
  )
}

/** Writes the answers back unless somebody wrote in between. Says whether it did. */
export async function saveDraft(tx: Tx, draft: Draft): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('skills_draft')
    .set({ content: JSON.stringify(draft.content), expires_on: draft.expiresOn, version: draft.version + 1 })
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export function deleteDraft(tx: Tx, person: PersonId): void {
  const { organisation } = scopeOf(tx)
  send(tx, tx.deleteFrom('skills_draft').where('person_id', '=', person).where('organisation_id', '=', organisation))
}

/** Removes what nobody came back to, in my organisation. */
export async function deleteExpiredDrafts(tx: Tx): Promise<number> {
  const { organisation, today } = scopeOf(tx)
  const { numDeletedRows } = await tx
    .deleteFrom('skills_draft')
    .where('organisation_id', '=', organisation)
    .where('expires_on', '<=', today)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
