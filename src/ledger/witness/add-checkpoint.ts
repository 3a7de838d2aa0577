// SPDX-License-Identifier: EUPL-1.2
// The exchange between a log and a witness (C2SP tlog-witness 1.0): "this is my head; it contains the one you saw last".
import { equal, fromBase64, toBase64, type Bytes } from '../verifier/bytes.ts'
import { verifyConsistency } from '../verifier/merkle.ts'
import {
  type Checkpoint,
  type Note,
  parseCheckpoint,
  parseNote,
  type VerifierKey,
  verifyNote,
} from '../verifier/note.ts'
import { sha256 } from '../verifier/sha256.ts'
import { type Cosigner, cosignatureLine } from './cosignature.ts'

export type Request = { readonly old: bigint; readonly proof: readonly Uint8Array[]; readonly note: string }
export type Seen = { readonly size: bigint; readonly root: Uint8Array; readonly note: string }
/** What a witness remembers. `replace` is atomic and lasting: false when another request was faster. */
export type Memory = {
  readonly seen: (origin: string) => Seen | undefined
  readonly replace: (origin: string, before: Seen | undefined, now: Seen) => boolean
}
export type Witness = {
  readonly cosigner: Cosigner
  /** The keys of the logs that it follows, by origin. */
  readonly logs: ReadonlyMap<string, VerifierKey>
  readonly memory: Memory
  /** Seconds since 1970. */
  readonly now: () => number
}
export type Answer = { readonly status: number; readonly type: string; readonly body: string }

const MOST_HASHES = 63

export const writeRequest = ({ old, proof, note }: Request): string =>
  `old ${old}\n${proof.map(hash => `${toBase64(hash)}\n`).join('')}\n${note}`

/** `old N`, up to 63 hashes, an empty line, the note. */
export function parseRequest(body: string): Request | undefined {
  const split = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(split, 0)).split('\n')
  const old = /^old (0|[1-9]\d{0,19})$/.exec(first)?.[1]
  const proof = lines.map(line => fromBase64(line, 32)).filter((hash): hash is Bytes => hash !== undefined)
  if (old === undefined || proof.length < lines.length || proof.length > MOST_HASHES) return undefined
  return { old: BigInt(old), proof, note: body.slice(split + 2) }
}

const plain = (status: number, body: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
})
const conflict = (size: bigint): Answer => ({ status: 409, type: 'text/x.tlog.size', body: `${size}\n` })

function extendsSeen(seen: Seen | undefined, { proof }: Request, { size, root }: Checkpoint): boolean {
  // Of the empty tree there is one root; nothing needs a proof that it grew out of it, and nothing may pretend to have one.
  if (size === 0n) return proof.length === 0 && equal(root, sha256(new Uint8Array(0)))
  if (!seen || seen.size === 0n) return proof.length === 0
  return verifyConsistency(seen.size, size, seen.root, root, proof)
}

type Read = { readonly request: Request; readonly note: Note; readonly head: Checkpoint }

/** A head under signature lines that are none, or are spelt in a second way: it is read, but nobody has signed it. */
function unsigned(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n')
  return /\n\n\u2014 [^\n]+\n/.test(note) ? { text: note.slice(0, split + 1), signatures: [] } : undefined
}

function readRequest(body: string): Read | undefined {
  const request = parseRequest(body)
  const note = request && (parseNote(request.note) ?? unsigned(request.note))
  const head = note && parseCheckpoint(note.text)
  return request && note && head && { request, note, head }
}

/** Answers one request. The steps are in the order of the specification, each with its status. */
export async function answerAddCheckpoint(body: string, witness: Witness): Promise<Answer> {
  const read = readRequest(body)
  if (!read) return plain(400, 'malformed request')
  const { request, note, head } = read
  const key = witness.logs.get(head.origin)
  if (!key) return plain(404, 'unknown log')
  if (!(await verifyNote(note, key))) return plain(403, 'invalid signature')
  if (request.old > head.size) return plain(400, 'the old size is larger than the head')
  // From here on without a pause: whatever another request does meanwhile, it finds the memory before or after this one.
  const seen = witness.memory.seen(head.origin)
  const size = seen?.size ?? 0n
  if (request.old !== size) return conflict(size)
  if (seen && head.size === size && !equal(head.root, seen.root)) return conflict(size)
  if (!extendsSeen(seen, request, head)) return plain(422, 'the consistency proof does not hold')
  const line = cosignatureLine(witness.cosigner, note.text, witness.now())
  const own = note.signatures.findIndex(one => one.name === key.name && one.hash === key.hash)
  const signed = request.note.slice(note.text.length + 1).split('\n')[own] ?? ''
  const kept = { size: head.size, root: head.root, note: `${note.text}\n${signed}\n${line}` }
  if (!witness.memory.replace(head.origin, seen, kept)) return conflict(witness.memory.seen(head.origin)?.size ?? 0n)
  return { status: 200, type: 'text/plain; charset=utf-8', body: line }
}

/** A memory that lasts as long as the process: for tests and measurements. */
export function memoryInProcess(): Memory {
  const all = new Map<string, Seen>()
  return {
    seen: origin => all.get(origin),
    replace: (origin, before, now) => {
      if (all.get(origin) !== before) return false
      all.set(origin, now)
      return true
    },
  }
}
