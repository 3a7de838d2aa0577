// SPDX-License-Identifier: EUPL-1.2
// Long registers as background work. Each kind of work is one transaction: it is done wholly or not at all, whatever becomes
// of the program, and a second try of work that was done already finds nothing to do.
import { record } from '#ledger/index.ts'
import type { ImportId } from '#lib/ids.ts'
import { digestOf } from '#platform/auth/tokens.ts'
import type { Tx } from '#platform/db/scope.ts'
import { enqueue, type JobHandler } from '#platform/jobs/jobs.ts'
import { jobState, type JobState } from '#platform/jobs/job-state.ts'
import type { Choices } from './choices.ts'
import { type Import, type ImportHead, isLong, type WorkKind, works } from './import.ts'
import { applyImport, mustBeIdle, mustBeOpen, previewImport, undoImport } from './import-steps.store.ts'
import { getImport, type ImportChange, saveImport } from './import.store.ts'
import { refuse } from './refusals.ts'
import type { Report } from './review.store.ts'
import { concernsMany } from './undo.store.ts'

const jobOf = (kind: WorkKind): string => `registry.import-${kind}`

/** Hands an import over to background work. What was chosen on the way is kept with it. */
export async function handOver(
  tx: Tx,
  given: Pick<Import, 'id' | 'version'>,
  kind: WorkKind,
  change: ImportChange = {},
): Promise<void> {
  const job = enqueue(tx, jobOf(kind), { import: given.id })
  await saveImport(tx, given, { ...change, work: { kind, job } })
}

const told = (choices: Pick<Choices, 'plans' | 'corrections'>): string =>
  digestOf(JSON.stringify([choices.plans, choices.corrections])).toString('hex')

/** Keeps what was chosen. True when a long register has to be read again for it. */
export async function checkImport(tx: Tx, given: Import, choices: Choices): Promise<boolean> {
  mustBeOpen(given)
  mustBeIdle(given)
  const again = !!given.book && isLong(given.book) && told(given) !== told(choices)
  if (again) await handOver(tx, given, 'check', choices)
  else await saveImport(tx, given, choices)
  return again
}

/** What came of a step: done, nothing to do, or handed over to background work. */
export type Outcome = 'done' | 'nothing' | 'working'

/** Applies a short register at once, a long one in the background. */
export async function applyNowOrLater(tx: Tx, given: Import, choices: Choices): Promise<Outcome> {
  mustBeOpen(given)
  mustBeIdle(given)
  if (given.book && isLong(given.book)) {
    await handOver(tx, given, 'write', choices)
    return 'working'
  }
  return (await write(tx, { ...given, ...choices })) ? 'done' : 'nothing'
}

/** Takes an import back, in the background when it concerns many. */
export async function undoNowOrLater(tx: Tx, given: Import): Promise<Outcome> {
  mustBeIdle(given)
  if (given.state !== 'applied') refuse('import.closed', { id: given.id })
  if (await concernsMany(tx, given.id)) {
    await handOver(tx, given, 'undo')
    return 'working'
  }
  await undo(tx, given)
  return 'done'
}

async function write(tx: Tx, given: Import, report?: Report): Promise<boolean> {
  const done = await applyImport(tx, given, given, report)
  if (done) await record(tx, 'import.applied', { fields: { import: given.id, ...done } })
  return !!done
}

async function undo(tx: Tx, given: Import, report?: Report): Promise<void> {
  const people = await undoImport(tx, given, report)
  await record(tx, 'import.undone', { fields: { import: given.id, people } })
}

const does: Readonly<Record<WorkKind, (tx: Tx, given: Import, report: Report) => Promise<unknown>>> = {
  check: previewImport,
  write,
  undo,
}

/** The handlers of the worker. Work that was done or given up meanwhile is no longer this job's. */
export const workJobs: Readonly<Record<string, JobHandler>> = Object.fromEntries(
  works.map((kind): [string, JobHandler] => [
    jobOf(kind),
    async (tx, payload, { id, report }) => {
      const given = await getImport(tx, payload['import'] as ImportId)
      if (given.work?.job === id) await does[kind](tx, given, report)
    },
  ]),
)

/** How the background work of an import stands; undefined when there is none. */
export async function workOf(tx: Tx, given: ImportHead): Promise<JobState | undefined> {
  return given.work && ((await jobState(tx, given.work.job)) ?? { kind: 'failed', code: undefined })
}

/** Begins anew what failed for good. */
export async function tryAgain(tx: Tx, given: ImportHead): Promise<void> {
  const state = await workOf(tx, given)
  if (given.work && state?.kind === 'failed') await handOver(tx, given, given.work.kind)
}

/** Gives work up: the import is as it was before. Work that is about to end finds the import changed, and takes itself back. */
export async function giveUp(tx: Tx, given: ImportHead): Promise<void> {
  if (given.work && given.work.kind !== 'check') await saveImport(tx, given, { work: null })
}
