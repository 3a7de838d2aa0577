// SPDX-License-Identifier: EUPL-1.2
import { FieldFrame, type FieldProps } from './field-frame.tsx'
import { useField } from './form-state.tsx'
import { usePage } from './page-context.tsx'

type TextProps = FieldProps & {
  value?: string | number | undefined
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'url'
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'none'
  autocomplete?: string
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | 'auto'
  maxLength?: number
  /** As wide as what goes in: a code, a year, a name. */
  size?: 'short' | 'medium' | 'long'
  /** Suggestions the browser offers while typing. */
  suggestions?: readonly string[]
  pin?: boolean
}

export function TextField(props: TextProps) {
  const field = useField(props.name)
  const list = props.suggestions && `${field.id}-list`
  // Preact's types know each input type apart; here it is only text of one kind or another.
  const typed = { type: props.type ?? 'text' } as { type: 'text' }
  return (
    <FieldFrame {...props}>
      {described => (
        <>
          <input
            class={`nc-in is-${props.size ?? 'medium'}${props.pin ? ' nc-pinin' : ''}`}
            id={field.id}
            name={props.name}
            {...typed}
            value={props.type === 'password' ? '' : (field.value ?? props.value ?? '')}
            inputmode={props.inputmode}
            autocomplete={props.autocomplete ?? 'off'}
            lang={props.lang}
            dir={props.dir ?? (props.lang ? undefined : 'auto')}
            maxLength={props.maxLength}
            required={props.required}
            list={list}
            aria-describedby={described}
            aria-invalid={field.error ? 'true' : undefined}
          />
          {list && (
            <datalist id={list}>
              {props.suggestions?.map(text => (
                <option value={text} />
              ))}
            </datalist>
          )}
        </>
      )}
    </FieldFrame>
  )
}

export function TextArea(
  props: FieldProps & {
    value?: string | undefined
    rows?: number
    lang?: string | undefined
    dir?: 'ltr' | 'rtl' | 'auto'
  },
) {
  const field = useField(props.name)
  return (
    <FieldFrame {...props}>
      {described => (
        <textarea
          class="nc-in is-long"
          id={field.id}
          name={props.name}
          rows={props.rows ?? 4}
          lang={props.lang}
          dir={props.dir ?? 'auto'}
          required={props.required}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        >
          {field.value ?? props.value ?? ''}
        </textarea>
      )}
    </FieldFrame>
  )
}

export function SelectField(
  props: FieldProps & {
    /** `opens`: chosen, it opens the `nc-opened` right after this field. */
    options: readonly { value: string; label: string; opens?: boolean }[]
    value?: string | undefined
    /** The first, empty entry; "Scegli" by default, null for none. */
    empty?: string | null
  },
) {
  const { t } = usePage()
  const field = useField(props.name)
  const chosen = field.value ?? props.value ?? ''
  return (
    <FieldFrame {...props}>
      {described => (
        <select
          class="nc-in"
          id={field.id}
          name={props.name}
          required={props.required}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        >
          {props.empty !== null && <option value="">{props.empty ?? t('ui.choose')}</option>}
          {props.options.map(option => (
            <option value={option.value} selected={option.value === chosen} data-opens={option.opens ? '' : undefined}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}

/** A duration as people write it: "2h30", "2,5", "150 min". */
export function MinutesField(props: FieldProps & { value?: number | string | undefined }) {
  const { t } = usePage()
  const given =
    typeof props.value === 'number'
      ? `${Math.floor(props.value / 60)}:${String(props.value % 60).padStart(2, '0')}`
      : props.value
  return <TextField {...props} value={given} hint={props.hint ?? t('ui.minutes.hint')} size="short" dir="ltr" />
}

export function FileField(props: FieldProps & { accept?: string }) {
  const field = useField(props.name)
  return (
    <FieldFrame {...props}>
      {described => (
        <input
          class="nc-in is-long"
          id={field.id}
          name={props.name}
          type="file"
          accept={props.accept}
          required={props.required}
          aria-describedby={described}
          aria-invalid={field.error ? 'true' : undefined}
        />
      )}
    </FieldFrame>
  )
}
