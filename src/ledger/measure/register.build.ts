// SPDX-License-Identifier: EUPL-1.2
// What the whole register costs: hashing beside OpenSSL, an audit of a million entries from files, memory, a receipt.
import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import type { Figure } from '#platform/bench.ts'
import { formatVkey } from '../checkpoint.ts'
import { newSigningKey, publicKeyOf, signAllWith } from '../crypto.client.ts'
import { unsignedEntry } from '../entry.ts'
import { kernel } from '../hashing/kernel.ts'
import { auditFolder } from '../tiles/audit.client.ts'
import { entryMessage, SIGNED_LENGTH } from '../verifier/entry.ts'
import { keyIdOf } from '../verifier/note.ts'
import { parseTrust } from '../verifier/policy.ts'
import { verify } from '../verifier/index.ts'
import { cosignerNamed, MemoryLog, witnessed, witnessOf, writeLog } from '../witness/witness.build.ts'

type Options = { readonly quick: boolean }
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Hashes a second of processor time, so that a busy machine does not count. */
function nodesPerSecond(): number {
  const pairs = randomBytes(16_384 * 64)
  kernel().nodes(pairs)
  const before = process.threadCpuUsage()
  for (let i = 0; i < 60; i++) kernel().nodes(pairs)
  const { user, system } = process.threadCpuUsage(before)
  return (60 * 16_384 * 1e6) / (user + system)
}

