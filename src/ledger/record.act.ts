// SPDX-License-Identifier: EUPL-1.2
// Recording a fact, in the transaction of the act: both exist or neither does.
import type { CivilDate } from '#lib/civil-date.ts'
import type { FactId, Handle, NetworkId, OrganisationId, PersonId, ProgrammeId } from '#lib/ids.ts'
import { scopeOf, servicesOf, type Tx } from '#platform/db/scope.ts'
import { formatVkey, keyNameOf, originOf } from './checkpoint.ts'
import {
  derive,
  newSecret,
  newSigningKey,
  openBox,
  type PrivateKey,
  privateKeyFrom,
  publicKeyOf,
  rawPrivateKey,
  sealBox,
  signWith,
} from './crypto.client.ts'
import { makeEntry } from './entry.ts'
import { commit, type FieldValues, type KeptEvent, openFor } from './event.ts'
import { makeFacts } from './making.client.ts'
import { eventWith, idAt } from './making.ts'
import * as store from './series.store.ts'
import type { Account, SubjectKeys } from './series.store.ts'
import { hold, isTogether, letGo, type Taken, takeHeld } from './together.act.ts'
import { utf8 } from './verifier/bytes.ts'
import type { Event, Opening } from './verifier/bundle.ts'
import { type Kind, kinds } from './verifier/entry.ts'
import { factIdOf } from './verifier/event.ts'
import { keyIdOf } from './verifier/note.ts'

export type Fact = {
  /** Whose record it is about; the keys that open it are hers. */
  readonly person?: PersonId
  /** Her pseudonym, when the fact is to be counted; stands in the event in place of a name. */
  readonly handle?: Handle
  readonly programme?: ProgrammeId
  /** The day of the act; today unless said otherwise. */
  readonly at?: CivilDate
  /** `accounting` for what a duty keeps after the person's file is erased. */
  readonly account?: Account
  readonly fields: FieldValues
}
export type FactRef = { readonly id: FactId; readonly orgSeq: number }

const typeName = /^[a-z][a-z0-9.-]*$/
const custodyKey = (tx: Tx): Buffer => derive(servicesOf(tx).secret, utf8('ledger/signing-key/v1'))

/** Private keys that this process has opened; a key never changes behind its id. */
const opened = new Map<string, PrivateKey>()

/** Forgets opened private keys: after a restore, and in tests of one. */
export const forgetKeys = (): void => opened.clear()

/** Undefined where the key is not here: after a restore elsewhere, for signing keys are in no backup. */
export async function signingKey(tx: Tx, network: NetworkId, keyId: string): Promise<PrivateKey | undefined> {
  const known = opened.get(keyId)
  if (known) return known
  const box = await store.findSigningKey(tx, network, keyId)
  if (!box) return undefined
  const key = privateKeyFrom(openBox(custodyKey(tx), keyId, box))
  if (opened.size > 4096) opened.clear()
  opened.set(keyId, key)
  return key
}

const boxed = (tx: Tx, keyId: string, key: PrivateKey): Buffer => sealBox(custodyKey(tx), keyId, rawPrivateKey(key))

/** Founds the register of the scope's network; answers its origin. Harmless to repeat. */
export async function createLog(tx: Tx): Promise<string> {
  const known = await store.findOrigin(tx)
  if (known) return known
  const origin = originOf(await store.networkName(tx), scopeOf(tx).network)
  const key = newSigningKey()
  const vkey = formatVkey(origin, publicKeyOf(key))
  if (await store.insertLog(tx, { origin, vkey })) {
    const keyId = keyIdOf(origin, publicKeyOf(key))
    await store.insertSigningKey(tx, { keyId, organisation: null, box: boxed(tx, keyId, key) })
  }
  return (await store.findOrigin(tx)) ?? origin
}

type Owner = { readonly organisation: OrganisationId; readonly name: string }

type NewKey = { readonly key: PrivateKey; readonly vkey: string; readonly keyId: string; readonly origin: string }

export async function newKeyFor(tx: Tx, { organisation, name }: Owner): Promise<NewKey> {
  const origin = await createLog(tx)
  const key = newSigningKey()
  const keyName = keyNameOf(origin, name, organisation)
  return { key, origin, vkey: formatVkey(keyName, publicKeyOf(key)), keyId: keyIdOf(keyName, publicKeyOf(key)) }
}

