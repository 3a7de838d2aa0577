// SPDX-License-Identifier: EUPL-1.2
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readModel } from '#registry/index.ts'
import { columnFields } from './linkage-columns.ts'
import { linkFiles } from './linkage.command.ts'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'nc-linkage-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const file = (name: string, lines: readonly string[]) => {
  const at = path.join(dir, name)
  writeFileSync(at, lines.join('\n'))
  return at
}
const read = (name: string) => readFileSync(path.join(dir, name), 'utf8').trim().split('\n')

const italian = [
  'Cognome;Nome;Nato il;Codice fiscale',
  'Ouedraogo;Yacouba;12/08/2001;',
  'WEDRAOGO;YAKUBA;12/08/2001;',
  'Rossi;Maria;03/05/1988;',
]

test('one list: pairs and clusters, names by sound, columns by their headings', async () => {
  const done = await linkFiles({ files: [file('one.csv', italian)], out: path.join(dir, 'one') }, () => {})
  expect(done).toMatchObject({ pairs: 1, people: 2 })
  expect(read('one-clusters.csv')).toEqual(['id,cluster', '1,1', '2,1', '3,3'])
  expect(read('one-pairs.csv')[1]).toMatch(/^1,2,/)
})

test('two lists with other headings, another script and the columns named by hand', async () => {
  const other = file('other.csv', ['ref,who,when', '"x,1",Ябуба Уедраого,2001-08-12', 'x2,Николай Петров,1970-01-02'])
  const mapped = 'id=ref,full=who,birth=when'
  const first = file('first.csv', ['ref,who,when', 'a,Yakuba Uedraogo,2001-08-12', 'b,Rossi Maria,1988-05-03'])
  const done = await linkFiles({ files: [first, other], out: path.join(dir, 'two'), map: mapped }, () => {})
  expect(done).toMatchObject({ rows: [2, 2] })
  for (const line of read('two-pairs.csv').slice(1)) expect(line).toMatch(/^a,"x,1",/)
})

test('what was learned is kept on request, in the form in which a network adopts it', async () => {
  const model = path.join(dir, 'model.json')
  await linkFiles({ files: [file('learn.csv', italian)], out: path.join(dir, 'learn'), saveModel: model }, () => {})
  const learned = JSON.parse(readFileSync(model, 'utf8'))
  const read = readModel(learned)
  expect(read?.fields['family']?.m).toEqual(learned.fields.family.m)
  expect(read?.common).toBeDefined()
  expect(readModel({ fields: { family: { kind: 'family', m: [1], u: [1] } } })).toBeUndefined()
  expect(readModel({ fields: {} })).toBeUndefined()
})

test.each([
  ['given=vorname', 'column'],
  ['nickname=name', 'field'],
])('%s is refused', (map, code) => {
  expect(() => columnFields(['name'], map)).toThrow(expect.objectContaining({ code }))
})
