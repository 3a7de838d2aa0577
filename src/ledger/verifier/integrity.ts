// SPDX-License-Identifier: EUPL-1.2
// Is the file what its exporter signed? Keys, manifest and signature; whatever differs is named.
import { hashedParts, type Act, type Bundle } from './bundle.ts'
import { fromBase64, utf8 } from './bytes.ts'
import { verifySignature } from './ed25519.ts'
import { parseEntry } from './entry.ts'
import { aboutAct, aboutPart, type Finding } from './findings.ts'
import { canonical } from './json.ts'
import { parseVkey, type VerifierKey } from './note.ts'
import { hashOf, readLabel } from './read.ts'

export type Keyring = {
  log: VerifierKey
  organisations: Map<string, { key: VerifierKey; name: string; organisation: string }>
}
export const MANIFEST_PREFIX = 'nc/bundle/v1\n'

/** The message that the exporting organisation signs; begins unlike an entry, so no signature can serve for both. */
export const manifestMessage = (manifest: Bundle['manifest']): ReturnType<typeof utf8> =>
  utf8(MANIFEST_PREFIX + canonical(manifest))

/** Undefined when a key does not hash to its own id, or the list is not in its one order. */
export function keyringOf(bundle: Bundle): Keyring | undefined {
  const log = parseVkey(bundle.keys.log)
  if (!log) return undefined
  const organisations: Keyring['organisations'] = new Map()
  let last = ''
  for (const { id, name, organisation, vkey } of bundle.keys.organisations) {
    const key = parseVkey(vkey)
    if (!key || key.id !== id || id <= last) return undefined
    last = id
    organisations.set(id, { key, name, organisation })
  }
  return { log, organisations }
}

async function signerOf(bundle: Bundle, keyring: Keyring): Promise<string | undefined> {
  const signature = fromBase64(bundle.signature, 64)
  if (!signature) return undefined
  const message = manifestMessage(bundle.manifest)
  const first = bundle.header.exportedBy
  for (const id of [first, ...[...keyring.organisations.keys()].filter(other => other !== first)]) {
    const known = keyring.organisations.get(id)
    if (known && (await verifySignature(known.key.key, signature, message))) return id
  }
  return undefined
}

/** What is not as signed, and which acts (by position) need no further check because of it. */
export type Integrity = { findings: Finding[]; settled: ReadonlySet<number> }

const label = (act: Act | undefined): string => {
  const entry = parseEntry(fromBase64(act?.entry ?? '') ?? new Uint8Array(0))
  return `${entry?.keyId}/${entry?.seq}/${hashOf(act ?? null)}`
}

/** With a broken signature the manifest proves nothing: then the manifest, or the signature itself, is what changed. */
export async function checkIntegrity(bundle: Bundle, keyring: Keyring): Promise<Integrity> {
  const { manifest, acts } = bundle
  const nameOf = (id: string): string => keyring.organisations.get(id)?.name ?? id
  const parts = hashedParts.filter(part => hashOf(bundle[part]) !== manifest.parts[part])
  const changed = [...manifest.acts.keys()].filter(i => label(acts[i]) !== manifest.acts[i])
  const added = acts.length - manifest.acts.length
  const signer = await signerOf(bundle, keyring)
  if (signer === undefined) {
    const untouched = parts.length === 0 && changed.length === 0 && added === 0
    return { findings: [aboutPart('part.changed', untouched ? 'signature' : 'manifest')], settled: new Set() }
  }
  const findings = parts.map(part => aboutPart('part.changed', part))
  if (signer !== bundle.header.exportedBy && findings.length === 0) findings.push(aboutPart('part.changed', 'header'))
  for (const i of changed) findings.push(aboutAct('act.changed', readLabel(manifest.acts[i] ?? '', nameOf)))
  if (added > 0) findings.push(aboutPart('acts.added', 'acts', { n: added }))
  // Under other keys or another origin every act would look forged.
  const settled = parts.includes('keys') || parts.includes('header') ? acts.keys() : changed
  return { findings, settled: new Set(settled) }
}
