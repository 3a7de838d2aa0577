// SPDX-License-Identifier: EUPL-1.2
// Writing up a register: many meetings of one plan that took place and were signed at the time. The same rules as one by
// one (times, overlaps, ceilings, both signatures), in a handful of statements instead of forty for each meeting.
import { recordAll, type TypedFact } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { type AccountId, type MeasureId, type MeetingId, newId } from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { scopeOf, type Tx } from '#platform/db/scope.ts'
import { countable } from './hours.ts'
import type { SignedHour } from './hour.store.ts'
import { ensureFree, hold, type Meeting, minutesOf, type TimeSpan } from './meeting.ts'
import { ensure, type Plan, start } from './plan.ts'
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
 * @returns the minutes that count
 */
export async function writeUpRegister(tx: Tx, plan: Plan, entries: readonly RegisterEntry[]): Promise<Minutes> {
  ensure(plan, 'hold')
  const { account, today } = scopeOf(tx)
  if (!account) throw new Error('A register is written up by a member of staff')
  const signer = await getSigner(tx, plan.person)
  const lines = linesOf(plan, entries, account, today)
  const facts = lines.flatMap(({ entry, meeting, counted }) =>
    factsOf(plan, entry, meeting, counted, { signer, today }),
  )
  const recorded = await recordAll(tx, facts)
  const signatures: RegisterSignature[] = []
  const hours: SignedHour[] = []
  let at = 0
  for (const { entry, meeting, counted } of lines) {
    const held = recorded[at++]
    if (!held) throw new Error('A meeting without its fact')
    signatures.push({ meeting, party: 'operator', method: 'account', strength: strengthOf.account, fact: held.id })
    if (!entry.signedBy) continue
    const signed = recorded[at++]
    if (!signed) throw new Error('A signature without its fact')
    const [method, strength] = [entry.signedBy, strengthOf[entry.signedBy]]
    signatures.push({
      meeting,
      party: signingParty(signer.birthDate, today),
      method,
      strength,
      fact: signed.id,
      counted,
    })
    const opening = signed.opening([...openedFields])
    hours.push({
      meeting,
      measure: measureOf(plan, meeting),
      handle: signer.handle,
      counted,
      method,
      strength,
      fact: signed.id,
      opening,
    })
  }
  await insertRegister(
    tx,
    lines.map(line => line.meeting),
    signatures,
    hours,
  )
  if (plan.state === 'agreed' && lines.length > 0) await savePlan(tx, start(plan))
  return hours.reduce((sum, hour) => sum + hour.counted, 0) as Minutes
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

function factsOf(
  plan: Plan,
  entry: RegisterEntry,
  meeting: Meeting,
  counted: Minutes,
  { signer, today }: Signed,
): TypedFact[] {
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
