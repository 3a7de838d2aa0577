// SPDX-License-Identifier: EUPL-1.2
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import { type AccountId, type Handle, type NetworkId, newId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { createNetwork, describeOrganisation } from '#platform/auth/networks.ts'
import { logAccess } from '#platform/auth/access.ts'
import type { Scope, Work } from '#platform/db/scope.ts'
import { accessesUnchanged, sealAllAccesses } from './accesses.act.ts'
import { accessesProof } from './accesses-proof.act.ts'
import { checkFile } from './check-file.ts'
import {
  buildBundle,
  eraseKeys,
  exportKeys,
  findOpeningFor,
  integrate,
  openingFor,
  record,
  recordAll,
  recordTogether,
  registerOrganisationKey,
  sealOf,
} from './index.ts'
import { counting } from './ledger.build.ts'
import { keysOfNetwork } from './keys.act.ts'
import { verify } from './verifier/index.ts'

let db: TestDatabase
const network = newId<NetworkId>()
const coop = newId<OrganisationId>()
const city = newId<OrganisationId>()

const scope = (organisation: OrganisationId, more: Partial<Scope> = {}): Scope => ({
  network,
  organisation,
  role: 'case-worker',
  purpose: 'care',
  today: '2026-11-21' as CivilDate,
  now: '2026-11-21T10:00:00.000Z' as Instant,
  ...more,
})
const as = <T>(organisation: OrganisationId, work: Work<T>, more?: Partial<Scope>): Promise<T> =>
  db.inScope(scope(organisation, more), work)

const hours = (person: PersonId, handle: Handle, minutes = 90) => ({
  person,
  handle,
  account: 'accounting' as const,
  fields: { minutes, measureKind: 'guidance', day: '2026-11-20', method: 'pin' },
})
const disclosed = ['minutes', 'measureKind', 'day'] as const
const report = (figures: Record<string, number>) => ({
  title: 'Prova',
  programme: null,
  asOf: '2026-11-21',
  from: null,
  until: null,
  counting: { ...counting, heads: [] },
  figures,
  byOrganisation: [],
  byMeasure: [],
})

async function asOwner(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(db.superuser)
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  db = await aDatabase()
  const administrator = { role: 'administrator', purpose: 'administration' } as const
  await as(
    coop,
    async tx => {
      await createNetwork(tx, { name: 'Marche di prova', kind: 'trial' })
      describeOrganisation(tx, { organisation: coop, name: 'Coop. Il Girasole', kind: 'cooperative' })
      describeOrganisation(tx, { organisation: city, name: 'Comune di Ancona', kind: 'municipality' })
    },
    administrator,
  )
  // An administrator gives another organisation its key when it is created.
  await as(coop, tx => registerOrganisationKey(tx, { organisation: city, name: 'Comune di Ancona' }), administrator)
})
afterAll(() => db.drop())

