// SPDX-License-Identifier: EUPL-1.2
// What a newer version of the classification does to an older one: which concepts vanished, were replaced, came anew or
// have another name or group, and where what was recorded under the older one leads.

export type Snapshot = {
  readonly uri: string
  readonly kind: string
  readonly status: string
  readonly replacedBy: string | null
  readonly group: string | null
  /** In the language of the report; absent where the version has no words in it. */
  readonly label?: string
}
export const changes = ['vanished', 'deprecated', 'replaced', 'added', 'renamed', 'regrouped', 'same'] as const
export type What = (typeof changes)[number]
export type Change = {
  readonly uri: string
  readonly kind: string
  readonly what: What
  readonly label: string
  readonly to?: { readonly uri: string; readonly label: string }
}

const isCurrent = (concept: Snapshot | undefined): boolean => concept?.status === 'released'

/** Follows replacements to a concept that holds today; undefined when they end nowhere or turn in a circle. */
export function successorOf(
  uri: string,
  newer: ReadonlyMap<string, Snapshot>,
  first?: string | null,
): Snapshot | undefined {
  const seen = new Set([uri])
  let next = newer.get(uri)?.replacedBy ?? first
  while (next && !seen.has(next)) {
    const concept = newer.get(next)
    if (isCurrent(concept)) return concept
    seen.add(next)
    next = concept?.replacedBy
  }
  return undefined
}

function fateOf(old: Snapshot, newer: ReadonlyMap<string, Snapshot>): Change {
  const now = newer.get(old.uri)
  const about = { uri: old.uri, kind: old.kind, label: old.label ?? now?.label ?? old.uri }
  if (!now || !isCurrent(now)) {
    const successor = successorOf(old.uri, newer, old.replacedBy)
    if (successor)
      return { ...about, what: 'replaced', to: { uri: successor.uri, label: successor.label ?? successor.uri } }
    return { ...about, what: now ? 'deprecated' : 'vanished' }
  }
  if (old.label !== undefined && now.label !== undefined && old.label !== now.label)
    return { ...about, what: 'renamed', to: { uri: now.uri, label: now.label } }
  return { ...about, what: old.group === now.group ? 'same' : 'regrouped' }
}

/** Every concept that was current before or is current now, in the order of kinds and addresses. */
export function changesBetween(older: readonly Snapshot[], newer: readonly Snapshot[]): readonly Change[] {
  const [before, after] = [older, newer].map(list => new Map(list.map(concept => [concept.uri, concept])))
  const kept = older.filter(isCurrent).map(concept => fateOf(concept, after ?? new Map()))
  const added = newer
    .filter(concept => isCurrent(concept) && !isCurrent(before?.get(concept.uri)))
    .map(({ uri, kind, label }): Change => ({ uri, kind, what: 'added', label: label ?? uri }))
  return [...kept, ...added].toSorted((a, b) => (a.kind + a.uri < b.kind + b.uri ? -1 : 1))
}

export type Counts = Readonly<Record<What, number>>

export function countsOf(list: readonly Change[]): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Record<What, number>>()
  for (const { kind, what } of list) {
    const own = counts.get(kind) ?? (Object.fromEntries(changes.map(each => [each, 0])) as Record<What, number>)
    own[what]++
    counts.set(kind, own)
  }
  return counts
}
