// SPDX-License-Identifier: EUPL-1.2
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CivilDate } from '#lib/civil-date.ts'
import { composeCodiceFiscale, omocodiaOf } from '#lib/codice-fiscale.ts'
import { type LinkId, newId, type PersonId } from '#lib/ids.ts'
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { grant, grantsOn } from '#platform/auth/grants.ts'
import type { Tx } from '#platform/db/scope.ts'
import { aWorld, type Client, type TestOrganisation, type World } from '#test/support/world.ts'
import { findDuplicates, findDuplicatesOf } from './duplicate.store.ts'
import { noticesOf } from './notice.store.ts'
import { currentPermit, insertPermit, permitsEndingBefore, permitsOf } from './permit.store.ts'
import { getPerson, handlesOf, listPeople, peopleOfHandles } from './person.store.ts'
import { erasePerson, exportPerson } from './privacy.store.ts'
import { correctPerson, createPerson, state } from './registration.store.ts'
import { aCandidate, aPermit, aPerson } from './registry.build.ts'
import { linkSamePerson, sameHandles, samePersonLinks, unlinkSamePerson } from './same-person.store.ts'
import { statementsOf } from './statement.store.ts'
import { taxCodesOf } from './tax-code.store.ts'
import { workVerdictOf } from './work.store.ts'

let world: World
let coop: TestOrganisation
let worker: Client
let otherWorker: Client

const day = (iso: string) => iso as CivilDate
const documented = { level: 'documented', saidBy: 'document' } as const
const declared = { level: 'declared', saidBy: 'person' } as const
const born = day('1995-05-03')
const finalCode = composeCodiceFiscale({
  familyName: 'Al Nouri',
  givenName: 'Samira',
  birthDate: born,
  sex: 'F',
  birthPlace: 'Z240',
})
const isRefused = (code: string) => expect.objectContaining({ code })
const tables = [
  'registry_person',
  'registry_identity',
  'registry_contact',
  'registry_tax_code',
  'registry_match_key',
  'registry_permit',
  'registry_notice',
  'registry_link',
  'platform_grant',
] as const
const rowsOf = async (tx: Tx) => {
  const counts: Record<string, number> = {}
  for (const table of tables) counts[table] = (await tx.selectFrom(table).select('person_id').execute()).length
  return counts
}
const facts = async (tx: Tx) => (await tx.selectFrom('ledger_entry').select('fact_id').execute()).length

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  coop = await world.organisation('thirdSector', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker')
  otherWorker = await world.member(await world.organisation('jobCentre', 'CPI Jesi'), 'cpi-operator')
})
afterAll(() => world.close())

