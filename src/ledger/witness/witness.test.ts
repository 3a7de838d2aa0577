// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { parseNote, parseVkey } from '../verifier/note.ts'
import { cosignersOf, isQuorum, parseTrust } from '../verifier/policy.ts'
import { verify } from '../verifier/index.ts'
import { answerAddCheckpoint, memoryInProcess, parseRequest, type Seen } from './add-checkpoint.ts'
import { memoryInFolder } from './memory.client.ts'
import { serveWitness } from './server.client.ts'
import { compareViews, parseSplitView, provesSplitView, writeSplitView } from './split-view.ts'
import { cosignerNamed, MemoryLog, witnessed, witnessOf } from './witness.build.ts'

const entries = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(114))
const people = ['regione', 'cpi-ancona', 'cpi-pesaro', 'comune-ancona', 'coop', 'sindacato'].map(cosignerNamed)
const key = (i: number): string => people[i]?.vkey ?? ''
const policy = (log: MemoryLog): string => `# prova
log ${log.vkey}
witness regione ${key(0)}
witness cpi-ancona ${key(1)}
witness cpi-pesaro ${key(2)}
witness comune ${key(3)}
witness coop ${key(4)}
witness sindacato ${key(5)}
group cpi any cpi-ancona cpi-pesaro
group terzo-settore 2 comune coop sindacato
group enti all regione cpi terzo-settore
quorum enti
`

describe('a policy', () => {
  const log = new MemoryLog()
  const trust = parseTrust(policy(log))
  if (typeof trust === 'number' || !trust.policy) throw new Error('the policy is not read')
  const { policy: read } = trust

  test.each([
    [['regione', 'cpi-ancona', 'comune', 'coop'], true],
    [['regione', 'cpi-pesaro', 'coop', 'sindacato'], true],
    [['regione', 'cpi-ancona', 'cpi-pesaro', 'coop'], false],
    [['cpi-ancona', 'comune', 'coop', 'sindacato'], false],
    [['regione', 'comune', 'coop', 'sindacato'], false],
    [[], false],
  ])('%j reach the quorum: %s', (present, reached) => expect(isQuorum(read, new Set(present))).toBe(reached))

  test.each([
    ['a witness without a key', 'witness x nonsense'],
    ['a witness with the key of a log', `witness x ${log.vkey}`],
    ['a name twice', `witness regione ${key(1)}`],
    ['a member that nobody named', 'group g 1 regione nobody'],
    ['more than there are', 'group g 3 regione cpi'],
    ['none at all', 'group g 0 regione'],
    ['one member counted twice', 'group g 2 regione regione'],
    ['a second quorum', 'quorum cpi'],
    ['an unknown word', 'mirror x'],
    ['a witness called none', `witness none ${key(1)}`],
  ])('with %s is not read', (_, line) => {
    const before = policy(log)
    expect(parseTrust(`${before}${line}\n`)).toBe(before.split('\n').length)
  })

  test('quorum none asks for nobody', () => {
    const none = parseTrust(`log ${log.vkey}\nquorum none\n`)
    expect(typeof none !== 'number' && none.policy && isQuorum(none.policy, new Set())).toBe(true)
  })
})

