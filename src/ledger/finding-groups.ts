// SPDX-License-Identifier: EUPL-1.2
// Findings in the order in which they matter, those of one kind together: sixteen alike must not bury the one that counts.
import type { Finding, FindingCode } from './verifier/index.ts'

/** Kinds that come once for each act, body or figure, and have a line that counts them: `check.group.<code>`. */
export const countedKinds = [
  'act.changed',
  'act.changed-nth',
  'act.not-signed',
  'act.other-content',
  'act.other-field',
  'act.out-of-order',
  'act.not-opened',
  'act.not-sealed',
  'key.not-registered',
  'range.missing',
  'report.figure',
  'report.unopened',
  'trust.foreign-key',
  'proved.range',
] as const satisfies readonly FindingCode[]
export type CountedKind = (typeof countedKinds)[number]

/** Whose keys, then who countersigned, then the figures, then single acts, then what lies outside the file. */
const gravity: readonly RegExp[] = [/^trust\./, /^cosign\./, /^acts\.none/, /^report\./, /^key\./, /^act\./, /^range\./]
const weightOf = ({ code }: Finding): number => {
  const at = gravity.findIndex(kind => kind.test(code))
  return at < 0 ? gravity.length : at
}

/** One line for a person to read: a single finding, or all of one kind. */
export type Line =
  | { readonly kind: 'single'; readonly finding: Finding }
  | { readonly kind: 'many'; readonly code: CountedKind; readonly findings: readonly Finding[] }

const FOLD_FROM = 3
const isCounted = (code: string): code is CountedKind => (countedKinds as readonly string[]).includes(code)

function together(findings: readonly Finding[]): readonly Line[] {
  // Runs in the visitor's browser, which may be older than Map.groupBy.
  const kinds = new Map<FindingCode, Finding[]>()
  for (const finding of findings) kinds.set(finding.code, [...(kinds.get(finding.code) ?? []), finding])
  return [...kinds].flatMap(([code, alike]): readonly Line[] =>
    isCounted(code) && alike.length >= FOLD_FROM
      ? [{ kind: 'many', code, findings: alike }]
      : alike.map(finding => ({ kind: 'single', finding })),
  )
}

/** Gaps, the gravest first. */
export const gapLines = (gaps: readonly Finding[]): readonly Line[] =>
  together(gaps.toSorted((a, b) => weightOf(a) - weightOf(b)))

/** What fails, or what is proved: in the order in which it was checked. */
export const linesOf = (findings: readonly Finding[]): readonly Line[] => together(findings)
