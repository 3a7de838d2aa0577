// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { type Field, useField } from './form-state.tsx'
import { Icon } from './nc/icon.tsx'
import { usePage } from './page-context.tsx'

export type FieldProps = {
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  required?: boolean
  /** Says "(facoltativo)" after the label: most fields are asked because they are needed. */
  optional?: boolean
}

/** Label, hint, error and control of one field; the control says who describes it. */
export function FieldFrame(props: FieldProps & { children: (described: string | undefined) => ComponentChildren }) {
  const { t } = usePage()
  const field = useField(props.name)
  const described = [props.hint && field.hintId, field.error && field.errorId].filter(Boolean).join(' ')
  return (
    <div class={field.error ? 'nc-fld is-wrong' : 'nc-fld'}>
      <label for={field.id}>
        {props.label}
        {props.optional && <span class="nc-soft"> {t('ui.optional')}</span>}
      </label>
      {props.hint && (
        <p class="nc-s nc-soft" id={field.hintId}>
          {props.hint}
        </p>
      )}
      <FieldErrorText field={field} />
      {props.children(described === '' ? undefined : described)}
    </div>
  )
}

export function FieldErrorText(props: { field: Field }) {
  const { t } = usePage()
  const { error, errorParams, errorId } = props.field
  if (!error) return null
  return (
    <p class="nc-error" id={errorId}>
      <Icon name="alert" /> {t(error, errorParams)}
    </p>
  )
}
