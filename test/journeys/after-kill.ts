// SPDX-License-Identifier: EUPL-1.2
// What must be true of a database after a kill: read as the server's superuser, beside the product and its policies.
import pg from 'pg'
import { append, consistencyPath, leafOf, rootOf } from '#ledger/tree.ts'
import { fromHex, toHex } from '#ledger/verifier/bytes.ts'
import { verifySignature } from '#ledger/verifier/ed25519.ts'
import { entryMessage, parseEntry } from '#ledger/verifier/entry.ts'
import { verifyConsistency } from '#ledger/verifier/merkle.ts'
import { parseCheckpoint, parseNote, parseVkey, verifyNote } from '#ledger/verifier/note.ts'

/** What the loop had said before it was killed. */
export type Acknowledged = {
  readonly signed: readonly { readonly meeting: string; readonly fact: string }[]
  readonly heads: readonly { readonly size: number; readonly root: string }[]
}

type Ask = <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/**
 * Every broken promise as a sentence; none when all is well. All of it is read at one moment: the program that was started
 * again takes waiting acts into the register meanwhile.
 */
export async function problemsAfter(socketDir: string, said: Acknowledged): Promise<readonly string[]> {
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'nc' })
  await client.connect()
  const ask: Ask = async (text, values) => (await client.query(text, values ? [...values] : [])).rows
  try {
    await ask('begin isolation level repeatable read read only')
    return [...(await lost(ask, said)), ...(await unmatched(ask)), ...(await holes(ask)), ...(await badTree(ask, said))]
  } finally {
    await client.end()
  }
}

/** Acknowledged acts of which a part is missing: signature, counted row, entry, opening. */
async function lost(ask: Ask, { signed }: Acknowledged): Promise<string[]> {
  const rows = await ask<{ meeting: string; missing: string }>(
    `select v.meeting, concat_ws(', ',
       case when s.id is null then 'signature' end, case when h.id is null then 'counted row' end,
       case when e.fact_id is null then 'entry' end, case when o.fact_id is null then 'opening' end) as missing
     from unnest($1::uuid[], $2::uuid[]) v (meeting, fact)
     left join plans_signature s on s.meeting_id = v.meeting and s.side = 'person' and s.fact_id = v.fact
     left join plans_hour h on h.meeting_id = v.meeting and h.fact_id = v.fact
     left join ledger_entry e on e.fact_id = v.fact
     left join ledger_opening o on o.fact_id = v.fact`,
    [signed.map(act => act.meeting), signed.map(act => act.fact)],
  )
  return rows.filter(row => row.missing).map(row => `acknowledged act ${row.meeting} lost: ${row.missing}`)
}

/** Each pair: what is counted on the one side must be there on the other. Accounting facts are meetings and signatures. */
async function unmatched(ask: Ask): Promise<string[]> {
  const pairs: readonly (readonly [string, string])[] = [
    ['signature without its fact', `plans_signature s where meeting_id is not null and ${absent('s')}`],
    ['counted row without its fact', `plans_hour s where ${absent('s')}`],
    [
      'counted row without a signature',
      `plans_hour h where not exists (select from plans_signature s where s.fact_id = h.fact_id)`,
    ],
    [
      `person's signature without a counted row`,
      `plans_signature s where meeting_id is not null and side = 'person'
         and not exists (select from plans_hour h where h.fact_id = s.fact_id)`,
    ],
    [
      'fact without its act',
      `ledger_opening o where account = 'accounting'
         and not exists (select from plans_signature s where s.fact_id = o.fact_id)`,
    ],
    [
      'held meeting without a signature',
      `plans_meeting m where state = 'held' and not exists (select from plans_signature s where s.meeting_id = m.id)`,
    ],
    [
      'agreed plan without its fact',
      `plans_plan p where state <> 'draft'
         and not exists (select from ledger_entry e where e.fact_id = p.agreed_fact)`,
    ],
    [
      'entry without an opening',
      `ledger_entry e where not exists (select from ledger_opening o where o.fact_id = e.fact_id)
         and not exists (select from ledger_key k where k.organisation_id = e.organisation_id and k.registered_seq = e.org_seq)`,
    ],
  ]
  const found: string[] = []
  for (const [what, where] of pairs) {
    const [row] = await ask<{ count: number }>(`select count(*)::integer as count from ${where}`)
    if (row && row.count > 0) found.push(`${row.count} × ${what}`)
  }
  return found
}

