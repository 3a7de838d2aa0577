// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod'
import { idField } from '#platform/http/fields.ts'
import type { ImportId } from '#lib/ids.ts'
import { works } from './import.ts'

export const ImportParams = z.object({ import: idField<ImportId>() })
export const WaitingParams = ImportParams.extend({ kind: z.enum(['xlsx', 'csv'], 'input.kind') })

/** The boxes of the review page are named after rows and columns, so the shape is any name with texts. */
export const ReviewForm = z.record(z.string(), z.union([z.string(), z.array(z.string())], 'import.form'), 'import.form')

export const rowFilters = ['all', 'ready', 'attention', 'error', 'undecided', 'unchanged'] as const
export type RowFilter = (typeof rowFilters)[number]

export const RowsQuery = z.object({
  show: z.enum(rowFilters).catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const ReviewQuery = z.object({ saved: z.string().optional() })

/** `of`: the work that was waited for. `still`: the page does not refresh itself. */
export const ProgressQuery = z.object({
  of: z.enum(works).catch('check'),
  still: z.string().optional().catch(undefined),
})