describe('registering', () => {
  test('a person is kept with her contacts, her provenance and one fact', async () => {
    await worker.inScope(async tx => {
      const before = await facts(tx)
      const id = await createPerson(tx, aPerson({ provenance: documented }))
      expect(await getPerson(tx, id)).toMatchObject({
        familyName: 'Al Nouri',
        nativeName: 'سميرة النوري',
        phone: '+393001234567',
        municipality: 'E388',
        keeper: coop.id,
        version: 1,
        registeredOn: '2026-11-21',
      })
      const statements = await statementsOf(tx, id)
      expect(statements.find(said => said.field === 'familyName')).toMatchObject({
        level: 'documented',
        saidBy: 'document',
        writtenByName: 'Coop. Il Girasole',
      })
      expect(
        statements.find(said => said.field === 'phone'),
        'in no paper',
      ).toMatchObject({
        level: 'declared',
        saidBy: 'person',
      })
      expect((await facts(tx)) - before).toBe(1)
    })
  })

  test('one name is enough, none is refused and leaves nothing behind', async () => {
    const before = await worker.inScope(rowsOf)
    await expect(worker.inScope(tx => createPerson(tx, { familyName: '  ' }))).rejects.toEqual(
      isRefused('person.value-invalid'),
    )
    expect(await worker.inScope(rowsOf)).toEqual(before)
    const id = await worker.inScope(tx => createPerson(tx, { familyName: 'Haylu' }))
    expect(await worker.inScope(tx => getPerson(tx, id))).toMatchObject({
      familyName: 'Haylu',
      givenName: '',
      birthPrecision: 'unknown',
    })
  })

  test('hostile names are cleaned or refused, never half-written', async () => {
    const id = await worker.inScope(tx => createPerson(tx, { familyName: "D'Ang\u202eelo\u0000", givenName: 'Ali' }))
    expect(await worker.inScope(tx => getPerson(tx, id))).toMatchObject({ familyName: "D'Angelo" })
    const before = await worker.inScope(rowsOf)
    for (const familyName of ['x'.repeat(300), 'Ali 😀', '1234']) {
      await expect(worker.inScope(tx => createPerson(tx, { familyName }))).rejects.toEqual(
        isRefused('person.value-invalid'),
      )
    }
    expect(await worker.inScope(rowsOf)).toEqual(before)
  })

  test('the handle tells nothing of the time of registration and leads back only inside the organisation', async () => {
    const id = await worker.inScope(tx => createPerson(tx, aPerson({ givenName: 'Handle' })))
    const handle = (await worker.inScope(tx => handlesOf(tx, [id]))).get(id)
    expect(handle?.charAt(14)).toBe('4') // UUIDv4, not the time-ordered v7
    expect((await worker.inScope(tx => peopleOfHandles(tx, handle ? [handle] : []))).map(card => card.id)).toEqual([id])
    expect(await otherWorker.inScope(tx => peopleOfHandles(tx, handle ? [handle] : []))).toEqual([])
  })
})

describe('correcting', () => {
  test('a correction stands beside what it corrects; the same form again adds nothing', async () => {
    await worker.inScope(async tx => {
      const id = await createPerson(tx, aPerson({ familyName: 'Alnuri', provenance: documented }))
      expect(await correctPerson(tx, id, 1, { familyName: 'Al Nuri' }, declared)).toBe(1)
      expect(await getPerson(tx, id)).toMatchObject({ familyName: 'Al Nuri', version: 2 })
      expect((await statementsOf(tx, id, 'identity')).filter(said => said.field === 'familyName')).toHaveLength(2)
      expect(await correctPerson(tx, id, 2, { familyName: 'Al Nuri' }, declared)).toBe(0)
    })
  })

  test('who writes second on an old page is refused', async () => {
    const id = await worker.inScope(tx => createPerson(tx, aPerson({ givenName: 'Stale' })))
    await worker.inScope(tx => correctPerson(tx, id, 1, { phone: '+393009999999' }, declared))
    await expect(worker.inScope(tx => correctPerson(tx, id, 1, { phone: '+393008888888' }, declared))).rejects.toEqual(
      isRefused('person.stale'),
    )
  })

  test('a provisional code that the final one replaces stays in the history', async () => {
    await worker.inScope(async tx => {
      const id = await createPerson(tx, aPerson({ taxCode: '01234560611' }))
      await correctPerson(tx, id, 1, { taxCode: finalCode, taxCodeKind: 'final' }, documented)
      expect(await getPerson(tx, id)).toMatchObject({ taxCode: finalCode, taxCodeKind: 'final' })
      expect(await taxCodesOf(tx, id)).toMatchObject([
        { code: finalCode, kind: 'final', until: undefined },
        { code: '01234560611', kind: 'provisional', until: '2026-11-21', reason: 'provisional-replaced' },
      ])
      expect(
        await findDuplicates(
          tx,
          aCandidate({
            familyName: 'Zzz',
            givenName: 'Qqq',
            birthDate: undefined,
            birthPrecision: 'unknown',
            taxCode: finalCode,
            taxCodeKind: 'final',
          }),
        ),
      ).toMatchObject([{ person: { id } }])
    })
  })

  test('a job centre’s statement stands beside ours, and the better proved one holds', async () => {
    await worker.inScope(async tx => {
      const id = await createPerson(tx, aPerson({ givenName: 'Samira' }))
      await state(tx, id, [
        { field: 'givenName', value: 'Samirah', level: 'validated', saidBy: 'organisation', source: 'CPI Jesi' },
      ])
      expect(await getPerson(tx, id)).toMatchObject({ givenName: 'Samirah' })
      await state(tx, id, [{ field: 'givenName', value: 'Samyra', level: 'declared', saidBy: 'person' }])
      expect(await getPerson(tx, id)).toMatchObject({ givenName: 'Samirah' })
      await expect(state(tx, id, [{ field: 'taxCode', value: 'XXX', ...declared }])).rejects.toEqual(
        isRefused('person.value-invalid'),
      )
    })
  })
})

