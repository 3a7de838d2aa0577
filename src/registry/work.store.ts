// SPDX-License-Identifier: EUPL-1.2
// The right to work of a recorded person, with the rules that this network's administrator has confirmed.
import { record } from '#ledger/index.ts'
import type { CivilDate } from '#lib/civil-date.ts'
import { scopeOf, send, type Tx } from '#platform/db/scope.ts'
import type { Permit } from './permit.ts'
import { openRules } from './permit-kind.ts'
import { currentPermit } from './permit.store.ts'
import type { PersonCard } from './person.ts'
import { refuse } from './refusals.ts'
import { rightToWork, type WorkVerdict } from './right-to-work.ts'

export type RuleCheck = { readonly rule: string; readonly checkedOn: CivilDate; readonly checkedBy: string }

export async function ruleChecks(tx: Tx): Promise<RuleCheck[]> {
  const rows = await tx.selectFrom('registry_rule_check').select(['rule', 'checked_on', 'checked_by']).execute()
  return rows.map(row => ({ rule: row.rule, checkedOn: row.checked_on, checkedBy: row.checked_by }))
}

export const confirmedRules = async (tx: Tx): Promise<ReadonlySet<string>> =>
  new Set((await ruleChecks(tx)).map(check => check.rule))

/** The administrator has compared an open rule with the law in force. */
export async function confirmRule(tx: Tx, rule: string, checkedBy: string): Promise<void> {
  const { network, today } = scopeOf(tx)
  if (!openRules.some(open => open.id === rule)) refuse('rule.unknown', { rule })
  send(
    tx,
    tx
      .insertInto('registry_rule_check')
      .values({ network_id: network, rule, checked_on: today, checked_by: checkedBy })
      .onConflict(conflict => conflict.columns(['network_id', 'rule']).doNothing()),
  )
  await record(tx, 'rule.confirmed', { fields: { rule } })
}

type Worker = Pick<PersonCard, 'id' | 'birthDate' | 'birthPrecision' | 'citizenship'>

/** Whether a person may work on a day (today when absent), from her current paper. */
export async function workVerdictOf(tx: Tx, person: Worker, on?: CivilDate): Promise<WorkVerdict> {
  return verdictFrom(tx, person, await currentPermit(tx, person.id), on)
}

/** The same where her current paper has just been read; undefined when she has none. */
export async function verdictFrom(
  tx: Tx,
  { birthDate, citizenship }: Worker,
  permit: Permit | undefined,
  on: CivilDate = scopeOf(tx).today,
): Promise<WorkVerdict> {
  return rightToWork({ birthDate, citizenship, permit, confirmed: await confirmedRules(tx) }, on)
}
