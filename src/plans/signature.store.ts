// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely'
import type { CivilDate } from '#lib/civil-date.ts'
import {
  type AccountId,
  type FactId,
  type Handle,
  type Id,
  type MeetingId,
  newId,
  type OrganisationId,
  type PersonId,
  type PlanId,
  type SignatureId,
} from '#lib/ids.ts'
import type { Minutes } from '#lib/minutes.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import { type Meeting, spanOf } from './meeting.ts'
import type { Plan } from './plan.ts'
import { refuse } from './refusals.ts'
import {
  REDECLARED,
  type Signature,
  type SignatureStrength,
  type SignedBy,
  type SigningMethod,
  type SigningParty,
} from './signature.ts'

type SignatureRow = {
  id: string
  meeting_id: MeetingId | null
  round: number
  party: string
  method: string
  strength: string
  account_id: AccountId | null
  counted_minutes: number | null
  signed_on: CivilDate
  signed_at: Signature['signedAt']
  fact_id: FactId | null
}

const columns = [
  'id',
  'meeting_id',
  'round',
  'party',
  'method',
  'strength',
  'account_id',
  'counted_minutes',
  'signed_on',
  'signed_at',
  'fact_id',
] as const

export type StoredSignature = Signature & { meeting?: MeetingId; round: number; fact?: FactId }

function toSignature(row: SignatureRow): StoredSignature {
  return {
    id: row.id as SignatureId,
    ...(row.meeting_id ? { meeting: row.meeting_id } : {}),
    round: row.round,
    party: row.party as SigningParty,
    method: row.method as SigningMethod,
    strength: row.strength as SignatureStrength,
    ...(row.account_id ? { account: row.account_id } : {}),
    ...(row.counted_minutes === null ? {} : { counted: row.counted_minutes as Minutes }),
    signedOn: row.signed_on,
    signedAt: row.signed_at,
    ...(row.fact_id ? { fact: row.fact_id } : {}),
  }
}

/** Every signature under a plan and under its meetings, whatever became of it. */
export async function signaturesIn(tx: Tx, plan: PlanId): Promise<StoredSignature[]> {
  const rows = await tx
    .selectFrom('plans_signature')
    .select(columns)
    .where('plan_id', '=', plan)
    .orderBy('signed_at')
    .execute()
  return rows.map(toSignature)
}

/** The signatures that stand under a meeting: those of its present round. */
export async function signaturesUnder(tx: Tx, meeting: Pick<Meeting, 'id' | 'round'>): Promise<StoredSignature[]> {
  const rows = await tx
    .selectFrom('plans_signature')
    .select(columns)
    .where('meeting_id', '=', meeting.id)
    .where('round', '=', meeting.round)
    .execute()
  return rows.map(toSignature)
}

export async function signaturesUnderPlan(tx: Tx, plan: Pick<Plan, 'id' | 'round'>): Promise<StoredSignature[]> {
  const rows = await tx
    .selectFrom('plans_signature')
    .select(columns)
    .where('plan_id', '=', plan.id)
    .where('meeting_id', 'is', null)
    .where('round', '=', plan.round)
    .execute()
  return rows.map(toSignature)
}

export type Standing = SignedBy & {
  operatorMethod: SigningMethod | undefined
  /** Minutes of the measure that count already. */
  counted: Minutes
}

/** What stands under a meeting, and what its measure has counted so far: all that a signature has to know, in one query. */
export async function standingOf(tx: Tx, meeting: Meeting): Promise<Standing> {
  const row = await tx
    .selectFrom('plans_signature as s')
    .innerJoin('plans_meeting as m', join =>
      join
        .onRef('m.network_id', '=', 's.network_id')
        .onRef('m.id', '=', 's.meeting_id')
        .onRef('m.round', '=', 's.round'),
    )
    .where('s.plan_id', '=', meeting.plan)
    .where('m.measure_id', '=', meeting.measure)
    .where('m.state', '=', 'held')
    .select([
      sql<number>`coalesce(sum(s.counted_minutes), 0)::integer`.as('counted'),
      sql<boolean>`coalesce(bool_or(s.side = 'person' and m.id = ${meeting.id}), false)`.as('person'),
      sql<string | null>`max(s.method) filter (where s.side = 'operator' and m.id = ${meeting.id})`.as('method'),
    ])
    .executeTakeFirstOrThrow()
  return {
    operator: row.method !== null,
    person: row.person,
    operatorMethod: (row.method ?? undefined) as SigningMethod | undefined,
    counted: row.counted as Minutes,
  }
}

export type Signer = { name: string; birthDate: CivilDate | undefined; handle: Handle }

/** Who signs: the name she knows, the age that decides whether she does, the pseudonym under which it is counted. */
export async function getSigner(tx: Tx, person: PersonId): Promise<Signer> {
  const row = await tx
    .selectFrom('registry_person')
    .select(['given_name', 'family_name', 'birth_date', 'handle'])
    .where('person_id', '=', person)
    .executeTakeFirst()
  if (!row) return refuse('plan.not-found')
  const name = [row.given_name, row.family_name].filter(Boolean).join(' ')
  return { name, birthDate: row.birth_date ?? undefined, handle: row.handle }
}

