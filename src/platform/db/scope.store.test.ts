// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayInRome, type Instant } from '#lib/civil-date.ts'
import { newId, type NetworkId, type OrganisationId, type PersonId } from '#lib/ids.ts'
import { aDatabase, type TestDatabase } from '#test/support/database.ts'
import { grant, grantsOn, revoke } from '../auth/grants.ts'
import { accessesOf, logAccess } from '../auth/access.ts'
import type { Role } from '../auth/roles.ts'
import { type Scope, send, type Tx } from './scope.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await aDatabase()
})
afterAll(() => db.drop())

const now = '2026-11-21T09:00:00.000Z' as Instant
const network = newId<NetworkId>()

function scope(
  organisation: OrganisationId,
  more: { role?: Role; person?: PersonId; network?: NetworkId } = {},
): Scope {
  return { network, organisation, role: 'case-worker', purpose: 'care', now, today: dayInRome(now), ...more }
}

test('a query outside a scope is refused, it does not merely come back empty', async () => {
  for (const table of ['platform_grant', 'platform_access', 'platform_job']) {
    await expect(db.pool.query(`select * from ${table}`)).rejects.toMatchObject({ code: '42501' })
  }
})

test('the sign-in role owns nothing and has no right on any table', async () => {
  const { rows } = await db.pool.query(
    `select table_name from information_schema.role_table_grants where grantee = 'nc_login' and table_name <> 'platform_migration'`,
  )
  expect(rows).toEqual([])
  const owned = await db.pool.query(`select relname from pg_class where relowner = 'nc_login'::regrole`)
  expect(owned.rows).toEqual([])
})

test('the role and the scope end with the transaction', async () => {
  await db.inScope(scope(newId()), async tx => tx.selectFrom('platform_grant').selectAll().execute())
  const { rows } = await db.pool.query(
    `select current_user as who, nullif(current_setting('app.organisation', true), '') as organisation`,
  )
  expect(rows[0]).toEqual({ who: 'nc_login', organisation: null })
})

test('a look under a service role can change nothing, and the connection is free again after a refusal', async () => {
  const change = db.readAsRole('nc_signin', network, tx => tx.deleteFrom('platform_session').execute())
  await expect(change).rejects.toMatchObject({ code: '25006' })
  const looks = Array.from({ length: 20 }, () =>
    db.readAsRole('nc_signin', network, tx => tx.selectFrom('platform_session').select('id').execute()),
  )
  expect(await Promise.all(looks)).toEqual(looks.map(() => []))
})

test('what is made while the database writes is made of the outcome, once', async () => {
  const made: string[] = []
  const done = await db.inScope(
    scope(newId()),
    async () => 'outcome',
    outcome => made.push(outcome),
  )
  await new Promise(setImmediate)
  expect([done, made]).toEqual(['outcome', ['outcome']])
})

test('an organisation sees the grants it gave and received, and no other', async () => {
  const [ours, theirs, third] = [newId<OrganisationId>(), newId<OrganisationId>(), newId<OrganisationId>()]
  const person = newId<PersonId>()
  const id = await db.inScope(scope(ours), tx =>
    grant(tx, { person, organisation: theirs, purpose: 'handover', groups: ['identity'], legalBasis: 'public-task' }),
  )
  const seen = (by: OrganisationId) => db.inScope(scope(by), async tx => (await grantsOn(tx, person)).map(g => g.id))
  expect(await seen(ours)).toEqual([id])
  expect(await seen(theirs)).toEqual([id])
  expect(await seen(third)).toEqual([])
})

test('nobody can forge a grant in the name of another organisation', async () => {
  const attempt = db.inScope(scope(newId()), tx =>
    sql`insert into platform_grant (network_id, id, person_id, organisation_id, granted_by, purpose, field_groups, legal_basis, valid_from)
      values (${network}, ${newId()}, ${newId()}, ${newId()}, ${newId()}, 'care', '{identity}', 'consent', '2026-01-01')`.execute(
      tx,
    ),
  )
  await expect(attempt).rejects.toMatchObject({ code: '42501' })
})

test('only who gave a grant can end it, and once', async () => {
  const [ours, theirs] = [newId<OrganisationId>(), newId<OrganisationId>()]
  const person = newId<PersonId>()
  const id = await db.inScope(scope(ours), tx =>
    grant(tx, { person, organisation: theirs, purpose: 'handover', groups: ['identity'], legalBasis: 'consent' }),
  )
  expect(await db.inScope(scope(theirs), tx => revoke(tx, id))).toBe(false)
  expect(await db.inScope(scope(ours), tx => revoke(tx, id))).toBe(true)
  expect(await db.inScope(scope(ours), tx => revoke(tx, id))).toBe(false)
})

test('the person reads who opened her file, without her own visits and without anybody else’s', async () => {
  const organisation = newId<OrganisationId>()
  const [her, other] = [newId<PersonId>(), newId<PersonId>()]
  const opening = { groups: ['identity'] as const, route: '/people/:person', organisationName: 'Coop. Il Girasole' }
  await db.inScope(scope(organisation), tx => logAccess(tx, { ...opening, person: her }))
  await db.inScope(scope(organisation), tx => logAccess(tx, { ...opening, person: other }))
  const herself = scope(organisation, { role: 'person', person: her })
  await db.inScope(herself, tx => logAccess(tx, { ...opening, person: her }))
  const seen = await db.inScope(herself, tx => accessesOf(tx, her))
  expect(seen.map(access => access.organisationName)).toEqual(['Coop. Il Girasole'])
  expect(await db.inScope(herself, tx => accessesOf(tx, other))).toEqual([])
})

