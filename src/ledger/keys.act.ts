// SPDX-License-Identifier: EUPL-1.2
// The public keys of a network as a file of trusted keys. Fetch it from more than one organisation and compare.
import type { NetworkId } from '#lib/ids.ts'
import { scopeOf, servicesOf, type Tx } from '#platform/db/scope.ts'
import { publicKeys } from './bundle.store.ts'
import { paths } from './ledger.paths.ts'
import { findLog } from './tree.store.ts'
import { policiesOf } from './witness/countersign.store.ts'

/** Keys, one per line, each below a comment with the name of its organisation, and the policy; undefined before the first act. */
export async function keysOfNetwork(tx: Tx, network: NetworkId): Promise<string | undefined> {
  const log = await findLog(tx, network)
  if (!log) return undefined
  const oneLine = (name: string): string => name.replaceAll(/[\r\n]+/g, ' ')
  const keys = await publicKeys(tx, network)
  const lines = keys.flatMap(({ name, vkey }) => [`# ${oneLine(name)}`, vkey])
  const ended = keys.flatMap(key => (key.revoked_from === null ? [] : [`revoked ${key.key_id} ${key.revoked_from}`]))
  const policy = (await policiesOf(tx, network)).findLast(one => one.effective)?.text ?? ''
  const quorum = policy.split(/\r?\n/).filter(line => /^(?:witness|group|quorum)\s/.test(line.trim()))
  const tiles = `# ${servicesOf(tx).baseUrl}${paths.log.to({ network })}`
  return [`# ${log.origin}`, tiles, log.vkey, ...lines, ...ended, ...quorum, ''].join('\n')
}

/** The same for the network of a scope. */
export const exportKeys = async (tx: Tx): Promise<string> => (await keysOfNetwork(tx, scopeOf(tx).network)) ?? ''
