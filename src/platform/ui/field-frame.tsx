// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { useField } from './form-state.tsx'
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
      {field.error && <FieldErrorText id={field.errorId} code={field.error} />}
      {props.children(described === '' ? undefined : described)}
    </div>
  )
}

export function FieldErrorText(props: { id: string; code: string }) {
  const { t } = usePage()
  return (
    <p class="nc-error" id={props.id}>
      <Icon name="alert" /> {t(props.code)}
    </p>
  )
}
