// SPDX-License-Identifier: EUPL-1.2
// The small fields that open under a decision. They belong to one row and stand in one line, unlike a form's fields.
import { FieldErrorText } from '#platform/ui/field-frame.tsx'
import { useField } from '#platform/ui/form-state.tsx'
import { usePage } from '#platform/ui/page-context.tsx'

type FixProps = { readonly name: string; readonly label: string; readonly about: string }

export function FixInput(props: FixProps & { readonly value: string; readonly hint?: string | undefined }) {
  const field = useField(props.name)
  return (
    <>
      <label for={field.id}>
        {props.label}
        <span class="visually-hidden"> {props.about}</span>
      </label>
      <input
        class="nc-in"
        id={field.id}
        name={props.name}
        type="text"
        dir="auto"
        maxLength={200}
        value={field.value ?? props.value}
        placeholder={props.hint}
        aria-invalid={field.error ? 'true' : undefined}
        aria-describedby={field.error ? field.errorId : undefined}
      />
      {field.error && <FieldErrorText field={field} />}
    </>
  )
}

export function FixSelect(props: FixProps & { readonly options: readonly { value: string; label: string }[] }) {
  const { t } = usePage()
  const field = useField(props.name)
  return (
    <>
      <label for={field.id}>
        {props.label}
        <span class="visually-hidden"> {props.about}</span>
      </label>
      <select
        class="nc-in"
        id={field.id}
        name={props.name}
        aria-invalid={field.error ? 'true' : undefined}
        aria-describedby={field.error ? field.errorId : undefined}
      >
        <option value="">{t('ui.choose')}</option>
        {props.options.map(({ value, label }) => (
          <option value={value} selected={field.value === value}>
            {label}
          </option>
        ))}
      </select>
      {field.error && <FieldErrorText field={field} />}
    </>
  )
}
