// SPDX-License-Identifier: EUPL-1.2
// The register's side of countersigning: ask each witness, keep what it signs, publish a second head once a quorum has.
// Nothing here can make a quorum of its own: who trusts the register checks the lines against a policy from elsewhere.
import type { Instant } from '#lib/civil-date.ts'
import type { NetworkId } from '#lib/ids.ts'
import { scopeOf, type Database, type Tx } from '#platform/db/scope.ts'
import { sha256 } from '../crypto.client.ts'
import { hashesOf } from '../integrate.act.ts'
import { recordKind } from '../record.act.ts'
import { allLogs } from '../tree.store.ts'
import { consistencyPath, inclusionPath } from '../tree.ts'
import { toBase64, utf8 } from '../verifier/bytes.ts'
import { kinds } from '../verifier/entry.ts'
import { COSIGNATURE, parseNote, parseVkey } from '../verifier/note.ts'
import { cosignersOf, isQuorum, parseTrust, type Policy } from '../verifier/policy.ts'
import { RECEIPT } from '../verifier/receipt.ts'
import { writeRequest } from './add-checkpoint.ts'
import * as store from './countersign.store.ts'
import type { HeadRow, WitnessRow } from './countersign.store.ts'

/** Heads are signed every few seconds; a line brought over HTTP is a matter of one. */
const LAST_HEADS = 20
/** A line that somebody carries on a stick may be days old. */
export const CARRIED_HEADS = 2_000

const clock = (): Instant => new Date().toISOString() as Instant

/** Adds a witness. Its key must be one for countersigning, never the one that signs entries. */
export async function addWitness(
  tx: Tx,
  network: NetworkId,
  given: { name: string; vkey: string; url?: string | undefined },
): Promise<void> {
  const key = parseVkey(given.vkey, COSIGNATURE)
  if (!key) throw new Error('This is not the public key of a witness')
  await store.insertWitness(tx, network, { name: given.name, vkey: given.vkey, url: given.url ?? null }, clock())
}

export const witnessNamed = async (tx: Tx, network: NetworkId, name: string): Promise<WitnessRow | undefined> =>
  (await store.witnessesOf(tx, network)).find(one => one.name === name)

/** A witness by the hash of its key, in eight hexadecimal digits as a note gives it. */
export const witnessWithKey = async (tx: Tx, network: NetworkId, hash: string): Promise<WitnessRow | undefined> =>
  (await store.witnessesOf(tx, network)).find(one => parseVkey(one.vkey, COSIGNATURE)?.hash === hash)

function policyIn(text: string): Policy {
  const read = parseTrust(text)
  if (typeof read === 'number') throw new Error(`Line ${read} of the policy cannot be read`)
  if (!read.policy) throw new Error('The policy names no quorum')
  return read.policy
}

/** Adopts a policy as an entry of kind 4. The first counts at once; a later one when a quorum under the one before has seen it. */
export async function adoptPolicy(tx: Tx, text: string): Promise<number> {
  policyIn(text)
  const before = await store.policiesOf(tx, scopeOf(tx).network)
  const number = (before.at(-1)?.number ?? 0) + 1
  const fields = { number, policy: sha256(utf8(text)).toString('hex') }
  const { id } = await recordKind(tx, kinds.policy, 'policy.adopted', { fields })
  await store.insertPolicy(tx, number, text, id)
  return number
}

/**
 * What a witness is to be asked: the newest head, and the proof that it contains what this witness saw last. Undefined when
 * there is nothing to ask. A witness that has seen the newest head, while its line was lost on the way, is asked again.
 * @param old what the witness itself says it saw last
 */
export async function pendingFor(
  tx: Tx,
  network: NetworkId,
  witness: WitnessRow,
  old = witness.seen,
): Promise<string | undefined> {
  const [head] = await store.headsOf(tx, network, 1)
  if (!head || head.size < old) return undefined
  const lines = head.size === old ? await store.linesUnder(tx, network, head.size) : []
  if (lines.some(line => line.witness === witness.name)) return undefined
  const proof = await hashesOf(tx, network, consistencyPath(old, head.size))
  return writeRequest({ old: BigInt(old), proof, note: head.note })
}

