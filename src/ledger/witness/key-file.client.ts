// SPDX-License-Identifier: EUPL-1.2
// The key of a witness in a file that only its owner may read. It never leaves the organisation.
import { readFileSync, writeFileSync } from 'node:fs'
import { newSigningKey, privateKeyFrom, publicKeyOf, rawPrivateKey, signWith } from '../crypto.client.ts'
import { type Cosigner, formatWitnessKey } from './cosignature.ts'

type KeyFile = { readonly name: string; readonly seed: string }

/** Makes a key and answers its public form; an existing file is never overwritten. */
export function newWitnessKey(file: string, name: string): string {
  if (!/^[^\s+]+$/.test(name)) throw new Error('The name of a witness holds neither spaces nor a plus')
  const key = newSigningKey()
  const content: KeyFile = { name, seed: rawPrivateKey(key).toString('base64') }
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' })
  return formatWitnessKey(name, publicKeyOf(key))
}

export function readWitnessKey(file: string): Cosigner {
  const { name, seed } = JSON.parse(readFileSync(file, 'utf8')) as KeyFile
  const key = privateKeyFrom(Buffer.from(seed, 'base64'))
  return { name, key: publicKeyOf(key), sign: message => signWith(key, message) }
}
