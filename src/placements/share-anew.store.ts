// SPDX-License-Identifier: EUPL-1.2
// After a change of classification or weights: the shares of open vacancies computed anew, for whichever organisation
// wrote them. What they ask for stays as it was written.
import { sql } from 'kysely'
import type { NetworkId } from '#lib/ids.ts'
import { type Database, send, type Tx } from '#platform/db/scope.ts'
import { bytesOfShares } from './matching/posting.ts'
import { sharesOf } from './matching/vacancy.ts'
import type { Vocabulary } from './matching/vocabulary.ts'
import { currentWeights as weights } from './matching/weights.ts'
import { insertShares, nextNumber } from './vacancy.store.ts'
import { vocabularyFrom } from './vocabulary.store.ts'

const AT_ONCE = 200

type Row = { network_id: NetworkId; organisation_id: string; id: string; essential: string[]; optional: string[] }

/** Some vacancies of one network. Another process that does the same takes others. */
async function some(tx: Tx, vocabulary: Vocabulary): Promise<number> {
  const { rows } = await sql<Row>`select network_id, organisation_id, id, essential, optional from placements_vacancy
    where state = 'open' and (vocabulary <> ${vocabulary.version} or weights <> ${weights.version})
    order by network_id, id limit ${AT_ONCE} for update skip locked`.execute(tx)
  const network = rows[0]?.network_id
  if (network === undefined) return 0
  const own = rows.filter(row => row.network_id === network)
  const written = await nextNumber(tx, network)
  for (const row of own) {
    const shares = sharesOf(row, vocabulary, weights)
    send(
      tx,
      tx
        .updateTable('placements_vacancy')
        .set({ vocabulary: vocabulary.version, weights: weights.version, shares: bytesOfShares(shares), written })
        .where('network_id', '=', network)
        .where('id', '=', row.id),
    )
    send(
      tx,
      tx.deleteFrom('placements_vacancy_skill').where('network_id', '=', network).where('vacancy_id', '=', row.id),
    )
    await insertShares(tx, row.id, shares, {
      network,
      organisation: row.organisation_id,
      vocabulary: vocabulary.version,
    })
  }
  return own.length
}

/** What was in force when everything was last found to be as it should, by database. */
const done = new WeakMap<Database['services'], string>()

/** @returns how many vacancies were changed */
export async function shareAnew(db: Database): Promise<number> {
  const vocabulary = await db.asRole('nc_jobs', undefined, vocabularyFrom)
  const inForce = `${vocabulary.version} ${weights.version}`
  // Without a classification nothing better is known than what was computed with one.
  if (vocabulary.uris.length === 0 || done.get(db.services) === inForce) return 0
  let changed = 0
  for (;;) {
    const found = await db.asRole('nc_jobs', undefined, tx => some(tx, vocabulary))
    changed += found
    if (found === 0) break
  }
  done.set(db.services, inForce)
  return changed
}
