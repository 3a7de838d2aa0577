// SPDX-License-Identifier: EUPL-1.2
// A time stamp on a head (RFC 3161), from any authority that answers over HTTP. The request is a fixed form around the hash;
// the answer is checked by OpenSSL, which knows the certificates of authorities and their purposes better than we should.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { sha256 } from '../crypto.client.ts'
import { utf8 } from '../verifier/bytes.ts'
import type { AnchorAnswer, AnchorSink } from './anchor.ts'

const run = promisify(execFile)
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  if (body.length > 127) throw new Error('A request for a time stamp is shorter than that')
  return Buffer.concat([Uint8Array.of(tag, body.length), body])
}
// id-sha256 (RFC 5754 §2) with its NULL parameter.
const SHA256 = Buffer.from('300d06096086480165030402010500', 'hex')

/** TimeStampReq (RFC 3161 §2.4.1): version 1, the hash, a nonce, and that the certificate shall come along. */
export function timeStampRequest(note: string, nonce: Uint8Array = randomBytes(8)): Buffer {
  const imprint = der(0x30, SHA256, der(0x04, sha256(utf8(note))))
  // One leading byte keeps the integer positive and in its shortest form.
  const number = der(0x02, Buffer.concat([Uint8Array.of(1), nonce]))
  return der(0x30, der(0x02, Uint8Array.of(1)), imprint, number, der(0x01, Uint8Array.of(0xff)))
}

const TYPE = 'application/timestamp-query'

async function ask(url: string, body: Buffer): Promise<Uint8Array> {
  const init = { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': TYPE } }
  const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) })
  if (!reply.ok) throw new Error(`The time-stamping authority answered ${reply.status}`)
  return new Uint8Array(await reply.arrayBuffer())
}

async function check(note: string, reference: Uint8Array, authority: string): Promise<AnchorAnswer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nc-stamp-'))
  const [head, stamp] = [path.join(folder, 'head'), path.join(folder, 'stamp')]
  try {
    await writeFile(head, note)
    await writeFile(stamp, reference)
    await run('openssl', ['ts', '-verify', '-data', head, '-in', stamp, '-CAfile', authority])
    const { stdout } = await run('openssl', ['ts', '-reply', '-in', stamp, '-text'])
    return { holds: true, at: /^Time stamp: (.+)$/m.exec(stdout)?.[1] }
  } catch (error) {
    // No OpenSSL is another thing than a stamp that does not hold.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error
    return { holds: false, at: undefined }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param authority file with the certificate of the authority's root, in PEM */
export const timeStampAnchor = (url: string, authority: string): AnchorSink => ({
  name: 'rfc3161',
  submit: note => ask(url, timeStampRequest(note)),
  verify: (note, reference) => check(note, reference, authority),
})
