// SPDX-License-Identifier: EUPL-1.2
// The whole register, checked from a folder of files and nothing else: heads, every tile against the entries, every series
// without a hole, on request every signature. What does not hold is named by its place.
import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { HASH, kernel } from '../hashing/kernel.ts'
import { ENTRY_LENGTH } from '../verifier/entry.ts'
import { equal } from '../verifier/bytes.ts'
import { type Checkpoint, parseCheckpoint, parseNote, verifyNote } from '../verifier/note.ts'
import type { Trust } from '../verifier/policy.ts'
import { checkQuorum } from '../verifier/receipt.ts'
import { HEAD, readFolderFile, WITNESSED } from './folder.client.ts'
import { type Edge, grow, rootOfEdge } from './growth.ts'
import { SeriesCheck } from './series-check.ts'
import type { Given, Task } from './signatures.worker.ts'
import { bundlesOf, hashesAt, TILE_WIDTH, tilePath } from './tile.ts'

export type ProblemCode =
  | ('head.missing' | 'head.unreadable' | 'head.not-signed' | 'head.other-register' | 'head.other-root')
  | ('heads.fork' | 'quorum.below' | 'quorum.forged' | 'tile.missing' | 'tile.length' | 'tile.other-hash')
  | ('entry.format' | 'series.gap' | 'key.unknown' | 'key.revoked' | 'entry.not-signed')
export type Problem = { readonly code: ProblemCode; readonly at: string | number }
export type Audit = {
  readonly size: number
  readonly root: Uint8Array | undefined
  readonly problems: readonly Problem[]
  readonly signatures: number
  readonly witnessed: number
}
type Options = { readonly trust: Trust; readonly signatures?: boolean; readonly workers?: number }

/** A signed head of the folder; undefined when there is none of this name. */
async function headOf(
  folder: string,
  name: string,
  trust: Trust,
): Promise<(Checkpoint & { note: string }) | Problem | undefined> {
  const text = readFolderFile(folder, name)?.toString('utf8')
  if (text === undefined) return undefined
  const note = parseNote(text)
  const head = note && parseCheckpoint(note.text)
  if (!note || !head) return { code: 'head.unreadable', at: name }
  const log = trust.keys.find(key => key.name === head.origin)
  if (!log) return { code: 'head.other-register', at: head.origin }
  if (!(await verifyNote(note, log))) return { code: 'head.not-signed', at: name }
  if (name === WITNESSED && trust.policy) {
    const { failures, gaps } = await checkQuorum(note, trust.policy)
    if (failures.length > 0) return { code: 'quorum.forged', at: name }
    if (gaps.length > 0) return { code: 'quorum.below', at: name }
  }
  return { ...head, note: text }
}

/** Compares the tiles of the folder with those that the entries give; the first other hash of each level is named. */
function tileProblems(folder: string, changed: ReturnType<typeof grow>['changed'], size: number): Problem[] {
  return changed.flatMap(({ level, position, hashes }): Problem[] => {
    const width = Math.min(TILE_WIDTH, hashesAt(level, size) - position * TILE_WIDTH)
    if (hashes.length < width * HASH) return [] // it grows on with the next bundles
    const name = tilePath({ level, position, width })
    const found = readFolderFile(folder, name)
    if (!found) return [{ code: 'tile.missing', at: name }]
    if (found.length !== width * HASH) return [{ code: 'tile.length', at: name }]
    if (Buffer.compare(found, hashes) === 0) return []
    const other = Array.from({ length: width }, (_, i) => i).find(
      i => !equal(found.subarray(i * HASH, (i + 1) * HASH), hashes.subarray(i * HASH, (i + 1) * HASH)),
    )
    return [{ code: 'tile.other-hash', at: `${name}#${position * TILE_WIDTH + (other ?? 0)}` }]
  })
}

type Walked = { size: number; edge: Edge; problems: Problem[]; rootAt: Map<number, Uint8Array> }

/** Bundles read together: enough for the kernel to be busy, little enough to stay small in memory. */
const TOGETHER = 64
/** Bundles that a thread takes at a time. */
const RUN = 8

function readBundles(
  folder: string,
  size: number,
  [from, until]: readonly [number, number],
  problems: Problem[],
): Buffer | undefined {
  const parts: Buffer[] = []
  for (const name of bundlesOf(size, from, until)) {
    const bytes = readFolderFile(folder, tilePath(name))
    if (!bytes) return stop(problems, { code: 'tile.missing', at: tilePath(name) })
    if (bytes.length !== name.width * (ENTRY_LENGTH + 2))
      return stop(problems, { code: 'tile.length', at: tilePath(name) })
    const entries = Buffer.allocUnsafe(name.width * ENTRY_LENGTH)
    for (let i = 0; i < name.width; i++) {
      const at = i * (ENTRY_LENGTH + 2)
      if (bytes.readUInt16BE(at) !== ENTRY_LENGTH)
        return stop(problems, { code: 'entry.format', at: name.position * TILE_WIDTH + i })
      bytes.copy(entries, i * ENTRY_LENGTH, at + 2, at + 2 + ENTRY_LENGTH)
    }
    parts.push(entries)
  }
  return Buffer.concat(parts)
}

