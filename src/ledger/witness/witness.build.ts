// SPDX-License-Identifier: EUPL-1.2
// Builders: a log of tiles in memory with its key, that can also lie; witnesses with keys of their own.
import { newSigningKey, type PrivateKey, publicKeyOf, signWith } from '../crypto.client.ts'
import { formatVkey, signCheckpoint } from '../checkpoint.ts'
import { kernel } from '../hashing/kernel.ts'
import { type Edge, grow, rootOfEdge } from '../tiles/growth.ts'
import { writeFolder } from '../tiles/folder.client.ts'
import { encodeEntries, type TileName } from '../tiles/tile.ts'
import { TreeInMemory } from '../tiles/memory-tree.ts'
import { keyIdOf, parseVkey, type VerifierKey } from '../verifier/note.ts'
import { RECEIPT } from '../verifier/receipt.ts'
import { toBase64 } from '../verifier/bytes.ts'
import { answerAddCheckpoint, memoryInProcess, type Witness, writeRequest } from './add-checkpoint.ts'
import { type Cosigner, formatWitnessKey } from './cosignature.ts'

export const cosignerNamed = (name: string): Cosigner & { vkey: string } => {
  const key = newSigningKey()
  const raw = publicKeyOf(key)
  return { name, key: raw, vkey: formatWitnessKey(name, raw), sign: message => signWith(key, message) }
}

/** A log in memory: entries of 114 bytes, tiles, heads. */
export class MemoryLog {
  readonly origin: string
  readonly vkey: string
  readonly key: VerifierKey
  readonly signing: PrivateKey
  tree = new TreeInMemory()
  entries: Uint8Array[] = []
  edge: Edge = []

  constructor(origin = 'nuovecomunita.example/prova', signing = newSigningKey()) {
    this.origin = origin
    this.signing = signing
    this.vkey = formatVkey(origin, publicKeyOf(signing))
    const key = parseVkey(this.vkey)
    if (!key) throw new Error('a key of a log that is none')
    this.key = key
  }

  /** The same log with another history from here on: what a liar shows to some. */
  fork(): MemoryLog {
    const other = new MemoryLog(this.origin, this.signing)
    other.add(this.entries)
    return other
  }

  add(entries: readonly Uint8Array[]): this {
    const leaves = kernel().leaves(Buffer.concat(entries))
    this.edge = grow(this.entries.length, this.edge, leaves).edge
    this.tree.append(leaves)
    this.entries.push(...entries)
    return this
  }

  get size(): number {
    return this.entries.length
  }

  note(size = this.size, root = this.tree.rootAt(size)): string {
    const id = keyIdOf(this.origin, publicKeyOf(this.signing))
    return signCheckpoint({ origin: this.origin, size, root }, id, message => signWith(this.signing, message))
  }

  latestRoot = (): Uint8Array => rootOfEdge(this.edge)

  request(old: number, size = this.size, note = this.note(size)): string {
    const proof = old === 0 ? [] : this.tree.consistency(old, size)
    return writeRequest({ old: BigInt(old), proof, note })
  }

  receipt(index: number, note: string, size = this.size): string {
    const path = this.tree.inclusion(index, size).map(hash => `${toBase64(hash)}\n`)
    const entry = toBase64(this.entries[index] ?? new Uint8Array(0))
    return `${RECEIPT}\nextra ${entry}\nindex ${index}\n${path.join('')}\n${note}`
  }
}

export const witnessOf = (cosigner: Cosigner, log: MemoryLog, now = () => 1_700_000_000): Witness => ({
  cosigner,
  logs: new Map([[log.origin, log.key]]),
  memory: memoryInProcess(),
  now,
})

/** Puts the countersignatures of witnesses under the newest head; they must have seen nothing or what came before. */
export async function witnessed(log: MemoryLog, witnesses: readonly Witness[]): Promise<string> {
  const note = log.note()
  const lines: string[] = []
  for (const witness of witnesses) {
    const old = Number(witness.memory.seen(log.origin)?.size ?? 0n)
    const { status, body } = await answerAddCheckpoint(log.request(old, log.size, note), witness)
    if (status === 200) lines.push(body)
  }
  return note + lines.join('')
}

/** A log as a folder of files; the heads are written last, in this order. */
export async function writeLog(
  to: string,
  of: MemoryLog,
  heads: readonly (readonly [string, string])[],
  lasting = true,
): Promise<number> {
  const bytesOf = ({ level, position, width }: TileName): Uint8Array => {
    const from = position * 256
    if (level === 'entries') return encodeEntries(of.entries.slice(from, from + width))
    const span = 256 ** level
    return Buffer.concat(
      Array.from({ length: width }, (_, i) => of.tree.hashOf({ start: (from + i) * span, size: span })),
    )
  }
  return writeFolder(to, { size: of.size, bytesOf, heads }, lasting)
}
