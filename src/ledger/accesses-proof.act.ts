// SPDX-License-Identifier: EUPL-1.2
// Makes the file by which a person checks who opened hers, in her own scope: she reads her rows and the hashes of an hour.
import type { PersonId } from '#lib/ids.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { accessLeaf, type SealedAccess, sealedRow, writeAccessesProof } from './accesses-proof.ts'
import * as store from './accesses.store.ts'
import { buildBundle } from './bundle.act.ts'
import { HASH } from './hashing/kernel.ts'
import { TreeInMemory } from './tiles/memory-tree.ts'
import { toBase64 } from './verifier/bytes.ts'
import type { Json } from './verifier/json.ts'

const placeIn = (leaves: Buffer, leaf: Uint8Array): number => {
  for (let at = 0; at < leaves.length; at += HASH) if (leaves.subarray(at, at + HASH).equals(leaf)) return at / HASH
  return -1
}

/** Her rows with their places, of the hours that are sealed in a form that can be shown. */
async function sealedAccesses(
  tx: Tx,
  person: PersonId,
): Promise<{ accesses: SealedAccess[]; hours: store.SealedHour[]; waiting: number }> {
  const rows = await store.accessRowsAbout(tx, person)
  const hours = await store.sealedHours(tx, rows)
  const trees = new Map<string, { hour: store.SealedHour; tree: TreeInMemory }>(
    hours.map(hour => {
      const tree = new TreeInMemory()
      tree.append(hour.leaves)
      return [`${hour.organisation} ${hour.hour}`, { hour, tree }]
    }),
  )
  const accesses: SealedAccess[] = []
  for (const row of rows) {
    const found = trees.get(`${String(row['organisation_id'])} ${String(row['at']).slice(0, 13)}:00:00.000Z`)
    const shown = sealedRow(row)
    const index = found ? placeIn(found.hour.leaves, accessLeaf(shown)) : -1
    if (!found || index < 0) continue
    const proof = found.tree.inclusion(index).map(toBase64)
    accesses.push({ row: shown, fact: found.hour.fact, index, proof })
  }
  return { accesses, hours, waiting: rows.length - accesses.length }
}

export async function accessesProof(tx: Tx, person: PersonId): Promise<Buffer> {
  const { accesses, hours, waiting } = await sealedAccesses(tx, person)
  const report = {
    title: 'access.batch',
    programme: null,
    asOf: scopeOf(tx).today,
    from: null,
    until: null,
    counting: { hours: [], heads: [], undo: [], links: [] },
    figures: {},
    byOrganisation: [],
    byMeasure: [],
  }
  const bundle = await buildBundle(tx, { facts: hours.map(({ fact, opening }) => ({ fact, opening })), report })
  return Buffer.from(writeAccessesProof({ bundle: JSON.parse(bundle.toString('utf8')) as Json, accesses, waiting }))
}
