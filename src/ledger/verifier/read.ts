// SPDX-License-Identifier: EUPL-1.2
// From bytes to a bundle, or to the place that is damaged. A file has one valid form, so reading and comparing are one step.
import { asBundle, FORMAT, parts, type Bundle, type Part } from './bundle.ts'
import { textOf, toHex, utf8 } from './bytes.ts'
import { aboutAct, aboutPart, finding, type ActName, type Finding } from './findings.ts'
import { canonical, JsonError, parseJson, salvage, type Json, type Trail } from './json.ts'
import { sha256 } from './sha256.ts'

export const MAX_BYTES = 256 * 1024 * 1024

type Read = { bundle: Bundle } | { failure: Finding; readable: boolean }
type Label = ActName & { hash: string }

/** "key id / sequence number / hash" as the manifest lists an act. */
export function readLabel(label: string, nameOf: (keyId: string) => string): Label {
  const [keyId = '', seq, hash = ''] = label.split('/')
  return { organisation: nameOf(keyId), keyId, seq: Number(seq), hash }
}

export const hashOf = (value: unknown): string => toHex(sha256(utf8(canonical(value))))

const member = (value: Json | undefined, name: string | number): Json | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, Json>)[name] : undefined

const isPart = (name: unknown): name is Part => parts.some(part => part === name)

/** What the manifest calls the n-th act, when manifest and keys can still be read; the file may be broken elsewhere. */
function labelIn(manifest: Json | undefined, keys: Json | undefined, position: number): Label | undefined {
  const label = member(member(manifest, 'acts'), position)
  if (typeof label !== 'string' || !/^[0-9a-f]{16}\/\d+\/[0-9a-f]{64}$/.test(label)) return undefined
  const list = member(keys, 'organisations')
  return readLabel(label, id => {
    const known = Array.isArray(list) ? list.find(key => member(key, 'id') === id) : undefined
    return String(member(known, 'name') ?? id)
  })
}

function blame(trail: Trail, label: Label | undefined, intact: (label: Label) => boolean): Finding {
  const [part, position] = trail
  if (part === 'acts' && typeof position === 'number' && !(label && intact(label))) {
    return label ? aboutAct('act.changed', label) : finding('act.changed-nth', { n: position + 1 }, { part: 'acts' })
  }
  return isPart(part) ? aboutPart('part.changed', part) : aboutPart('file.structure', 'file')
}

function blameText(text: string, { code, trail, starts }: JsonError['cause']): Finding {
  const where = (part: Part): Json | undefined => {
    const start = text.lastIndexOf(`"${part}":`)
    return start < 0 ? undefined : salvage(text, start + part.length + 3)
  }
  if (code === 'trailing') return aboutPart('file.appended', 'file')
  if (code === 'truncated') return aboutPart('file.truncated', isPart(trail[0]) ? trail[0] : 'file')
  if (code === 'order' && trail.length === 0) return aboutPart('file.order', 'file')
  return blame(trail, labelIn(where('manifest'), where('keys'), Number(trail[1])), ({ hash }) => {
    const act = salvage(text, starts[1] ?? 0)
    return act !== undefined && hashOf(act) === hash
  })
}

function blameShape(value: Json | undefined, { trail }: JsonError['cause']): Finding {
  const missing = parts.find(part => member(value, part) === undefined)
  if (missing) return aboutPart('part.missing', missing)
  return blame(trail, labelIn(member(value, 'manifest'), member(value, 'keys'), Number(trail[1])), () => false)
}

export function readBundle(bytes: Uint8Array): Read {
  if (bytes.length > MAX_BYTES) return { failure: aboutPart('file.too-large', 'file'), readable: false }
  const { text, exact } = textOf(bytes)
  // Enough to tell a damaged bundle from a file that never was one.
  const ours = text.includes(FORMAT) || parts.filter(part => text.includes(`"${part}":`)).length > 2
  let value: Json | undefined
  try {
    value = parseJson(text, { canonical: true, integers: true, refuseReplacement: !exact })
    return { bundle: asBundle(value) }
  } catch (error) {
    if (!ours) return { failure: aboutPart('file.not-a-bundle', 'file'), readable: false }
    if (!(error instanceof JsonError)) throw error
    const shape = error.cause.code === 'shape'
    return { failure: shape ? blameShape(value, error.cause) : blameText(text, error.cause), readable: true }
  }
}
