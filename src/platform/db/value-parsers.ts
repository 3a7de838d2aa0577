// SPDX-License-Identifier: EUPL-1.2
import pg from 'pg'

const asText = (value: string) => value
/** Left to itself pg makes a local midnight of a date and a text of a big integer; both would be wrong here. */
const own = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.DATE, asText], // a civil date stays 'YYYY-MM-DD'
  [pg.types.builtins.TIMESTAMPTZ, value => new Date(value).toISOString()], // an instant, UTC
  [pg.types.builtins.INT8, Number], // counts stay far below 2^53
  [1182, value => (value === '{}' ? [] : value.slice(1, -1).split(','))], // date[]
])

type Parser = (value: string) => unknown

/** Chooses the parser of a PostgreSQL type, in the form that pg asks for. */
export function parsers(oid: number, format?: 'text' | 'binary'): Parser {
  const parser = format === 'binary' ? undefined : own.get(oid)
  return parser ?? (pg.types.getTypeParser(oid, format as 'text') as Parser)
}
