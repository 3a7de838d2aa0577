// SPDX-License-Identifier: EUPL-1.2
// A regional system in this process, for tests. It alone mints policy ids, as only the real one may.
import type { CivilDate } from '#lib/civil-date.ts'
import { policyLetter } from '../policy-id.ts'
import type { Delivery, Problem, RegionalSystem } from './regional-system.client.ts'

export type FakeRegionalSystem = RegionalSystem & {
  /** The id that the system gives to a policy it registers. */
  mintPolicyId(promoter: string, activity: string, proposedOn: CivilDate): string
  /** The next deliveries find nobody there. */
  breakFor(deliveries: number): void
  readonly received: ReadonlyMap<string, string>
}

const required: readonly [string, RegExp, string][] = [
  ['codicefiscale', /<codicefiscale>[^<]+<\/codicefiscale>/, 'manca il codice fiscale'],
  ['cognome', /<cognome>[^<]+<\/cognome>/, 'manca il cognome'],
  ['nome', /<nome>[^<]+<\/nome>/, 'manca il nome'],
  ['datanascita', /<datanascita>\d{4}-\d{2}-\d{2}<\/datanascita>/, 'manca la data di nascita'],
  ['domicilio', /<domicilio>/, 'manca il domicilio'],
]

export function fakeRegionalSystem(code = '11', firstSequence = 0x2b600): FakeRegionalSystem {
  const received = new Map<string, string>()
  let sequence = firstSequence
  let broken = 0
  return {
    name: 'fake',
    received,
    breakFor: deliveries => {
      broken = deliveries
    },
    mintPolicyId: (promoter, activity, proposedOn) => {
      const body = (sequence++).toString(16).padStart(8, '0').toUpperCase()
      return `${code}${body}${policyLetter({ promoter, activity, proposedOn })}`
    },
    deliver: async ({ id, xml }): Promise<Delivery> => {
      if (broken-- > 0) return { outcome: 'unavailable' }
      const problems: Problem[] = required
        .filter(([, form]) => !form.test(xml))
        .map(([element, , message]) => ({ element, message }))
      if (problems.length > 0) return { outcome: 'rejected', problems }
      if (!received.has(id)) received.set(id, xml)
      return { outcome: 'delivered', receipt: `RIC-${id.slice(-12)}` }
    },
  }
}
