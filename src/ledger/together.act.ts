// SPDX-License-Identifier: EUPL-1.2
// Acts written up one after the other in one transaction: the series is taken once and the entries are written together.
// The numbers follow each other as they would one by one, for the row of the series stays locked in between.
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import type { PrivateKey } from './crypto.client.ts'
import * as store from './series.store.ts'
import type { MadeFacts, StepAbout } from './series.store.ts'

/** The next number of the series, with everything that is needed to record under it. */
export type Taken = { readonly step: StepAbout; readonly key: PrivateKey }
type Held = { taken: Taken | undefined; facts: MadeFacts[] }

const running = new WeakMap<Tx, Held>()

/** Many acts of one transaction, whose facts are kept until `work` has ended and then written at once. */
export async function recordTogether<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  if (running.has(tx)) return work()
  running.set(tx, { taken: undefined, facts: [] })
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

/** Keeps the facts of one act. */
export function hold(tx: Tx, facts: MadeFacts): void {
  const held = running.get(tx)
  if (!held) throw new Error('Nothing is recorded together here')
  held.facts.push(facts)
}

/** Facts that follow each other in one series, as one. */
function joined(facts: readonly MadeFacts[], { keyId, seq }: MadeFacts): MadeFacts {
  let end = 0
  const ends: number[] = []
  for (const one of facts) {
    for (const each of one.ends) ends.push(end + each)
    end += one.boxes.length
  }
  return {
    keyId,
    seq,
    ends,
    ids: Buffer.concat(facts.map(one => one.ids)),
    entries: Buffer.concat(facts.map(one => one.entries)),
    boxes: Buffer.concat(facts.map(one => one.boxes)),
    about: facts.flatMap(one => one.about),
  }
}

/** Writes what is held: at the end, and before anything in this transaction reads a fact back. */
export async function writeHeld(tx: Tx): Promise<void> {
  const held = running.get(tx)
  const [first] = held?.facts ?? []
  if (!held || !first) return
  const facts = joined(held.facts, first)
  held.facts = []
  const counted = store.nextStep(tx, scopeOf(tx).organisation, facts.about.length)
  store.insertFacts(tx, facts)
  await counted
}

/** For entries that are written one by one (keys, erasures): what is held comes first, then the series is taken anew. */
export async function letGo(tx: Tx): Promise<void> {
  await writeHeld(tx)
  const held = running.get(tx)
  if (held) held.taken = undefined
}
