// SPDX-License-Identifier: EUPL-1.2
// The shape of the migrated database: who may read which table, what it is for, which way it points; and that after an
// erasure nothing of her is left but what a named duty keeps.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '#app/modules.ts'
import { erasePerson } from '#app/privacy.ts'
import type { PersonId } from '#lib/ids.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { tableTypes } from '#platform/db/table-types.ts'
import { ORDER } from '#test/support/sources.ts'
import { type Story, tellStory } from '#test/support/story.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { asSuperuser, tablesOf } from './digest.ts'

let world: World
let story: Story

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T15:00:00.000Z' })
  story = await tellStory(world)
}, 900_000)
afterAll(() => world.close())

const look = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => asSuperuser(world.db.superuser, work)
const rowsOf = <R extends pg.QueryResultRow>(query: string, values: unknown[] = []): Promise<R[]> =>
  look(async client => (await client.query<R>(query, values)).rows)
const names = async (query: string): Promise<string[]> =>
  (await rowsOf<{ name: string }>(query)).map(row => row.name).toSorted()

const withPerson = `select c.table_name as name from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'person_id'`

/** Tables with a person whose policies ask for no field group, and why. */
const withoutGroup: Readonly<Record<string, string>> = {
  platform_grant: 'it is what the groups are granted by; each organisation reads what concerns or comes from it',
  platform_access: 'who looked: the keeper and the person herself read it, whatever was looked at',
}

describe('tables about people', () => {
  test('have Row-Level Security enabled and forced', async () => {
    const unprotected = await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) and relname in (${withPerson})`)
    expect(unprotected).toEqual([])
  })

  test('name exactly one field group in all their policies for members', async () => {
    const tables = await names(withPerson)
    const policies = await rowsOf<{ name: string; said: string }>(
      `select tablename as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as said from pg_policies
       where schemaname = 'public' and ('nc_app' = any (roles) or 'public' = any (roles))`,
    )
    const wrong = tables.flatMap(table => {
      const groups = policies
        .filter(policy => policy.name === table)
        .flatMap(policy => [...policy.said.matchAll(/'(\w+)'::text = ANY \(g\.field_groups\)/g)].map(found => found[1]))
      const known = new Set(groups)
      if (table in withoutGroup) return known.size === 0 ? [] : [`${table} names a group after all`]
      const one = [...known][0] as (typeof fieldGroups)[number]
      return known.size === 1 && fieldGroups.includes(one) ? [] : [`${table}: ${[...known].join(' ') || 'no group'}`]
    })
    expect(wrong).toEqual([])
    expect(Object.keys(withoutGroup).filter(table => !tables.includes(table))).toEqual([])
  })

  test('belong to slices that hand out and erase what they hold', async () => {
    const slices = new Set((await names(withPerson)).map(table => table.split('_')[0]))
    const silent = [...slices].filter(
      slice => slice !== 'platform' && !modules.find(module => module.name === slice)?.privacy,
    )
    expect(silent).toEqual([])
  })
})

/** Tables about people that no grant opens, and why the role does not narrow them. */
const openToRoles: Readonly<Record<string, string>> = {
  platform_grant: 'an administrator sees that a record is shared, by its id',
  platform_access: 'who looked is sealed and shown by role-bound pages; it holds no datum',
}

describe('the role of who asks', () => {
  test('narrows every table about people', async () => {
    const narrowed = await names(`select tablename as name from pg_policies where policyname = 'readers_by_role'
      and permissive = 'RESTRICTIVE' and cmd = 'SELECT' and 'nc_app' = any (roles)`)
    const open = (await names(withPerson)).filter(table => !narrowed.includes(table) && !(table in openToRoles))
    expect(open).toEqual([])
    const more = ['cpi_package', 'ledger_person_key', 'registry_import', 'platform_person_secret']
    expect(narrowed).toEqual(expect.arrayContaining(more))
  })

  /** In how many tables about people somebody of the cooperative reads anything. */
  const readable = (role: 'case-worker' | 'mediator' | 'coordinator'): Promise<readonly string[]> =>
    story.clients[role].inScope(async tx => {
      const found: string[] = []
      for (const table of (await names(withPerson)).filter(each => !(each in openToRoles))) {
        const { rows } = await sql<{
          there: boolean
        }>`select exists (select from ${sql.table(table)}) as there`.execute(tx)
        if (rows[0]?.there) found.push(table)
      }
      return found
    })

  test('leaves a coordinator nobody, a mediator no notes but of interviews', async () => {
    const all = await readable('case-worker')
    expect(all).toEqual(expect.arrayContaining(['registry_person', 'skills_draft', 'portal_access_question']))
    expect(await readable('coordinator')).toEqual([])
    const closed = new Set([
      'registry_health',
      'registry_protection',
      'registry_remark',
      'portal_access_question',
      'skills_remark',
    ])
    const hers = all.filter(table => !closed.has(table))
    expect(await readable('mediator')).toEqual(hers)
    expect(hers).toContain('skills_draft')
  })
})

describe('every table', () => {
  test('says what it is for', async () => {
    const silent = await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p', 'v') and obj_description(oid, 'pg_class') is null`)
    expect(silent).toEqual([])
  })

  test('points only to its own or a lower slice', async () => {
    const keys = await rowsOf<{ own: string; other: string }>(`select distinct conrelid::regclass::text as own,
      confrelid::regclass::text as other from pg_constraint where contype = 'f'`)
    const place = (table: string) => ORDER.indexOf(table.split('_')[0] ?? '')
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter(({ own, other }) => place(own) < 0 || place(other) > place(own))).toEqual([])
  })

  test('is named by the slice that writes it', async () => {
    const tables = await look(tablesOf)
    expect(tables.filter(table => !ORDER.includes(table.split('_')[0] ?? '') && !table.startsWith('nc_'))).toEqual([])
  })

  test('is described to TypeScript as it is', async () => {
    const file = path.join(import.meta.dirname, '../../src/platform/db/tables.ts')
    expect(readFileSync(file, 'utf8')).toBe(await tableTypes(world.db.owner))
  })
})

