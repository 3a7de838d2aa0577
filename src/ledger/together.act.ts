// SPDX-License-Identifier: EUPL-1.2
// Acts written up one after the other in one transaction: the series is taken once and the entries are written together.
// The numbers follow each other as they would one by one, for the row of the series stays locked in between.
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { PrivateKey } from './crypto.client.ts'
import * as store from './series.store.ts'
import type { NewEntry, NewOpening, StepAbout } from './series.store.ts'

/** The next number of the series, with everything that is needed to record under it. */
export type Taken = { readonly step: StepAbout; readonly key: PrivateKey }
type Held = { taken: Taken | undefined; entries: NewEntry[]; openings: NewOpening[] }

const running = new WeakMap<Tx, Held>()

/** Many acts of one transaction, whose facts are kept until `work` has ended and then written at once. */
export async function recordTogether<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  if (running.has(tx)) return work()
  running.set(tx, { taken: undefined, entries: [], openings: [] })
  try {
    const done = await work()
    await writeHeld(tx)
    return done
  } finally {
    running.delete(tx)
  }
}

export const isTogether = (tx: Tx): boolean => running.has(tx)

/** So many numbers after those given out last; the first act of all takes the series. */
export async function takeHeld(tx: Tx, count: number, take: () => Promise<Taken>): Promise<Taken> {
  const held = running.get(tx)
  const taken = held?.taken ?? (await take())
  if (held) held.taken = { ...taken, step: { ...taken.step, seq: taken.step.seq + count } }
  return taken
}

/** Keeps the entries of one act. */
export function hold(tx: Tx, entries: readonly NewEntry[], openings: readonly NewOpening[]): void {
  const held = running.get(tx)
  if (!held) throw new Error('Nothing is recorded together here')
  held.entries.push(...entries)
  held.openings.push(...openings)
}

/** Writes what is held: at the end, and before anything in this transaction reads a fact back. */
export async function writeHeld(tx: Tx): Promise<void> {
  const held = running.get(tx)
  if (!held || held.entries.length === 0) return
  const { entries, openings } = held
  held.entries = []
  held.openings = []
  await store.nextStep(tx, scopeOf(tx).organisation, entries.length)
  await store.insertEntriesWithOpenings(tx, entries, openings)
}

/** For entries that are written one by one (keys, erasures): what is held comes first, then the series is taken anew. */
export async function letGo(tx: Tx): Promise<void> {
  await writeHeld(tx)
  const held = running.get(tx)
  if (held) held.taken = undefined
}
