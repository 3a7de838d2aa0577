// SPDX-License-Identifier: EUPL-1.2
// What a slice gives to the application. Only `app` reads it.
import type { Handle, PersonId } from '#lib/ids.ts'
import type { Database, Tx } from './db/scope.ts'
import type { Routes } from './http/routes.ts'
import type { SliceMessages } from './i18n/catalogue.ts'
import type { JobHandler } from './jobs/jobs.ts'
import type { NavItem } from './ui/page-context.tsx'

export type Module = {
  readonly name: string
  readonly routes: readonly Routes[]
  readonly messages: SliceMessages
  /** Types of the facts that this slice records in the ledger. */
  readonly facts?: readonly string[]
  readonly nav?: readonly NavItem[]
  readonly jobs?: Readonly<Record<string, JobHandler>>
  /** Regular work across organisations, for instance integrating the ledger. */
  readonly ticks?: readonly Tick[]
  readonly privacy?: Privacy
}

export type Tick = { readonly name: string; readonly everySeconds: number; run(db: Database): Promise<void> }

/** What the person's rights ask of every slice that holds personal data. */
export type Privacy = {
  /** Other names under which this slice recorded acts about her: a pseudonym, the record of whoever sent her. */
  subjectsOf?(tx: Tx, person: PersonId): Promise<readonly (PersonId | Handle)[]>
  /** Everything this slice holds of the person, as plain data. */
  exportPerson(tx: Tx, person: PersonId): Promise<Readonly<Record<string, unknown>>>
  /** Removes it; what a duty keeps stays without a way back to the person. */
  erasePerson(tx: Tx, person: PersonId): Promise<void> | void
}
