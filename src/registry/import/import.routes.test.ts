// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCivilDate } from '#lib/civil-date.ts'
import { unwatched } from '#platform/jobs/jobs.build.ts'
import { type FieldGroup, fieldGroups } from '#platform/auth/field-groups.ts'
import { grant, revoke } from '#platform/auth/grants.ts'
import { limits } from '#platform/spreadsheets/limits.ts'
import { readBook } from '#platform/spreadsheets/book-reader.ts'
import { writeXlsx } from '#platform/spreadsheets/write-spreadsheet.ts'
import { type Client, type TestOrganisation, type World, aWorld } from '#test/support/world.ts'
import { createPerson } from '../registration.store.ts'
import { listPeople } from '../person.store.ts'
import { currentPermit } from '../permit.store.ts'
import { statementsOf } from '../statement.store.ts'
import { taxCodesOf } from '../tax-code.store.ts'
import { remarksOf, staysOf } from './traces.store.ts'

let world: World
let coop: TestOrganisation
let worker: Client

beforeAll(async () => {
  world = await aWorld({ now: '2026-11-21T09:00:00.000Z' })
  coop = await world.organisation('receptionProject', 'Coop. Il Girasole')
  worker = await world.member(coop, 'case-worker')
})
afterAll(() => world.close())

const csv = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`)
const HEAD = 'Cognome;Nome;Nato il;Cittadinanza;C.F.;Permesso;Scad. permesso;Telefono;Note'

const never = (): never => {
  throw new Error('unreachable')
}

let organisations = 0

/** A worker of an organisation of her own, so that one test does not see another's people. */
async function aWorker(): Promise<Client> {
  return world.member(await world.organisation('receptionProject', `Coop. di prova ${++organisations}`), 'case-worker')
}

async function uploaded(client: Client, name: string, bytes: Buffer): Promise<string> {
  const answer = await client.upload('/people/import', name, bytes)
  expect(answer.status).toBe(303)
  return (answer.location ?? '').replace(/\/review$/, '')
}

async function applied(client: Client, at: string, form: Record<string, string> = {}): Promise<string> {
  const answer = await client.post(`${at}/apply`, form)
  expect(answer.status).toBe(303)
  return answer.location ?? ''
}

const people = (client: Client) => client.inScope(tx => listPeople(tx, { limit: 1000 }))
const personNamed = async (client: Client, name: string) => {
  const found = (await people(client)).people.find(each => each.familyName === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

describe('a register of a reception project', () => {
  test('the sample is one click away and every row of it is accounted for', async () => {
    const client = await aWorker()
    const answer = await client.post('/people/import/sample')
    expect(answer.status).toBe(303)
    const at = (answer.location ?? '').replace(/\/review$/, '')
    const review = await client.get(`${at}/review`)
    expect(review.status).toBe(200)
    expect(review.text).toContain('278 righe con persone')
    expect(review.text).toContain('SVCKSN98R71Z138M')
    const result = await applied(client, at)
    const { total } = await people(client)
    const shown = await client.get(result)
    expect(shown.text).toContain(`Importate ${total} persone nuove`)
    // 278 rows: 2 with a wrong check letter wait, so do the second rows of pairs without an equal code.
    const rows = await client.inScope(tx => tx.selectFrom('registry_import_row').select('row_number').execute())
    const waiting = /<dt>Righe che aspettano<\/dt><dd>(\d+)/.exec(shown.text)?.[1]
    expect(rows.length + Number(waiting)).toBe(278)
  })

  test('importing the same file twice changes nothing', async () => {
    const client = await aWorker()
    const file = csv(
      HEAD,
      'Diallo;Mamadou;01/02/1998;senegalese;;rifugiato;12/12/2027;300 1234567;',
      'Okafor;Joy;3/4/1995;nigeriana;;;;;',
    )
    await applied(client, await uploaded(client, 'elenco.csv', file))
    const before = await people(client)
    const again = await uploaded(client, 'elenco copia.csv', file)
    const review = await client.get(`${again}/review`)
    expect(review.text).toContain('Non c’è niente di nuovo da importare')
    const answer = await client.post(`${again}/apply`)
    expect(answer.location).toContain('/review')
    expect(await people(client)).toEqual(before)
  })

  test('two sheets with one person make one record, with entry, exit and remarks kept apart', async () => {
    const client = await aWorker()
    const book = await writeXlsx([
      {
        name: 'Ospiti',
        rows: [
          ['Elenco ospiti'],
          ['Cognome', 'Nome', 'Data di nascita', 'C.F.', 'Data ingresso', 'Note'],
          ['Guleed', 'Mohamud', { day: '1988-03-17' }, 'GLDMMD88C17Z345J', { day: '2016-10-16' }, 'in cura'],
        ],
      },
      {
        name: 'Usciti',
        rows: [
          ['Cognome e nome', 'Nato il', 'C.F.', 'Uscita', 'Motivo'],
          ['Guleed Mohamud', '17/03/1988', 'GLDMMD88C17Z345J', { day: '2021-05-02' }, 'fine progetto'],
        ],
      },
    ])
    await applied(client, await uploaded(client, 'registro.xlsx', book))
    const person = await personNamed(client, 'Guleed')
    expect((await people(client)).total).toBe(1)
    const stays = await client.inScope(tx => staysOf(tx, person.id))
    expect(stays).toEqual([{ enteredOn: '2016-10-16', leftOn: '2021-05-02', reason: 'fine progetto' }])
    expect((await client.inScope(tx => remarksOf(tx, person.id))).map(each => each.text)).toEqual(['in cura'])
  })

  test('a provisional code and its final one are one history once the user says it is the same person', async () => {
    const client = await aWorker()
    const file = csv(
      HEAD,
      'Agyeman;Kobina;21/09/1996;ghanese;06276410955;;;;',
      'Agyeman;Kobina;21/09/1996;ghanese;GYMKBN96P21Z318I;;;;',
    )
    const at = await uploaded(client, 'cpi.csv', file)
    await applied(client, at, { 'pair-0-2-0-3': 'same' })
    const person = await personNamed(client, 'Agyeman')
    expect((await people(client)).total).toBe(1)
    const codes = await client.inScope(tx => taxCodesOf(tx, person.id))
    expect(codes.map(each => [each.code, each.kind])).toEqual([
      ['GYMKBN96P21Z318I', 'final'],
      ['06276410955', 'provisional'],
    ])
  })

  test('an undecided pair imports one and lets the other wait', async () => {
    const client = await aWorker()
    const file = csv(
      HEAD,
      'Agyeman;Kobina;21/09/1996;ghanese;06276410955;;;;',
      'Agyeman;Kobina;21/09/1996;ghanese;GYMKBN96P21Z318I;;;;',
    )
    const at = await uploaded(client, 'cpi.csv', file)
    const result = await client.get(await applied(client, at))
    expect((await people(client)).total).toBe(1)
    expect(result.text).toContain('Forse ci sono già: 1')
    await applied(client, at, { 'pair-0-2-0-3': 'two' })
    expect((await people(client)).total).toBe(2)
  })
})

describe('corrections', () => {
  const wrong = csv(
    HEAD,
    'Gritsenko;Kateryna;07/06/1993;ucraina;GRTKRY93H47Z138D;;;;',
    'Diallo;Awa;1/2/1999;senegalese;;;;;',
  )

  test('a row with an error waits, says why, and enters once corrected on the page', async () => {
    const client = await aWorker()
    const at = await uploaded(client, 'elenco.csv', wrong)
    const review = await client.get(`${at}/review`)
    expect(review.text).toContain('GRTKRY93H47Z138P')
    await applied(client, at)
    expect((await people(client)).people.map(each => each.familyName)).toEqual(['Diallo'])
    await applied(client, at, { 'fix-0-2-taxCode': 'GRTKRY93H47Z138P', 'was-0-2-taxCode': 'GRTKRY93H47Z138D' })
    expect((await personNamed(client, 'Gritsenko')).taxCode).toBe('GRTKRY93H47Z138P')
  })

  describe('a repair that only one reading allows', () => {
    const letterO = csv(HEAD, 'Hoxha;Bujar;15/02/1966;albanese;HXHBJR66B15Z1O0B;;;;')
    const sourceOf = async (client: Client, name: string) => {
      const { id } = await personNamed(client, name)
      const said = await client.inScope(tx => statementsOf(tx, id))
      return said.find(each => each.field === 'taxCode')
    }

    test('is offered, and not made before somebody takes it', async () => {
      const client = await aWorker()
      const at = await uploaded(client, 'elenco.csv', letterO)
      const { text } = await client.get(`${at}/review`)
      expect(text).toContain('forse intendevi HXHBJR66B15Z100B')
      expect(text).toContain('name="take-0-2-taxCode" value="HXHBJR66B15Z100B"')
      expect(text).toContain('name="fix-0-2-taxCode" value="HXHBJR66B15Z1O0B"')
      const asShown = { 'fix-0-2-taxCode': 'HXHBJR66B15Z1O0B', 'was-0-2-taxCode': 'HXHBJR66B15Z1O0B' }
      await client.post(`${at}/apply`, asShown)
      expect((await people(client)).total).toBe(0)
      await applied(client, at, { ...asShown, 'take-0-2-taxCode': 'HXHBJR66B15Z100B' })
      expect((await personNamed(client, 'Hoxha')).taxCode).toBe('HXHBJR66B15Z100B')
    })

    test('leaves a statement that quotes what the file has', async () => {
      const client = await aWorker()
      const at = await uploaded(client, 'elenco.csv', letterO)
      await applied(client, at, { 'take-0-2-taxCode': 'HXHBJR66B15Z100B', 'was-0-2-taxCode': 'HXHBJR66B15Z1O0B' })
      expect(await sourceOf(client, 'Hoxha')).toMatchObject({
        value: 'HXHBJR66B15Z100B',
        saidBy: 'register',
        source: 'elenco.csv: «HXHBJR66B15Z1O0B»',
      })
    })

    test('gives way to what was typed', async () => {
      const client = await aWorker()
      const at = await uploaded(client, 'elenco.csv', letterO)
      const typed = { 'fix-0-2-taxCode': '', 'was-0-2-taxCode': 'HXHBJR66B15Z1O0B' }
      await applied(client, at, { ...typed, 'take-0-2-taxCode': 'HXHBJR66B15Z100B' })
      expect((await personNamed(client, 'Hoxha')).taxCode).toBeUndefined()
    })

    test('of zeros that Excel lost is made and quoted, unless somebody says no', async () => {
      const lost = csv(HEAD, 'Obaseki;Efe;1/2/1990;nigeriana;3254441086;;;;')
      const client = await aWorker()
      const at = await uploaded(client, 'elenco.csv', lost)
      expect((await client.get(`${at}/review`)).text).toContain('Forse intendevi 03254441086')
      await applied(client, at)
      expect(await sourceOf(client, 'Obaseki')).toMatchObject({
        value: '03254441086',
        source: 'elenco.csv: «3254441086»',
      })
      const other = await aWorker()
      await applied(other, await uploaded(other, 'elenco.csv', lost), {
        'fix-0-2-taxCode': '',
        'was-0-2-taxCode': '3254441086',
      })
      expect((await personNamed(other, 'Obaseki')).taxCode).toBeUndefined()
    })
  })

  test('an emptied box imports the person without that value', async () => {
    const client = await aWorker()
    const at = await uploaded(client, 'elenco.csv', wrong)
    await applied(client, at, { 'fix-0-2-taxCode': '', 'was-0-2-taxCode': 'GRTKRY93H47Z138D' })
    expect((await personNamed(client, 'Gritsenko')).taxCode).toBeUndefined()
  })

  test.each(['xlsx', 'csv'])(
    'the waiting rows come as %s with the reason, and enter when corrected there',
    async kind => {
      const client = await aWorker()
      const at = await uploaded(client, 'elenco.csv', wrong)
      await applied(client, at)
      const file = await client.get(`${at}/waiting/${kind}`)
      expect(file.headers['content-disposition']).toContain(`righe-da-correggere.${kind}`)
      const book = await readBook(`x.${kind}`, file.bytes, limits)
      const rows = book.sheets[0]?.rows ?? []
      expect(rows).toHaveLength(2)
      expect(rows[1]?.at(-1)).toContain('ultima lettera')
      const corrected = rows.map(row => row.map(cell => (cell === 'GRTKRY93H47Z138D' ? 'GRTKRY93H47Z138P' : cell)))
      const again = await uploaded(client, 'corretto.xlsx', await writeXlsx([{ name: 'Foglio', rows: corrected }]))
      await applied(client, again)
      expect((await personNamed(client, 'Gritsenko')).taxCode).toBe('GRTKRY93H47Z138P')
      expect((await people(client)).total).toBe(2)
    },
  )

  test('a column changed by hand is read as it was chosen, and what is not imported is nowhere', async () => {
    const client = await aWorker()
    const at = await uploaded(client, 'x.csv', csv('Cognome;Nome;Segno', 'Diallo;Awa;vive in via Segreta'))
    await client.post(`${at}/review`, {
      'use-0': 'yes',
      'col-0-0': 'givenName',
      'col-0-1': 'familyName',
      'col-0-2': '',
    })
    await applied(client, at)
    const person = await personNamed(client, 'Awa')
    expect(person.givenName).toBe('Diallo')
    const stored = await client.inScope(tx => tx.selectFrom('registry_import').select('book').execute())
    expect(JSON.stringify(stored)).not.toContain('Segreta')
    expect(JSON.stringify(await client.inScope(tx => statementsOf(tx, person.id)))).not.toContain('Segreta')
  })
})

describe('people who were here before', () => {
  const known = {
    familyName: 'Al Nouri',
    givenName: 'Samira',
    birthDate: parseCivilDate('1995-05-03'),
    citizenship: 'SYR',
  } as const

  test('a likely person is asked about and waits until decided', async () => {
    const client = await aWorker()
    await client.inScope(tx => createPerson(tx, known))
    const at = await uploaded(client, 'x.csv', csv(HEAD, 'ALNURI;SAMIRA;03/05/95;siriana;;;;;'))
    const review = await client.get(`${at}/review`)
    expect(review.text).toContain('Forse ci sono già')
    expect(review.text).toContain('Siria')
    const answer = await client.post(`${at}/apply`)
    expect(answer.location).toContain('/review')
    expect((await people(client)).total).toBe(1)
  })

  test('the same person gains statements and keeps those she had', async () => {
    const client = await aWorker()
    const person = await client.inScope(tx => createPerson(tx, known))
    const at = await uploaded(
      client,
      'x.csv',
      csv(HEAD, 'ALNURI;SAMIRA;03/05/95;siriana;;rifugiato;1/2/2028;+39 300 1112223;'),
    )
    await applied(client, at, { [`same-0-2-${person}`]: 'same' })
    expect((await people(client)).total).toBe(1)
    const statements = await client.inScope(tx => statementsOf(tx, person))
    expect(statements.filter(each => each.field === 'familyName').map(each => [each.value, each.saidBy])).toEqual([
      ['Al Nouri', 'person'],
      ['Alnuri', 'register'],
    ])
    expect(statements.find(each => each.field === 'phone')?.value).toBe('+393001112223')
    expect(await client.inScope(tx => currentPermit(tx, person))).toMatchObject({
      kind: 'refugee',
      expiresOn: '2028-02-01',
    })
  })

  test('two people are two when the user says so', async () => {
    const client = await aWorker()
    const person = await client.inScope(tx => createPerson(tx, known))
    const at = await uploaded(client, 'x.csv', csv(HEAD, 'ALNURI;SAMIRA;03/05/95;siriana;;;;;'))
    await applied(client, at, { [`same-0-2-${person}`]: 'two' })
    expect((await people(client)).total).toBe(2)
  })
})

describe('undo', () => {
  const file = csv(
    HEAD,
    'Diallo;Mamadou;01/02/1998;senegalese;;rifugiato;12/12/2027;300 1234567;nota',
    'Okafor;Joy;3/4/1995;nigeriana;;;;;',
  )

  test('everything an import made is gone, and the file can be imported anew', async () => {
    const client = await aWorker()
    const at = await uploaded(client, 'elenco.csv', file)
    await applied(client, at)
    const undone = await client.post(`${at}/undo`)
    expect(undone.status).toBe(303)
    expect((await client.get(undone.location ?? '')).text).toContain('Importazione annullata')
    expect((await people(client)).total).toBe(0)
    await applied(client, await uploaded(client, 'elenco.csv', file))
    expect((await people(client)).total).toBe(2)
  })

  test('a person who was here before is as she was', async () => {
    const client = await aWorker()
    const person = await client.inScope(tx =>
      createPerson(tx, { familyName: 'Okafor', givenName: 'Joi', taxCode: '06276410955' }),
    )
    const before = await personNamed(client, 'Okafor')
    const at = await uploaded(
      client,
      'x.csv',
      csv(HEAD, 'Okafor;Joy;3/4/1995;nigeriana;KFRJYO95D43Z335U;rifugiato;1/1/2028;;'),
    )
    world.setNow('2026-11-21T09:05:00.000Z')
    await applied(client, at, { [`same-0-2-${person}`]: 'same' })
    await client.post(`${at}/undo`)
    expect(await personNamed(client, 'Okafor')).toEqual(before)
    expect(await client.inScope(tx => currentPermit(tx, person))).toBeUndefined()
    world.setNow('2026-11-21T09:00:00.000Z')
  })

  test('once something was built on a person, the import stays', async () => {
    const client = await aWorker()
    const at = await uploaded(client, 'elenco.csv', file)
    await applied(client, at)
    const person = await personNamed(client, 'Diallo')
    world.setNow('2026-11-21T09:10:00.000Z')
    const { state } = await import('../registration.store.ts')
    await client.inScope(tx =>
      state(tx, person.id, [{ field: 'usedName', value: 'Mamo', level: 'declared', saidBy: 'person' }]),
    )
    expect((await client.get(at)).text).toContain('Non si può più annullare')
    const refused = await client.post(`${at}/undo`)
    expect(refused.status).toBe(409)
    expect((await people(client)).total).toBe(2)
    world.setNow('2026-11-21T09:00:00.000Z')
  })
})

describe('columns that are not taken', () => {
  test('are named with the reason, each of them', async () => {
    const client = await aWorker()
    const heads = 'N.;Cognome;Nome;DATA_DID;STATO_DID;Modalità colloquio;Ore;Referente;Segno;'
    const at = await uploaded(
      client,
      'cpi.csv',
      csv(heads, '1;Diallo;Awa;25/12/2020;SOSPESA;VIDEO;36;A.S. 1;boh;resto'),
    )
    const { text } = await client.get(`${at}/review`)
    const said = /<b>Da questo foglio non prendiamo:<\/b><\/p><ul>(.*?)<\/ul>/.exec(text)?.[1] ?? ''
    const lines = said.split('</li>').map(line => line.replaceAll(/<[^>]+>/g, '').split(': '))
    expect(lines.slice(0, -1).map(([columns, why]) => [columns, why?.slice(0, 40)])).toEqual([
      ['N.', 'è il numero del tuo elenco. Nel registro'],
      ['DATA_DID, STATO_DID', 'non importiamo ancora DID e patto. Li co'],
      ['Modalità colloquio', 'non importiamo ancora i colloqui. Si reg'],
      ['Ore', 'non importiamo ancora le ore. Qui un’ora'],
      ['Referente', 'non importiamo ancora chi segue la perso'],
      ['Segno, colonna 10, senza titolo', 'non sappiamo che cosa sia. Se ti serve, '],
    ])
    expect(text).toContain('2 colonne riconosciute, 8 non importate')
  })
})

describe('what stands beside the datum', () => {
  test('remarks are in the restricted group of notes, stays in that of outcomes', async () => {
    const client = await aWorker()
    const at = await uploaded(
      client,
      'x.csv',
      csv('Cognome;Nome;Ingresso;Uscita;Motivo;Note', 'Diallo;Awa;1/2/2020;3/4/2021;fine progetto;in cura'),
    )
    await applied(client, at)
    const { id } = await personNamed(client, 'Diallo')
    const other = await aWorker()
    const organisation = other.viewer?.organisation ?? never()
    const shows = async (groups: readonly FieldGroup[]) => {
      const given = { person: id, organisation, purpose: 'care', groups, legalBasis: 'public-task' } as const
      const granted = await client.inScope(tx => grant(tx, given))
      const seen = await other.inScope(async tx => [(await remarksOf(tx, id)).length, (await staysOf(tx, id)).length])
      await client.inScope(tx => revoke(tx, granted))
      return seen
    }
    const rest = fieldGroups.filter(group => group !== 'notes' && group !== 'outcomes')
    expect(await shows(rest)).toEqual([0, 0])
    expect(await shows(['outcomes'])).toEqual([0, 1])
    expect(await shows(['notes'])).toEqual([1, 0])
  })
})

describe('who may', () => {
  test('another organisation finds no such import', async () => {
    const at = await uploaded(worker, 'x.csv', csv('Cognome;Nome', 'Diallo;Awa'))
    const other = await aWorker()
    for (const end of ['', '/review', '/rows', '/waiting/csv'])
      expect((await other.get(`${at}${end}`)).status).toBe(404)
    for (const end of ['/review', '/apply', '/undo', '/discard'])
      expect((await other.post(`${at}${end}`)).status).toBe(404)
  })

  test('the duplicate search of an import is one logged act with its reason', async () => {
    const client = await aWorker()
    await uploaded(client, 'x.csv', csv('Cognome;Nome', 'Diallo;Awa', 'Bah;Musa'))
    const rows = await client.inScope(tx =>
      tx.selectFrom('platform_access').select('reason').where('reason', 'is not', null).execute(),
    )
    expect(rows).toEqual([{ reason: 'import: duplicate search' }])
  })

  test('remarks are in no page of the import', async () => {
    const client = await aWorker()
    const at = await uploaded(
      client,
      'x.csv',
      csv(HEAD, 'Diallo;Awa;1/2/1999;;;;;;canarino-salute', 'Bah;Musa;x;;;;;;=HYPERLINK("canarino-salute")'),
    )
    for (const end of ['/review', '/rows']) {
      const shown = await client.get(`${at}${end}`)
      expect(shown.status).toBe(200)
      expect(shown.text).not.toContain('canarino')
    }
  })
})

describe('files that cannot be read', () => {
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['vuoto.csv', Buffer.alloc(0), 'Il file è vuoto'],
    ['rotto.xlsx', Buffer.from('PK\u0003\u0004 niente'), 'danneggiato'],
    [
      'foto.csv',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      'Non è un foglio di calcolo',
    ],
    ['largo.csv', csv(Array.from({ length: 201 }, (_, i) => `c${i}`).join(';')), 'più di 200 colonne'],
    ['cella.csv', csv('Cognome;Nome', `Diallo;${'x'.repeat(40_000)}`), 'Riga 2, colonna 2'],
  ]
  test.each(cases)('%s is refused with a sentence and leaves nothing behind', async (name, bytes, sentence) => {
    const client = await aWorker()
    const answer = await client.upload('/people/import', name, bytes)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(sentence)
    expect(await client.inScope(tx => tx.selectFrom('registry_import').select('id').execute())).toEqual([])
  })

  test('no file chosen is said beside the field', async () => {
    expect((await worker.post('/people/import')).status).toBe(422)
  })

  test('headings without rows are accepted as zero rows, with a notice', async () => {
    const at = await uploaded(worker, 'x.csv', csv('Cognome;Nome;Nato il'))
    expect((await worker.get(`${at}/review`)).text).toContain('Nel file non ci sono persone')
  })

  test('names that deceive or are no names are said and stay out', async () => {
    const client = await aWorker()
    const at = await uploaded(
      client,
      'x.csv',
      csv('Cognome;Nome', `${'A'.repeat(300)};Awa`, '😀😀;Musa', "D'Angelo;N\u202Egozi"),
    )
    const review = await client.get(`${at}/review`)
    expect(review.text).toContain('al massimo 120 lettere')
    expect(review.text).toContain('Non sembra un nome')
    await applied(client, at)
    expect((await people(client)).people.map(each => [each.familyName, each.givenName])).toEqual([
      ["D'Angelo", 'Ngozi'],
    ])
  })
})

describe('forgetting', () => {
  test('after the set time the cells are gone, the traces of what was applied stay', async () => {
    const { importJobs } = await import('./index.ts')
    const client = await aWorker()
    const at = await uploaded(client, 'x.csv', csv(HEAD, 'Diallo;Awa;1/2/1999;;;;;;', 'Bah;Musa;99/99/99;;;;;;'))
    await applied(client, at)
    world.setNow('2027-01-21T09:00:00.000Z')
    await client.inScope(tx => importJobs['registry.import-forget']?.(tx, {}, unwatched) ?? Promise.resolve())
    const rows = await client.inScope(tx => tx.selectFrom('registry_import').select(['book', 'file_name']).execute())
    expect(rows).toEqual([{ book: null, file_name: '' }])
    expect((await client.get(`${at}/review`)).status).toBe(303)
    expect((await client.get(at)).status).toBe(200)
    world.setNow('2026-11-21T09:00:00.000Z')
  })
})
