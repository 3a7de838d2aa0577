// SPDX-License-Identifier: EUPL-1.2
import { canonicalJson } from '#lib/canonical-json.ts'
import type { OrganisationId } from '#lib/ids.ts'
import { digestOf } from '#platform/auth/tokens.ts'
import type { RowValues } from './field.ts'

/** Recognises a row by what it says, wherever it stands and whatever the file is called. Of no use outside the organisation. */
export const fingerprintOf = (values: RowValues, organisation: OrganisationId): string =>
  digestOf(`${organisation} ${canonicalJson(values)}`).toString('hex')