/** Keeps the key and writes the kind-3 entry that registers it, signed with itself, as this number of the series. */
export async function registerKey(tx: Tx, owner: Owner, made: NewKey, seq: number, ownKey: Buffer): Promise<void> {
  const { network, role, today } = scopeOf(tx)
  const { key, keyId, vkey, origin } = made
  const { organisation, name } = owner
  await store.insertSigningKey(tx, { keyId, organisation, box: boxed(tx, keyId, key) })
  const event = { v: 1, net: network, org: organisation, seq, type: 'key.registered', at: today } as const
  const kept: KeptEvent = {
    event: { ...event, actorRole: role, subjectRef: null, programme: null },
    values: { vkey, name },
  }
  const opening = openFor(kept, ownKey, ['vkey', 'name'])
  await store.insertKey(tx, { keyId, organisation, name, vkey, seq, opening })
  const commitment = commit(opening.event, ownKey)
  const bytes = makeEntry({ kind: kinds.key, keyId, seq, commitment, origin }, message => signWith(key, message))
  await store.insertEntry(tx, { fact: factIdOf(network, organisation, seq) as FactId, keyId, seq, organisation, bytes })
}

/** Gives an organisation its key and begins its series. Harmless to repeat; `record` does it when nobody did before. */
export async function registerOrganisationKey(tx: Tx, given: Partial<Owner> = {}): Promise<void> {
  const organisation = given.organisation ?? scopeOf(tx).organisation
  const owner = { organisation, name: given.name ?? (await store.organisationName(tx, organisation)) }
  const made = await newKeyFor(tx, owner)
  const ownKey = newSecret()
  // The series row comes first: whoever loses the race waits for it and finds the series begun.
  if (!(await store.insertSeries(tx, { organisation, keyId: made.keyId, ownKey }))) return
  await registerKey(tx, owner, made, 1, ownKey)
}

async function takeStep(tx: Tx, count: number, subjects: readonly string[]): Promise<Taken> {
  const { organisation, network } = scopeOf(tx)
  let step = await store.nextStep(tx, organisation, count, subjects)
  if (!step) {
    await registerOrganisationKey(tx)
    step = await store.nextStep(tx, organisation, count, subjects)
  }
  if (!step) throw new Error('The series of this organisation cannot be begun in this scope')
  const key = await signingKey(tx, network, step.keyId)
  if (key) return { step, key }
  // The secret did not come along (restored elsewhere): the series goes on under a new key, registered as its next entry.
  const owner = { organisation, name: await store.organisationName(tx, organisation) }
  const made = await newKeyFor(tx, owner)
  await registerKey(tx, owner, made, step.seq, step.ownKey)
  await store.changeSeriesKey(tx, organisation, made.keyId)
  // The registration used up the first of the numbers taken: one more, and they still follow each other.
  const more = await store.nextStep(tx, organisation)
  if (!more) throw new Error('A series cannot end')
  return { step: { ...more, seq: step.seq + 1, keys: step.keys }, key: made.key }
}

/** The keys of all persons concerned; new ones for those who have none yet. */
async function keysFor(
  tx: Tx,
  subjects: readonly string[],
  known: Map<string, SubjectKeys>,
): Promise<Map<string, SubjectKeys>> {
  const fresh = subjects.filter(subject => !known.has(subject))
  if (fresh.length === 0) return known
  const made = new Map(fresh.map(subject => [subject, { service: newSecret(), accounting: newSecret() }] as const))
  const kept = await store.insertSubjectKeys(tx, made)
  // Where another act about the same new person was faster, its keys are the ones that stay.
  return new Map([...known, ...(kept === made.size ? made : await store.findSubjectKeys(tx, fresh))])
}

const subjectOf = (fact: Fact): string | null => fact.person ?? fact.handle ?? null

function secretFor(fact: Fact, keys: ReadonlyMap<string, SubjectKeys>, ownKey: Buffer): Buffer {
  const subject = subjectOf(fact)
  const key = subject === null ? ownKey : keys.get(subject)?.[fact.account ?? 'service']
  if (!key) throw new Error('The keys of this person were erased; nothing more is recorded about her')
  return key
}