describe('recording', () => {
  test('the first fact of an organisation registers its key, then takes number 2', async () => {
    const fact = await as(coop, tx => record(tx, 'person.registered', { person: newId(), fields: {} }))
    expect(fact.orgSeq).toBe(2)
  })

  test('an act that is undone leaves no hole in the series', async () => {
    const before = await as(coop, tx => record(tx, 'plan.agreed', { person: newId(), fields: {} }))
    const undone = as(coop, async tx => {
      await record(tx, 'plan.agreed', { person: newId(), fields: {} })
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    const after = await as(coop, tx => record(tx, 'plan.agreed', { person: newId(), fields: {} }))
    expect(after.orgSeq).toBe(before.orgSeq + 1)
  })

  test('twenty acts at once get twenty numbers without a hole', async () => {
    const facts = await Promise.all(
      Array.from({ length: 20 }, () => as(city, tx => record(tx, 'note.written', { person: newId(), fields: {} }))),
    )
    const numbers = facts.map(fact => fact.orgSeq).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 2))
  })

  test('two first acts of a new organisation at once begin one series', async () => {
    const fresh = newId<OrganisationId>()
    const facts = await Promise.all(
      [1, 2, 3].map(() => as(fresh, tx => record(tx, 'note.written', { person: newId(), fields: {} }))),
    )
    expect(facts.map(fact => fact.orgSeq).sort()).toEqual([2, 3, 4])
  })

  test('many facts at once take consecutive numbers in their order, and open like single ones', async () => {
    const person = newId<PersonId>()
    const given = [1, 2, 3].map(minutes => ({ type: 'hours.signed', person, fields: { minutes } }))
    const refs = await as(city, tx => recordAll(tx, [...given, { type: 'note.written', fields: {} }]))
    const first = refs[0]?.orgSeq ?? 0
    expect(refs.map(ref => ref.orgSeq)).toEqual([first, first + 1, first + 2, first + 3])
    const third = await as(city, tx => findOpeningFor(tx, refs[2]?.id ?? newId()))
    expect(third?.fields['minutes']?.value).toBe(3)
    expect(refs[2]?.opening(['minutes'])).toEqual(third)
    expect(await as(city, tx => recordAll(tx, []))).toEqual([])
  })

  test('the person signs on her own page in the series of her organisation', async () => {
    const person = newId<PersonId>()
    await as(coop, tx => record(tx, 'person.registered', { person, fields: {} }))
    const more = { role: 'person', purpose: 'self', person } as const
    const opening = await as(
      coop,
      async tx => {
        const fact = await record(tx, 'hours.signed', hours(person, newId<Handle>()))
        return openingFor(tx, fact.id, disclosed)
      },
      more,
    )
    expect(opening.event.actorRole).toBe('person')
    expect(opening.fields['minutes']?.value).toBe(90)
  })

  test('a fact with a name or a number that has no canonical form is refused', async () => {
    const bad = (fields: Record<string, number>) => as(coop, tx => record(tx, 'hours.signed', { fields }))
    await expect(bad({ hours: 1.5 })).rejects.toThrow('whole number')
    await expect(bad({ 'not a name': 1 })).rejects.toThrow('field name')
    await expect(as(coop, tx => record(tx, 'Not A Type', { fields: {} }))).rejects.toThrow('type of a fact')
  })
})

describe('the database', () => {
  test('an entry never changes once it is written', async () => {
    await expect(asOwner(`update ledger_entry set org_seq = org_seq + 1000`)).rejects.toMatchObject({ code: '23514' })
  })

  test('an organisation adds only to its own series and reads only its own keys', async () => {
    const insert = as(coop, tx =>
      tx
        .insertInto('ledger_opening')
        .values({
          network_id: network,
          fact_id: newId(),
          organisation_id: city,
          account: 'service',
          box: Buffer.alloc(1),
        })
        .execute(),
    )
    await expect(insert).rejects.toMatchObject({ code: '42501' })
    const keys = await as(coop, tx => tx.selectFrom('ledger_signing_key').select('organisation_id').execute())
    expect(new Set(keys.map(key => key.organisation_id))).toEqual(new Set([coop]))
  })

  test('what one organisation recorded, another cannot open', async () => {
    const fact = await as(coop, tx => record(tx, 'note.written', { person: newId(), fields: { text: 'CANARY' } }))
    expect(await as(city, tx => findOpeningFor(tx, fact.id))).toBeUndefined()
  })

  test('nothing of a fact can be read in the tables, not even by the owner of the server', async () => {
    await as(coop, tx => record(tx, 'note.written', { person: newId(), fields: { text: 'CANARY-IN-CLEAR' } }))
    for (const table of ['ledger_entry', 'ledger_opening', 'ledger_person_key', 'ledger_series']) {
      const { rows } = await asOwner(`select t::text as row from ${table} t`)
      const text = rows.map(row => row.row).join('\n')
      expect(text).not.toContain('CANARY-IN-CLEAR')
      expect(text).not.toContain(Buffer.from('CANARY-IN-CLEAR').toString('hex'))
    }
  })
})

describe('the register', () => {
  test('a fact waits, then has its place under a signed head; integrating twice changes nothing', async () => {
    const fact = await as(coop, tx => record(tx, 'plan.agreed', { person: newId(), fields: {} }))
    expect(await as(coop, tx => sealOf(tx, [fact.id]))).toEqual(new Map([[fact.id, { state: 'waiting' }]]))
    await integrate(db, network)
    const seal = (await as(city, tx => sealOf(tx, [fact.id]))).get(fact.id)
    expect(seal).toMatchObject({ state: 'sealed' })
    expect(await integrate(db, network)).toBe(0)
    expect((await as(city, tx => sealOf(tx, [fact.id]))).get(fact.id)).toEqual(seal)
  })

  test('three processes that integrate at once give each entry one place', async () => {
    await Promise.all(
      Array.from({ length: 12 }, () => as(coop, tx => record(tx, 'note.written', { person: newId(), fields: {} }))),
    )
    await Promise.all([integrate(db, network), integrate(db, network), integrate(db, network)])
    const { rows } = await asOwner(
      `select count(*)::int as n, count(distinct log_index)::int as places, max(log_index)::int + 1 as size from ledger_entry`,
    )
    expect(rows[0].places).toBe(rows[0].n)
    expect(rows[0].size).toBe(rows[0].n)
  })
})

