// SPDX-License-Identifier: EUPL-1.2
// The only place where the verifier touches the cryptography of the runtime: WebCrypto, alike in Node >= 20 and in browsers.
import type { Bytes } from './bytes.ts'

/** False where a browser page is not served over https or from localhost: WebCrypto is then withheld. */
export const runtimeHasCrypto = (): boolean => globalThis.crypto?.subtle !== undefined

export async function sha512(message: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-512', message))
}

const imported = new Map<string, Promise<CryptoKey | undefined>>()

function importKey(key: Bytes): Promise<CryptoKey | undefined> {
  const name = String(key)
  const known = imported.get(name)
  if (known) return known
  if (imported.size > 4096) imported.clear()
  const promise = globalThis.crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']).catch(() => undefined)
  imported.set(name, promise)
  return promise
}

/** What the runtime itself says about an Ed25519 signature; undefined when it has no Ed25519 or refuses the key. */
export async function runtimeVerifies(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean | undefined> {
  const known = await importKey(key)
  return known && globalThis.crypto.subtle.verify('Ed25519', known, signature, message).catch(() => undefined)
}
