// SPDX-License-Identifier: EUPL-1.2
// One file and public keys in, a list of findings out: what fails, what is not proved, what is proved, what never can be.
import { checkActs, checkRegistrations, openedActs, revokedActs, type CheckedAct } from './acts.ts'
import type { Bundle } from './bundle.ts'
import { equal, fromBase64, textOf } from './bytes.ts'
import { countActs, differences } from './counting.ts'
import { runtimeIsFit } from './ed25519.ts'
import { aboutAct, aboutPart, finding, stretches, type Finding } from './findings.ts'
import { checkIntegrity, keyringOf, type Keyring } from './integrity.ts'
import { kinds } from './entry.ts'
import { leafHash, rootFromLeaves } from './merkle.ts'
import {
  parseCheckpoint,
  parseNote,
  sameKey,
  verifyNote,
  type Checkpoint,
  type Note,
  type VerifierKey,
} from './note.ts'
import { parseTrust, type Trust } from './policy.ts'
import { readBundle } from './read.ts'
import { checkQuorum, checkReceipt, RECEIPT, type Answer } from './receipt.ts'

/** 0 proved · 1 damaged, contradictory or foreign keys · 2 sound, but by its own keys or below the quorum · 3 unreadable */
export type Exit = 0 | 1 | 2 | 3
/** What the file says of itself; true only as far as the findings go. */
export type Contents = { bundle: Bundle; keyring: Keyring; acts: CheckedAct[]; head: Checkpoint | null }
export type Result = {
  exit: Exit
  failures: Finding[]
  gaps: Finding[]
  proved: Finding[]
  limits: Finding[]
  contents: Contents | null
}

const limits = (['fact', 'unrecorded', 'who', 'time', 'collusion', 'copies'] as const).map(name =>
  finding(`limit.${name}`),
)

const stopped = (exit: Exit, failures: Finding[], contents: Contents | null = null): Result => {
  return { exit, failures, gaps: [], proved: [], limits, contents }
}

type Head = { head: Checkpoint; note: Note }

async function checkCheckpoint(bundle: Bundle, keyring: Keyring): Promise<Head | Finding> {
  const note = parseNote(bundle.checkpoint)
  const head = note && parseCheckpoint(note.text)
  if (!note || !head) return aboutPart('part.changed', 'checkpoint')
  const other = [head.origin, keyring.log.name].find(name => name !== bundle.header.origin)
  if (other !== undefined) return finding('checkpoint.other-register', { origin: other }, { part: 'checkpoint' })
  if (await verifyNote(note, keyring.log)) return { head, note }
  return finding('checkpoint.not-signed', {}, { part: 'checkpoint' })
}

function leadsToRoot(acts: readonly CheckedAct[], bundle: Bundle, { size, root }: Checkpoint): boolean {
  const leaves = acts.flatMap(({ index, entry }) => (index === null ? [] : [{ index, hash: leafHash(entry.bytes) }]))
  const nodes = bundle.tree.nodes.map(node => fromBase64(node, 32) ?? new Uint8Array(0))
  if (leaves.length === 0) return nodes.length === 0
  const computed = rootFromLeaves(size, leaves, nodes)
  return computed !== undefined && equal(computed, root)
}

/** A series belongs to the organisation, not to the key: it goes on when the key changes. */
function checkSeries(acts: readonly CheckedAct[], keyring: Keyring): { gaps: Finding[]; proved: Finding[] } {
  const gaps: Finding[] = []
  const proved: Finding[] = []
  const owners = new Map([...keyring.organisations.values()].map(own => [own.organisation, own]))
  for (const { name, organisation } of owners.values()) {
    const own = acts.filter(act => keyring.organisations.get(act.entry.keyId)?.organisation === organisation)
    const present = new Set(own.map(act => act.entry.seq))
    const last = own.reduce((max, act) => Math.max(max, act.entry.seq), 0)
    const missing = Array.from({ length: Math.min(last, 100_000) }, (_, i) => i + 1).filter(seq => !present.has(seq))
    const args = { organisation: name, ranges: stretches(missing), n: missing.length, last }
    if (missing.length > 0) gaps.push(finding('range.missing', args, { part: 'acts' }))
    else if (last > 0) proved.push(finding('proved.range', args))
  }
  return { gaps, proved }
}

function checkTrust(trust: Trust | undefined, { log, organisations }: Keyring): Finding[] {
  const foreign = (key: VerifierKey): boolean => trust !== undefined && !trust.keys.some(own => sameKey(own, key))
  const keys = [...organisations.values()].filter(({ key }) => foreign(key))
  return [
    ...(foreign(log) ? [finding('trust.foreign-log', { name: log.name }, { part: 'keys' })] : []),
    ...keys.map(({ name }) => finding('trust.foreign-key', { organisation: name }, { part: 'keys' })),
  ]
}

const isUnread = (act: CheckedAct): boolean => act.opening === null && act.entry.kind === kinds.event

