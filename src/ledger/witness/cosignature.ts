// SPDX-License-Identifier: EUPL-1.2
// What a witness writes: its key (never the one that signs entries: a cosignature does not commit to the witness's name) and
// its countersignature (C2SP tlog-cosignature v1).
import type { Signer } from '../entry.ts'
import { concat, fromHex, toBase64, u64 } from '../verifier/bytes.ts'
import { COSIGNATURE, keyIdOf } from '../verifier/note.ts'
import { cosignatureMessage } from '../verifier/policy.ts'

export const formatWitnessKey = (name: string, key: Uint8Array): string =>
  `${name}+${keyIdOf(name, key, COSIGNATURE).slice(0, 8)}+${toBase64(concat(Uint8Array.of(COSIGNATURE), key))}`

export type Cosigner = { readonly name: string; readonly key: Uint8Array; readonly sign: Signer }

/** The line to put under a note. `time` is in seconds; 0 is not a time. */
export function cosignatureLine({ name, key, sign }: Cosigner, text: string, time: number): string {
  const id = fromHex(keyIdOf(name, key, COSIGNATURE).slice(0, 8))
  return `\u2014 ${name} ${toBase64(concat(id, u64(time), sign(cosignatureMessage(time, text))))}\n`
}
