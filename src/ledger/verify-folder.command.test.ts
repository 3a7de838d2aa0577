// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatVkey } from './checkpoint.ts'
import { newSigningKey, publicKeyOf, signWith } from './crypto.client.ts'
import { makeEntry } from './entry.ts'
import { keyIdOf } from './verifier/note.ts'
import { verifyCommand } from './verify.command.ts'
import { compareViews, writeSplitView } from './witness/split-view.ts'
import { cosignerNamed, MemoryLog, witnessed, witnessOf, writeLog } from './witness/witness.build.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-verify-'))
const at = (name: string): string => path.join(folder, name)
const log = new MemoryLog()
const key = newSigningKey()
const keyName = `${log.origin}/coop-00000001`
const own = formatVkey(keyName, publicKeyOf(key))
const cosigner = cosignerNamed('regione.example/w')
const run = async (...args: string[]): Promise<[number, string]> => {
  let text = ''
  const exit = await verifyCommand(args, more => {
    text += more
  })
  return [exit, text]
}

beforeAll(async () => {
  const entries = Array.from({ length: 300 }, (_, i) =>
    makeEntry(
      {
        kind: 1,
        keyId: keyIdOf(keyName, publicKeyOf(key)),
        seq: i + 1,
        commitment: randomBytes(32),
        origin: log.origin,
      },
      message => signWith(key, message),
    ),
  )
  log.add(entries)
  const note = await witnessed(log, [witnessOf(cosigner, log)])
  await writeLog(at('log'), log, [
    ['checkpoint', log.note()],
    ['checkpoint.witnessed', note],
  ])
  writeFileSync(at('keys'), `log ${log.vkey}\n${own}\n`)
  writeFileSync(at('policy'), `log ${log.vkey}\n${own}\nwitness regione ${cosigner.vkey}\nquorum regione\n`)
  writeFileSync(at('receipt'), log.receipt(7, note))
  const liar = new MemoryLog(log.origin, log.signing).add(entries.toReversed())
  const split = await compareViews(log.note(), liar.note(), async () => undefined)
  writeFileSync(at('split'), split ? writeSplitView(split) : '')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a whole register: 0 under a quorum, 2 without a policy, 3 without keys, in both languages', async () => {
  const [exit, text] = await run(at('log'), '--trust', at('policy'), '--signatures')
  expect([exit, text]).toEqual([0, expect.stringContaining('Provato: il registro è intero.')])
  expect(text).toContain('Ogni atto è firmato dalla chiave del suo ente: 300.')
  expect(await run(at('log'), '--trust', at('policy'), '--lang', 'en')).toEqual([
    0,
    expect.stringContaining('were not checked here'),
  ])
  expect((await run(at('log'), '--trust', at('keys')))[0]).toBe(2)
  expect((await run(at('log')))[0]).toBe(3)
})

test('a receipt: 0 under a quorum, 2 without a policy or keys', async () => {
  expect((await run(at('receipt'), '--trust', at('policy')))[0]).toBe(0)
  expect((await run(at('receipt'), '--trust', at('keys')))[0]).toBe(2)
  expect((await run(at('receipt')))[0]).toBe(2)
})

test('a split view convicts the register whose key is trusted, and nobody else', async () => {
  expect(await run(at('split'), '--trust', at('keys'))).toEqual([0, expect.stringContaining('due storie')])
  writeFileSync(at('others'), `${new MemoryLog(log.origin).vkey}\n`)
  expect((await run(at('split'), '--trust', at('others'), '--lang', 'en'))[0]).toBe(1)
})

test('damage: exit code 1, and the place by name', async () => {
  rmSync(at('log/tile/0/000'))
  const [exit, text] = await run(at('log'), '--trust', at('policy'))
  expect([exit, text]).toEqual([1, expect.stringContaining('Manca il file tile/0/000.')])
  const [, json] = await run(at('log'), '--trust', at('policy'), '--json')
  expect(JSON.parse(json)).toMatchObject({ exit: 1, problems: [{ code: 'tile.missing', at: 'tile/0/000' }] })
})