/** Keeps the line of a witness under the head that it belongs to; false when it belongs to none of the last ones. */
export async function takeCosignature(
  tx: Tx,
  network: NetworkId,
  witness: WitnessRow,
  line: string,
  among = LAST_HEADS,
): Promise<boolean> {
  const key = parseVkey(witness.vkey, COSIGNATURE)
  if (!key) return false
  const only: Policy = { witnesses: new Map([[witness.name, key]]), groups: new Map(), quorum: witness.name }
  for (const head of await store.headsOf(tx, network, among)) {
    const note = parseNote(head.note + line)
    if (!note || !(await cosignersOf(note, only)).times.has(witness.name)) continue
    await store.keepCosignature(tx, network, { size: head.size, witness: witness.name, line }, clock())
    await settle(tx, network, head)
    return true
  }
  return false
}

/** The smallest set of lines that reaches the quorum; undefined when all together do not. */
function smallestQuorum(policy: Policy, present: readonly string[]): string[] | undefined {
  if (!isQuorum(policy, new Set(present))) return undefined
  return present.reduce<string[]>(
    (kept, name) => {
      const without = kept.filter(other => other !== name)
      return isQuorum(policy, new Set(without)) ? without : kept
    },
    [...present],
  )
}

/** Whether a head has its quorum now; then policies that stand below it take effect, one after the other. */
async function settle(tx: Tx, network: NetworkId, head: HeadRow): Promise<void> {
  const policies = await store.policiesOf(tx, network)
  const current = policies.findLast(one => one.effective) ?? policies[0]
  if (!current || head.witnessed !== null) return
  const lines = await store.linesUnder(tx, network, head.size)
  const note = parseNote(head.note + lines.map(one => one.line).join(''))
  const policy = policyIn(current.text)
  const present = note ? [...(await cosignersOf(note, policy)).times.keys()] : []
  const enough = smallestQuorum(policy, present)
  if (!enough) return
  const keys = new Set(enough.map(name => policy.witnesses.get(name)?.name))
  const chosen = lines.filter(({ line }) => keys.has(/^\u2014 (\S+) /.exec(line)?.[1]))
  await store.setWitnessed(tx, network, head.size, head.note + chosen.map(one => one.line).join(''))
  if (!current.effective) await store.setEffective(tx, network, current.number, head.size)
  const next = policies.find(one => one.number === current.number + 1)
  if (next && next.index !== null && next.index < head.size) {
    await store.setEffective(tx, network, next.number, head.size)
  }
}

type Pushed = { readonly name: string; readonly status: number }

async function pushTo(
  db: Database,
  network: NetworkId,
  witness: WitnessRow,
  again = true,
): Promise<Pushed | undefined> {
  const body = await db.asRole('nc_ledger', network, tx => pendingFor(tx, network, witness))
  if (body === undefined) return undefined
  const reply = await fetch(`${witness.url}/add-checkpoint`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(10_000),
  })
  const text = await reply.text()
  // The witness is at another size than we remember: once more from there.
  if (reply.status === 409 && again && /^\d+\n?$/.test(text)) {
    const seen = Number(text)
    await db.asRole('nc_ledger', network, tx => store.setSeen(tx, network, witness.name, seen))
    return pushTo(db, network, { ...witness, seen }, false)
  }
  if (reply.status !== 200) return { name: witness.name, status: reply.status }
  const kept = await db.asRole('nc_ledger', network, tx => takeCosignature(tx, network, witness, text))
  return { name: witness.name, status: kept ? 200 : 502 }
}

/** Asks every witness that can be pushed to; one that does not answer is left for the next time. */
export async function pushHeads(db: Database, network: NetworkId): Promise<Pushed[]> {
  const witnesses = await db.asRole('nc_ledger', network, tx => store.witnessesOf(tx, network))
  const pushed: Pushed[] = []
  for (const witness of witnesses.filter(one => one.url !== null)) {
    const answer = await pushTo(db, network, witness).catch(() => ({ name: witness.name, status: 0 }))
    if (answer) pushed.push(answer)
  }
  return pushed
}

/** The regular work: every network. */
export async function pushAllHeads(db: Database): Promise<void> {
  const networks = await db.asRole('nc_ledger', undefined, tx => allLogs(tx))
  for (const network of networks) await pushHeads(db, network)
}

/** A receipt for an entry under the newest head with a quorum; undefined while there is none above the entry. */
export async function receiptFor(
  tx: Tx,
  network: NetworkId,
  { index, entry }: { index: number; entry: Uint8Array },
): Promise<string | undefined> {
  const head = await store.latestWitnessed(tx, network)
  if (!head || index >= head.size) return undefined
  const path = await hashesOf(tx, network, inclusionPath(index, head.size))
  const lines = path.map(hash => `${toBase64(hash)}\n`).join('')
  return `${RECEIPT}\nextra ${toBase64(entry)}\nindex ${index}\n${lines}\n${head.note}`
}