describe('another organisation', () => {
  test('sees nothing, and with a grant reads only the groups in it and writes none', async () => {
    const id = await worker.inScope(tx => createPerson(tx, aPerson({ givenName: 'Condivisa', permit: aPermit() })))
    await expect(otherWorker.inScope(tx => getPerson(tx, id))).rejects.toEqual(isRefused('person.not-found'))
    expect((await otherWorker.inScope(tx => listPeople(tx))).total).toBe(0)
    await worker.inScope(tx =>
      grant(tx, {
        person: id,
        organisation: otherWorker.viewer?.organisation ?? coop.id,
        purpose: 'handover',
        groups: ['identity'],
        legalBasis: 'consent',
      }),
    )
    const seen = await otherWorker.inScope(tx => getPerson(tx, id))
    expect(seen).toMatchObject({ givenName: 'Condivisa', phone: undefined, municipality: undefined })
    expect(await otherWorker.inScope(tx => currentPermit(tx, id))).toBeUndefined()
    expect(await otherWorker.inScope(tx => statementsOf(tx, id, 'contacts'))).toEqual([])
    await expect(
      otherWorker.inScope(tx => correctPerson(tx, id, 1, { phone: '+393001111111' }, declared)),
    ).rejects.toEqual(isRefused('person.not-own'))
    await expect(otherWorker.inScope(tx => erasePerson(tx, id))).rejects.toEqual(isRefused('person.not-own'))
  })

  test('a person of another network does not exist', async () => {
    const other = await world.otherNetwork()
    const stranger = await world.memberOf(other.network, other.organisation, 'case-worker')
    const id = await stranger.inScope(tx => createPerson(tx, aPerson({ givenName: 'Umbra' })))
    await expect(worker.inScope(tx => getPerson(tx, id))).rejects.toEqual(isRefused('person.not-found'))
  })
})

describe('permits', () => {
  test('a new paper supersedes the one before, which stays', async () => {
    await worker.inScope(async tx => {
      const id = await createPerson(tx, aPerson({ givenName: 'Carta', permit: aPermit() }))
      await insertPermit(tx, id, aPermit({ documentType: 3, questura: undefined, number: 'R1' }), documented)
      expect(await currentPermit(tx, id)).toMatchObject({ documentType: 3, number: 'R1', supersededOn: undefined })
      expect((await permitsOf(tx, id)).map(permit => permit.documentType)).toEqual([3, 1])
    })
  })

  test('the two fixed dates are written whatever was typed, and the database refuses others', async () => {
    await worker.inScope(async tx => {
      const id = await createPerson(tx, aPerson({ givenName: 'Attesa' }))
      await insertPermit(tx, id, aPermit({ documentType: 4, questura: undefined }), declared)
      expect(await currentPermit(tx, id)).toMatchObject({ expiresOn: '1900-01-01' })
    })
    const writeOddDate = worker.inScope(async tx => {
      const id = await createPerson(tx, aPerson({ givenName: 'Strana', permit: aPermit() }))
      await tx
        .updateTable('registry_permit')
        .set({ expires_on: day('2099-12-31') })
        .where('person_id', '=', id)
        .execute()
    })
    await expect(writeOddDate).rejects.toMatchObject({ constraint: 'registry_permit_permanent' })
  })

  test('permits that end soon come by their last day; a renewal that was asked is not among them', async () => {
    await worker.inScope(async tx => {
      const soon = await createPerson(
        tx,
        aPerson({ givenName: 'Presto', permit: aPermit({ expiresOn: day('2026-12-05') }) }),
      )
      const asked = await createPerson(
        tx,
        aPerson({
          givenName: 'Chiesto',
          permit: aPermit({ expiresOn: day('2026-12-04'), renewalAskedOn: day('2026-09-01') }),
        }),
      )
      const later = await createPerson(
        tx,
        aPerson({ givenName: 'Dopo', permit: aPermit({ expiresOn: day('2027-06-01') }) }),
      )
      const ending = (await permitsEndingBefore(tx, day('2027-03-22'))).map(found => found.person.id)
      expect(ending).toContain(soon)
      expect(ending).not.toContain(asked)
      expect(ending).not.toContain(later)
    })
  })
})

