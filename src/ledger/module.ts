// SPDX-License-Identifier: EUPL-1.2
import type { Module } from '#platform/module.ts'
import { sealAllAccesses } from './accesses.act.ts'
import { integrateAll } from './integrate.act.ts'
import { ledgerRoutes } from './ledger.routes.ts'
import { logRoutes } from './log.routes.ts'
import ar from './messages/ar.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import it from './messages/it.json' with { type: 'json' }
import { pushAllHeads } from './witness/countersign.act.ts'
import { eraseKeys, openingsAbout } from './opening.act.ts'

export const module: Module = {
  name: 'ledger',
  routes: [ledgerRoutes, logRoutes],
  messages: { it, en, fr, ar },
  facts: ['key.registered', 'key.revoked', 'access.batch', 'person.erased', 'policy.adopted'],
  ticks: [
    { name: 'ledger.integrate', everySeconds: 2, run: integrateAll },
    { name: 'ledger.push-heads', everySeconds: 60, run: pushAllHeads },
    {
      name: 'ledger.seal-accesses',
      everySeconds: 300,
      run: async db => {
        await sealAllAccesses(db)
      },
    },
  ],
  privacy: {
    exportPerson: async (tx, person) => ({ acts: await openingsAbout(tx, person) }),
    erasePerson: async (tx, person) => {
      await eraseKeys(tx, person)
    },
  },
}