describe('a bundle', () => {
  const person = newId<PersonId>()
  const handle = newId<Handle>()

  test('proves hours of several organisations, exported by one that cannot open them', async () => {
    const sign = async (organisation: OrganisationId, minutes: number) =>
      as(organisation, async tx => {
        const { id } = await record(tx, 'hours.signed', hours(person, handle, minutes))
        return { fact: id, opening: await openingFor(tx, id, disclosed) }
      })
    const facts = [await sign(coop, 90), await sign(city, 30), await sign(coop, 60)]
    const wrong = facts[2]?.fact ?? ''
    const undo = await as(coop, async tx => {
      const fields = { reverses: wrong, day: '2026-11-20', minutes: 60 }
      const { id } = await record(tx, 'hours.reversed', { person, handle, account: 'accounting', fields })
      return { fact: id, opening: await openingFor(tx, id, ['reverses']) }
    })
    await integrate(db, network)
    const bundle = await as(city, tx =>
      buildBundle(tx, { facts: [...facts, undo], report: report({ minutes: 120, people: 1, meetings: 2 }) }),
    )
    const trust = await as(coop, tx => exportKeys(tx))
    expect(await verify(bundle)).toMatchObject({ exit: 2, failures: [] })
    const result = await verify(bundle, trust)
    expect(result).toMatchObject({ exit: 0, failures: [] })
    expect(result.proved.map(one => one.code)).toContain('proved.figures')
    expect(bundle.toString('utf8')).not.toContain('"method":{')
    expect(bundle.toString('utf8')).not.toContain(person)
    expect(
      await verify(bundle, (await db.asRole('nc_ledger', network, tx => keysOfNetwork(tx, network))) ?? ''),
    ).toMatchObject({
      exit: 0,
    })
  })

  test('with a figure that the acts do not give is refused, and the figure is named', async () => {
    const fact = await as(coop, async tx => {
      const { id } = await record(tx, 'hours.signed', hours(person, handle))
      return { fact: id, opening: await openingFor(tx, id, disclosed) }
    })
    await integrate(db, network)
    const bundle = await as(coop, tx => buildBundle(tx, { facts: [fact], report: report({ minutes: 91 }) }))
    const result = await verify(bundle)
    expect(result).toMatchObject({ exit: 1, failures: [{ code: 'report.figure', args: { stated: 91, counted: 90 } }] })
  })

  test('says of an act that came after the last head that it is not sealed yet', async () => {
    const { id } = await as(coop, tx => record(tx, 'hours.signed', hours(person, handle)))
    const bundle = await as(coop, tx => buildBundle(tx, { facts: [{ fact: id }], report: report({ minutes: 90 }) }))
    const result = await verify(bundle)
    expect(result.failures).toEqual([])
    expect(result.gaps.map(one => one.code)).toContain('act.not-sealed')
  })

  test('is refused for a fact that the network does not know', async () => {
    const unknown = as(coop, tx => buildBundle(tx, { facts: [{ fact: newId() }], report: report({}) }))
    await expect(unknown).rejects.toMatchObject({ code: 'ledger.fact-unknown' })
  })
})

