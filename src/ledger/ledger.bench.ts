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
import { attackBySeed, attacks } from './attack.build.ts'
import { changed, mistake, random, spansOf } from './damage.build.ts'
import { integrate, record, recordAll } from './index.ts'
import { aRegister } from './ledger.build.ts'
import { oneRound } from './measure/loopback.build.ts'
import { auditing, hashing, memory } from './measure/register.build.ts'
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
  const server = await startThrowAway(true)
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

/** How often the register takes in what waits; the program does it every two seconds. */
const TICK_MS = 100

async function* recordingIn(db: Database, owner: pg.ClientConfig, times: number): AsyncIterable<Figure> {
  const network = newId<NetworkId>()
  const scopeIn = (organisation: OrganisationId): Scope => ({
    network,
    organisation,
    role: 'case-worker',
    purpose: 'care',
    today: '2026-11-21' as CivilDate,
    now: '2026-11-21T10:00:00.000Z' as Instant,
  })
  const organisations = Array.from({ length: 4 }, () => newId<OrganisationId>())
  const [first = newId<OrganisationId>()] = organisations
  const founding = { ...scopeIn(first), role: 'administrator', purpose: 'administration' } as const
  await db.inScope(founding, tx => createNetwork(tx, { name: 'Bench', kind: 'trial' }))
  const fact = (person = newId<PersonId>()) => ({
    person,
    fields: { minutes: 90, measureKind: 'guidance', day: '2026-11-20' },
  })
  const took: number[] = []
  const started = performance.now()
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    await db.inScope(scopeIn(first), tx => record(tx, 'hours.signed', fact()))
    took.push(performance.now() - from)
  }
  const single = (times / (performance.now() - started)) * 1000
  const chain = await chainRates(owner, times)
  const peer = {
    peer: 'hash chain by trigger, one row a transaction',
    peerValue: chain.single,
    ratio: single / chain.single,
  }
  yield { name: 'facts recorded, one a transaction', value: single, unit: 'events/s', ...peer }
  yield { name: 'time to record a fact, p95', value: percentile(took, 0.95), unit: 'ms' }
  await integrate(db, network)

  /** Each organisation records batches of 256 about 64 people while the register takes them in; the clock stops when all are in. */
  const wholePath = async (batches: number): Promise<number> => {
    const from = performance.now()
    let recording = true
    const recorded = Promise.all(
      organisations.map(async organisation => {
        const people = Array.from({ length: 64 }, () => newId<PersonId>())
        for (let batch = 0; batch < batches; batch++) {
          const facts = Array.from({ length: 256 }, (_, i) =>
            Object.assign(fact(people[i % 64]), { type: 'hours.signed' }),
          )
          await db.inScope(scopeIn(organisation), tx => recordAll(tx, facts))
        }
      }),
    ).finally(() => (recording = false))
    let taken = 0
    while (recording) {
      taken += await integrate(db, network)
      await new Promise(resolve => setTimeout(resolve, TICK_MS))
    }
    await recorded
    taken += await integrate(db, network)
    return (taken / (performance.now() - from)) * 1000
  }
  // The threads that make facts are compiled well after some thousand of them.
  await wholePath(4)
  const rate = await wholePath(Math.max(8, Math.ceil(times / 256)))
  yield {
    name: 'event to durable to integrated, batches of 256, four organisations at once',
    value: rate,
    unit: 'events/s',
    bar: '>= 5000',
    ok: rate >= 5000,
    peer: 'hash chain by trigger, 256 rows a transaction: no signature, no opening, one writer',
    peerValue: chain.bulk,
    ratio: rate / chain.bulk,
  }
}

async function chainRates(owner: pg.ClientConfig, times: number): Promise<{ single: number; bulk: number }> {
  const client = new pg.Client(owner)
  await client.connect()
  const rate = async (count: number, work: () => Promise<unknown>, each = 1): Promise<number> => {
    const started = performance.now()
    for (let i = 0; i < count; i += each) await work()
    return (count / (performance.now() - started)) * 1000
  }
  try {
    await client.query(CHAIN)
    const bodies = Array.from({ length: 256 }, () => randomUUID())
    return {
      single: await rate(times, () => client.query('insert into chain (body) values ($1)', [randomUUID()])),
      bulk: await rate(
        Math.ceil(times / 256) * 256,
        () => client.query('insert into chain (body) select unnest($1::text[])', [bodies]),
        256,
      ),
    }
  } finally {
    await client.end()
  }
}

/** An adversarial log: every lie caught, and the first place of it named. */
async function* lies({ quick }: { quick: boolean }): AsyncIterable<Figure> {
  const times = quick ? 400 : 10_000
  let [caught, named] = [0, 0]
  // Several at once: most of an attack is waiting for signatures.
  for (let seed = 0; seed < times; seed += 16) {
    const seeds = Array.from({ length: Math.min(16, times - seed) }, (_, i) => seed + i)
    for (const outcome of await Promise.all(seeds.map(attackBySeed))) {
      if (outcome.caught) caught++
      if (outcome.named) named++
    }
  }
  yield share(`${times} attacks of a lying log caught (${attacks.join(', ')})`, caught / times)
  yield share('first bad place named', named / times)
}

async function* loopback({ quick }: { quick: boolean }): AsyncIterable<Figure> {
  const count = quick ? 7 : 53
  const { detected, proved, ms } = await oneRound(count, true)
  yield share(
    `${count} organisations, each its own process and key: a lying log detected in one round`,
    detected / count,
  )
  yield share('by a proof file that convicts it', proved / count)
  yield { name: 'that round, countersigning and comparing all with all', value: ms, unit: 'ms' }
}

async function* everything(options: { quick: boolean }): AsyncIterable<Figure> {
  yield* hashing(options)
  yield* memory(options)
  yield* recording(options)
  yield* lies(options)
  yield* loopback(options)
  yield* auditing(options)
}

export const benches: readonly Bench[] = [
  { name: 'verifier-damage', run: damage },
  { name: 'verifier-audit', run: audit },
  { name: 'ledger', run: everything },
]
