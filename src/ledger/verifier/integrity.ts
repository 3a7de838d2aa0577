// SPDX-License-Identifier: EUPL-1.2
// Is the file what its exporter signed? Keys, manifest and signature; whatever differs is named.
import { hashedParts, type Bundle } from './bundle.ts'
import { fromBase64, utf8 } from './bytes.ts'
import { verifySignature } from './ed25519.ts'
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

/** What is not as signed. With a broken signature the manifest proves nothing, so only what surely changed is named. */
export async function checkIntegrity(bundle: Bundle, keyring: Keyring): Promise<Finding[]> {
  const { manifest, acts } = bundle
  const nameOf = (id: string): string => keyring.organisations.get(id)?.name ?? id
  const changedParts = hashedParts.filter(part => hashOf(bundle[part]) !== manifest.parts[part])
  const changedActs = manifest.acts
    .map(label => readLabel(label, nameOf))
    .filter((label, i) => acts[i] === undefined || hashOf(acts[i]) !== label.hash)
  const signer = await signerOf(bundle, keyring)
  if (signer === undefined) {
    const untouched = changedParts.length === 0 && changedActs.length === 0 && acts.length === manifest.acts.length
    return [aboutPart('part.changed', untouched ? 'signature' : 'manifest')]
  }
  const findings = changedParts.map(part => aboutPart('part.changed', part))
  if (signer !== bundle.header.exportedBy && !changedParts.includes('header'))
    findings.push(aboutPart('part.changed', 'header'))
  for (const act of changedActs) findings.push(aboutAct('act.changed', act))
  if (acts.length > manifest.acts.length) {
    findings.push(aboutPart('acts.added', 'acts', { n: acts.length - manifest.acts.length }))
  }
  return findings
}