test('an access row cannot be changed or removed', async () => {
  const organisation = newId<OrganisationId>()
  await db.inScope(scope(organisation), tx =>
    logAccess(tx, { person: newId(), groups: ['identity'], route: '/x', organisationName: 'x' }),
  )
  for (const statement of [sql`update platform_access set reason = 'x'`, sql`delete from platform_access`]) {
    await expect(db.inScope(scope(organisation), tx => statement.execute(tx))).rejects.toMatchObject({ code: '42501' })
  }
})

test('a transaction that fails leaves nothing behind', async () => {
  const organisation = newId<OrganisationId>()
  const person = newId<PersonId>()
  const failing = db.inScope(scope(organisation), async tx => {
    grant(tx, { person, organisation, purpose: 'care', groups: ['identity'], legalBasis: 'public-task' })
    throw new Error('half way')
  })
  await expect(failing).rejects.toThrow('half way')
  expect(await db.inScope(scope(organisation), tx => grantsOn(tx, person))).toEqual([])
})

test('statements asked for at once are answered each with its own rows, in one transaction', async () => {
  const found = await db.inScope(scope(newId()), tx =>
    Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        const { rows } = await sql<{
          at: number
          tx: string
        }>`select ${at}::int as at, txid_current()::text as tx`.execute(tx)
        return rows[0]
      }),
    ),
  )
  expect(found.map(row => row?.at)).toEqual(Array.from({ length: 30 }, (_, at) => at))
  expect(new Set(found.map(row => row?.tx)).size).toBe(1)
})

test('when one of many statements fails the others do not run, and the connection serves the next', async () => {
  const organisation = newId<OrganisationId>()
  const person = newId<PersonId>()
  const given = { person, organisation, purpose: 'care', groups: ['identity'], legalBasis: 'public-task' } as const
  const failing = db.inScope(scope(organisation), tx =>
    Promise.all([
      grant(tx, given),
      sql`select * from platform_account where password_hash is null`.execute(tx), // no right on this column
      grant(tx, given),
    ]),
  )
  await expect(failing).rejects.toMatchObject({ code: '42501' })
  expect(await db.inScope(scope(organisation), tx => grantsOn(tx, person))).toEqual([])
})

test('an error that somebody has swallowed does not end in a commit', async () => {
  const organisation = newId<OrganisationId>()
  const person = newId<PersonId>()
  const swallowing = db.inScope(scope(organisation), async tx => {
    grant(tx, { person, organisation, purpose: 'care', groups: ['identity'], legalBasis: 'public-task' })
    await sql`select 1 / 0`.execute(tx).catch(() => {})
  })
  await expect(swallowing).rejects.toThrow('division by zero')
  expect(await db.inScope(scope(organisation), tx => grantsOn(tx, person))).toEqual([])
})

describe('a statement that is sent and not waited for', () => {
  const divide = (tx: Tx) => send(tx, sql`select 1 / 0`.compile(tx))
  const given = (organisation: OrganisationId, person: PersonId) =>
    ({ person, organisation, purpose: 'care', groups: ['identity'], legalBasis: 'public-task' }) as const

  test('is done before those that follow it', async () => {
    const [organisation, person] = [newId<OrganisationId>(), newId<PersonId>()]
    const grants = await db.inScope(scope(organisation), tx => {
      void grant(tx, given(organisation, person))
      return grantsOn(tx, person)
    })
    expect(grants).toHaveLength(1)
  })

  test.each([
    ['as the last one', async (tx: Tx) => divide(tx)],
    [
      'before one that is waited for',
      async (tx: Tx) => {
        divide(tx)
        await grantsOn(tx, newId<PersonId>())
      },
    ],
    [
      'among others that are not waited for',
      async (tx: Tx) => {
        divide(tx)
        send(tx, sql`select nothing from nowhere`.compile(tx))
      },
    ],
  ])('ends the transaction with its own error, %s', async (_where, failing) => {
    const [organisation, person] = [newId<OrganisationId>(), newId<PersonId>()]
    const work = db.inScope(scope(organisation), async tx => {
      grant(tx, given(organisation, person))
      await failing(tx)
    })
    await expect(work).rejects.toMatchObject({ code: '22012' })
    expect(await db.inScope(scope(organisation), tx => grantsOn(tx, person))).toEqual([])
  })

  test('does not hide what the program itself refuses', async () => {
    const refusing = db.inScope(scope(newId<OrganisationId>()), async tx => {
      divide(tx)
      throw new Error('refused for another reason')
    })
    await expect(refusing).rejects.toThrow('refused for another reason')
  })
})

test('a scope that the database refuses lets nothing run without it', async () => {
  const wrong = { ...scope(newId()), role: 'case-worker', organisation: 'x\0' as OrganisationId } as const
  await expect(db.inScope(wrong, tx => sql`select * from platform_grant`.execute(tx))).rejects.toThrow(
    'invalid byte sequence',
  )
})

test('nothing runs on a transaction that is over', async () => {
  const kept = await db.inScope(scope(newId()), async tx => ({ tx }))
  await expect(sql`select 1`.execute(kept.tx)).rejects.toThrow('over')
})