function keptOf(tx: Tx, fact: TypedFact, seq: number): KeptEvent {
  const { network, organisation, role, today } = scopeOf(tx)
  if (!typeName.test(fact.type)) throw new Error(`Not a type of a fact: ${fact.type}`)
  const event = { v: 1, net: network, org: organisation, seq, type: fact.type, at: fact.at ?? today } as const
  return {
    event: { ...event, actorRole: role, subjectRef: fact.handle ?? null, programme: fact.programme ?? null },
    values: { ...fact.fields },
  }
}

export type TypedFact = Fact & { readonly type: string }
/** A fact just recorded, with what opens it. */
type Recorded = FactRef & { readonly kept: KeptEvent; readonly event: () => Event; readonly secret: Buffer }

/** Records facts of one kind in the series of the scope's organisation, one number after the other. */
async function recordIn(tx: Tx, kind: Kind, facts: readonly TypedFact[]): Promise<readonly Recorded[]> {
  const subjects = [...new Set(facts.map(subjectOf).filter(subject => subject !== null))]
  const together = kind === kinds.event && isTogether(tx)
  if (!together) await letGo(tx)
  const { step, key } = together
    ? await takeHeld(tx, facts.length, () => takeStep(tx, 0, subjects))
    : await takeStep(tx, facts.length, subjects)
  const { origin, keyId, ownKey } = step
  const keys = await keysFor(tx, subjects, step.keys)
  // What was made for this act is known to the next one.
  for (const [subject, own] of keys) step.keys.set(subject, own)
  const secrets = facts.map(fact => secretFor(fact, keys, ownKey))
  const distinct = [...new Set(secrets)]
  const places = new Map(distinct.map((secret, at) => [secret, at]))
  const kept = facts.map((fact, at) => keptOf(tx, fact, step.seq + at))
  const which = secrets.map(secret => places.get(secret) ?? 0)
  const made = await makeFacts({ kind, keyId, origin, kept, secrets: distinct, which }, key)
  const about = facts.map(fact => ({ subject: subjectOf(fact), account: fact.account ?? ('service' as const) }))
  const written: store.MadeFacts = { ...made, keyId, seq: step.seq, about }
  if (together) hold(tx, written)
  else store.insertFacts(tx, written)
  let leaves = 0
  return kept.map((one, at) => {
    const first = leaves
    leaves += Object.keys(one.values).length
    const event = (): Event => eventWith(one, made.leaves, first)
    return { id: idAt(made.ids, at) as FactId, orgSeq: step.seq + at, kept: one, event, secret: secrets[at] ?? ownKey }
  })
}

/** Records a fact of any kind. */
export async function recordKind(tx: Tx, kind: Kind, type: string, fact: Fact): Promise<FactRef> {
  const { id, orgSeq } = await recordOpenable(tx, kind, { ...fact, type })
  return { id, orgSeq }
}

/** Records what has just been done, in the transaction that did it. */
export const record = (tx: Tx, type: string, fact: Fact): Promise<FactRef> => recordKind(tx, kinds.event, type, fact)

export type OpenableFact = FactRef & {
  /** What opens the fact, with just the named fields disclosed: no need to read it back. */
  opening(fields: readonly string[]): Opening
}

const openable = ({ id, orgSeq, kept, event, secret }: Recorded): OpenableFact => ({
  id,
  orgSeq,
  opening: fields => openFor(kept, secret, fields, event()),
})

/** Records one fact of any kind, and what opens it. */
export async function recordOpenable(tx: Tx, kind: Kind, fact: TypedFact): Promise<OpenableFact> {
  const [done] = await recordIn(tx, kind, [fact])
  if (!done) throw new Error('Nothing was recorded')
  return openable(done)
}

/** Records many facts at once, in the order given: a register written up, a file taken in. */
export async function recordAll(tx: Tx, facts: readonly TypedFact[]): Promise<readonly OpenableFact[]> {
  if (facts.length === 0) return []
  return (await recordIn(tx, kinds.event, facts)).map(openable)
}
