// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { isUuid } from '#lib/ids.ts'
import type { FactId, NetworkId } from '#lib/ids.ts'

export const FactParams = z.object({
  fact: z.string('ledger.fact-unknown').refine((text): text is FactId => isUuid(text), 'ledger.fact-unknown'),
})
const network = z.string('ledger.no-network').refine((text): text is NetworkId => isUuid(text), 'ledger.no-network')

export const LogParams = z.object({ network })
export const TileParams = z.object({ network, '*': z.string('ledger.no-tile').max(100, 'ledger.no-tile') })
export const WitnessParams = z.object({
  network,
  witness: z.string('ledger.no-witness').regex(/^[0-9a-f]{8}$/, 'ledger.no-witness'),
})
/** The size up to which a witness has seen the register. */
export const PendingQuery = z.object({
  old: z
    .string('ledger.no-size')
    .regex(/^(?:0|[1-9]\d{0,14})$/, 'ledger.no-size')
    .transform(Number)
    .optional(),
})
/** One line of a note; those of C2SP are below 200 characters and the name of a witness. */
export const Cosignature = z.string('ledger.not-its-cosignature').max(1000, 'ledger.not-its-cosignature')
export const NetworkQuery = z.object({
  network: network.optional(),
})
