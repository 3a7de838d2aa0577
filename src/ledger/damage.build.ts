// SPDX-License-Identifier: EUPL-1.2
// Damage with a known answer: which act or part a byte of a bundle belongs to, found without the code under test.
import { chanceFrom } from '#lib/chance.ts'
import type { Result } from './verifier/verify.ts'

type Span = { readonly from: number; readonly to: number; readonly act?: string; readonly part?: string }

/** The byte ranges of all acts and of all other parts. Keys, commas and brackets between them belong to none. */
export function spansOf(bundle: Buffer): Span[] {
  const value = JSON.parse(bundle.toString('utf8')) as Record<string, unknown> & {
    acts: { entry: string }[]
  }
  const length = (part: unknown): number => Buffer.byteLength(JSON.stringify(part))
  const spans: Span[] = []
  let at = 1
  for (const [part, content] of Object.entries(value)) {
    const from = at + part.length + 3
    if (part === 'acts') {
      let start = from + 1
      for (const act of value.acts) {
        const entry = Buffer.from(act.entry, 'base64')
        const name = `${entry.subarray(2, 10).toString('hex')}/${entry.readBigUInt64BE(10)}`
        spans.push({ from: start, to: start + length(act), act: name })
        start += length(act) + 1
      }
    } else {
      spans.push({ from, to: from + length(content), part })
    }
    at = from + length(content) + 1
  }
  return spans
}

/** Whole numbers below a limit, the same for the same seed, so that a found failure can be repeated. */
export function random(seed: number): (below: number) => number {
  const next = chanceFrom(seed)
  return below => Math.floor(next() * below)
}

/** One byte changed to another value. */
export function changed(bundle: Buffer, at: number, by: number): Buffer {
  const copy = Buffer.from(bundle)
  copy[at] = ((bundle[at] ?? 0) + 1 + (by % 255)) % 256
  return copy
}

/** Undefined when the result refuses the damage and names its place; otherwise what is wrong with the answer. */
export function mistake(result: Result, at: number, spans: readonly Span[]): string | undefined {
  if (result.exit !== 1) return `exit code ${result.exit} for a change at byte ${at}`
  const span = spans.find(({ from, to }) => at >= from && at < to)
  const acts = result.failures.flatMap(({ act }) => (act ? [`${act.keyId}/${act.seq}`] : []))
  if (span?.act) return acts.length === 1 && acts[0] === span.act ? undefined : `act ${span.act} changed, named ${acts}`
  if (acts.length > 0) return `no act changed at byte ${at}, named ${acts}`
  if (span && !result.failures.some(({ part }) => part === span.part)) {
    return `part ${span.part} changed at byte ${at}, named ${result.failures.map(one => `${one.code} ${one.part}`)}`
  }
  return undefined
}
