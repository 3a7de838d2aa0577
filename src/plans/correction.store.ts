// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { type Id, type MeetingId, newId, type PersonId, type PlanId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Correction, CorrectionKind, Settlement } from './correction.ts'

export type CorrectionAbout = { person: PersonId; plan: PlanId; meeting?: MeetingId; round: number }

export function insertCorrection(
  tx: Tx,
  about: CorrectionAbout,
  said: { kind: CorrectionKind; words?: string | undefined; lang: string },
): void {
  const scope = scopeOf(tx)
  send(
    tx,
    tx.insertInto('plans_correction').values({
      network_id: scope.network,
      id: newId<Id<'correction'>>(),
      person_id: about.person,
      organisation_id: scope.organisation,
      plan_id: about.plan,
      meeting_id: about.meeting ?? null,
      round: about.round,
      kind: said.kind,
      words: said.words ?? null,
      lang: said.lang,
      asked_on: scope.today,
    }),
  )
}

/** What the person objected to and nobody has answered yet. */
export async function openCorrections(tx: Tx, plan: PlanId): Promise<Correction[]> {
  const rows = await tx
    .selectFrom('plans_correction')
    .select(['meeting_id', 'kind', 'words', 'lang', 'asked_on'])
    .where('plan_id', '=', plan)
    .where('settled_on', 'is', null)
    .orderBy('asked_on')
    .execute()
  return rows.map(toCorrection)
}

type CorrectionRow = {
  meeting_id: MeetingId | null
  kind: string
  words: string | null
  lang: string
  asked_on: CivilDate
}

const toCorrection = (row: CorrectionRow): Correction => ({
  ...(row.meeting_id ? { meeting: row.meeting_id } : {}),
  kind: row.kind as CorrectionKind,
  ...(row.words ? { words: row.words } : {}),
  lang: row.lang,
  askedOn: row.asked_on,
})

/** Every open objection to this meeting, or to this plan as a whole, is answered by what happened. */
export async function settleCorrections(
  tx: Tx,
  about: { plan: PlanId; meeting?: MeetingId },
  as: Settlement,
): Promise<void> {
  const scope = scopeOf(tx)
  const base = tx
    .updateTable('plans_correction')
    .set({
      settled_on: scope.today,
      settled_as: as,
      ...(scope.role === 'person' ? {} : { settled_by: scope.account ?? null }),
    })
    .where('plan_id', '=', about.plan)
    .where('settled_on', 'is', null)
  await (about.meeting ? base.where('meeting_id', '=', about.meeting) : base.where('meeting_id', 'is', null)).execute()
}
