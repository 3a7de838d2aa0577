// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { type NetworkId, newId, type OrganisationId } from '#lib/ids.ts'
import { createNetwork } from '#platform/auth/networks.ts'
import type { Scope, Work } from '#platform/db/scope.ts'
import { exportKeys, integrate, record } from '../index.ts'
import { auditFolder } from '../tiles/audit.client.ts'
import { publishRegister } from '../tiles/publish.act.ts'
import { findLog, latestHead } from '../tree.store.ts'
import { parseNote, parseVkey } from '../verifier/note.ts'
import { verify } from '../verifier/index.ts'
import { parseTrust } from '../verifier/policy.ts'
import { answerAddCheckpoint, memoryInProcess, type Witness } from './add-checkpoint.ts'
import { addWitness, adoptPolicy, pendingFor, pushHeads, receiptFor, takeCosignature } from './countersign.act.ts'
import { latestWitnessed, policiesOf, setSeen, witnessesOf } from './countersign.store.ts'
import { serveWitness } from './server.client.ts'
import { cosignerNamed } from './witness.build.ts'

let db: TestDatabase
const network = newId<NetworkId>()
const region = newId<OrganisationId>()
const scope: Scope = {
  network,
  organisation: region,
  role: 'case-worker',
  purpose: 'care',
  today: '2026-11-22' as CivilDate,
  now: '2026-11-22T10:00:00.000Z' as Instant,
}
const here = <T>(work: Work<T>): Promise<T> => db.inScope(scope, work)
const register = <T>(work: Work<T>): Promise<T> => db.asRole('nc_ledger', network, work)
const act = (): Promise<unknown> => here(tx => record(tx, 'plan.agreed', { fields: {} }))

const [cpi, coop] = [cosignerNamed('cpi.example/w'), cosignerNamed('coop.example/w')]
let servers: Server[] = []
let pulled: Witness
let logVkey = ''
let origin = ''
const policy = (quorum: string): string =>
  `log ${logVkey}\nwitness cpi ${cpi.vkey}\nwitness coop ${coop.vkey}\ngroup enti ${quorum} cpi coop\nquorum enti\n`
/** The organisation without a server: fetches what is pending, checks, signs, sends the line. */
const pull = async (): Promise<[number, boolean]> => {
  const witness = (await register(tx => witnessesOf(tx, network))).find(one => one.name === 'coop')
  if (!witness) throw new Error('no witness')
  const body = await register(tx => pendingFor(tx, network, witness))
  if (body === undefined) return [0, false]
  const answer = await answerAddCheckpoint(body, pulled)
  return [answer.status, await register(tx => takeCosignature(tx, network, witness, answer.body))]
}

beforeAll(async () => {
  db = await aDatabase()
  await db.inScope({ ...scope, role: 'administrator', purpose: 'administration' }, tx =>
    createNetwork(tx, { name: 'Marche', kind: 'trial' }),
  )
  await act()
  await integrate(db, network)
  const log = await register(tx => findLog(tx, network))
  const key = parseVkey(log?.vkey ?? '')
  if (!log || !key) throw new Error('no log')
  ;[logVkey, origin] = [log.vkey, log.origin]
  const now = () => 1_790_000_000
  const logs = new Map([[origin, key]])
  pulled = { cosigner: coop, logs, memory: memoryInProcess(), now }
  const server = await serveWitness({ cosigner: cpi, logs, memory: memoryInProcess(), now }, 0)
  servers = [server]
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  await register(tx => addWitness(tx, network, { name: 'cpi', vkey: cpi.vkey, url }))
  await register(tx => addWitness(tx, network, { name: 'coop', vkey: coop.vkey }))
})
afterAll(async () => {
  for (const server of servers) server.close()
  await db.drop()
})