function stop(problems: Problem[], problem: Problem): undefined {
  problems.push(problem)
}

function walk(
  folder: string,
  size: number,
  sizes: readonly number[],
  each: (first: number, entries: Buffer) => void,
): Walked {
  const walked: Walked = { size: 0, edge: [], problems: [], rootAt: new Map() }
  for (let from = 0; from * TILE_WIDTH < size; from += TOGETHER) {
    const entries = readBundles(folder, size, [from, from + TOGETHER], walked.problems)
    if (!entries) return walked
    const first = walked.size
    each(first, entries)
    const leaves = kernel().leaves(entries)
    for (const at of sizes.filter(one => one > first && one < first + entries.length / ENTRY_LENGTH)) {
      walked.rootAt.set(at, rootOfEdge(grow(first, walked.edge, leaves.subarray(0, (at - first) * HASH)).edge))
    }
    const grown = grow(first, walked.edge, leaves)
    walked.problems.push(...tileProblems(folder, grown.changed, size))
    walked.size = grown.size
    walked.edge = grown.edge
    if (sizes.includes(walked.size)) walked.rootAt.set(walked.size, rootOfEdge(walked.edge))
  }
  return walked
}

const ask = (worker: Worker, task: Task): Promise<number> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', answer => {
      worker.off('error', reject)
      resolve(answer as number)
    })
    worker.postMessage(task, [task.entries.buffer])
  })

type Signed = { readonly checked: number; readonly bad: number | undefined }

/** Shares the entries out among threads, a run at a time, so that memory stays small whatever the register. */
async function checkSignatures(folder: string, size: number, given: Given, threads: number): Promise<Signed> {
  let next = 0
  let checked = 0
  const bad: number[] = []
  const file = new URL('./signatures.worker.ts', import.meta.url)
  const work = async (): Promise<void> => {
    const worker = new Worker(file, { workerData: given, execArgv: [], env: {} })
    try {
      while (next * TILE_WIDTH < size) {
        const from = next
        next += RUN
        const entries = readBundles(folder, size, [from, from + RUN], [])
        if (!entries) return
        checked += entries.length / ENTRY_LENGTH
        const answer = await ask(worker, { first: from * TILE_WIDTH, entries: Uint8Array.from(entries) })
        if (answer >= 0) bad.push(answer)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: threads }, work))
  return { checked, bad: bad.toSorted((a, b) => a - b)[0] }
}

/** Audits a folder. Problems come in the order in which they were met; none means that everything asked for holds. */
export async function auditFolder(folder: string, { trust, signatures = false, workers }: Options): Promise<Audit> {
  const problems: Problem[] = []
  const found = [await headOf(folder, HEAD, trust), await headOf(folder, WITNESSED, trust)]
  const [head, witnessed] = found.map(one => {
    if (one && 'code' in one) problems.push(one)
    return one && 'code' in one ? undefined : one
  })
  if (!head) {
    if (!found[0]) problems.push({ code: 'head.missing', at: HEAD })
    return { size: 0, root: undefined, problems, signatures: 0, witnessed: 0 }
  }
  if (witnessed && witnessed.size > head.size) problems.push({ code: 'heads.fork', at: WITNESSED })
  const series = new SeriesCheck(trust)
  const organisations = trust.keys.filter(key => key.name !== head.origin)
  const sizes = [Number(head.size), ...(witnessed ? [Number(witnessed.size)] : [])]
  const walked = walk(folder, Number(head.size), sizes, (first, entries) => series.add(first, entries))
  problems.push(...walked.problems, ...series.problems)
  const keys = new Map(organisations.map(key => [key.id, key.key]))
  const given: Given = { origin: head.origin, keys }
  const signed = signatures
    ? await checkSignatures(folder, walked.size, given, workers ?? Math.max(1, os.availableParallelism()))
    : undefined
  if (signed?.bad !== undefined) problems.push({ code: 'entry.not-signed', at: signed.bad })
  const root = head.size === 0n ? rootOfEdge([]) : walked.rootAt.get(Number(head.size))
  if (root && !equal(root, head.root)) problems.push({ code: 'head.other-root', at: HEAD })
  const before = witnessed && walked.rootAt.get(Number(witnessed.size))
  if (witnessed && before && !equal(before, witnessed.root))
    problems.push({ code: 'heads.fork', at: Number(witnessed.size) })
  return {
    size: walked.size,
    root,
    problems,
    signatures: signed?.checked ?? 0,
    witnessed: witnessed ? Number(witnessed.size) : 0,
  }
}