describe('the same person', () => {
  test('a link ties two records and their handles, grants nothing, and can be undone', async () => {
    await worker.inScope(async tx => {
      const a = await createPerson(tx, aPerson({ givenName: 'Prima' }))
      const b = await createPerson(tx, aPerson({ givenName: 'Seconda' }))
      const before = await grantsOn(tx, b)
      const link = await linkSamePerson(tx, a, b, 'stesso permesso')
      expect(await grantsOn(tx, b)).toEqual(before)
      expect((await samePersonLinks(tx, b)).map(each => each.other.id)).toEqual([a])
      const handles = await handlesOf(tx, [a, b])
      const pair = [handles.get(a), handles.get(b)].sort()
      expect(await sameHandles(tx)).toContainEqual(pair)
      await unlinkSamePerson(tx, link, 'non è lei')
      expect(await samePersonLinks(tx, a)).toEqual([])
      expect(await sameHandles(tx)).not.toContainEqual(pair)
      const again = await linkSamePerson(tx, b, a, 'rivisto')
      expect(await sameHandles(tx)).toContainEqual(pair)
      await unlinkSamePerson(tx, again, 'di nuovo no')
    })
  })

  test.each<[string, (tx: Tx, a: PersonId, b: PersonId) => Promise<unknown>]>([
    ['link.same-record', (tx, a) => linkSamePerson(tx, a, a, 'x')],
    ['link.exists', (tx, a, b) => linkSamePerson(tx, a, b, 'x').then(() => linkSamePerson(tx, b, a, 'y'))],
    ['link.not-found', tx => unlinkSamePerson(tx, newId<LinkId>(), 'x')],
    ['person.not-found', (tx, a) => linkSamePerson(tx, a, newId<PersonId>(), 'x')],
  ])('%s', async (code, attempt) => {
    const attempted = worker.inScope(async tx => {
      const a = await createPerson(tx, aPerson({ givenName: 'Uno' }))
      const b = await createPerson(tx, aPerson({ givenName: 'Due' }))
      await attempt(tx, a, b)
    })
    await expect(attempted).rejects.toEqual(isRefused(code))
  })
})

