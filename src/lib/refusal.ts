// SPDX-License-Identifier: EUPL-1.2
// A refusal is the product saying no on purpose. It crosses exactly one boundary, the request scope, which rolls back.

export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'too-many'
  | 'unavailable'

/** Values that the message of a refusal may name. Never personal data: refusals reach the log. */
export type RefusalParams = Readonly<Record<string, string | number>>

/** The code is stable, is part of the API and is the key of the message in every language. */
export class Refusal extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly params: RefusalParams

  constructor(code: string, kind: RefusalKind, params: RefusalParams = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.kind = kind
    this.params = params
  }
}

export type Refuse<Code extends string> = (code: Code, params?: RefusalParams) => never

/** Makes the `refuse` function of a slice from its closed table of codes, each with its kind said once. */
export function refuser<Table extends Readonly<Record<string, RefusalKind>>>(
  table: Table,
): Refuse<keyof Table & string> {
  return (code, params) => {
    throw new Refusal(code, table[code] ?? 'conflict', params)
  }
}
