// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { MemoryLog, writeLog } from '#ledger/witness/witness.build.ts'
import { parseSplitView, provesSplitView } from '#ledger/witness/split-view.ts'
import { cosignersOf, parseTrust } from '#ledger/verifier/policy.ts'
import { parseNote } from '#ledger/verifier/note.ts'
import { runCommand } from './run-command.ts'
import { witnessCommand } from './witness.command.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-witness-'))
const at = (name: string): string => path.join(folder, name)
const log = new MemoryLog()
const entries = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(114))
const said: string[] = []
const run = async (...args: string[]): Promise<[number, string]> => {
  said.length = 0
  return [await runCommand([witnessCommand], ['witness', ...args]), said.join('\n')]
}
const sign = (request: string): Promise<[number, string]> => {
  writeFileSync(at('request'), request)
  return run('sign', at('request'), '--key', at('key'), '--log', log.vkey)
}

let vkey = ''
beforeAll(async () => {
  for (const how of ['log', 'error'] as const) vi.spyOn(console, how).mockImplementation(text => void said.push(text))
  ;[, vkey] = await run('new-key', at('key'), '--name', 'coop.example/w')
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

test('a key is made once, readable by its owner only', async () => {
  expect(vkey).toMatch(/^coop\.example\/w\+[0-9a-f]{8}\+B/)
  expect(statSync(at('key')).mode & 0o077).toBe(0)
  expect((await run('new-key', at('key'), '--name', 'other'))[0]).toBe(1)
  expect(readFileSync(at('key'), 'utf8')).toContain('coop.example/w')
})

test('an organisation without a server signs what it fetched, remembers it, and refuses another history', async () => {
  log.add(entries(10))
  const liar = log.fork()
  const [exit, line] = await sign(log.request(0))
  const trust = parseTrust(`witness coop ${vkey}\nquorum coop\n`)
  const note = parseNote(`${log.note()}${line}\n`)
  if (typeof trust === 'number' || !trust.policy || !note) throw new Error('not read')
  expect([exit, (await cosignersOf(note, trust.policy)).times.size]).toEqual([0, 1])
  log.add(entries(3))
  liar.add(entries(3))
  expect(await sign(log.request(0))).toEqual([1, '10'])
  expect((await sign(log.request(10)))[0]).toBe(0)
  expect((await sign(liar.request(10)))[0]).toBe(1)
})

test('two heads that contradict each other are printed as a proof', async () => {
  const liar = new MemoryLog(log.origin, log.signing).add(entries(log.size))
  writeFileSync(at('a'), log.note())
  writeFileSync(at('b'), liar.note())
  expect((await run('compare', at('a'), at('a')))[0]).toBe(0)
  const [exit, text] = await run('compare', at('a'), at('b'))
  const split = parseSplitView(text)
  expect([exit, split && (await provesSplitView(split, log.key))]).toEqual([1, true])
})

test('heads of different sizes are proved to agree, or to contradict each other, by the published files', async () => {
  const old = log.note()
  log.add(entries(300))
  const other = new MemoryLog(log.origin, log.signing).add(entries(log.size))
  writeFileSync(at('old'), old)
  writeFileSync(at('new'), log.note())
  writeFileSync(at('other'), other.note())
  await writeLog(at('honest'), log, [], false)
  await writeLog(at('lying'), other, [], false)
  expect((await run('compare', at('old'), at('new'), '--tiles', at('honest')))[0]).toBe(0)
  expect((await run('compare', at('old'), at('new')))[0]).toBe(2)
  // The files of another history prove nothing about this head.
  expect((await run('compare', at('old'), at('new'), '--tiles', at('lying')))[0]).toBe(2)
  const [exit] = await run('compare', at('old'), at('other'), '--tiles', at('lying'), '--out', at('split'))
  const split = parseSplitView(readFileSync(at('split'), 'utf8'))
  expect([exit, split && (await provesSplitView(split, log.key))]).toEqual([1, true])
})

test('an address at which no register answers is said so', async () => {
  expect((await run('pull', 'http://127.0.0.1:9/ledger/x', '--key', at('key'), '--log', log.vkey))[0]).toBe(1)
  expect((await run('pull', '--key', at('key'), '--log', log.vkey))[0]).toBe(3)
})

test('what a witness cannot do is said with the usage', async () => {
  expect((await run('dance'))[0]).toBe(3)
  expect((await run('sign', at('request'), '--key', at('key'), '--log', 'nonsense'))[0]).toBe(3)
})
