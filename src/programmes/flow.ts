// SPDX-License-Identifier: EUPL-1.2
import type { Station } from '#lib/station.ts'

/** How many heads reached a station, and the median of days since the latest earlier station of each. */
export type Stop = { readonly station: Station; readonly heads: number; readonly medianDays: number | undefined }
