// SPDX-License-Identifier: EUPL-1.2
import { type Page, usePage } from './page-context.tsx'

export type FieldError = { field: string; code: string; params?: Record<string, string | number> }

/** What a form is drawn again with: every error, and the values as they were typed. */
export type FormState = { errors?: readonly FieldError[] | undefined; values?: unknown }

type OpenForm = FormState & { scope?: string | undefined }

/** The form whose fields are being drawn. A page is drawn depth first and at once, and no form stands in another. */
let open: { readonly page: Page; readonly form: OpenForm } | undefined

/** Every field drawn from here on belongs to this form, until `EndOfForm`. */
export function openForm(form: OpenForm): void {
  open = { page: usePage(), form }
}

export function EndOfForm(): null {
  open = undefined
  return null
}

/** Ids are made of the field's name, so that the error summary can point at it. */
export function fieldId(name: string, scope?: string): string {
  return `f-${scope ? `${scope}-` : ''}${name.replace(/[^\w-]/g, '-')}`
}

export type Field = {
  id: string
  errorId: string
  hintId: string
  error: string | undefined
  errorParams: Record<string, string | number> | undefined
  /** What was typed, or undefined when the form is drawn for the first time. */
  value: string | undefined
  /** Whether a box was ticked; undefined when the form is drawn for the first time. */
  includes(option: string): boolean | undefined
}

/** Without a name it is a frame only: it has an id, and neither value nor error. */
export function useField(name: string | undefined): Field {
  const page = usePage()
  const state: OpenForm = open?.page === page ? open.form : {}
  const id = name ? fieldId(name, state.scope) : page.id('f')
  const problem = name ? state.errors?.find(error => error.field === name) : undefined
  const typed = name ? valueAt(state.values, name) : undefined
  return {
    id,
    errorId: `${id}-error`,
    hintId: `${id}-hint`,
    error: problem?.code,
    errorParams: problem?.params,
    value: typeof typed === 'string' ? typed : typeof typed === 'number' ? String(typed) : undefined,
    includes: option => {
      if (state.values === undefined || state.values === null) return undefined
      return Array.isArray(typed) ? typed.includes(option) : String(typed ?? '') === option
    },
  }
}

function valueAt(values: unknown, name: string): unknown {
  if (typeof values !== 'object' || values === null) return undefined
  return (values as Record<string, unknown>)[name]
}