describe('erasure', () => {
  test('kills the openings of one person, keeps the accounting ones, and every proof stays valid', async () => {
    const [her, other] = [newId<PersonId>(), newId<PersonId>()]
    const facts = await as(coop, async tx => ({
      service: (await record(tx, 'note.written', { person: her, fields: { text: 'x' } })).id,
      accounting: (await record(tx, 'hours.signed', hours(her, newId()))).id,
      others: (await record(tx, 'note.written', { person: other, fields: { text: 'y' } })).id,
    }))
    await as(coop, tx => eraseKeys(tx, her, { legalBasis: 'gdpr-17' }))
    expect(await as(coop, tx => findOpeningFor(tx, facts.service))).toBeUndefined()
    expect((await as(coop, tx => findOpeningFor(tx, facts.accounting)))?.fields['minutes']?.value).toBe(90)
    expect(await as(coop, tx => findOpeningFor(tx, facts.others))).toBeDefined()
    await integrate(db, network)
    const given = [facts.service, facts.accounting].map(fact => ({ fact }))
    const result = await verify(
      await as(coop, tx => buildBundle(tx, { facts: given, report: report({ minutes: 90 }) })),
    )
    expect(result.failures).toEqual([])
    expect(result.gaps.map(one => one.code)).toContain('act.not-opened')
  })

  test('a restored opening without its key stays dead', async () => {
    const her = newId<PersonId>()
    const { id } = await as(coop, tx => record(tx, 'note.written', { person: her, fields: { text: 'x' } }))
    const { rows } = await asOwner(`select * from ledger_opening where fact_id = '${id}'`)
    await as(coop, tx => eraseKeys(tx, her))
    const hex = (rows[0].box as Buffer).toString('hex')
    await asOwner(
      `insert into ledger_opening values ('${network}', '${id}', '${coop}', '${her}', 'service', '\\x${hex}')`,
    )
    expect(await as(coop, tx => findOpeningFor(tx, id))).toBeUndefined()
  })

  test('nothing more is recorded about a person whose keys are gone', async () => {
    const her = newId<PersonId>()
    await as(coop, tx => record(tx, 'note.written', { person: her, fields: {} }))
    await as(coop, tx => eraseKeys(tx, her))
    await expect(as(coop, tx => record(tx, 'note.written', { person: her, fields: {} }))).rejects.toThrow(/erased/)
  })
})

test('access rows are sealed by organisation and hour, and a changed row shows', async () => {
  const at = '2026-11-21T08:15:00.000Z' as Instant
  const groups = ['identity'] as const
  await as(coop, tx => logAccess(tx, { groups, route: '/people/:person', organisationName: 'Coop. Il Girasole' }), {
    now: at,
  })
  await as(coop, tx => logAccess(tx, { groups, route: '/people', organisationName: 'Coop. Il Girasole' }), { now: at })
  const later = '2026-11-21T09:30:00.000Z' as Instant
  expect(await sealAllAccesses(db, later)).toBe(1)
  expect(await sealAllAccesses(db, later)).toBe(0)
  const hour = '2026-11-21T08:00:00.000Z' as Instant
  expect(await as(coop, tx => accessesUnchanged(tx, hour))).toBe(true)
  await asOwner(`update platform_access set purpose = 'audit' where route = '/people'`)
  expect(await as(coop, tx => accessesUnchanged(tx, hour))).toBe(false)
})

describe('the proof of who opened her file', () => {
  const her = newId<PersonId>()
  const at = '2026-11-21T11:20:00.000Z' as Instant
  const operator = newId<AccountId>()
  const opened = (person: PersonId, who: OrganisationId, more: Partial<Scope> = {}): Promise<void> =>
    as(who, tx => logAccess(tx, { person, groups: ['plan'], route: '/people/:person', organisationName: 'X' }), {
      now: at,
      account: operator,
      ...more,
    })
  const asHer = { role: 'person', purpose: 'self', person: her } as const
  const proof = (): Promise<Buffer> => as(coop, tx => accessesProof(tx, her), asHer)
  const keys = (): Promise<string> => as(coop, tx => exportKeys(tx))

  beforeAll(async () => {
    for (let i = 0; i < 5; i++) await opened(newId<PersonId>(), coop)
    await opened(her, coop)
    await opened(her, city)
    await opened(her, coop, { ...asHer, account: undefined } as never)
    await sealAllAccesses(db, '2026-11-21T13:00:00.000Z' as Instant)
    await integrate(db, network)
    await opened(her, coop, { now: '2026-11-21T13:05:00.000Z' as Instant })
  })

  test('holds with the public keys: two openings by two organisations are sealed, one is not yet', async () => {
    const result = await checkFile(await proof(), await keys())
    expect(result).toMatchObject({ exit: 0, failures: [] })
    expect(result.proved).toContainEqual(expect.objectContaining({ code: 'proved.accesses', args: { n: 2 } }))
    expect(result.gaps).toContainEqual(expect.objectContaining({ code: 'access.waiting', args: { n: 1 } }))
    expect(result.limits.map(one => one.code)).toContain('limit.accesses')
  })

  test('names nobody: no operator, and no other person', async () => {
    const text = (await proof()).toString()
    expect(text).not.toContain(operator)
    const people = [...text.matchAll(/"person_id":"([^"]+)"/g)].map(match => match[1])
    expect([people.length, new Set(people)]).toEqual([2, new Set([her])])
  })

  test.each([
    ['purpose', '"purpose":"care"', '"purpose":"audit"'],
    ['time', 'T11:20:00.000Z', 'T11:21:00.000Z'],
    ['groups', '"field_groups":["plan"]', '"field_groups":["notes"]'],
    ['place', '"index":', '"index":1'],
  ])('does not hold with another %s', async (_, was, is) => {
    const changed = (await proof()).toString().replace(was, is)
    const result = await checkFile(Buffer.from(changed), await keys())
    expect([result.exit, result.failures.map(one => one.code)]).toEqual([1, ['access.other']])
  })

  test('is no proof when it is cut, and none when its bundle was changed', async () => {
    const text = (await proof()).toString()
    expect((await checkFile(Buffer.from(text.replace('"accesses":[', '"accesses":[,')), await keys())).exit).toBe(3)
    const other = text.replace('"networkName":"Marche', '"networkName":"Umbria')
    expect((await checkFile(Buffer.from(other), await keys())).exit).toBe(1)
  })

  test('is nothing for somebody whose file nobody opened', async () => {
    const nobody = newId<PersonId>()
    const file = await as(coop, tx => accessesProof(tx, nobody), { ...asHer, person: nobody })
    expect(await checkFile(file, await keys())).toMatchObject({ failures: [], exit: 0 })
  })
})

