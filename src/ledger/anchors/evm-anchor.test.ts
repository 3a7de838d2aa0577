// SPDX-License-Identifier: EUPL-1.2
// The contract on a chain in this process: what an honest register proves is taken, every lie is refused, on the chain itself.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Checkpoint, parseCheckpoint, parseNote } from '../verifier/note.ts'
import type { Prove } from '../witness/split-view.ts'
import { MemoryLog } from '../witness/witness.build.ts'
import { verifyCommand } from '../verify.command.ts'
import { writeAnchor } from './anchor-file.ts'
import { ACCOUNTS, LocalChain } from './chain.build.ts'
import { type Chain, chainAnchor, deployContract, extendData, headOnChain } from './evm-anchor.client.ts'

const [keeper = '', stranger = ''] = ACCOUNTS
const log = new MemoryLog()
let node: LocalChain
let chain: Chain
const entries = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(114))
const proveOf =
  (of: MemoryLog): Prove =>
  async (old, size) => ({
    root: of.tree.rootAt(Number(old)),
    proof: of.tree.consistency(Number(old), Number(size)),
  })
const headOf = (note: string): Checkpoint => {
  const head = parseCheckpoint(parseNote(note)?.text ?? '')
  if (!head) throw new Error('no head')
  return head
}
const send = async (data: string, from = keeper): Promise<boolean> => {
  const hash = await node.answer('eth_sendTransaction', [{ from, to: chain.contract, data }])
  return node.receipts.find(one => one.transactionHash === hash)?.status === '0x1'
}
const lastGas = (): number => Number(node.receipts.at(-1)?.gasUsed)

beforeAll(async () => {
  node = await LocalChain.start()
  const url = await node.listen()
  chain = { url, contract: await deployContract(url, keeper), keeper }
})
afterAll(() => node.close())

describe('a register that grows', () => {
  test('is followed from head to head, whatever the sizes, and each head can be looked up with its time', async () => {
    const anchor = chainAnchor(chain, proveOf(log))
    const heads: [string, Uint8Array][] = []
    for (const more of [1, 1, 1, 4, 1, 7, 16, 1, 200, 24, 256, 3, 700]) {
      log.add(entries(more))
      heads.push([log.note(), await anchor.submit(log.note())])
    }
    expect(await headOnChain(chain, log.origin)).toEqual({
      size: BigInt(log.size),
      root: Buffer.from(log.tree.rootAt(log.size)).toString('hex'),
    })
    for (const [i, [note, reference]] of heads.entries()) {
      const answer = await anchor.verify(note, reference)
      expect(answer).toMatchObject({ holds: true, at: expect.stringMatching(/^2026-.*Z$/) })
      expect((await anchor.verify(heads[(i + 1) % heads.length]?.[0] ?? '', reference)).holds).toBe(false)
    }
  })

  test('costs what the README says', async () => {
    const deployed = Number(node.receipts[0]?.gasUsed)
    // Zero bytes cost less than others: always the same entries, so that the figures are always the same.
    const fixed = Array.from({ length: 65_536 + 5 }, (_, i) => Buffer.alloc(114, `${i}.`))
    const fresh = new MemoryLog('nuovecomunita.example/gas', log.signing).add(fixed)
    const anchor = chainAnchor(chain, proveOf(fresh))
    await anchor.submit(fresh.note(4))
    const first = lastGas()
    await anchor.submit(fresh.note(8))
    const short = lastGas()
    await anchor.submit(fresh.note(65_536 + 3))
    const long = lastGas()
    await anchor.submit(fresh.note())
    const costs = { deployed, first, short, long, uneven: lastGas() }
    const said = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const unsaid = Object.entries(costs).filter(([, gas]) => !said.includes(gas.toLocaleString('en')))
    expect(unsaid).toEqual([])
  })
})

