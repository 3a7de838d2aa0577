// SPDX-License-Identifier: EUPL-1.2
// What the check of a long register found, kept between looks. It goes when the cells of the register go.
import type { ImportId, PersonId } from '#lib/ids.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { DuplicateReason } from '../duplicate.ts'
import { cardsOf } from '../person.store.ts'
import type { PlannedRow } from './apply-plan.ts'
import type { FoundMatch } from './match.store.ts'
import type { SkippedRow } from './read-sheet.ts'
import type { Findings } from './review.store.ts'
import type { Pair } from './same-person.ts'

/** People of the register are named by their ids only: who may not see them any more at the next look does not. */
type Kept = {
  readonly rows: readonly PlannedRow[]
  readonly skipped: readonly SkippedRow[]
  readonly pairs: readonly Pair[]
  readonly known: readonly (readonly [string, PersonId])[]
  readonly matches: readonly (readonly [number, readonly Omit<FoundMatch, 'card'>[]])[]
}

export function keepPreview(tx: Tx, id: ImportId, found: Findings): void {
  const { network, organisation, now } = scopeOf(tx)
  const kept: Kept = {
    rows: found.rows,
    skipped: found.checked.skipped,
    pairs: found.checked.pairs,
    known: [...found.known],
    matches: [...found.matches].map(([i, list]) => [
      i,
      list.map(({ person, own, certain, reasons }) => ({ person, own, certain, reasons })),
    ]),
  }
  const preview = JSON.stringify(kept)
  send(
    tx,
    tx
      .insertInto('registry_import_preview')
      .values({ network_id: network, import_id: id, organisation_id: organisation, preview, made_at: now })
      .onConflict(conflict => conflict.columns(['network_id', 'import_id']).doUpdateSet({ preview, made_at: now })),
  )
}

export async function findPreview(tx: Tx, id: ImportId): Promise<Findings | undefined> {
  const row = await tx
    .selectFrom('registry_import_preview')
    .select('preview')
    .where('import_id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { rows, skipped, pairs, known, matches } = row.preview as Kept
  const people = new Set(matches.flatMap(([, list]) => list.map(match => match.person)))
  const cards = new Map((await cardsOf(tx, [...people])).map(card => [card.id, card]))
  const shown = matches.flatMap(([i, list]) => {
    const seen = list.flatMap(match => {
      const card = cards.get(match.person)
      return card ? [{ ...match, reasons: match.reasons as readonly DuplicateReason[], card }] : []
    })
    return seen.length > 0 ? [[i, seen] as const] : []
  })
  return { checked: { rows, skipped, pairs }, rows, known: new Map(known), matches: new Map(shown) }
}

export function dropPreview(tx: Tx, id: ImportId): void {
  send(tx, tx.deleteFrom('registry_import_preview').where('import_id', '=', id))
}