/** `openssl speed` counts processor time, too: thousands of bytes a second in blocks of 64. */
function opensslPerSecond(): number | undefined {
  try {
    const out = execFileSync('openssl', ['speed', '-mr', '-seconds', '1', '-bytes', '64', '-evp', 'sha256'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const bytes = Number(/\+F:\d+:sha256:([\d.]+)/i.exec(out.toString())?.[1])
    return Number.isFinite(bytes) ? bytes / 64 : undefined
  } catch {
    return undefined
  }
}

export async function* hashing({ quick }: Options): AsyncIterable<Figure> {
  kernel()
  for (let i = 0; i < 3; i++) nodesPerSecond() // until the runtime has compiled it well
  const rounds = Array.from({ length: quick ? 3 : 5 }, () => ({ ours: nodesPerSecond(), theirs: opensslPerSecond() }))
  const ours = median(rounds.map(round => round.ours))
  const theirs = rounds.flatMap(round => round.theirs ?? [])
  if (theirs.length === 0) {
    yield {
      name: 'tree nodes hashed (there is no openssl here to compare with)',
      value: ours,
      unit: 'hashes/s of one core',
    }
    return
  }
  const ratio = median(rounds.map(round => round.ours / (round.theirs ?? Number.NaN)))
  const peer = { peer: 'openssl speed -evp sha256, blocks of 64 bytes', peerValue: median(theirs), ratio }
  yield {
    name: 'tree nodes hashed',
    value: ours,
    unit: 'hashes/s of one core',
    bar: 'ratio >= 0.6',
    ok: ratio >= 0.6,
    ...peer,
  }
}

/** A log of so many signed entries of eight organisations. */
export async function aLog(count: number): Promise<{ log: MemoryLog; keys: string }> {
  const log = new MemoryLog('nuovecomunita.example/marche')
  const owners = Array.from({ length: 8 }, (_, i) => {
    const key = newSigningKey()
    const name = `${log.origin}/ente-${String(i).padStart(8, '0')}`
    return { key, id: keyIdOf(name, publicKeyOf(key)), vkey: formatVkey(name, publicKeyOf(key)), seq: 0 }
  })
  for (let made = 0; made < count; made += 4096) {
    const owner = owners[(made / 4096) % owners.length]
    if (!owner) break
    const entries = Array.from({ length: Math.min(4096, count - made) }, () =>
      unsignedEntry({ kind: 1, keyId: owner.id, seq: ++owner.seq, commitment: randomBytes(32) }),
    )
    const signatures = await signAllWith(
      owner.key,
      entries.map(entry => entryMessage(entry, log.origin)),
    )
    for (const [i, entry] of entries.entries()) entry.set(signatures[i] ?? [], SIGNED_LENGTH)
    log.add(entries)
  }
  return { log, keys: `log ${log.vkey}\n${owners.map(owner => `${owner.vkey}\n`).join('')}` }
}

export async function* auditing({ quick }: Options): AsyncIterable<Figure> {
  const count = quick ? 20_000 : 1_000_000
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-bench-'))
  try {
    const { log, keys } = await aLog(count)
    const cosigner = cosignerNamed('regione.example/w')
    const note = await witnessed(log, [witnessOf(cosigner, log)])
    const policy = `${keys}witness regione ${cosigner.vkey}\nquorum regione\n`
    const trust = parseTrust(policy)
    if (typeof trust === 'number') throw new Error('a policy that is none')
    const heads = [['checkpoint', log.note()] as const, ['checkpoint.witnessed', note] as const]
    await writeLog(folder, log, heads, false)
    for (const signatures of [false, true]) {
      const started = performance.now()
      const { problems, size } = await auditFolder(folder, { trust, signatures, workers: 2 })
      const seconds = (performance.now() - started) / 1000
      const bar = signatures ? 240 : 3
      const name = `audit of ${count} entries from files, ${signatures ? 'with every signature on two cores' : 'without signatures'}`
      yield {
        name,
        value: seconds,
        unit: 's',
        bar: `<= ${bar} for 1,000,000`,
        ok: seconds * (1_000_000 / count) <= bar,
      }
      yield {
        name: `${name}: nothing found`,
        value: problems.length,
        unit: 'problems',
        bar: 0,
        ok: problems.length === 0 && size === count,
        correctness: true,
      }
    }
    yield* receipts(log, note, policy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* receipts(log: MemoryLog, note: string, policy: string): AsyncIterable<Figure> {
  const times: number[] = []
  let proved = 0
  for (let i = 0; i < 200; i++) {
    const text = Buffer.from(log.receipt((i * 7919) % log.size, note))
    const started = performance.now()
    const { exit } = await verify(text, policy)
    times.push(performance.now() - started)
    if (exit === 0) proved++
  }
  const value = median(times)
  yield { name: `a receipt checked in a register of ${log.size}, p50`, value, unit: 'ms', bar: '<= 5', ok: value <= 5 }
  yield { name: 'receipts proved', value: proved, unit: 'of 200', bar: 200, ok: proved === 200, correctness: true }
}

const run = promisify(execFile)

/** Both trees as plain programs of their own, so that neither carries the bench or a transpiler in its memory. */
export async function* memory({ quick }: Options): AsyncIterable<Figure> {
  const count = quick ? 50_000 : 1_000_000
  // Beside the sources, so that the peer's package is found.
  const folder = mkdtempSync(path.resolve('node_modules/.cache-bench-'))
  const outfile = path.join(folder, 'memory.mjs')
  try {
    const entry = path.join(import.meta.dirname, 'memory.build.ts')
    await build({ entryPoints: [entry], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm' })
    const measure = async (whose: string): Promise<{ ms: number; mib: number }> => {
      const { stdout } = await run(process.execPath, ['--max-old-space-size=8192', outfile, whose, String(count)])
      return JSON.parse(stdout) as { ms: number; mib: number }
    }
    const [ours, theirs] = [await measure('ours'), await measure('merkletreejs')]
    const name = `memory of a process that holds the tree of ${count} entries`
    const peer = { peer: 'merkletreejs', peerValue: theirs.mib, ratio: theirs.mib / ours.mib }
    yield { name, value: ours.mib, unit: 'MiB', bar: '<= 150', ok: ours.mib <= 150, ...peer }
    yield {
      name: `time to build it`,
      value: ours.ms,
      unit: 'ms',
      peer: 'merkletreejs',
      peerValue: theirs.ms,
      ratio: theirs.ms / ours.ms,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
