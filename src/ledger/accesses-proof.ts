// SPDX-License-Identifier: EUPL-1.2
// "Who has opened my file", as something she can check herself: her own rows, the place of each in the tree of its hour, and
// a bundle with the entries that seal those hours. Of the rows of others there are hashes.
import type { Bundle } from './verifier/bundle.ts'
import { concat, fromBase64, fromHex, toHex, utf8, type Bytes } from './verifier/bytes.ts'
import { finding, type Finding } from './verifier/findings.ts'
import { factIdOf } from './verifier/event.ts'
import { canonical, JsonError, parseJson, type Json } from './verifier/json.ts'
import { leafHash, verifyInclusion } from './verifier/merkle.ts'
import { sha256 } from './verifier/sha256.ts'
import { valuesOf } from './verifier/acts.ts'
import { type Result, verify } from './verifier/index.ts'

export const ACCESSES = 'nuove-comunita/accesses/v1'
export type AccessRow = Readonly<Record<string, string | readonly string[] | null>>
export type SealedAccess = {
  /** As it was hashed: the operator only as a hash. */
  readonly row: AccessRow
  /** The entry that seals its hour. */
  readonly fact: string
  readonly index: number
  readonly proof: readonly string[]
}
export type AccessesProof = {
  readonly bundle: Json
  readonly accesses: readonly SealedAccess[]
  /** Openings whose hour is not sealed yet. */
  readonly waiting: number
}

const HOUR_MS = 3_600_000
const OPERATOR = 'nc/access/v1\n'

/** A row as it is hashed. Who the operator was is told through a procedure of its own; the hash then shows that it is true. */
export function sealedRow(row: AccessRow): AccessRow {
  const { id, account_id: operator } = row
  if (typeof operator !== 'string') return row
  return { ...row, account_id: toHex(sha256(utf8(`${OPERATOR}${String(id)}\n${operator}`))) }
}

export const accessLeaf = (row: AccessRow): Bytes => leafHash(utf8(canonical(row as Json)))

export const writeAccessesProof = (proof: AccessesProof): string => canonical({ format: ACCESSES, ...proof })

function parse(text: string): AccessesProof | undefined {
  try {
    const value = parseJson(text, { canonical: true, integers: true }) as { [key: string]: Json }
    const { format, bundle, accesses, waiting, ...more } = value
    const shaped = Array.isArray(accesses) && typeof waiting === 'number' && Object.keys(more).length === 0
    if (format !== ACCESSES || !shaped || typeof bundle !== 'object') return undefined
    return { bundle: bundle ?? null, accesses: accesses as unknown as SealedAccess[], waiting }
  } catch (error) {
    if (error instanceof JsonError) return undefined
    throw error
  }
}

type Hour = { readonly organisation: string; readonly from: number; readonly root: Bytes; readonly count: number }

/** The sealed hours that the bundle opens, by the id of their fact. */
function hoursOf(bundle: Bundle): Map<string, Hour> {
  const hours = new Map<string, Hour>()
  for (const { opening } of bundle.acts) {
    if (opening?.event.type !== 'access.batch') continue
    const { hour, root, count } = valuesOf(opening)
    const { net, org, seq } = opening.event
    const bytes = /^[0-9a-f]{64}$/.test(String(root)) ? fromHex(String(root)) : new Uint8Array(0)
    const place = { organisation: org, from: Date.parse(String(hour)), root: concat(bytes), count: Number(count) }
    hours.set(factIdOf(net, org, seq), place)
  }
  return hours
}

function holds({ row, fact, index, proof }: SealedAccess, hours: ReadonlyMap<string, Hour>): boolean {
  const hour = hours.get(fact)
  const at = Date.parse(String(row['at']))
  if (!hour || row['organisation_id'] !== hour.organisation || !(at >= hour.from && at < hour.from + HOUR_MS))
    return false
  const hashes = proof.map(hash => fromBase64(String(hash), 32)).filter(hash => hash !== undefined)
  if (hashes.length < proof.length || !Number.isSafeInteger(index) || index < 0 || !(hour.count > 0)) return false
  return verifyInclusion(BigInt(index), BigInt(hour.count), accessLeaf(row), hashes, hour.root)
}

/** What a bundle says besides that is of no interest to her. */
const besides = new Set<string>(['proved.figures', 'proved.opened', 'range.missing'])

const unreadable = (): Result => ({
  exit: 3,
  failures: [finding('access.unreadable', {}, { part: 'file' })],
  gaps: [],
  proved: [],
  limits: [],
  contents: null,
})

/** Undefined when the file is none of these. */
export async function checkAccessesProof(bytes: Uint8Array, trust?: string): Promise<Result | undefined> {
  const text = new TextDecoder().decode(bytes)
  // In canonical form the last members but one are these.
  if (!text.slice(-100).includes(`"format":"${ACCESSES}"`)) return undefined
  const file = parse(text)
  if (!file) return unreadable()
  const result = await verify(utf8(canonical(file.bundle)), trust)
  const bundle = result.contents?.bundle
  if (!bundle || result.exit === 3 || result.exit === 1) return result
  const hours = hoursOf(bundle)
  const failures = file.accesses
    .filter(access => !holds(access, hours))
    .map(({ row }): Finding => finding('access.other', { at: String(row['at']).slice(0, 16).replace('T', ' ') }))
  const proved = failures.length > 0 ? [] : [finding('proved.accesses', { n: file.accesses.length })]
  const rest = (findings: readonly Finding[]): Finding[] => findings.filter(one => !besides.has(one.code))
  return {
    ...result,
    exit: failures.length > 0 ? 1 : result.exit,
    failures: [...result.failures, ...failures],
    gaps: [...(file.waiting > 0 ? [finding('access.waiting', { n: file.waiting })] : []), ...rest(result.gaps)],
    proved: [...proved, ...rest(result.proved)],
    limits: [finding('limit.accesses'), ...result.limits],
  }
}
