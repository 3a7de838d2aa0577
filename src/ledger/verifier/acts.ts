// SPDX-License-Identifier: EUPL-1.2
// Each act by itself: did this organisation sign exactly this, with a key that was registered before, as its n-th act?
import type { Act, Bundle, Opening } from './bundle.ts'
import { fromBase64 } from './bytes.ts'
import type { OpenedAct } from './counting.ts'
import { verifySignature } from './ed25519.ts'
import { entryMessage, kinds, parseEntry, type Entry } from './entry.ts'
import { factIdOf, opens, wrongFields, type FieldValue } from './event.ts'
import { aboutAct, finding, type ActName, type Finding } from './findings.ts'
import type { Keyring } from './integrity.ts'
import type { Trust } from './policy.ts'

export const KEY_REGISTERED = 'key.registered'
export const KEY_REVOKED = 'key.revoked'
export type CheckedAct = { name: ActName; entry: Entry; index: number | null; opening: Opening | null }
export type Checked = { acts: CheckedAct[]; failures: Finding[] }

export const valuesOf = (opening: Opening): Record<string, FieldValue> =>
  Object.fromEntries(Object.entries(opening.fields).map(([name, field]) => [name, field.value]))

async function checkAct(act: Act, n: number, bundle: Bundle, keyring: Keyring): Promise<CheckedAct | Finding> {
  const bytes = fromBase64(act.entry)
  const entry = bytes && parseEntry(bytes)
  if (!entry) return finding('act.changed-nth', { n: n + 1 }, { part: 'acts' })
  const known = keyring.organisations.get(entry.keyId)
  const name: ActName = { organisation: known?.name ?? entry.keyId, keyId: entry.keyId, seq: entry.seq }
  if (!known) return aboutAct('act.unknown-key', name)
  const message = entryMessage(entry.bytes, bundle.header.origin)
  if (!(await verifySignature(known.key.key, entry.signature, message))) return aboutAct('act.not-signed', name)
  const { opening } = act
  if (opening) {
    const { event } = opening
    const same = event.net === bundle.header.network && event.org === known.organisation && event.seq === entry.seq
    if (!opens(opening, entry.commitment) || !same) return aboutAct('act.other-content', name)
    const [field] = wrongFields(opening)
    if (field !== undefined) return aboutAct('act.other-field', name, { field })
  }
  return { name, entry, index: act.index, opening }
}

const padded = (n: number): string => String(n).padStart(16, '0')

/** One order only: by place in the register, then the ones still outside by key and number; a series never runs backwards. */
function orderFailures(acts: readonly CheckedAct[]): Finding[] {
  const last = new Map<string, number>()
  let before = ''
  return acts.flatMap(({ index, entry, name }) => {
    const place = index === null ? `outside ${entry.keyId} ${padded(entry.seq)}` : `inside ${padded(index)}`
    const sound = place > before && entry.seq > (last.get(entry.keyId) ?? 0)
    before = place
    last.set(entry.keyId, entry.seq)
    return sound ? [] : [aboutAct('act.out-of-order', name)]
  })
}

export async function checkActs(bundle: Bundle, keyring: Keyring, settled: ReadonlySet<number>): Promise<Checked> {
  const acts: CheckedAct[] = []
  const failures: Finding[] = []
  const open = [...bundle.acts.entries()].filter(([n]) => !settled.has(n))
  // In portions, so that the runtime may verify on several cores without holding every promise at once.
  for (let from = 0; from < open.length; from += 256) {
    const portion = open.slice(from, from + 256).map(([n, act]) => checkAct(act, n, bundle, keyring))
    for (const one of await Promise.all(portion)) {
      if ('code' in one) failures.push(one)
      else acts.push(one)
    }
  }
  return { acts, failures: failures.length > 0 || settled.size > 0 ? failures : orderFailures(acts) }
}

/** Keys that the register did not hold before their first act here: not proved; a registration that says otherwise: failed. */
export function checkRegistrations(
  acts: readonly CheckedAct[],
  keyring: Keyring,
): { failures: Finding[]; gaps: Finding[] } {
  const failures: Finding[] = []
  const gaps: Finding[] = []
  for (const [id, { key, name }] of keyring.organisations) {
    const own = acts.filter(act => act.entry.keyId === id)
    const registration = own.find(act => act.entry.kind === kinds.key && act.opening?.event.type === KEY_REGISTERED)
    if (!registration?.opening) {
      gaps.push(finding('key.not-registered', { organisation: name }, { part: 'keys' }))
      continue
    }
    const values = valuesOf(registration.opening)
    if (values['vkey'] !== key.vkey || values['name'] !== name || own[0] !== registration) {
      failures.push(finding('key.other-registration', { organisation: name }, { part: 'keys' }))
    }
  }
  return { failures, gaps }
}

/** Acts under a key, from the number on from which its organisation, or whoever checks, holds it revoked. */
export function revokedActs(acts: readonly CheckedAct[], { organisations }: Keyring, trust?: Trust): Finding[] {
  const until = new Map(trust?.revoked)
  for (const { opening } of acts) {
    const { key, from } = opening?.event.type === KEY_REVOKED ? valuesOf(opening) : {}
    const own = organisations.get(String(key))?.organisation === opening?.event.org
    if (own) until.set(String(key), Math.min(Number(from), until.get(String(key)) ?? Infinity))
  }
  const isStopped = ({ entry }: CheckedAct): boolean => entry.seq >= (until.get(entry.keyId) ?? Infinity)
  return acts.filter(isStopped).map(act => aboutAct('act.revoked-key', act.name))
}

export function openedActs(acts: readonly CheckedAct[]): OpenedAct[] {
  return acts.flatMap(({ opening }) => {
    if (!opening) return []
    const { net, org, seq, type, at, subjectRef, programme } = opening.event
    return [{ id: factIdOf(net, org, seq), org, type, at, subject: subjectRef, programme, values: valuesOf(opening) }]
  })
}
