// SPDX-License-Identifier: EUPL-1.2
// C2SP signed-note 1.0.0 and tlog-checkpoint 1.0.0: the text forms of keys, signatures and tree heads.
import { concat, equal, fromBase64, toHex, utf8, type Bytes } from './bytes.ts'
import { isAcceptablePoint, verifySignature } from './ed25519.ts'
import { HASH_LENGTH } from './merkle.ts'
import { sha256 } from './sha256.ts'

/** Signature types of the C2SP registry: a plain Ed25519 key, and that of a witness, whose signatures carry a time. */
export const ED25519 = 0x01
export const COSIGNATURE = 0x04

/** `name+hash+base64(algorithm byte, key)`; `id` is our eight-byte key id, whose first four bytes are the note's key hash. */
export type VerifierKey = { name: string; vkey: string; id: string; hash: string; key: Bytes }
export type NoteSignature = { name: string; hash: string; signature: Bytes }
export type Note = { text: string; signatures: NoteSignature[] }
export type Checkpoint = { origin: string; size: bigint; root: Bytes; extensions: string[] }

export const keyIdOf = (name: string, key: Uint8Array, type = ED25519): string =>
  toHex(sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), key)).subarray(0, 8))

/** Undefined for another algorithm, a hash that is not the key's, and a point that the acceptance rule refuses. */
export function parseVkey(vkey: string, type = ED25519): VerifierKey | undefined {
  const [, name = '', hash = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(vkey) ?? []
  const data = fromBase64(encoded, 33)
  const key = data?.slice(1)
  if (!key || data?.[0] !== type || !isAcceptablePoint(key)) return undefined
  const id = keyIdOf(name, key, type)
  return id.startsWith(hash) ? { name, vkey, id, hash, key } : undefined
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? []
  const data = fromBase64(encoded)
  return data && data.length > 4 ? { name, hash: toHex(data.subarray(0, 4)), signature: data.slice(4) } : undefined
}

/** Text, one empty line, one or more signature lines, no control character but the newline; anything else is refused. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf('\n\n')
  if (split < 1 || !note.endsWith('\n') || !note.isWellFormed()) return undefined
  if (Array.from(note).some(char => char < ' ' && char !== '\n')) return undefined
  const lines = note.slice(split + 2, -1).split('\n')
  const signatures = lines.map(parseSignature).filter(signature => signature !== undefined)
  return signatures.length === lines.length ? { text: note.slice(0, split + 1), signatures } : undefined
}

/** Whether the key signed the note. Signatures of unknown keys are ignored; a bad one of the known key is fatal. */
export async function verifyNote(note: Note, key: VerifierKey): Promise<boolean> {
  const own = note.signatures.filter(signature => signature.name === key.name && signature.hash === key.hash)
  const answers = await Promise.all(own.map(one => verifySignature(key.key, one.signature, utf8(note.text))))
  return answers.length > 0 && answers.every(Boolean)
}

/** Origin, size, root, and extension lines that are never empty. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  if (!text.endsWith('\n') || !origin || !/^(?:0|[1-9]\d{0,19})$/.test(size) || BigInt(size) >= 1n << 64n)
    return undefined
  const hash = fromBase64(root, HASH_LENGTH)
  return hash && !extensions.includes('') ? { origin, size: BigInt(size), root: hash, extensions } : undefined
}

export const sameKey = (a: VerifierKey, b: VerifierKey): boolean => a.name === b.name && equal(a.key, b.key)
