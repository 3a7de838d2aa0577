// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Bench, Figure } from '#platform/bench.ts'
import { openDatabase, type Database, type Scope } from '#platform/db/scope.ts'
import { migrate } from '#platform/db/migrate.ts'
import { startThrowAway } from '#platform/db/throw-away.ts'
import { createNetwork } from '#platform/auth/networks.ts'
import { percentile } from '#platform/bench.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { newId, type NetworkId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { changed, mistake, random, spansOf } from './damage.build.ts'
import { integrate, record, recordAll } from './index.ts'
import { aRegister } from './ledger.build.ts'
import { verify } from './verifier/index.ts'

async function* damage({ quick }: { quick: boolean }): AsyncIterable<Figure> {
  const register = aRegister(12)
  const bundle = register.bundle()
  const [trust, spans, pick] = [register.trust(), spansOf(bundle), random(7)]
  const times = quick ? 2_000 : 10_000
  let [refused, named] = [0, 0]
  const started = performance.now()
  for (let i = 0; i < times; i++) {
    const at = pick(bundle.length)
    const result = await verify(changed(bundle, at, pick(255)), trust)
    if (result.exit === 1) refused++
    if (mistake(result, at, spans) === undefined) named++
  }
  const each = (performance.now() - started) / times
  yield share('random byte changes refused', refused / times)
  yield share('changed act or part named', named / times)
  yield { name: 'check of a damaged bundle', value: each, unit: 'ms' }

  const header = spans.find(span => span.part === 'header') ?? { from: 0, to: 0 }
  let whole = 0
  for (let at = header.from; at < header.to; at++)
    if ((await verify(changed(bundle, at, at), trust)).exit === 1) whole++
  yield share('header bytes changed, refused', whole / (header.to - header.from))
  let cut = 0
  const lengths = Array.from({ length: Math.floor(bundle.length / 53) }, (_, i) => i * 53)
  for (const length of lengths) if ((await verify(bundle.subarray(0, length), trust)).exit > 0) cut++
  yield share('truncated files refused', cut / lengths.length)
  const forged = await verify(aRegister(12).bundle(), trust)
  yield share('rebuilt under another key, refused', forged.exit === 1 ? 1 : 0)
  yield share('the undamaged bundle, proved', (await verify(bundle, trust)).exit === 0 ? 1 : 0)
}

const share = (name: string, part: number): Figure => ({
  name,
  value: part * 100,
  unit: '%',
  bar: 100,
  ok: part === 1,
  correctness: true,
})

async function* audit({ quick }: { quick: boolean }): AsyncIterable<Figure> {
  const register = aRegister(quick ? 500 : 5_000)
  const bundle = register.bundle()
  const started = performance.now()
  const result = await verify(bundle, register.trust())
  const seconds = (performance.now() - started) / 1000
  yield { name: 'acts', value: register.acts.length, unit: 'acts' }
  yield { name: 'size of the bundle for each act', value: bundle.length / register.acts.length, unit: 'bytes' }
  yield { name: 'acts checked with signatures and openings', value: register.acts.length / seconds, unit: 'acts/s' }
  yield share('proved', result.exit === 0 ? 1 : 0)
}

/** The usual do-it-yourself: each row holds the hash of the row before it, made by a trigger. */
const CHAIN = `create table chain (id bigint primary key generated always as identity, body text not null, hash bytea);
  create table chain_head (one boolean primary key default true, hash bytea not null);
  insert into chain_head values (true, '');
  create function chain_link() returns trigger language plpgsql as $$ declare last bytea; begin
    select hash into last from chain_head for update;
    new.hash := sha256(last || convert_to(new.body, 'UTF8'));
    update chain_head set hash = new.hash; return new; end $$;
  create trigger chain_link before insert on chain for each row execute function chain_link()`

async function* recording({ quick }: { quick: boolean }): AsyncIterable<Figure> {
  const server = await startThrowAway()
  try {
    const base = { host: server.socketDir, database: 'nc' }
    await migrate({ ...base, user: 'nc_owner' })
    const services = { secret: Buffer.alloc(32, 1), baseUrl: 'http://localhost', setupToken: 'x' }
    const db = openDatabase({ ...base, user: 'nc_login' }, services)
    try {
      yield* recordingIn(db, { ...base, user: 'nc_owner' }, quick ? 500 : 3_000)
    } finally {
      await db.close()
    }
  } finally {
    await server.stop()
  }
}

async function* recordingIn(db: Database, owner: pg.ClientConfig, times: number): AsyncIterable<Figure> {
  const network = newId<NetworkId>()
  const scope: Scope = {
    network,
    organisation: newId<OrganisationId>(),
    role: 'administrator',
    purpose: 'administration',
    today: '2026-11-21' as CivilDate,
    now: '2026-11-21T10:00:00.000Z' as Instant,
  }
  await db.inScope(scope, tx => createNetwork(tx, { name: 'Bench', kind: 'trial' }))
  const fact = () => ({
    person: newId<PersonId>(),
    fields: { minutes: 90, measureKind: 'guidance', day: '2026-11-20' },
  })
  const took: number[] = []
  const started = performance.now()
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    await db.inScope(scope, tx => record(tx, 'hours.signed', fact()))
    took.push(performance.now() - from)
  }
  const single = (times / (performance.now() - started)) * 1000
  const chain = await chainRate(owner, times)
  const peer = { peer: 'hash chain by trigger, one row a transaction', peerValue: chain, ratio: single / chain }
  yield { name: 'facts recorded, one a transaction', value: single, unit: 'events/s', ...peer }
  yield { name: 'time to record a fact, p95', value: percentile(took, 0.95), unit: 'ms' }
  const bulkStarted = performance.now()
  for (let done = 0; done < times; done += 256) {
    const facts = Array.from({ length: 256 }, () => Object.assign(fact(), { type: 'hours.signed' }))
    await db.inScope(scope, tx => recordAll(tx, facts))
  }
  const bulk = Math.ceil(times / 256) * 256
  yield {
    name: 'facts recorded, 256 a transaction',
    value: (bulk / (performance.now() - bulkStarted)) * 1000,
    unit: 'events/s',
  }
  const integrating = performance.now()
  const taken = await integrate(db, network)
  yield {
    name: 'entries taken into the register',
    value: (taken / (performance.now() - integrating)) * 1000,
    unit: 'entries/s',
  }
}

async function chainRate(owner: pg.ClientConfig, times: number): Promise<number> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(CHAIN)
    const started = performance.now()
    for (let i = 0; i < times; i++) await client.query('insert into chain (body) values ($1)', [randomUUID()])
    return (times / (performance.now() - started)) * 1000
  } finally {
    await client.end()
  }
}

export const benches: readonly Bench[] = [
  { name: 'verifier-damage', run: damage },
  { name: 'verifier-audit', run: audit },
  { name: 'ledger', run: recording },
]
