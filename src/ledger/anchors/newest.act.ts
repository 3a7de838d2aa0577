// SPDX-License-Identifier: EUPL-1.2
// What is anchored, and the proofs that an anchor asks for, out of the register itself.
import type { NetworkId } from '#lib/ids.ts'
import type { Database } from '#platform/db/scope.ts'
import { hashesOf } from '../integrate.act.ts'
import { consistencyPath } from '../tree.ts'
import { latestHead } from '../tree.store.ts'
import { latestWitnessed } from '../witness/countersign.store.ts'
import type { Prove } from '../witness/split-view.ts'

/** The newest head that a quorum has countersigned; where there is none yet, the newest. */
export const headToAnchor = (db: Database, network: NetworkId): Promise<{ size: number; note: string } | undefined> =>
  db.asRole('nc_ledger', network, async tx => (await latestWitnessed(tx, network)) ?? latestHead(tx, network))

export const proveByRegister =
  (db: Database, network: NetworkId): Prove =>
  (old, size) =>
    db.asRole('nc_ledger', network, async tx => {
      const whole = { start: 0, size: Number(old) }
      const [root, ...proof] = await hashesOf(tx, network, [whole, ...consistencyPath(Number(old), Number(size))])
      return root && { root, proof }
    })