describe('a witness', () => {
  test('signs the first head, then only what contains it; every status is that of the specification', async () => {
    const log = new MemoryLog().add(entries(10))
    const one = witnessOf(cosignerNamed('w.example'), log)
    const first = await answerAddCheckpoint(log.request(0), one)
    expect(first.status).toBe(200)
    const read = parseNote(log.note() + first.body)
    const trust = parseTrust(`witness w ${formatted(one)}\nquorum w\n`)
    if (!read || typeof trust === 'number' || !trust.policy) throw new Error('not read')
    expect((await cosignersOf(read, trust.policy)).times.get('w')).toBe(1_700_000_000)

    log.add(entries(7))
    expect((await answerAddCheckpoint(log.request(3), one)).status).toBe(409)
    expect(await answerAddCheckpoint(log.request(3), one)).toMatchObject({ type: 'text/x.tlog.size', body: '10\n' })
    const lying = log
      .request(10)
      .replace(/^(old 10\n)(.)/, (_, old: string, c: string) => old + (c === 'A' ? 'B' : 'A'))
    expect((await answerAddCheckpoint(lying, one)).status).toBe(422)
    expect((await answerAddCheckpoint('old 0\n\nnonsense', one)).status).toBe(400)
    expect((await answerAddCheckpoint(log.request(10).replace('old 10', 'old 010'), one)).status).toBe(400)
    expect((await answerAddCheckpoint(log.request(10).replace('old 10', 'old 99'), one)).status).toBe(400)
    const stranger = new MemoryLog('other.example').add(entries(2))
    expect((await answerAddCheckpoint(stranger.request(0), one)).status).toBe(404)
    const forger = new MemoryLog(log.origin).add(entries(20))
    expect((await answerAddCheckpoint(forger.request(0), one)).status).toBe(403)
    expect((await answerAddCheckpoint(log.request(10), one)).status).toBe(200)
    expect((await answerAddCheckpoint(log.request(17), one)).status).toBe(200)
  })

  const formatted = (witness: ReturnType<typeof witnessOf>): string =>
    (witness.cosigner as ReturnType<typeof cosignerNamed>).vkey

  test('never signs two histories, whatever it is asked in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.record({ fork: fc.boolean(), add: fc.nat(9), old: fc.nat(60) }), { maxLength: 12 }),
        async (start, steps) => {
          const honest = new MemoryLog().add(entries(start))
          const liar = honest.fork()
          const one = witnessOf(cosignerNamed('w.example'), honest)
          const signed: { log: MemoryLog; size: number }[] = []
          for (const { fork, add, old } of steps) {
            const log = fork ? liar : honest
            if (add > 0) log.add(entries(add))
            const remembered = Number(one.memory.seen(log.origin)?.size ?? 0n)
            const from = old % 3 === 0 ? remembered : old
            if (from > log.size) continue
            const { status } = await answerAddCheckpoint(log.request(from), one)
            if (status === 200) signed.push({ log, size: log.size })
          }
          const pairs = signed.flatMap(a => signed.filter(b => a.size <= b.size).map(b => [a, b] as const))
          for (const [a, b] of pairs) expect(a.log.tree.rootAt(a.size)).toEqual(b.log.tree.rootAt(a.size))
        },
      ),
      { numRuns: 60 },
    )
    expect(memoryInProcess().seen('x')).toBeUndefined()
  })

  test('asked twice at once for different histories signs one', async () => {
    const honest = new MemoryLog().add(entries(5))
    const liar = honest.fork()
    const one = witnessOf(cosignerNamed('w.example'), honest)
    await answerAddCheckpoint(honest.request(0), one)
    honest.add(entries(3))
    liar.add(entries(3))
    const answers = await Promise.all([honest, liar, honest, liar].map(log => answerAddCheckpoint(log.request(5), one)))
    expect(answers.filter(answer => answer.status === 200).length).toBeLessThanOrEqual(2)
    expect(one.memory.seen(honest.origin)?.size).toBe(8n)
    expect(answers.map(answer => answer.status).filter(status => status === 200 || status === 409)).toHaveLength(4)
  })
})

test('a request is read as it was written, and nothing else is', () => {
  const log = new MemoryLog().add(entries(300))
  const request = parseRequest(log.request(7))
  expect(request).toMatchObject({ old: 7n, note: log.note() })
  expect(request?.proof).toEqual(log.tree.consistency(7).map(hash => new Uint8Array(hash)))
  const tooMany = log.request(7).replace('old 7\n', `old 7\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`)
  expect(parseRequest(tooMany)).toBeUndefined()
})

