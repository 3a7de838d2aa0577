// SPDX-License-Identifier: EUPL-1.2
// The register as anybody else sees it: over HTTP, from a listening server, with nothing but its public key.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type PersonId } from '#lib/ids.ts'
import { aWorld, type Client, type World } from '#test/support/world.ts'
import { HASH, kernel } from './hashing/kernel.ts'
import { integrate, recordAll } from './index.ts'
import { paths } from './ledger.paths.ts'
import { type Edge, grow, rootOfEdge } from './tiles/growth.ts'
import { bundlesOf, decodeEntries, type TileName, tilePath, tilesOf } from './tiles/tile.ts'
import { findLog, latestHead } from './tree.store.ts'
import { toBase64 } from './verifier/bytes.ts'
import { parseNote, parseVkey } from './verifier/note.ts'
import { cosignersOf, parseTrust } from './verifier/policy.ts'
import { answerAddCheckpoint, memoryInProcess, type Witness } from './witness/add-checkpoint.ts'
import { addWitness, adoptPolicy } from './witness/countersign.act.ts'
import { pullOnce } from './witness/pull.client.ts'
import { relateViews } from './witness/split-view.ts'
import { proveByTiles } from './witness/views.client.ts'
import { cosignerNamed } from './witness/witness.build.ts'

let world: World
let worker: Client
let address = ''
let prefix = ''
let policy = ''
let witness: Witness
const union = cosignerNamed('sindacato.example/w')
const keyHash = union.vkey.split('+')[1] ?? ''

const record = (count: number): Promise<unknown> =>
  worker.inScope(tx =>
    recordAll(
      tx,
      Array.from({ length: count }, () => ({ type: 'note.written', person: newId<PersonId>(), fields: { n: 1 } })),
    ),
  )
const sizeNow = async (): Promise<number> =>
  (await world.db.asRole('nc_ledger', world.network, tx => latestHead(tx, world.network)))?.size ?? 0
const get = (path: string): Promise<Response> => fetch(`${prefix}/${path}`)
const tile = async (name: TileName): Promise<Uint8Array> =>
  new Uint8Array(await (await get(tilePath(name))).arrayBuffer())

beforeAll(async () => {
  world = await aWorld()
  worker = await world.member(await world.organisation('receptionProject', 'Coop. Il Girasole'), 'case-worker')
  await record(300)
  await integrate(world.db, world.network)
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
  prefix = `${address}${paths.log.to({ network: world.network })}`
  const log = await world.db.asRole('nc_ledger', world.network, tx => findLog(tx, world.network))
  const key = parseVkey(log?.vkey ?? '')
  if (!log || !key) throw new Error('no log')
  witness = { cosigner: union, logs: new Map([[log.origin, key]]), memory: memoryInProcess(), now: () => 1_790_000_000 }
  policy = `log ${log.vkey}\nwitness sindacato ${union.vkey}\nquorum sindacato\n`
})
afterAll(() => world.close())

describe('tiles', () => {
  test('let anybody rebuild the tree, from the entries to the signed root', async () => {
    const note = await (await get('checkpoint')).text()
    const [, size = '', root] = note.split('\n')
    let edge: Edge = []
    for (const name of bundlesOf(Number(size))) {
      const entries = decodeEntries(await tile(name))
      expect(entries).toHaveLength(name.width)
      const grown = grow(name.position * 256, edge, kernel().leaves(Buffer.concat(entries ?? [])))
      edge = grown.edge
      for (const { level, position, hashes } of grown.changed) {
        const width = hashes.length / HASH
        expect(Buffer.from(await tile({ level, position, width })).equals(hashes)).toBe(true)
      }
    }
    expect(toBase64(rootOfEdge(edge))).toBe(root)
  })

  test('never change under their name, and may be kept by any cache', async () => {
    const before = await tile({ level: 0, position: 1, width: 2 })
    await record(3)
    await integrate(world.db, world.network)
    expect(await tile({ level: 0, position: 1, width: 2 })).toEqual(before)
    const full = await get(tilePath({ level: 0, position: 0, width: 256 }))
    expect(full.headers.get('cache-control')).toContain('immutable')
    expect(full.headers.get('content-type')).toBe('application/octet-stream')
    expect((await get('checkpoint')).headers.get('cache-control')).toBe('no-cache')
  })

  test.each(['tile/0/001', 'tile/0/000.p/257', 'tile/7/000', 'tile/0/0', 'tile/entries/x999/x999/x999/x999/x999/999'])(
    '%s does not exist',
    async name => {
      expect((await get(name)).status).toBe(404)
    },
  )

  test('of another network are not those of this one, and of none there are none', async () => {
    const other = `${address}${paths.log.to({ network: newId() })}`
    expect((await fetch(`${other}/checkpoint`)).status).toBe(404)
    expect((await fetch(`${other}/tile/0/000`)).status).toBe(404)
    expect((await fetch(`${address}/ledger/x/checkpoint`)).status).toBe(404)
  })
})

