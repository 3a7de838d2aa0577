// SPDX-License-Identifier: EUPL-1.2
// The form of a bundle: parts, a manifest with the hash of each, and the exporter's signature over the manifest.
import type { Signer } from './entry.ts'
import type { Bundle, Opening } from './verifier/bundle.ts'
import { toBase64, utf8 } from './verifier/bytes.ts'
import { manifestMessage } from './verifier/integrity.ts'
import { canonical } from './verifier/json.ts'
import { hashOf } from './verifier/read.ts'

export type BundleAct = {
  readonly keyId: string
  readonly seq: number
  readonly entry: Uint8Array
  readonly index: number | null
  readonly opening: Opening | null
}
export type BundleParts = Pick<Bundle, 'checkpoint' | 'header' | 'keys' | 'report'> & {
  /** Hashes of the ranges of the tree without any of the acts, left to right. */
  readonly nodes: readonly Uint8Array[]
  /** In the order of the register; those it has not taken in yet by key and number. */
  readonly acts: readonly BundleAct[]
}

/** Canonical JSON, so there is exactly one valid form of a bundle. */
export function composeBundle({ nodes, acts: given, ...parts }: BundleParts, sign: Signer): Buffer {
  const tree = { nodes: nodes.map(toBase64) }
  const acts = given.map(({ entry, index, opening }) => ({ entry: toBase64(entry), index, opening }))
  const manifest: Bundle['manifest'] = {
    acts: given.map(({ keyId, seq }, i) => `${keyId}/${seq}/${hashOf(acts[i])}`),
    parts: {
      checkpoint: hashOf(parts.checkpoint),
      header: hashOf(parts.header),
      keys: hashOf(parts.keys),
      report: hashOf(parts.report),
      tree: hashOf(tree),
    },
  }
  const signature = toBase64(sign(manifestMessage(manifest)))
  return Buffer.from(utf8(canonical({ ...parts, acts, tree, manifest, signature })))
}
