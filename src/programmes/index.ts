// SPDX-License-Identifier: EUPL-1.2
// What other slices may use of programmes.
import type { Handle } from '#lib/ids.ts'
import type { Tx } from '#platform/db/scope.ts'
import { enrolmentsOf } from './enrolment.store.ts'
import type { Enrolment, Programme } from './programme.ts'
import { listProgrammes } from './programme.store.ts'

export { createProgramme, enrol, enrolAll, enterSpend, leaveProgramme } from './programme.act.ts'
export { listProgrammes } from './programme.store.ts'
export { paths } from './programmes.paths.ts'
export type { Enrolment, Programme } from './programme.ts'
/** The figures of a programme as they stood on a day. */
export { type Report, reportOn } from './report.act.ts'
export { reportBundle } from './export.act.ts'
/** Writes how far the enrolled people of my organisation have come; for the demo region, which does not wait for the job. */
export { refreshStations } from './stations.act.ts'

/** The programmes a person takes part in, by her pseudonym, as far as my organisation may read them. */
export async function programmesOf(
  tx: Tx,
  handle: Handle,
): Promise<readonly { enrolment: Enrolment; programme: Programme }[]> {
  const programmes = new Map((await listProgrammes(tx)).map(each => [each.id, each]))
  return (await enrolmentsOf(tx, handle)).flatMap(enrolment => {
    const programme = programmes.get(enrolment.programme)
    return programme ? [{ enrolment, programme }] : []
  })
}
