// SPDX-License-Identifier: EUPL-1.2
// A log that lies in every way we know, by seed. Each attack says what an honest check must answer: the place where the
// damage begins, found without the code under test.
import { random } from './damage.build.ts'
import { parseNote, type VerifierKey } from './verifier/note.ts'
import { parseTrust, type Trust } from './verifier/policy.ts'
import { verify } from './verifier/index.ts'
import { answerAddCheckpoint, type Witness } from './witness/add-checkpoint.ts'
import { firstDifference } from './witness/first-difference.ts'
import { compareViews, parseSplitView, provesSplitView, writeSplitView } from './witness/split-view.ts'
import { cosignerNamed, MemoryLog, witnessed, witnessOf } from './witness/witness.build.ts'

export const attacks = [
  'fork',
  'rollback',
  'swap',
  'dropped entry',
  'changed entry',
  'stale cosignature',
  'forged quorum',
  'replayed receipt',
] as const
export type Attack = (typeof attacks)[number]
export type Outcome = { readonly attack: Attack; readonly caught: boolean; readonly named: boolean }

type Scene = {
  readonly log: MemoryLog
  readonly witnesses: readonly Witness[]
  readonly trust: string
  readonly policy: Trust
  readonly seen: number
  readonly note: string
  readonly pick: (below: number) => number
}

const entryOf = (pick: (below: number) => number): Buffer => Buffer.from(Array.from({ length: 114 }, () => pick(256)))

const names = ['regione', 'cpi', 'comune'] as const
const cosigners = names.map(name => cosignerNamed(`${name}.example/w`))
const signing = new MemoryLog().signing

async function sceneOf(seed: number): Promise<Scene> {
  const pick = random(seed)
  const log = new MemoryLog('nuovecomunita.example/prova', signing)
  const seen = 2 + pick(120)
  log.add(Array.from({ length: seen }, () => entryOf(pick)))
  const witnesses = cosigners.map(cosigner => witnessOf(cosigner, log))
  const note = await witnessed(log, witnesses)
  const lines = cosigners.map((one, i) => `witness ${names[i]} ${one.vkey}\n`).join('')
  const trust = `log ${log.vkey}\n${lines}group enti 2 ${names.join(' ')}\nquorum enti\n`
  const policy = parseTrust(trust)
  if (typeof policy === 'number') throw new Error('a policy that is none')
  return { log, witnesses, trust, policy, seen, note, pick }
}

/** Another history: the honest one up to a place, and from there on changed. */
function rewritten({ log, seen, pick }: Scene, attack: Attack): { liar: MemoryLog; first: number } {
  const entries = [...log.entries]
  let first = pick(seen)
  if (attack === 'swap') {
    first = pick(seen - 1)
    const other = first + 1 + pick(seen - first - 1)
    ;[entries[first], entries[other]] = [entries[other] ?? entryOf(pick), entries[first] ?? entryOf(pick)]
  } else if (attack === 'dropped entry') entries.splice(first, 1)
  else if (attack === 'changed entry') {
    const changed = Buffer.from(entries[first] ?? entryOf(pick))
    const at = pick(114)
    changed[at] = (changed[at] ?? 0) ^ (1 << pick(8))
    entries[first] = changed
  } else entries.splice(first, entries.length, ...entries.slice(first).map(() => entryOf(pick)))
  const more = Array.from({ length: 1 + pick(40) }, () => entryOf(pick))
  return { liar: new MemoryLog(log.origin, signing).add([...entries, ...more]), first }
}

/** Every witness refuses the other history, the two heads convict the log, and the first other entry is named. */
async function attackHistory(scene: Scene, attack: Attack): Promise<Outcome> {
  const { log, witnesses, seen } = scene
  const { liar, first } = rewritten(scene, attack)
  const statuses = await Promise.all(
    witnesses.map(async witness => (await answerAddCheckpoint(liar.request(seen), witness)).status),
  )
  const prove = async (old: bigint, size: bigint) => ({
    root: liar.tree.rootAt(Number(old)),
    proof: liar.tree.consistency(Number(old), Number(size)),
  })
  const split = await compareViews(log.note(), liar.note(), prove)
  const file = split && parseSplitView(writeSplitView(split))
  const convicted = file !== undefined && (await provesSplitView(file, log.key as VerifierKey))
  const named = firstDifference(seen, log.tree.hashOf, liar.tree.hashOf)
  return { attack, caught: statuses.every(status => status !== 200) && convicted, named: named === first }
}

/** The log pretends that it never was as large: an older head, shown to those who have seen the newer one. */
async function attackByRollback({ log, witnesses, seen, pick }: Scene): Promise<Outcome> {
  const size = 1 + pick(seen - 1)
  const answers = await Promise.all(
    witnesses.map(witness => answerAddCheckpoint(log.request(Math.min(size, pick(size + 1)), size), witness)),
  )
  const told = answers.every(({ status, body }) => status === 409 && body === `${seen}\n`)
  return { attack: 'rollback', caught: told, named: told }
}

/** A receipt for another history, under countersignatures of this one. */
async function attackByReceipt(scene: Scene, attack: Attack): Promise<Outcome> {
  const { log, note, seen, trust, pick } = scene
  const { liar, first } = rewritten(scene, 'changed entry')
  const lines = note.split('\n\n')[1]?.split('\n').slice(1) ?? []
  const forged = cosigners.map(one => Object.assign(cosignerNamed(one.name), { key: one.key }))
  const texts: Record<string, () => Promise<string>> = {
    'stale cosignature': async () => liar.receipt(first, liar.note() + lines.join('\n')),
    'forged quorum': async () => {
      const liars = forged.map(one => witnessOf(one, liar))
      return liar.receipt(first, await witnessed(liar, liars))
    },
    'replayed receipt': async () => {
      const other = (first + 1 + pick(seen - 1)) % seen
      return log.receipt(first, note, seen).replace(/^index .*$/m, `index ${other}`)
    },
  }
  const text = (await texts[attack]?.()) ?? ''
  const { exit, failures } = await verify(Buffer.from(text), trust)
  const code = attack === 'replayed receipt' ? 'receipt.not-included' : 'cosign.forged'
  const honest = await verify(Buffer.from(log.receipt(first, note, seen)), trust)
  const named = failures.some(one => one.code === code)
  return { attack, caught: exit === 1 && honest.exit === 0 && parseNote(note) !== undefined, named }
}

/** One attack, chosen and made by its seed. */
export async function attackBySeed(seed: number): Promise<Outcome> {
  const scene = await sceneOf(seed)
  const attack = attacks[seed % attacks.length] ?? 'fork'
  if (attack === 'rollback') return attackByRollback(scene)
  if (['fork', 'swap', 'dropped entry', 'changed entry'].includes(attack)) return attackHistory(scene, attack)
  return attackByReceipt(scene, attack)
}
