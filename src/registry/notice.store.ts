// SPDX-License-Identifier: EUPL-1.2
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type Id, newId, type PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { type Manner, NOTICE_VERSION, type NoticeLanguage } from './notice.ts'

export type GivenNotice = {
  readonly lang: NoticeLanguage
  readonly manner: Manner
  readonly givenOn: CivilDate
  readonly version: string
  readonly guardianName?: string | undefined
}

/** Records that the person (with her guardian, when she is a minor) got the notice today. */
export async function giveNotice(
  tx: Tx,
  person: PersonId,
  given: Pick<GivenNotice, 'lang' | 'manner' | 'guardianName'>,
): Promise<void> {
  const { network, organisation, account, today, now } = scopeOf(tx)
  send(
    tx,
    tx.insertInto('registry_notice').values({
      network_id: network,
      id: newId<Id<'notice'>>(),
      person_id: person,
      organisation_id: organisation,
      account_id: account ?? null,
      lang: given.lang,
      text_version: NOTICE_VERSION,
      manner: given.manner,
      given_on: today,
      guardian_name: given.guardianName ?? null,
      written_at: now,
    }),
  )
  await record(tx, 'notice.given', {
    person,
    fields: { lang: given.lang, version: NOTICE_VERSION, manner: given.manner, guardian: Boolean(given.guardianName) },
  })
}

/** The notices a person got, newest first. */
export async function noticesOf(tx: Tx, person: PersonId): Promise<GivenNotice[]> {
  const rows = await tx
    .selectFrom('registry_notice')
    .select(['lang', 'manner', 'given_on', 'text_version', 'guardian_name'])
    .where('person_id', '=', person)
    .orderBy('written_at', 'desc')
    .execute()
  return rows.map(row => ({
    lang: row.lang as NoticeLanguage,
    manner: row.manner as Manner,
    givenOn: row.given_on,
    version: row.text_version,
    guardianName: row.guardian_name ?? undefined,
  }))
}

/** Removes the record. Only for erasure. */
export function eraseNotices(tx: Tx, person: PersonId): void {
  send(tx, tx.deleteFrom('registry_notice').where('person_id', '=', person))
}
