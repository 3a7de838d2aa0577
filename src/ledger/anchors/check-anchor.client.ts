// SPDX-License-Identifier: EUPL-1.2
// What an anchor proves: first that the register signed the head, then what the place where it was anchored says of it.
// That place is asked only where whoever checks has named one that he trusts; the file itself cannot vouch for it.
import { parseCheckpoint, parseNote, verifyNote } from '../verifier/note.ts'
import type { Trust } from '../verifier/policy.ts'
import type { AnchorSink } from './anchor.ts'
import type { Anchored } from './anchor-file.ts'
import { type Chain, chainAnchor } from './evm-anchor.client.ts'
import { fileAnchor } from './file-anchor.client.ts'
import { timeStampAnchor } from './time-stamp.client.ts'

/** Where whoever checks looks for himself. */
export type Places = {
  /** The folder that was carried away. */
  readonly folder?: string | undefined
  /** Certificate of the root of the time-stamping authority. */
  readonly authority?: string | undefined
  readonly chain?: Chain | undefined
}
export type AnchorCheck = {
  /** 0 proved, 1 not, 2 the head is signed, but the place was not asked. */
  readonly exit: 0 | 1 | 2
  readonly code: 'unreadable' | 'foreign' | 'not-signed' | 'not-asked' | 'denied' | 'holds'
  readonly size: string
  readonly origin: string
  readonly at: string | undefined
}

function sinkFor({ kind }: Anchored, { folder, authority, chain }: Places): AnchorSink | undefined {
  if (kind === 'file') return folder === undefined ? undefined : fileAnchor(folder)
  if (kind === 'rfc3161') return authority === undefined ? undefined : timeStampAnchor('', authority)
  return chain && chainAnchor(chain, async () => undefined)
}

export async function checkAnchor(anchored: Anchored, trust: Trust, places: Places): Promise<AnchorCheck> {
  const note = parseNote(anchored.note)
  const head = note && parseCheckpoint(note.text)
  const said = { size: String(head?.size ?? ''), origin: head?.origin ?? '', at: undefined }
  if (!note || !head) return { exit: 1, code: 'unreadable', ...said }
  const log = trust.keys.find(key => key.name === head.origin)
  if (!log) return { exit: 1, code: 'foreign', ...said }
  if (!(await verifyNote(note, log))) return { exit: 1, code: 'not-signed', ...said }
  const sink = sinkFor(anchored, places)
  if (!sink) return { exit: 2, code: 'not-asked', ...said }
  const { holds, at } = await sink.verify(anchored.note, anchored.reference)
  return holds ? { exit: 0, code: 'holds', ...said, at } : { exit: 1, code: 'denied', ...said }
}