describe('duplicates', () => {
  test('are found under another spelling, for one and for many, and never beyond what may be seen', async () => {
    const id = await worker.inScope(tx =>
      createPerson(
        tx,
        aPerson({ familyName: 'Ouedraogo', givenName: 'Yacouba', nativeName: undefined, birthDate: day('2001-12-08') }),
      ),
    )
    const asked = aCandidate({ familyName: 'YAKUBA', givenName: 'WEDRAOGO', birthDate: day('2001-08-12') })
    const found = await worker.inScope(tx => findDuplicates(tx, asked))
    expect(found.map(each => each.person.id)).toContain(id)
    expect(found[0]?.reasons).toContain('swapped-day-month')
    const many = await worker.inScope(tx =>
      findDuplicatesOf(tx, [asked, aCandidate({ familyName: 'Nessuno', givenName: 'Così' })]),
    )
    expect(many.map(each => each.length > 0)).toEqual([true, false])
    expect(await worker.inScope(tx => findDuplicates(tx, asked, { except: id }))).toEqual([])
    expect(await otherWorker.inScope(tx => findDuplicates(tx, asked))).toEqual([])
  })

  test('two people told apart by omocodia are not proposed as one', async () => {
    const code = composeCodiceFiscale({
      familyName: 'Nwosu',
      givenName: 'Ngozi',
      birthDate: day('1985-02-01'),
      sex: 'F',
      birthPlace: 'Z335',
    })
    const same = { familyName: 'Nwosu', givenName: 'Ngozi', birthDate: day('1985-02-01') }
    await worker.inScope(tx => createPerson(tx, aPerson({ ...same, nativeName: undefined, taxCode: code })))
    expect(
      await worker.inScope(tx =>
        findDuplicates(tx, aCandidate({ ...same, taxCode: omocodiaOf(code, 1), taxCodeKind: 'final' })),
      ),
    ).toEqual([])
  })
})

describe('the person’s rights', () => {
  test('export holds everything, erasure leaves no row of hers', async () => {
    const id = await worker.inScope(tx =>
      createPerson(tx, aPerson({ givenName: 'Diritti', taxCode: '07643520567', permit: aPermit() })),
    )
    const exported = await worker.inScope(tx => exportPerson(tx, id))
    expect(exported).toMatchObject({
      person: { givenName: 'Diritti' },
      taxCodes: [{ code: '07643520567' }],
      permits: [{ number: 'I01234567' }],
    })
    await worker.inScope(tx => erasePerson(tx, id))
    await expect(worker.inScope(tx => getPerson(tx, id))).rejects.toEqual(isRefused('person.not-found'))
    // Counted with every policy out of the way: hidden would not be erased.
    for (const table of [...tables, 'registry_family', 'registry_health', 'registry_protection']) {
      expect([table, await rowsLeft(table, id)]).toEqual([table, 0])
    }
  })
})

async function rowsLeft(table: string, id: PersonId): Promise<number> {
  const client = new pg.Client(world.db.superuser)
  await client.connect()
  try {
    const { rows } = await client.query(`select count(*)::int as left from ${table} where person_id = $1`, [id])
    return rows[0].left
  } finally {
    await client.end()
  }
}

test('the person herself reads her own record and nobody else’s', async () => {
  const [hers, another] = await worker.inScope(async tx => [
    await createPerson(tx, aPerson({ givenName: 'Sua', permit: aPermit() })),
    await createPerson(tx, aPerson({ givenName: 'Altra' })),
  ])
  const herself = world.person(coop, hers)
  await herself.inScope(async tx => {
    expect(await getPerson(tx, hers)).toMatchObject({ givenName: 'Sua', phone: '+393001234567' })
    expect(await workVerdictOf(tx, await getPerson(tx, hers))).toMatchObject({ verdict: 'yes' })
    expect(await permitsOf(tx, hers)).toHaveLength(1)
    expect(await noticesOf(tx, hers)).toEqual([])
    expect((await statementsOf(tx, hers))[0]?.writtenByName).toBe('Coop. Il Girasole')
    await expect(getPerson(tx, another)).rejects.toEqual(isRefused('person.not-found'))
  })
  await expect(
    herself.inScope(tx => correctPerson(tx, hers, 1, { phone: '+393000000000' }, declared)),
  ).rejects.toMatchObject({ code: '42501' })
})

test('all field groups are granted to the keeper, in her own name', async () => {
  await worker.inScope(async tx => {
    const id = await createPerson(tx, aPerson({ givenName: 'Gruppi' }))
    expect(await grantsOn(tx, id)).toMatchObject([
      { organisation: coop.id, grantedBy: coop.id, groups: fieldGroups, legalBasis: 'public-task' },
    ])
  })
})
