// SPDX-License-Identifier: EUPL-1.2
// What an organisation does on its own with the heads of a register: sign what it fetches, compare what others were shown.
import { writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Witness } from '#ledger/witness/add-checkpoint.ts'
import { pullOnce, type Pulled } from '#ledger/witness/pull.client.ts'
import { relateViews, type SplitView, writeSplitView } from '#ledger/witness/split-view.ts'
import { headAt, proveByTiles } from '#ledger/witness/views.client.ts'
import { answer, EXIT, fileFrom, type parseArgs, usage } from './command.ts'
import { consoleText } from './console-text.ts'

type Given = ReturnType<typeof parseArgs>

const codeOf = ({ status }: Pulled): string =>
  ({ 200: 'signed', 204: 'nothing', 409: 'other-size', 422: 'no-proof', 403: 'not-signed', 404: 'other-log' })[
    status
  ] ?? 'unreachable'

/** Fetches what is pending, checks and signs it; with --every again and again until it is stopped. */
export async function pull(given: Given, [prefix]: readonly string[], witness: Witness): Promise<number> {
  if (!prefix) return usage('register')
  const t = consoleText()
  const every = Number(given.options['every'] ?? 0)
  for (;;) {
    const pulled = await pullOnce(prefix, witness).catch(
      (error: unknown): Pulled => ({ status: 502, size: 0n, said: error instanceof Error ? error.message : '' }),
    )
    const { status, size, said } = pulled
    const code = codeOf(pulled)
    const line = t(`witness.pull.${code}`, { size: String(size), said: said.trim() })
    answer(given.flags, { status, size: String(size), said }, [line])
    if (!(every > 0)) return status === 200 || status === 204 ? EXIT.done : EXIT.no
    await wait(every * 1000)
  }
}

const placeOf = (where: string): string => (/^https?:\/\//.test(where) ? where : fileFrom(where))

/** Relates every two of the heads. The first contradiction is written as a file that convicts the register. */
export async function compare(given: Given, heads: readonly string[]): Promise<number> {
  if (heads.length < 2) return usage('heads')
  const t = consoleText()
  const { tiles, out } = given.options
  const prove = tiles === undefined ? async () => undefined : proveByTiles(placeOf(tiles))
  const notes = await Promise.all(heads.map(head => headAt(placeOf(head))))
  const unproved: string[] = []
  for (const [i, first] of notes.entries()) {
    for (const [j, second] of notes.entries()) {
      if (j <= i) continue
      const related = await relateViews(first, second, prove)
      if (typeof related !== 'string') return convict(given, related, out, [heads[i] ?? '', heads[j] ?? ''])
      if (related === 'unproved') unproved.push(t('witness.compare.unproved', { a: heads[i] ?? '', b: heads[j] ?? '' }))
    }
  }
  answer(given.flags, { split: null, unproved: unproved.length }, [
    ...unproved,
    unproved.length === 0 ? t('witness.compare.agree', { count: heads.length }) : t('witness.compare.ask-tiles'),
  ])
  return unproved.length === 0 ? EXIT.done : EXIT.partly
}

function convict(given: Given, split: SplitView, out: string | undefined, [a, b]: readonly [string, string]): number {
  const proof = writeSplitView(split)
  if (out === undefined) answer(given.flags, { split }, [proof.trimEnd()])
  else {
    writeFileSync(fileFrom(out), proof)
    answer(given.flags, { split, file: fileFrom(out) }, [consoleText()('witness.compare.split', { a, b, file: out })])
  }
  return EXIT.no
}