describe('an organisation without a server', () => {
  test('is asked for nothing before the register knows its key', async () => {
    expect(await pullOnce(prefix, witness)).toMatchObject({ status: 502, size: 0n })
    expect((await get('checkpoint.witnessed')).status).toBe(404)
  })

  test('countersigns by fetching, and the quorum is published', async () => {
    await world.db.asRole('nc_ledger', world.network, tx =>
      addWitness(tx, world.network, { name: 'sindacato', vkey: union.vkey }),
    )
    await worker.inScope(tx => adoptPolicy(tx, policy))
    await integrate(world.db, world.network)
    const size = await sizeNow()
    expect(await pullOnce(prefix, witness)).toMatchObject({ status: 200, size: BigInt(size) })
    expect(await pullOnce(prefix, witness)).toMatchObject({ status: 204 })
    const trust = parseTrust(policy)
    const note = parseNote(await (await get('checkpoint.witnessed')).text())
    if (typeof trust === 'number' || !trust.policy || !note) throw new Error('not read')
    expect([...(await cosignersOf(note, trust.policy)).times.keys()]).toEqual(['sindacato'])
  })

  test('is asked again when its line was lost on the way', async () => {
    const old = await sizeNow()
    await record(2)
    await integrate(world.db, world.network)
    const own = `${prefix}/witness/${keyHash}`
    const pending = await (await fetch(`${own}/pending?old=${old}`)).text()
    expect((await answerAddCheckpoint(pending, witness)).status).toBe(200)
    expect(await pullOnce(prefix, witness)).toMatchObject({ status: 200, size: BigInt(old + 2) })
    expect(await pullOnce(prefix, witness)).toMatchObject({ status: 204 })
  })

  test('brings nobody else’s line, and none for another head', async () => {
    const send = (body: string) =>
      fetch(`${prefix}/witness/${keyHash}/cosignature`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/plain' },
      })
    const stranger = `\u2014 ${union.name} ${Buffer.alloc(76, 3).toString('base64')}\n`
    expect((await send(stranger)).status).toBe(422)
    expect((await send('x'.repeat(2000))).status).toBe(422)
    expect((await fetch(`${prefix}/witness/${keyHash}/pending?old=-1`)).status).toBe(422)
    expect((await fetch(`${prefix}/witness/00000000/pending`)).status).toBe(404)
  })
})

test('two heads of different sizes are proved to go together by the published tiles alone', async () => {
  const heads = await world.db.asRole('nc_ledger', world.network, tx =>
    tx
      .selectFrom('ledger_checkpoint')
      .select(['note', 'size'])
      .where('network_id', '=', world.network)
      .orderBy('size')
      .execute(),
  )
  const [first, last] = [heads[0]?.note ?? '', heads.at(-1)?.note ?? '']
  expect(await relateViews(last, first, proveByTiles(prefix))).toBe('agree')
  expect(await relateViews(first, last, async () => undefined)).toBe('unproved')
  expect(tilesOf(await sizeNow()).length).toBe(3)
})
