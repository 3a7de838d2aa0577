// SPDX-License-Identifier: EUPL-1.2
// A log that shows one history to some and another to others signs its own conviction. Two of its heads contradict each
// other when they have one size and two roots, or when the larger one, by a consistency proof, contains another root at the
// smaller size. The proof file carries all of it; whoever holds the key of the log checks it without asking anybody.
import { canonical, parseJson, type Json } from '../verifier/json.ts'
import { equal, fromBase64, toBase64, utf8 } from '../verifier/bytes.ts'
import { verifyConsistency } from '../verifier/merkle.ts'
import { type Checkpoint, parseCheckpoint, parseNote, type VerifierKey, verifyNote } from '../verifier/note.ts'

export const SPLIT = 'nuove-comunita/split-view/v1'
export type SplitView = {
  /** The smaller head. */
  readonly first: string
  readonly second: string
  /** What the tree of the second head had at the size of the first, in base64, and the proof of it; of equal sizes: none. */
  readonly root: string | null
  readonly proof: readonly string[]
}

const headOf = (note: string): Checkpoint | undefined => parseCheckpoint(parseNote(note)?.text ?? '')

/** Where consistency proofs of a view come from: its log, a mirror, a folder of tiles. */
export type Prove = (
  old: bigint,
  size: bigint,
) => Promise<{ root: Uint8Array; proof: readonly Uint8Array[] } | undefined>

/** Whether two heads go together: proved, disproved by a file that convicts, or nobody has proved anything. */
export type Related = 'agree' | 'unproved' | SplitView

/** Relates two signed heads of one log, whichever is larger. */
export async function relateViews(a: string, b: string, proveLarger: Prove): Promise<Related> {
  const [x, y] = [headOf(a), headOf(b)]
  if (!x || !y || x.origin !== y.origin) return 'unproved'
  const [small, large] = x.size <= y.size ? [x, y] : [y, x]
  const [first, second] = x.size <= y.size ? [a, b] : [b, a]
  if (small.size === large.size)
    return equal(small.root, large.root) ? 'agree' : { first, second, root: null, proof: [] }
  if (small.size === 0n) return 'agree'
  const given = await proveLarger(small.size, large.size)
  if (!given || !verifyConsistency(small.size, large.size, given.root, large.root, given.proof)) return 'unproved'
  if (equal(given.root, small.root)) return 'agree'
  return { first, second, root: toBase64(given.root), proof: given.proof.map(toBase64) }
}

/** Compares two signed heads; undefined when they go together, or nobody can say (the second then gives no proof). */
export async function compareViews(a: string, b: string, proveLarger: Prove): Promise<SplitView | undefined> {
  const related = await relateViews(a, b, proveLarger)
  return typeof related === 'string' ? undefined : related
}

export const writeSplitView = (split: SplitView): string => `${canonical({ format: SPLIT, ...split })}\n`

const isText = (value: Json | undefined): value is string => typeof value === 'string'

export function parseSplitView(text: string): SplitView | undefined {
  try {
    const value = parseJson(text.trimEnd(), { canonical: true }) as { [key: string]: Json }
    const { first, second, root, proof, format, ...more } = value
    if (format !== SPLIT || !isText(first) || !isText(second) || Object.keys(more).length > 0) return undefined
    if ((root !== null && !isText(root)) || !Array.isArray(proof) || !proof.every(isText)) return undefined
    return { first, second, root, proof }
  } catch {
    return undefined
  }
}

/** Whether the file convicts the log of this key. */
export async function provesSplitView(split: SplitView, log: VerifierKey): Promise<boolean> {
  const notes = [parseNote(split.first), parseNote(split.second)]
  const [small, large] = [headOf(split.first), headOf(split.second)]
  for (const note of notes) if (!note || !(await verifyNote(note, log))) return false
  if (!small || !large || small.origin !== large.origin || small.size > large.size) return false
  if (small.size === large.size) return !equal(small.root, large.root)
  const root = fromBase64(split.root ?? '', 32)
  const proof = split.proof.map(hash => fromBase64(hash, 32) ?? utf8(''))
  return (
    root !== undefined && !equal(root, small.root) && verifyConsistency(small.size, large.size, root, large.root, proof)
  )
}
