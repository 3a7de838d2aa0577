// SPDX-License-Identifier: EUPL-1.2
// For the registry's own module.ts and privacy.store.ts: routes, texts, facts and jobs of imports, and what they left on a person.
import type { JobHandler } from '#platform/jobs/jobs.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { forgetOldImports } from './import.store.ts'
import { workJobs } from './import-work.act.ts'
import { FORGET } from './start-import.act.ts'

export { importRoutes } from './import.routes.ts'
export { paths as importPaths } from './import.paths.ts'
/** The steps of an import, for the command line. */
export { getImport } from './import.store.ts'
export { applyImport, discardImport } from './import-steps.store.ts'
export { reviewOf } from './review.store.ts'
export { startImport } from './start-import.act.ts'
export { eraseImportTraces, exportImportTraces, type Remark, remarksOf, type Stay, staysOf } from './traces.store.ts'

export const importMessages = { it, en, fr, ar } as const
export const importFacts: readonly string[] = ['import.applied', 'import.undone']

/** Long registers are read and written in the background; all are emptied after the set time. */
export const importJobs: Readonly<Record<string, JobHandler>> = {
  ...workJobs,
  [FORGET]: async tx => {
    await forgetOldImports(tx)
  },
}