const absent = (alias: string) => `not exists (select from ledger_entry e where e.fact_id = ${alias}.fact_id)`

/** The series of an organisation counts from 1 without a gap, up to the number it remembers. */
async function holes(ask: Ask): Promise<string[]> {
  const rows = await ask<{ organisation: string }>(
    `select s.organisation_id as organisation from ledger_series s
     left join ledger_entry e on e.network_id = s.network_id and e.organisation_id = s.organisation_id
     group by s.network_id, s.organisation_id, s.last_seq
     having count(e.org_seq) <> s.last_seq or max(e.org_seq) <> s.last_seq or min(e.org_seq) <> 1`,
  )
  return rows.map(row => `the series of ${row.organisation} has a hole`)
}

type EntryRow = { entry: Buffer; place: number | null }
type HeadRow = { size: number; root: Buffer; note: string }

/** The tree is built again from its entries: every signed head must be a head of it, those said before the kill too. */
async function badTree(ask: Ask, { heads: said }: Acknowledged): Promise<string[]> {
  const [log] = await ask<{ vkey: string; origin: string; size: number }>(
    'select vkey, origin, size::integer as size from ledger_log',
  )
  const key = log && parseVkey(log.vkey)
  if (!log || !key) return said.length > 0 ? ['the register is gone'] : []
  const entries = await ask<EntryRow>(
    'select entry, log_index::integer as place from ledger_entry where log_index is not null order by log_index',
  )
  const problems = await forged(ask, log.origin)
  if (entries.length !== log.size || entries.some(({ place }, at) => place !== at))
    problems.push('the places are not counted through')
  const leaves = entries.map(({ entry }) => leafOf(entry))
  const rootAt = (size: number) => rootOf(append([], leaves.slice(0, size)).peaks)
  const heads = await ask<HeadRow>('select size::integer as size, root, note from ledger_checkpoint order by size')
  for (const { size, root, note } of heads) {
    const parsed = parseNote(note)
    const stated = parsed && parseCheckpoint(parsed.text)
    if (!parsed || !(await verifyNote(parsed, key))) problems.push(`head ${size} is not signed by the register`)
    if (stated?.size !== BigInt(size) || toHex(stated.root) !== root.toString('hex') || !root.equals(rootAt(size)))
      problems.push(`head ${size} is not a head of this tree`)
  }
  const last = heads.at(-1)
  for (const { size, root } of said) {
    if (!last || size > last.size) problems.push(`head ${size} was said and is gone`)
    else if (!isConsistent(leaves, { size, root: fromHex(root) }, last)) problems.push(`no way from head ${size}`)
  }
  return problems
}

function isConsistent(
  leaves: readonly Uint8Array[],
  old: { size: number; root: Uint8Array<ArrayBuffer> },
  last: HeadRow,
): boolean {
  const proof = consistencyPath(old.size, last.size).map(
    range => new Uint8Array(rootOf(append([], leaves.slice(range.start, range.start + range.size)).peaks)),
  )
  return verifyConsistency(BigInt(old.size), BigInt(last.size), old.root, new Uint8Array(last.root), proof)
}

/** Entries, waiting ones too, that their organisation has not signed. */
async function forged(ask: Ask, origin: string): Promise<string[]> {
  const rows = await ask<{ entry: Buffer; vkey: string; seq: number }>(
    `select e.entry, k.vkey, e.org_seq::integer as seq from ledger_entry e
     join ledger_key k on k.network_id = e.network_id and k.key_id = e.key_id`,
  )
  const problems: string[] = []
  for (const { entry, vkey, seq } of rows) {
    const parsed = parseEntry(new Uint8Array(entry))
    const key = parseVkey(vkey)
    const isSigned =
      parsed?.seq === seq &&
      key &&
      (await verifySignature(key.key, parsed.signature, entryMessage(parsed.bytes, origin)))
    if (!isSigned) problems.push(`entry ${seq} is not signed by its organisation`)
  }
  return problems
}