/** The figures, once every act has proved sound. With unread acts a difference is not proved, without any it is wrong. */
function checkFigures(bundle: Bundle, acts: readonly CheckedAct[]): Finding[] {
  const counted = countActs(openedActs(acts), bundle.report)
  const unread = acts.some(isUnread)
  const code = unread ? 'report.unopened' : 'report.figure'
  const wrong = differences(bundle.report, counted).map(args => finding(code, args, { part: 'report' }))
  const { minutes, heads } = counted.figures
  return wrong.length > 0 || unread ? wrong : [finding('proved.figures', { minutes, heads })]
}

/** What remains to be said of a bundle in which nothing was changed. */
function assess(sound: Contents & { head: Checkpoint }, trust: Trust | undefined, quorum: Answer): Result {
  const { bundle, keyring, acts, head } = sound
  const registrations = checkRegistrations(acts, keyring)
  const series = checkSeries(acts, keyring)
  const figures = checkFigures(bundle, acts)
  const failures = [
    ...checkTrust(trust, keyring),
    ...registrations.failures,
    ...revokedActs(acts, keyring, trust),
    ...quorum.failures,
    ...figures.filter(one => one.code === 'report.figure'),
  ]
  const sealed = acts.filter(act => act.index !== null)
  const gaps = [
    ...(trust ? [] : [finding('trust.own-keys', {}, { part: 'keys' })]),
    ...(acts.length === 0 ? [finding('acts.none')] : []),
    ...figures.filter(one => one.code === 'report.unopened'),
    ...acts.filter(isUnread).map(act => aboutAct('act.not-opened', act.name)),
    ...acts.filter(act => act.index === null).map(act => aboutAct('act.not-sealed', act.name)),
    ...registrations.gaps,
    ...quorum.gaps,
    ...series.gaps,
  ]
  const { exportedBy } = bundle.header
  const proved = [
    finding('proved.acts', { n: acts.length }),
    finding('proved.register', { n: sealed.length, origin: head.origin, size: String(head.size) }),
    ...quorum.proved,
    finding('proved.opened', { n: acts.filter(act => act.opening).length }),
    ...figures.filter(one => one.code === 'proved.figures'),
    finding('proved.file', { organisation: keyring.organisations.get(exportedBy)?.name ?? exportedBy }),
    ...(registrations.failures.length + registrations.gaps.length === 0
      ? [finding('proved.keys', { n: keyring.organisations.size })]
      : []),
    ...series.proved,
    ...(trust && failures.length === 0 ? [finding('proved.trust')] : []),
  ]
  const enough = trust && (!trust.policy || quorum.gaps.length === 0)
  return { exit: failures.length > 0 ? 1 : enough ? 0 : 2, failures, gaps, proved, limits, contents: sound }
}

async function verifyReceipt(text: string, trust: Trust | undefined): Promise<Result> {
  if (!trust) return stopped(2, [finding('receipt.needs-trust')])
  const answer = await checkReceipt(text, trust)
  return { exit: answer.failures.length > 0 ? 1 : answer.gaps.length > 0 ? 2 : 0, ...answer, limits, contents: null }
}

/** Checks a bundle or a receipt; `trust` is the text of a file of keys (policy.ts). Offline, alike in Node and in a browser. */
export async function verify(bytes: Uint8Array, trust?: string): Promise<Result> {
  if (!(await runtimeIsFit())) return stopped(3, [finding('runtime.no-crypto')])
  const trusted = trust === undefined ? undefined : parseTrust(trust)
  if (typeof trusted === 'number') return stopped(3, [finding('trust.unreadable', { line: trusted })])
  if (trusted?.keys.length === 0) return stopped(3, [finding('trust.empty')])
  if (textOf(bytes.subarray(0, RECEIPT.length)).text === RECEIPT) return verifyReceipt(textOf(bytes).text, trusted)
  const read = readBundle(bytes)
  if ('failure' in read) return stopped(read.readable ? 1 : 3, [read.failure])
  const { bundle } = read
  const keyring = keyringOf(bundle)
  if (!keyring) return stopped(1, [aboutPart('part.changed', 'keys')])

  const { findings, settled } = await checkIntegrity(bundle, keyring)
  const checked = await checkActs(bundle, keyring, settled)
  const checkpoint = await checkCheckpoint(bundle, keyring)
  const failures = [...findings, ...checked.failures]
  const contents: Contents = { bundle, keyring, acts: checked.acts, head: null }
  if ('code' in checkpoint) {
    if (failures.length === 0) failures.push(checkpoint)
  } else {
    const { head, note } = checkpoint
    contents.head = head
    if (failures.length === 0 && leadsToRoot(checked.acts, bundle, head))
      return assess({ ...contents, head }, trusted, await checkQuorum(note, trusted?.policy))
    if (failures.length === 0) failures.push(finding('register.other-root', {}, { part: 'tree' }))
  }
  return stopped(1, [...checkTrust(trusted, keyring), ...failures], contents)
}