describe('a memory in a folder', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-witness-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('outlives the process, gives way to whoever was faster, and notices damage', async () => {
    const log = new MemoryLog().add(entries(4))
    const one = { ...witnessOf(cosignerNamed('w.example'), log), memory: memoryInFolder(folder) }
    expect((await answerAddCheckpoint(log.request(0), one)).status).toBe(200)
    const again = memoryInFolder(folder)
    const seen = again.seen(log.origin) as Seen
    expect(seen.size).toBe(4n)
    expect(again.replace(log.origin, undefined, seen)).toBe(false)
    const [file = ''] = readdirSync(folder)
    writeFileSync(path.join(folder, file), 'broken')
    expect(() => again.seen(log.origin)).toThrow('damaged')
  })

  test('serves over HTTP what it signs and what it saw', async () => {
    const log = new MemoryLog().add(entries(9))
    const one = { ...witnessOf(cosignerNamed('w.example'), log), memory: memoryInProcess() }
    const server = await serveWitness(one, 0)
    const address = server.address()
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    try {
      const { nameOfOrigin } = await import('./memory.client.ts')
      const view = `${base}/${nameOfOrigin(log.origin)}/checkpoint`
      expect((await fetch(view)).status).toBe(404)
      const reply = await fetch(`${base}/add-checkpoint`, { method: 'POST', body: log.request(0) })
      expect(reply.status).toBe(200)
      expect(await (await fetch(view)).text()).toBe(log.note() + (await reply.text()))
      expect((await fetch(`${base}/add-checkpoint`, { method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(413)
    } finally {
      server.close()
    }
  })
})

describe('a receipt', () => {
  test('proves its entry under a quorum; below it, it is not proved; forged, replayed or moved it is refused', async () => {
    const log = new MemoryLog().add(entries(1000))
    const witnesses = people.map(cosigner => witnessOf(cosigner, log))
    const trust = policy(log)
    const note = await witnessed(log, witnesses)
    const receipt = log.receipt(123, note)
    const check = (text: string, by = trust) => verify(Buffer.from(text), by)
    expect(await check(receipt)).toMatchObject({ exit: 0, failures: [], gaps: [] })
    expect((await check(receipt)).proved.map(one => one.code)).toEqual(['proved.receipt', 'proved.cosigned'])
    expect((await check(log.receipt(123, log.note()))).gaps.map(one => one.code)).toEqual(['cosign.below'])
    expect((await verify(Buffer.from(receipt))).exit).toBe(2)
    expect((await check(receipt, `log ${log.vkey}\n`)).exit).toBe(2)

    const other = log.receipt(124, note)
    const codes = async (text: string, by = trust) => {
      const { exit, failures } = await check(text, by)
      return [exit, ...failures.map(one => one.code)]
    }
    expect(await codes(receipt.replace('index 123', 'index 124'))).toEqual([1, 'receipt.not-included'])
    const [, extra = ''] = other.split('\n')
    expect(await codes(receipt.replace(/extra .*/, extra))).toEqual([1, 'receipt.not-included'])
    log.add(entries(1))
    const moved = log.note() + note.split('\n\n')[1]?.split('\n').slice(1).join('\n')
    expect(await codes(log.receipt(123, moved))).toContain('cosign.forged')
    const foreign = new MemoryLog('other.example').add(entries(5))
    expect(await codes(foreign.receipt(1, foreign.note()))).toEqual([1, 'trust.foreign-log'])
    expect(await codes(receipt.slice(0, 60))).toEqual([1, 'receipt.unreadable'])
  })

  test('with any one character changed is not proved', async () => {
    const log = new MemoryLog().add(entries(70))
    const note = await witnessed(
      log,
      people.slice(0, 1).map(cosigner => witnessOf(cosigner, log)),
    )
    const receipt = log.receipt(33, note)
    const trust = `log ${log.vkey}\nwitness regione ${key(0)}\nquorum regione\n`
    expect((await verify(Buffer.from(receipt), trust)).exit).toBe(0)
    for (let at = 0; at < receipt.length; at++) {
      const put = receipt[at] === 'A' ? 'B' : 'A'
      const { exit } = await verify(Buffer.from(receipt.slice(0, at) + put + receipt.slice(at + 1)), trust)
      expect(exit, `character ${at}`).not.toBe(0)
    }
  })
})

describe('a split view', () => {
  test('of any sizes is proved by a file, and no honest pair ever is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.nat(60), fc.nat(60), async (common, more, other) => {
        const honest = new MemoryLog().add(entries(common))
        const liar = honest.fork().add(entries(other + 1))
        const before = honest.note()
        honest.add(entries(more + 1))
        const prover = (log: MemoryLog) => async (old: bigint, size: bigint) => ({
          root: log.tree.rootAt(Number(old)),
          proof: log.tree.consistency(Number(old), Number(size)),
        })
        const larger = honest.size >= liar.size ? honest : liar
        const split = await compareViews(honest.note(), liar.note(), prover(larger))
        expect(split).toBeDefined()
        const file = parseSplitView(writeSplitView(split ?? never()))
        expect(file && (await provesSplitView(file, honest.key))).toBe(true)
        expect(file && (await provesSplitView(file, new MemoryLog(honest.origin).key))).toBe(false)
        expect(await compareViews(before, honest.note(), prover(honest))).toBeUndefined()
        const framed = { first: before, second: honest.note(), root: split?.root ?? null, proof: split?.proof ?? [] }
        expect(await provesSplitView(framed, honest.key)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  const never = (): never => {
    throw new Error('there is no proof')
  }

  test('of a file that was changed proves nothing', async () => {
    const honest = new MemoryLog().add(entries(9))
    const liar = new MemoryLog(honest.origin, honest.signing).add(entries(9))
    const split = await compareViews(honest.note(), liar.note(), async () => undefined)
    const text = writeSplitView(split ?? never())
    expect(parseSplitView(`${text}x`)).toBeUndefined()
    expect(parseSplitView(text.replace('"first"', '"frist"'))).toBeUndefined()
    const swapped = parseSplitView(text.replace(/"second":"[^"]*"/, `"second":${JSON.stringify(split?.first)}`))
    expect(swapped && (await provesSplitView(swapped, honest.key))).toBe(false)
    expect(parseVkey(honest.vkey)).toEqual(honest.key)
  })
})
