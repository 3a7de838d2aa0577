// SPDX-License-Identifier: EUPL-1.2
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseTrust, type Trust } from '../verifier/policy.ts'
import { MemoryLog } from '../witness/witness.build.ts'
import { type Anchored, type AnchorKind, parseAnchor, writeAnchor } from './anchor-file.ts'
import { anchorText } from './anchor-text.ts'
import { checkAnchor } from './check-anchor.client.ts'
import { fileAnchor } from './file-anchor.client.ts'
import { timeStampAnchor, timeStampRequest } from './time-stamp.client.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'nc-anchor-'))
const at = (name: string): string => path.join(folder, name)
const openssl = (...args: string[]): Buffer =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
const log = new MemoryLog().add(Array.from({ length: 5 }, () => Buffer.alloc(114, 1)))
const [note, other] = [log.note(), log.note(4)]
let server: Server
let url = ''

/** A time-stamping authority of its own: a root, a certificate for time stamping, and OpenSSL to answer. */
beforeAll(async () => {
  writeFileSync(
    at('tsa.cnf'),
    `[req]\ndistinguished_name=dn\n[dn]\n[tsa]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n` +
      `[ca]\nbasicConstraints=critical,CA:true\n[ts]\ndefault_tsa=t\n[t]\nserial=${at('serial')}\nsigner_cert=${at('tsa.pem')}\n` +
      `signer_key=${at('tsa.key')}\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\n` +
      `certs=${at('ca.pem')}\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n`,
  )
  writeFileSync(at('serial'), '01')
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', at('tsa.cnf')]
  for (const name of ['ca', 'stranger'])
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${name}`,
      '-extensions',
      'ca',
    )
  openssl('req', ...key, '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=Prova TSA')
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'tsa.cnf', '-extensions', 'tsa']
  openssl('x509', '-req', '-in', 'tsa.csr', ...by, '-out', 'tsa.pem')
  server = createServer(async (request, reply) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    writeFileSync(at('query'), Buffer.concat(parts))
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-section', 't', '-queryfile', 'query', '-out', 'answer')
    reply.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(readFileSync(at('answer')))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}, 30_000)
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a request is one that OpenSSL reads, whatever the nonce', () => {
  for (const nonce of [Buffer.alloc(8), Buffer.alloc(8, 0xff), Buffer.from('80aa00ff01020304', 'hex')]) {
    writeFileSync(at('own'), timeStampRequest(note, nonce))
    const text = openssl('ts', '-query', '-in', 'own', '-text').toString()
    expect(text).toContain('Hash Algorithm: sha256')
    expect(text).toContain('Certificate required: yes')
  }
})

describe.each([
  ['a file', () => fileAnchor(folder)],
  ['a time stamp', () => timeStampAnchor(url, at('ca.pem'))],
])('%s', (_, make) => {
  test('anchors this head and no other', async () => {
    const anchor = make()
    const reference = await anchor.submit(note)
    expect((await anchor.verify(note, reference)).holds).toBe(true)
    expect((await anchor.verify(other, reference)).holds).toBe(false)
    const damaged = Uint8Array.from(reference)
    damaged[damaged.length - 5] = (damaged.at(-5) ?? 0) ^ 1
    expect((await anchor.verify(note, damaged)).holds).toBe(false)
  })
})

test('a time stamp says when, and only under the authority that is trusted', async () => {
  const reference = await timeStampAnchor(url, at('ca.pem')).submit(note)
  expect((await timeStampAnchor(url, at('ca.pem')).verify(note, reference)).at).toMatch(/\d{4} GMT$/)
  expect((await timeStampAnchor(url, at('stranger.pem')).verify(note, reference)).holds).toBe(false)
})

describe('the verifier', () => {
  const trustOf = (of: MemoryLog): Trust => {
    const trust = parseTrust(`${of.vkey}\n`)
    if (typeof trust === 'number') throw new Error('no trust')
    return trust
  }
  const anchored = async (kind: AnchorKind): Promise<Anchored> => {
    const sink = kind === 'file' ? fileAnchor(folder) : timeStampAnchor(url, at('ca.pem'))
    const file = parseAnchor(writeAnchor({ kind, note, reference: Uint8Array.from(await sink.submit(note)) }))
    if (!file) throw new Error('an anchor that cannot be read')
    return file
  }

  test.each([
    ['file', { folder }, /in the folder/],
    ['rfc3161', { authority: at('ca.pem') }, /existed on .* GMT/],
  ] as const)('says what an anchor by %s proves, once it is told where to look', async (kind, places, proved) => {
    const file = await anchored(kind)
    expect((await checkAnchor(file, trustOf(log), {})).exit).toBe(2)
    const check = await checkAnchor(file, trustOf(log), places)
    expect(check).toMatchObject({ exit: 0, code: 'holds', size: '5' })
    expect(anchorText(check, kind, 'en')).toMatch(proved)
    expect((await checkAnchor({ ...file, note: other }, trustOf(log), places)).code).toBe('denied')
    expect((await checkAnchor(file, trustOf(new MemoryLog()), places)).code).toBe('not-signed')
    expect((await checkAnchor(file, trustOf(new MemoryLog('another.example/log')), places)).code).toBe('foreign')
    expect((await checkAnchor({ ...file, note: 'x' }, trustOf(log), places)).code).toBe('unreadable')
  })

  test('reads one form of an anchor only', async () => {
    const text = writeAnchor(await anchored('file'))
    expect(parseAnchor(text)).toBeDefined()
    for (const wrong of [
      text.replace('v1', 'v2'),
      text.replace('"file"', '"moon"'),
      `${text.slice(0, -2)},"x":1}`,
      '{}',
    ])
      expect(parseAnchor(wrong)).toBeUndefined()
  })
})
