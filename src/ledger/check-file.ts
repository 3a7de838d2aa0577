// SPDX-License-Identifier: EUPL-1.2
// The verifier's answer with a summary of the file for people: what it says of itself, no part of the proof.
import { checkAccessesProof } from './accesses-proof.ts'
import { type Contents, type Result, verify } from './verifier/index.ts'
import { toHex } from './verifier/bytes.ts'

/** What the file says of itself; true only as far as the findings go. */
export type Summary = ReturnType<typeof summaryOf>
export type Checked = Omit<Result, 'contents'> & { readonly summary: Summary | null }

export function summaryOf({ bundle, keyring, acts, head }: Contents) {
  const days = acts.flatMap(act => (act.opening && act.entry.kind === 1 ? [act.opening.event.at] : [])).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return {
    report: bundle.report,
    header: bundle.header,
    exporter: keyring.organisations.get(bundle.header.exportedBy)?.name ?? bundle.header.exportedBy,
    acts: {
      total: bundle.acts.length,
      sealed: bundle.acts.filter(act => act.index !== null).length,
      opened: bundle.acts.filter(act => act.opening !== null).length,
    },
    days: first && last ? { first, last } : null,
    register: head && { size: String(head.size), root: toHex(head.root) },
    organisations: [...keyring.organisations].map(([id, { name, organisation }]) => {
      const own = acts.filter(act => act.entry.keyId === id)
      return { name, organisation, acts: own.length, opened: own.filter(act => act.opening).length }
    }),
  }
}

/** Checks a file and sums up what it holds. */
export async function checkFile(bytes: Uint8Array, trust?: string): Promise<Checked> {
  const { contents, ...result } = (await checkAccessesProof(bytes, trust)) ?? (await verify(bytes, trust))
  return { ...result, summary: contents && summaryOf(contents) }
}
