// SPDX-License-Identifier: EUPL-1.2
import { type RawBuilder, sql } from 'kysely'

/**
 * What a column of ids is held against, for one of these. They travel as one array: a list of parameters would be another
 * statement for each length. One alone is asked for by name: of an array the planner thinks that it is long, and with
 * tables that it has not counted yet it would rather read the whole network.
 */
export const anyOf = <Id extends string>(ids: readonly Id[]): RawBuilder<Id> =>
  ids.length === 1 ? sql<Id>`${ids[0]}` : sql<Id>`any (${[...ids]}::uuid[])`