describe('the chain refuses', () => {
  const at = (of: MemoryLog, size = of.size): Checkpoint => headOf(of.note(size))
  const old = (): number => log.size - 3

  beforeAll(async () => {
    log.add(entries(4))
    await chainAnchor(chain, proveOf(log)).submit(log.note(old()))
  })

  test.each<[string, () => string]>([
    ['an older head', () => extendData(at(log, 5), BigInt(old()), log.tree.consistency(5, old()))],
    ['the same head again', () => extendData(at(log, old()), BigInt(old()), [])],
    ['a proof from another size', () => extendData(at(log), 5n, log.tree.consistency(5))],
    ['a head without a proof', () => extendData(at(log), BigInt(old()), [])],
    ['a proof cut short', () => extendData(at(log), BigInt(old()), log.tree.consistency(old()).slice(0, -1))],
    [
      'a proof with something more',
      () => extendData(at(log), BigInt(old()), [...log.tree.consistency(old()), randomBytes(32)]),
    ],
    [
      'another history',
      () => {
        const liar = new MemoryLog(log.origin, log.signing).add(entries(log.size))
        return extendData(at(liar), BigInt(old()), liar.tree.consistency(old()))
      },
    ],
    [
      'another root',
      () => extendData({ ...at(log), root: new Uint8Array(32) }, BigInt(old()), log.tree.consistency(old())),
    ],
    ['a first head after the first', () => extendData(at(log), 0n, [])],
  ])('%s', async (_, data) => {
    expect(await send(data())).toBe(false)
    expect((await headOnChain(chain, log.origin)).size).toBe(BigInt(old()))
  })

  test('fifty proofs with one bit changed', async () => {
    const proof = log.tree.consistency(old())
    let taken = 0
    for (let i = 0; i < 50; i++) {
      const bit = (i * 97) % (proof.length * 256)
      const changed = proof.map((hash, n) => {
        const copy = Uint8Array.from(hash)
        if (n === Math.floor(bit / 256)) copy[(bit % 256) >> 3] = (copy[(bit % 256) >> 3] ?? 0) ^ (1 << (bit & 7))
        return copy
      })
      if (await send(extendData(at(log), BigInt(old()), changed))) taken++
    }
    expect(taken).toBe(0)
    expect(await send(extendData(at(log), BigInt(old()), proof))).toBe(true)
  })

  test('nobody else’s head in the name of the keeper: a stranger’s heads are his own', async () => {
    const liar = new MemoryLog(log.origin, log.signing).add(entries(9))
    await chainAnchor({ ...chain, keeper: stranger }, proveOf(liar))
      .submit(liar.note())
      .catch(() => undefined)
    expect((await headOnChain(chain, log.origin)).size).toBe(BigInt(log.size))
  })
})

describe('a reference', () => {
  test('proves nothing under another contract, another keeper or another chain', async () => {
    log.add(entries(2))
    const reference = await chainAnchor(chain, proveOf(log)).submit(log.note())
    const holds = async (other: Partial<Chain>): Promise<boolean> =>
      (await chainAnchor({ ...chain, ...other }, proveOf(log)).verify(log.note(), reference)).holds
    expect(await holds({})).toBe(true)
    expect(await holds({ keeper: stranger })).toBe(false)
    expect(await holds({ contract: await deployContract(chain.url, stranger) })).toBe(false)
    expect(await holds({ contract: keeper })).toBe(false)
    const text = Buffer.from(reference).toString().replace('0x539', '0x1')
    expect((await chainAnchor(chain, proveOf(log)).verify(log.note(), Buffer.from(text))).holds).toBe(false)
    expect((await chainAnchor(chain, proveOf(log)).verify(log.note(), Buffer.from('{}'))).holds).toBe(false)
  })

  test('is read by the verifier, which says what the chain proves, and asks no node unless one is named', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-chain-'))
    try {
      const [file, keys] = [path.join(folder, 'anchor.json'), path.join(folder, 'keys.txt')]
      log.add(entries(1))
      const reference = await chainAnchor(chain, proveOf(log)).submit(log.note())
      writeFileSync(file, writeAnchor({ kind: 'evm', note: log.note(), reference: Uint8Array.from(reference) }))
      writeFileSync(keys, `${log.vkey}\n`)
      const said: string[] = []
      const check = (...more: string[]) => verifyCommand([file, '--trust', keys, ...more], text => said.push(text))
      const place = ['--chain', chain.url, '--contract', chain.contract, '--keeper']
      expect([await check(), await check(...place, keeper), await check(...place, stranger)]).toEqual([2, 0, 1])
      expect(said[0]).toContain('--chain')
      expect(said[1]).toContain('non può esserci un’altra storia')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