describe('a head', () => {
  test('has its quorum once those have signed whom the policy asks for, by push and by pull', async () => {
    await here(tx => adoptPolicy(tx, policy('all')))
    await integrate(db, network)
    expect(await pushHeads(db, network)).toEqual([{ name: 'cpi', status: 200 }])
    expect(await register(tx => latestWitnessed(tx, network))).toBeUndefined()
    expect(await pull()).toEqual([200, true])
    const head = await register(tx => latestHead(tx, network))
    const witnessed = await register(tx => latestWitnessed(tx, network))
    expect(witnessed?.size).toBe(head?.size)
    expect(parseNote(witnessed?.note ?? '')?.signatures.map(one => one.name)).toEqual([
      origin,
      'coop.example/w',
      'cpi.example/w',
    ])
    expect(await pushHeads(db, network)).toEqual([])
    expect(await pull()).toEqual([0, false])
  })

  test('grows for witnesses that saw the one before; one that we misremember tells us its size', async () => {
    await act()
    await integrate(db, network)
    await register(tx => setSeen(tx, network, 'cpi', 1))
    expect(await pushHeads(db, network)).toEqual([{ name: 'cpi', status: 200 }])
    expect(await pull()).toEqual([200, true])
    const head = await register(tx => latestHead(tx, network))
    expect((await register(tx => latestWitnessed(tx, network)))?.size).toBe(head?.size)
  })

  test('takes no line of a stranger, and none for another head', async () => {
    const [witness] = await register(tx => witnessesOf(tx, network))
    if (!witness) throw new Error('no witness')
    const stranger = `\u2014 cpi.example/w ${Buffer.alloc(76, 3).toString('base64')}\n`
    expect(await register(tx => takeCosignature(tx, network, witness, stranger))).toBe(false)
    expect(await register(tx => takeCosignature(tx, network, witness, 'nonsense'))).toBe(false)
  })
})

test('a receipt is given for what a quorum has seen, and the verifier proves it', async () => {
  const rows = await register(tx =>
    tx.selectFrom('ledger_entry').select(['entry', 'log_index']).where('network_id', '=', network).execute(),
  )
  const trust = policy('all')
  for (const { entry, log_index } of rows) {
    const receipt = await register(tx => receiptFor(tx, network, { entry, index: Number(log_index) }))
    expect(await verify(Buffer.from(receipt ?? ''), trust)).toMatchObject({ exit: 0, failures: [], gaps: [] })
  }
  await act()
  await integrate(db, network)
  const beyond = rows.length
  expect(await register(tx => receiptFor(tx, network, { entry: Buffer.alloc(114), index: beyond }))).toBeUndefined()
  expect(await here(tx => exportKeys(tx))).toContain(logVkey)
})

test('another policy counts from the first head that a quorum under the old one has signed, not before', async () => {
  const effective = async () => (await register(tx => policiesOf(tx, network))).map(one => one.effective)
  expect(await effective()).toEqual([true])
  await here(tx => adoptPolicy(tx, policy('any')))
  await integrate(db, network)
  await pushHeads(db, network)
  // One of two: enough for the new policy, not for the old one, which still counts.
  expect(await effective()).toEqual([true, false])
  expect(await pull()).toEqual([200, true])
  expect(await effective()).toEqual([true, true])
  await act()
  await integrate(db, network)
  await pushHeads(db, network)
  const head = await register(tx => latestHead(tx, network))
  expect((await register(tx => latestWitnessed(tx, network)))?.size).toBe(head?.size)
})

test('the register published as files passes the audit, and once more after it has grown', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-publish-'))
  try {
    for (let round = 0; round < 2; round++) {
      const size = (await register(tx => latestHead(tx, network)))?.size
      expect(await register(tx => publishRegister(tx, network, folder))).toBeGreaterThan(0)
      const trust = parseTrust(readFileSync(path.join(folder, 'keys.txt'), 'utf8'))
      if (typeof trust === 'number') throw new Error(`line ${trust}`)
      const audit = await auditFolder(folder, { trust, signatures: true, workers: 1 })
      expect(audit).toMatchObject({ size, problems: [], signatures: size })
      expect(audit.witnessed).toBeGreaterThan(0)
      await act()
      await integrate(db, network)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a policy without a quorum, and a key that signs entries, are refused', async () => {
  await expect(here(tx => adoptPolicy(tx, `log ${logVkey}\n`))).rejects.toThrow('quorum')
  await expect(register(tx => addWitness(tx, network, { name: 'x', vkey: logVkey }))).rejects.toThrow('witness')
})
