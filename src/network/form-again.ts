// SPDX-License-Identifier: EUPL-1.2
import type { FormState } from '#platform/ui/form-state.tsx'

/** A form drawn again as it was sent, without its password: that is typed anew. */
export function again(body: unknown, errors: NonNullable<FormState['errors']>): FormState {
  const { password: _password, ...values } = (body ?? {}) as Record<string, unknown>
  return { errors, values }
}
