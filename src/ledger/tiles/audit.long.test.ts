// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatVkey } from '../checkpoint.ts'
import { newSigningKey, publicKeyOf, signWith } from '../crypto.client.ts'
import { makeEntry } from '../entry.ts'
import { keyIdOf } from '../verifier/note.ts'
import { parseTrust, type Trust } from '../verifier/policy.ts'
import { cosignerNamed, MemoryLog, witnessed, witnessOf, writeLog } from '../witness/witness.build.ts'
import { auditFolder, type Audit } from './audit.client.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-audit-'))
const log = new MemoryLog('nuovecomunita.example/prova')
const organisations = ['coop-00000001', 'comune-00000002', 'cpi-00000003'].map(slug => {
  const key = newSigningKey()
  const name = `${log.origin}/${slug}`
  return { key, vkey: formatVkey(name, publicKeyOf(key)), id: keyIdOf(name, publicKeyOf(key)), seq: 0 }
})
const cosigner = cosignerNamed('regione.example/w')
const keysText = (more = ''): string =>
  `log ${log.vkey}\n${organisations.map(one => `${one.vkey}\n`).join('')}witness regione ${cosigner.vkey}\nquorum regione\n${more}`
const trustOf = (text: string): Trust => {
  const trust = parseTrust(text)
  if (typeof trust === 'number') throw new Error(`line ${trust}`)
  return trust
}

let audit: Audit
let written = 0
beforeAll(async () => {
  const next = (i: number): Uint8Array => {
    const own = organisations[i % 3]
    if (!own) throw new Error('no organisation')
    const given = { kind: 1 as const, keyId: own.id, seq: ++own.seq, commitment: randomBytes(32), origin: log.origin }
    return makeEntry(given, message => signWith(own.key, message))
  }
  const witness = witnessOf(cosigner, log)
  log.add(Array.from({ length: 600 }, (_, i) => next(i)))
  const seen = await witnessed(log, [witness])
  log.add(Array.from({ length: 177 }, (_, i) => next(i)))
  written = await writeLog(folder, log, [
    ['checkpoint', log.note()],
    ['checkpoint.witnessed', seen],
  ])
  audit = await auditFolder(folder, { trust: trustOf(keysText()), signatures: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a sound folder: every tile, every series, every signature', () => {
  expect(written).toBe(4 + 4 + 1)
  expect(audit).toMatchObject({ size: 777, problems: [], signatures: 777, witnessed: 600 })
  expect(Buffer.from(audit.root ?? [])).toEqual(Buffer.from(log.tree.rootAt(777)))
})

test('written again it changes nothing; grown it gets what is new, and parts that are full now go', async () => {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'nc-audit-'))
  try {
    const small = new MemoryLog(log.origin, log.signing).add(log.entries.slice(0, 300))
    await writeLog(copy, small, [['checkpoint', small.note()]])
    expect(await writeLog(copy, small, [])).toBe(0)
    small.add(log.entries.slice(300))
    await writeLog(copy, small, [['checkpoint', small.note()]])
    expect(await auditFolder(copy, { trust: trustOf(keysText()) })).toMatchObject({ size: 777, problems: [] })
    expect(() => readFileSync(path.join(copy, 'tile/0/001.p/44'))).toThrow('ENOENT')
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})

describe('planted damage is named', () => {
  type Damage = (dir: string) => void | Promise<void>
  const flip =
    (file: string, at: number): Damage =>
    dir => {
      const bytes = readFileSync(path.join(dir, file))
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(path.join(dir, file), bytes)
    }
  const cases: [string, Damage, string, string | number | RegExp][] = [
    ['a bit in a commitment', flip('tile/entries/001', 116 * 7 + 2 + 30), 'tile.other-hash', 'tile/0/001#263'],
    ['a bit in a signature', flip('tile/entries/002', 116 * 3 + 2 + 80), 'entry.not-signed', 515],
    ['a bit in a number', flip('tile/entries/000', 116 * 9 + 2 + 17), 'series.gap', 9],
    ['a bit in a key id', flip('tile/entries/000', 116 * 9 + 2 + 4), 'key.unknown', 9],
    ['a bit in a length', flip('tile/entries/000', 116 * 5), 'entry.format', 5],
    ['a bit in a tile', flip('tile/0/002', 32 * 40 + 3), 'tile.other-hash', 'tile/0/002#552'],
    ['a bit in a tile above', flip('tile/1/000.p/3', 32 + 3), 'tile.other-hash', 'tile/1/000.p/3#1'],
    ['a tile cut short', dir => truncateSync(path.join(dir, 'tile/0/000'), 8000), 'tile.length', 'tile/0/000'],
    [
      'a bundle cut short',
      dir => truncateSync(path.join(dir, 'tile/entries/001'), 999),
      'tile.length',
      'tile/entries/001',
    ],
    ['a tile missing', dir => rmSync(path.join(dir, 'tile/0/001')), 'tile.missing', 'tile/0/001'],
    ['a bundle missing', dir => rmSync(path.join(dir, 'tile/entries/002')), 'tile.missing', 'tile/entries/002'],
    ['the head missing', dir => rmSync(path.join(dir, 'checkpoint')), 'head.missing', 'checkpoint'],
    [
      'a head that is none',
      dir => writeFileSync(path.join(dir, 'checkpoint'), 'broken'),
      'head.unreadable',
      'checkpoint',
    ],
    ['a digit of the size', flip('checkpoint', log.origin.length + 1), 'head.not-signed', 'checkpoint'],
    [
      'a digit of the countersigned size',
      flip('checkpoint.witnessed', log.origin.length + 1),
      'head.not-signed',
      'checkpoint.witnessed',
    ],
    [
      'a head under another key',
      dir => writeFileSync(path.join(dir, 'checkpoint'), new MemoryLog(log.origin).add(log.entries).note()),
      'head.not-signed',
      'checkpoint',
    ],
    [
      'a countersignature under another key',
      async dir => {
        const other = witnessOf({ ...cosignerNamed('x'), name: cosigner.name, key: cosigner.key }, log)
        writeFileSync(path.join(dir, 'checkpoint.witnessed'), await witnessed(log, [other]))
      },
      'quorum.forged',
      'checkpoint.witnessed',
    ],
    [
      'no countersignature at all',
      dir => writeFileSync(path.join(dir, 'checkpoint.witnessed'), log.note(600)),
      'quorum.below',
      'checkpoint.witnessed',
    ],
    [
      'a forked head: other entries behind the countersigned ones',
      async dir => {
        const changed = log.entries.map((entry, i) => (i === 300 ? randomBytes(114) : entry))
        const liar = new MemoryLog(log.origin, log.signing).add(changed)
        for (const each of ['tile', 'checkpoint']) rmSync(path.join(dir, each), { recursive: true })
        await writeLog(dir, liar, [['checkpoint', liar.note()]])
      },
      'heads.fork',
      600,
    ],
    [
      'a head rolled back below the countersigned one',
      dir => writeFileSync(path.join(dir, 'checkpoint'), log.note(512)),
      'heads.fork',
      'checkpoint.witnessed',
    ],
  ]

  test.each(cases)('%s', async (_, damage, code, at) => {
    const copy = mkdtempSync(path.join(os.tmpdir(), 'nc-audit-'))
    try {
      cpSync(folder, copy, { recursive: true })
      await damage(copy)
      const { problems } = await auditFolder(copy, { trust: trustOf(keysText()), signatures: true, workers: 1 })
      expect(problems).toContainEqual({ code, at })
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })
})