describe('the role that signs in', () => {
  test('owns nothing and has no right on any table', async () => {
    const owned = await names(`select relname as name from pg_class where relowner = 'nc_login'::regrole`)
    const readable = await names(`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')
      -- the names of the migrations, which start-up compares; nothing else
      and not (relname = 'platform_migration' and not has_table_privilege('nc_login', oid, 'insert, update, delete'))
      and has_table_privilege('nc_login', oid, 'select, insert, update, delete, truncate, references, trigger')`)
    expect(owned).toEqual([])
    expect(readable).toEqual([])
  })

  test('inherits nothing from the roles it can take on', async () => {
    // PostgreSQL 16 keeps inheritance with each membership, 15 with the role alone: the column is read where there is one.
    const inherited = await rowsOf(`select m.roleid::regrole from pg_auth_members m
      where m.member = 'nc_login'::regrole and coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, false)`)
    const [role] = await rowsOf<{ inherits: boolean; bypasses: boolean; super: boolean }>(
      `select rolinherit as inherits, rolbypassrls as bypasses, rolsuper as super from pg_roles where rolname = 'nc_login'`,
    )
    expect(inherited).toEqual([])
    expect(role).toEqual({ inherits: false, bypasses: false, super: false })
  })
})

/** Tables in which her id stays after an erasure, and the duty that keeps it. */
const kept: Readonly<Record<string, string>> = {
  platform_access:
    'that somebody looked, and that she was erased, is proof of what was done with her data (GDPR art. 5(2))',
  ledger_person_key: 'the row says when her keys were erased; the keys in it are gone',
  ledger_opening: 'the encrypted openings, which nobody can read without the erased keys',
}

describe('after an erasure', () => {
  test('no table holds her id but those that a named duty keeps', async () => {
    const person = story.ids['person'] as PersonId
    const worker = story.clients['case-worker']
    const holding = () =>
      look(async client => {
        const found: string[] = []
        for (const table of await tablesOf(client)) {
          const { rows } = await client.query<{ n: number }>(
            `select count(*)::int as n from ${table} t where strpos(t::text, $1) > 0`,
            [person],
          )
          if ((rows[0]?.n ?? 0) > 0) found.push(table)
        }
        return found
      })
    const before = await holding()
    expect(before.length).toBeGreaterThan(20)
    await worker.inScope(tx => erasePerson(tx, person, { ground: 'objection', reason: 'richiesta scritta' }, 'test'))
    const after = await holding()
    expect(after.filter(table => !(table in kept))).toEqual([])
  })
})
