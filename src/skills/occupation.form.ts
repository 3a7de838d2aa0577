// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'

const blankIsNone = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value)

export const OccupationQuery = z.object({
  q: z.preprocess(
    blankIsNone,
    z.string('occupation.search.too-long').trim().max(300, 'occupation.search.too-long').optional(),
  ),
})

/** No address removes the choice. */
export const ChooseOccupation = z.preprocess(
  body => body ?? {},
  z.object({
    uri: z.preprocess(blankIsNone, z.string('occupation.unknown').trim().max(300, 'occupation.unknown').optional()),
  }),
)
