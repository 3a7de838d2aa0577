// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { isUuid } from '#lib/ids.ts'
import type { FactId, NetworkId } from '#lib/ids.ts'

export const FactParams = z.object({
  fact: z.string('ledger.fact-unknown').refine((text): text is FactId => isUuid(text), 'ledger.fact-unknown'),
})
export const NetworkQuery = z.object({
  network: z
    .string('ledger.no-network')
    .refine((text): text is NetworkId => isUuid(text), 'ledger.no-network')
    .optional(),
})
