// SPDX-License-Identifier: EUPL-1.2
// Names and signed heads in the text forms of C2SP (signed-note, tlog-checkpoint).
import { concat, fromHex, toBase64, utf8 } from './verifier/bytes.ts'
import { ED25519, keyIdOf } from './verifier/note.ts'
import type { Signer } from './entry.ts'

/** Lower-case letters, digits and hyphens: what a name in a note may safely hold. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain.slice(0, 40) || 'x'
}

/** The name of a register. The end of the network's id keeps two networks of the same name apart. */
export const originOf = (networkName: string, network: string): string =>
  `nuovecomunita.example/${slug(networkName)}-${network.slice(-8)}`

export const keyNameOf = (origin: string, organisationName: string, organisation: string): string =>
  `${origin}/${slug(organisationName)}-${organisation.slice(-8)}`

export const formatVkey = (name: string, key: Uint8Array): string =>
  `${name}+${keyIdOf(name, key).slice(0, 8)}+${toBase64(concat(Uint8Array.of(ED25519), key))}`

/** A signed head: origin, size, root, and the register's signature. */
export function signCheckpoint(
  head: { origin: string; size: number; root: Uint8Array },
  keyId: string,
  sign: Signer,
): string {
  const text = `${head.origin}\n${head.size}\n${toBase64(head.root)}\n`
  const signature = concat(fromHex(keyId.slice(0, 8)), sign(utf8(text)))
  return `${text}\n\u2014 ${head.origin} ${toBase64(signature)}\n`
}
