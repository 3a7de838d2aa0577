// SPDX-License-Identifier: EUPL-1.2
// A row about a person lies in the data archive encrypted under a key derived from that person's key: without the keys
// archive it is noise, and whoever was erased stays erased after a restore (design §8, ledger.md 4.8).
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** The organisation that keeps a record, and its key for that person. */
export type Keeper = { readonly keeper: string; readonly key: Buffer }
/** The keys of an archive, by keeper and person. */
export type PersonKeys = ReadonlyMap<string, Buffer>

type Sealed = { readonly person: string; readonly keeper: string; readonly sealed: string }

export const keyName = (keeper: string, person: string): string => `${keeper}/${person}`
const keyOf = (personKey: Buffer) => Buffer.from(hkdfSync('sha256', personKey, '', 'nc/backup/v1', 32))

export function sealRow(person: string, { keeper, key }: Keeper, row: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce)
  cipher.setAAD(Buffer.from(keyName(keeper, person)))
  const body = Buffer.concat([cipher.update(row, 'utf8'), cipher.final()])
  return JSON.stringify({
    person,
    keeper,
    sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'),
  })
}

/** The row again; undefined when the person's key is gone; throws when the bytes are not what was sealed. */
export function openRow(line: string, keys: PersonKeys): string | undefined {
  const { person, keeper, sealed } = JSON.parse(line) as Sealed
  const key = keys.get(keyName(keeper, person))
  if (!key) return undefined
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(keyName(keeper, person)))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

export const isSealed = (line: string): boolean => line.startsWith('{"person":') && line.includes('"sealed":')