export type NewSignature = {
  party: SigningParty
  method: SigningMethod
  strength: SignatureStrength
  fact?: FactId
  counted?: Minutes
}

/** Written under the act itself: the second name of one side meets the unique index. */
export const insertSignature = (tx: Tx, under: { plan: Plan } | { meeting: Meeting }, signature: NewSignature): void =>
  insertSignatures(tx, under, [signature])

export function insertSignatures(
  tx: Tx,
  under: { plan: Plan } | { meeting: Meeting },
  signatures: readonly NewSignature[],
): void {
  const scope = scopeOf(tx)
  const act = 'plan' in under ? planValues(under.plan) : meetingValues(under.meeting)
  const rows = signatures.map(signature => ({
    network_id: scope.network,
    id: newId<SignatureId>(),
    organisation_id: scope.organisation,
    ...act,
    party: signature.party,
    method: signature.method,
    strength: signature.strength,
    account_id: signature.party === 'operator' ? (scope.account ?? null) : null,
    counted_minutes: signature.counted ?? null,
    signed_on: scope.today,
    signed_at: scope.now,
    fact_id: signature.fact ?? null,
  }))
  send(tx, tx.insertInto('plans_signature').values(rows))
}

const planValues = (plan: Plan) => ({ person_id: plan.person, plan_id: plan.id, meeting_id: null, round: plan.round })

function meetingValues(meeting: Meeting) {
  const { start, end } = spanOf(meeting)
  return {
    person_id: meeting.person,
    plan_id: meeting.plan,
    meeting_id: meeting.id,
    round: meeting.round,
    day: meeting.day,
    start_minute: start,
    end_minute: end,
  }
}

export type Reversal = { meeting: MeetingId; round: number; reason: string; account: AccountId; on: CivilDate }

export async function insertReversal(tx: Tx, meeting: Meeting, reason: string, fact: FactId): Promise<void> {
  const scope = scopeOf(tx)
  if (!scope.account) throw new Error('a counter-entry is the act of a member of staff')
  send(
    tx,
    tx.insertInto('plans_reversal').values({
      network_id: scope.network,
      id: newId<Id<'reversal'>>(),
      person_id: meeting.person,
      organisation_id: scope.organisation,
      meeting_id: meeting.id,
      round: meeting.round,
      reason,
      account_id: scope.account,
      reversed_on: scope.today,
      reversed_at: scope.now,
      fact_id: fact,
    }),
  )
}

export async function reversalsOf(tx: Tx, meeting: MeetingId): Promise<Reversal[]> {
  const rows = await tx
    .selectFrom('plans_reversal')
    .select(['meeting_id', 'round', 'reason', 'account_id', 'reversed_on'])
    .where('meeting_id', '=', meeting)
    .orderBy('round')
    .execute()
  return rows.map(row => ({
    meeting: row.meeting_id,
    round: row.round,
    reason: row.reason,
    account: row.account_id,
    on: row.reversed_on,
  }))
}

const OPEN = sql<boolean>`m.state = 'held' and not exists (select from plans_signature g
  where g.network_id = m.network_id and g.meeting_id = m.id and g.round = m.round)`

/** `open`: its times are not declared again yet. */
export type UndoneMeeting = { day: CivilDate; on: CivilDate; reason: string; open: boolean }

/** Of one person: the meetings undone since a day and not signed again since, each with the last reason. */
export async function undoneMeetings(tx: Tx, person: PersonId, since: CivilDate): Promise<UndoneMeeting[]> {
  const rows = await tx
    .selectFrom('plans_reversal as r')
    .innerJoin('plans_meeting as m', join =>
      join.onRef('m.network_id', '=', 'r.network_id').onRef('m.id', '=', 'r.meeting_id'),
    )
    .where('r.person_id', '=', person)
    .where('r.reason', '<>', REDECLARED)
    .where('r.reversed_on', '>=', since)
    .where(sql<boolean>`m.signed_round is distinct from m.round`)
    .distinctOn(['m.day', 'm.id'])
    .select(['m.day', 'm.id', 'r.reason', 'r.reversed_on', OPEN.as('open')])
    .orderBy('m.day')
    .orderBy('m.id')
    .orderBy('r.reversed_at', 'desc')
    .execute()
  return rows.map(row => ({ day: row.day, on: row.reversed_on, reason: row.reason, open: row.open }))
}

/** Names of colleagues, for "signed by". Those of other organisations are not visible and stay out. */
export async function accountNames(tx: Tx, ids: readonly AccountId[]): Promise<Map<AccountId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('platform_account')
    .select(['id', 'display_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(row => [row.id as AccountId, row.display_name]))
}

export async function organisationNames(tx: Tx): Promise<Map<OrganisationId, string>> {
  const rows = await tx.selectFrom('platform_organisation_card').select(['organisation_id', 'name']).execute()
  return new Map(rows.map(row => [row.organisation_id, row.name]))
}
