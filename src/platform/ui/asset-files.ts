// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** A static file as it goes over the wire, compressed once. Its address holds its digest, so it never changes. */
export type AssetFile = { type: string; body: Buffer; gzip?: Buffer | undefined; brotli?: Buffer | undefined }

export const prefix = '/assets/'

export function digest(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  // The length in front keeps two inputs from running into one another.
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('base64url').slice(0, 12)
}

/** `name.css` becomes `/assets/name.DIGEST.css`. */
export function addressOf(name: string, body: Buffer): string {
  const dot = name.lastIndexOf('.')
  return `${prefix}${name.slice(0, dot)}.${digest(body)}${name.slice(dot)}`
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

export function typeOf(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** Fonts are compressed already: they go as they are. */
export function compressed(name: string, body: Buffer): AssetFile {
  const type = typeOf(name)
  if (name.endsWith('.woff2')) return { type, body }
  const brotli = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return { type, body, gzip: gzipSync(body, { level: 9 }), brotli }
}
