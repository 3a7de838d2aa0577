// SPDX-License-Identifier: EUPL-1.2
// Writing up a register: many meetings of one plan that took place and were signed at the time. The same rules as one by
// one (times, overlaps, ceilings, both signatures), in a handful of statements instead of forty for each meeting.
import { type OpenableFact, record, recordAll, type TypedFact } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type AccountId, type MeasureId, type MeetingId, newId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { countable } from './hours.ts'
import type { SignedHour } from './hour.store.ts'
import { ensureFree, hold, type Meeting, minutesOf, type TimeSpan } from './meeting.ts'
import { close, ensure, type Plan, type PlanOutcome, start } from './plan.ts'
import { savePlan } from './plan.store.ts'
import { insertRegister, type RegisterSignature } from './register.store.ts'
import { measureOf, openedFields } from './signature.act.ts'
import { getSigner } from './signature.store.ts'
import { type SigningMethod, signingParty, strengthOf } from './signature.ts'

export type RegisterEntry = {
  readonly measure: MeasureId
  readonly day: CivilDate
  readonly span: TimeSpan
  readonly place: string
  readonly lang: string
  /** How the person signed on that day; absent when her signature is still missing. */
  readonly signedBy?: SigningMethod
}

type Line = { readonly entry: RegisterEntry; readonly meeting: Meeting; readonly counted: Minutes }

/**
 * Writes up the meetings of a plan that has none yet, in order of day. The operator's declaration is the acting account's.
 * @param outcome how the plan ended, when its register is complete: the plan is closed with it
 * @returns the minutes that count
 */
export async function writeUpRegister(
  tx: Tx,
  plan: Plan,
  entries: readonly RegisterEntry[],
  outcome?: PlanOutcome,
): Promise<Minutes> {
  ensure(plan, 'hold')
  const { account, today } = scopeOf(tx)
  if (!account) throw new Error('A register is written up by a member of staff')
  const signer = await getSigner(tx, plan.person)
  const lines = linesOf(plan, entries, account, today)
  const signed = { signer, today }
  const recorded = await recordAll(
    tx,
    lines.flatMap(line => factsOf(plan, line, signed)),
  )
  const { signatures, hours } = signedRows(plan, lines, recorded, signed)
  insertRegister(
    tx,
    lines.map(line => line.meeting),
    signatures,
    hours,
  )
  await moveOn(tx, plan, lines, outcome)
  return totalOf(lines)
}

const totalOf = (lines: readonly Line[]): Minutes => lines.reduce((sum, line) => sum + line.counted, 0) as Minutes

/** With its first meeting a plan runs; with the outcome it is closed. */
async function moveOn(tx: Tx, plan: Plan, lines: readonly Line[], outcome: PlanOutcome | undefined): Promise<void> {
  const running = plan.state === 'agreed' && lines.length > 0 ? start(plan) : plan
  if (outcome === undefined) {
    if (running !== plan) await savePlan(tx, running)
    return
  }
  const unsigned = lines.filter(line => !line.entry.signedBy)
  const waiting = unsigned.reduce((sum, line) => sum + minutesOf(line.entry.span), 0) as Minutes
  const closed = close(running, outcome, waiting, scopeOf(tx).today)
  const fact = await record(tx, 'plan.closed', { person: plan.person, fields: { outcome, minutes: totalOf(lines) } })
  await savePlan(tx, closed, fact.id)
}

type Rows = { readonly signatures: RegisterSignature[]; readonly hours: SignedHour[] }

/** The names under each meeting, and the hour that counts where both are there; facts come in the order of `factsOf`. */
function signedRows(
  plan: Plan,
  lines: readonly Line[],
  recorded: readonly OpenableFact[],
  { signer, today }: Signed,
): Rows {
  const rows: Rows = { signatures: [], hours: [] }
  const party = signingParty(signer.birthDate, today)
  let at = 0
  for (const { entry, meeting, counted } of lines) {
    const held = recorded[at++]
    if (!held) throw new Error('A meeting without its fact')
    rows.signatures.push({ meeting, party: 'operator', method: 'account', strength: strengthOf.account, fact: held.id })
    if (!entry.signedBy) continue
    const signed = recorded[at++]
    if (!signed) throw new Error('A signature without its fact')
    const hers = { method: entry.signedBy, strength: strengthOf[entry.signedBy], fact: signed.id, counted }
    rows.signatures.push({ meeting, party, ...hers })
    const [measure, opening] = [measureOf(plan, meeting), signed.opening([...openedFields])]
    rows.hours.push({ meeting, measure, handle: signer.handle, opening, ...hers })
  }
  return rows
}

/** Each entry as a held meeting, with what it may count under the ceiling of its measure. */
function linesOf(plan: Plan, entries: readonly RegisterEntry[], operator: AccountId, today: CivilDate): Line[] {
  const lines: Line[] = []
  const used = new Map<MeasureId, Minutes>()
  for (const entry of entries.toSorted((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : a.span.start - b.span.start,
  )) {
    const booked: Meeting = {
      id: newId<MeetingId>(),
      person: plan.person,
      plan: plan.id,
      measure: entry.measure,
      day: entry.day,
      booked: entry.span,
      place: entry.place,
      lang: entry.lang,
      operator,
      state: 'booked',
      round: 1,
      version: 1,
    }
    ensureFree(
      { day: entry.day, span: entry.span },
      lines.map(line => line.meeting),
    )
    const meeting = hold(booked, entry.span, false, { day: today, minute: 0 })
    const before = used.get(entry.measure) ?? (0 as Minutes)
    const counted = entry.signedBy ? countable(measureOf(plan, meeting), minutesOf(entry.span), before) : (0 as Minutes)
    used.set(entry.measure, (before + counted) as Minutes)
    lines.push({ entry, meeting, counted })
  }
  return lines
}

type Signed = { readonly signer: Awaited<ReturnType<typeof getSigner>>; readonly today: CivilDate }

function factsOf(plan: Plan, { entry, meeting, counted }: Line, { signer, today }: Signed): TypedFact[] {
  const { kind } = measureOf(plan, meeting)
  const about = { person: plan.person, at: entry.day, account: 'accounting' } as const
  const times = { measureKind: kind, day: entry.day, start: entry.span.start, round: meeting.round }
  const lasted = minutesOf(entry.span)
  const held: TypedFact = { ...about, type: 'meeting.held', fields: { ...times, minutes: lasted } }
  if (!entry.signedBy) return [held]
  const fields = {
    ...times,
    minutes: counted,
    lasted,
    party: signingParty(signer.birthDate, today),
    method: entry.signedBy,
    strength: strengthOf[entry.signedBy],
    operatorMethod: 'account',
  }
  return [held, { ...about, type: 'hours.signed', handle: signer.handle, fields }]
}
