// SPDX-License-Identifier: EUPL-1.2
// A receipt (C2SP tlog-proof v1): this entry is in the register, at this place, under a head that a quorum has seen.
import { fromBase64, type Bytes } from './bytes.ts'
import { finding, type Finding } from './findings.ts'
import { leafHash, verifyInclusion } from './merkle.ts'
import { parseCheckpoint, parseNote, verifyNote, type Note } from './note.ts'
import { cosignersOf, isQuorum, type Policy, type Trust } from './policy.ts'

export const RECEIPT = 'c2sp.org/tlog-proof@v1'
export type Receipt = { entry: Bytes; index: bigint; proof: Bytes[]; note: string }
export type Answer = { failures: Finding[]; gaps: Finding[]; proved: Finding[] }

/** The first line, "extra" with the entry itself, the index, the path from the leaf up, an empty line, the signed head. */
export function parseReceipt(text: string): Receipt | undefined {
  const split = text.indexOf('\n\n')
  const [format, extra, at = '', ...lines] = text.slice(0, Math.max(split, 0)).split('\n')
  const entry = fromBase64(/^extra (.+)$/.exec(extra ?? '')?.[1] ?? '?')
  const index = /^index (0|[1-9]\d{0,19})$/.exec(at)?.[1]
  const proof = lines.map(line => fromBase64(line, 32)).filter(hash => hash !== undefined)
  if (format !== RECEIPT || !entry || index === undefined || proof.length < lines.length) return undefined
  return { entry, index: BigInt(index), proof, note: text.slice(split + 2) }
}

/** Countersignatures that were forged, too few of them, or a quorum and when it was reached. */
export async function checkQuorum(note: Note, policy: Policy | undefined): Promise<Answer> {
  const part = { part: 'checkpoint' } as const
  const gap = (one: Finding): Answer => ({ failures: [], gaps: [one], proved: [] })
  if (!policy) return gap(finding(note.signatures.length > 1 ? 'cosign.no-policy' : 'cosign.none', {}, part))
  const { times, forged } = await cosignersOf(note, policy)
  const failures = forged.map(witness => finding('cosign.forged', { witness }, part))
  if (!isQuorum(policy, new Set(times.keys())))
    return { ...gap(finding('cosign.below', { n: times.size }, part)), failures }
  const [from, until] = [Math.min(...times.values()), Math.max(...times.values())].map(time =>
    new Date(time * 1000).toISOString().slice(0, 16).replace('T', ' '),
  ) as [string, string]
  return { failures, gaps: [], proved: [finding('proved.cosigned', { n: times.size, from, until })] }
}

/** One call for a receipt. The trust must name the key of the register and a quorum. */
export async function checkReceipt(text: string, { keys, policy }: Trust): Promise<Answer> {
  const failed = (one: Finding): Answer => ({ failures: [one], gaps: [], proved: [] })
  const receipt = parseReceipt(text)
  const note = receipt && parseNote(receipt.note)
  const head = note && parseCheckpoint(note.text)
  if (!receipt || !head) return failed(finding('receipt.unreadable'))
  const { entry, index, proof } = receipt
  const { origin, size, root } = head
  const log = keys.find(key => key.name === origin)
  if (!log) return failed(finding('trust.foreign-log', { name: origin }))
  if (!(await verifyNote(note, log))) return failed(finding('checkpoint.not-signed'))
  const args = { index: String(index), size: String(size), origin }
  if (!verifyInclusion(index, size, leafHash(entry), proof, root)) return failed(finding('receipt.not-included', args))
  const quorum = await checkQuorum(note, policy)
  return { ...quorum, proved: [finding('proved.receipt', args), ...quorum.proved] }
}