test('where the private key did not come along, the series goes on under a new key', async () => {
  const before = await as(city, tx => record(tx, 'note.written', { person: newId(), fields: {} }))
  await asOwner(`delete from ledger_signing_key where organisation_id = '${city}'`)
  const { forgetKeys } = await import('./record.act.ts')
  forgetKeys()
  const after = await as(city, tx => record(tx, 'hours.signed', hours(newId(), newId())))
  expect(after.orgSeq).toBe(before.orgSeq + 2)
  await integrate(db, network)
  const bundle = await as(city, tx => buildBundle(tx, { facts: [{ fact: after.id }], report: report({ minutes: 90 }) }))
  expect(await verify(bundle, await as(city, tx => exportKeys(tx)))).toMatchObject({ exit: 0, failures: [] })
})

describe('acts written up together', () => {
  const about = () => ({ person: newId<PersonId>(), fields: { origin: 'form' } })

  test('take numbers that follow each other, and the series goes on after them', async () => {
    const seen = await as(coop, tx =>
      recordTogether(tx, async () => {
        const one = await record(tx, 'person.registered', about())
        const [two, three] = await recordAll(tx, [
          { ...about(), type: 'plan.agreed' },
          { ...about(), type: 'plan.closed' },
        ])
        return [one.orgSeq, two?.orgSeq, three?.orgSeq]
      }),
    )
    const after = await as(coop, tx => record(tx, 'plan.agreed', about()))
    const [first = 0] = seen
    expect([...seen, after.orgSeq]).toEqual([first, first + 1, first + 2, first + 3])
  })

  test('can be read back in between', async () => {
    const values = await as(coop, tx =>
      recordTogether(tx, async () => {
        const her = about()
        const first = await record(tx, 'person.registered', her)
        const opened = await openingFor(tx, first.id, ['origin'])
        await record(tx, 'plan.agreed', her)
        return opened.fields
      }),
    )
    expect(values).toMatchObject({ origin: { value: 'form' } })
  })

  test('give way to an entry of another kind, which keeps its place', async () => {
    const her = newId<PersonId>()
    const numbers = await as(coop, tx =>
      recordTogether(tx, async () => {
        const before = await record(tx, 'person.registered', { person: her, fields: {} })
        const erased = await eraseKeys(tx, her)
        const after = await record(tx, 'plan.agreed', about())
        return [erased.orgSeq - before.orgSeq, after.orgSeq - before.orgSeq]
      }),
    )
    expect(numbers).toEqual([1, 2])
  })

  test('leave nothing behind when one of them fails', async () => {
    const before = await as(coop, tx => record(tx, 'plan.agreed', about()))
    const failed = as(coop, tx =>
      recordTogether(tx, async () => {
        await record(tx, 'plan.agreed', about())
        throw new Error('no')
      }),
    )
    await expect(failed).rejects.toThrow('no')
    expect((await as(coop, tx => record(tx, 'plan.agreed', about()))).orgSeq).toBe(before.orgSeq + 1)
  })
})
