// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { TICKED } from '../http/ticked.ts'
import { FieldErrorText, type FieldProps } from './field-frame.tsx'
import { useField } from './form-state.tsx'
import { usePage } from './page-context.tsx'

export type Option = {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
  /** Chosen, it opens the `nc-opened` right after its field; without :has that stays open. */
  opens?: boolean
}

/** Fields asked together under one name. */
export function FieldGroup(
  props: Omit<FieldProps, 'name'> & { name?: string; inline?: boolean; many?: boolean; children: ComponentChildren },
) {
  const { t } = usePage()
  const field = useField(props.name)
  const described = [props.hint && field.hintId, field.error && field.errorId].filter(Boolean).join(' ')
  return (
    <fieldset
      class={field.error ? 'nc-fld is-wrong' : 'nc-fld'}
      id={props.name ? field.id : undefined}
      aria-describedby={described === '' ? undefined : described}
      tabIndex={field.error ? -1 : undefined}
    >
      <legend>
        {props.label}
        {props.optional && <span class="nc-soft"> {t('ui.optional')}</span>}
      </legend>
      {props.hint && (
        <p class="nc-s nc-soft" id={field.hintId}>
          {props.hint}
        </p>
      )}
      <FieldErrorText field={field} />
      <div class={props.inline ? 'nc-row' : props.many ? 'nc-choices is-many' : 'nc-choices'}>{props.children}</div>
    </fieldset>
  )
}

type ChoiceProps = FieldProps & { options: readonly Option[]; inline?: boolean }

export function RadioGroup(props: ChoiceProps & { value?: string | undefined }) {
  const field = useField(props.name)
  return (
    <FieldGroup {...props}>
      {props.options.map(option => (
        <Choice
          type="radio"
          name={props.name}
          option={option}
          checked={field.includes(option.value) ?? option.value === props.value}
        />
      ))}
    </FieldGroup>
  )
}

/** From this many answers on, a list is set in columns. */
const MANY = 8

export function CheckboxGroup(props: ChoiceProps & { values?: readonly string[] | undefined }) {
  const field = useField(props.name)
  return (
    <FieldGroup {...props} many={props.options.length >= MANY}>
      {props.options.map(option => (
        <Choice
          type="checkbox"
          name={props.name}
          option={option}
          checked={field.includes(option.value) ?? props.values?.includes(option.value) ?? false}
        />
      ))}
    </FieldGroup>
  )
}

/** One box to tick; `value` is what it sends. */
export function Checkbox(props: FieldProps & { value?: string; checked?: boolean }) {
  const field = useField(props.name)
  const value = props.value ?? TICKED
  return (
    <div class={field.error ? 'nc-fld is-wrong' : 'nc-fld'}>
      <FieldErrorText field={field} />
      <Choice
        type="checkbox"
        id={field.id}
        name={props.name}
        option={{ value, label: props.label, hint: props.hint }}
        checked={field.includes(value) ?? props.checked ?? false}
        describedBy={field.error ? field.errorId : undefined}
      />
    </div>
  )
}

function Choice(props: {
  type: 'radio' | 'checkbox'
  name: string
  option: Option
  checked: boolean
  id?: string
  describedBy?: string | undefined
}) {
  return (
    <label class="nc-choice">
      <input
        id={props.id}
        type={props.type}
        name={props.name}
        value={props.option.value}
        checked={props.checked}
        data-opens={props.option.opens ? '' : undefined}
        aria-describedby={props.describedBy}
      />
      <span>
        {props.option.label}
        {props.option.hint && <span class="nc-line nc-s nc-soft">{props.option.hint}</span>}
      </span>
    </label>
  )
}

const dateBoxes = [
  { part: 'day', length: 2 },
  { part: 'month', length: 2 },
  { part: 'year', length: 4 },
] as const

/** A civil date in three boxes: `name-day`, `name-month`, `name-year`. Its error belongs to `name`. */
export function DateField(props: FieldProps & { value?: string | undefined; birthday?: boolean }) {
  const { t } = usePage()
  const [year, month, day] = (props.value ?? '').split('-')
  const given = { day, month, year }
  return (
    <FieldGroup {...props} inline>
      {dateBoxes.map(({ part, length }) => (
        <DateBox
          name={`${props.name}-${part}`}
          label={t(`ui.date.${part}`)}
          length={length}
          value={given[part]}
          autocomplete={props.birthday ? `bday-${part}` : 'off'}
        />
      ))}
    </FieldGroup>
  )
}

function DateBox(props: {
  name: string
  label: string
  length: number
  value: string | undefined
  autocomplete: string
}) {
  const field = useField(props.name)
  return (
    <span class="nc-datebox">
      <label for={field.id} class="nc-s">
        {props.label}
      </label>
      <input
        class={`nc-in nc-num is-${props.length}`}
        id={field.id}
        name={props.name}
        type="text"
        inputmode="numeric"
        dir="ltr"
        maxLength={props.length}
        autocomplete={props.autocomplete}
        value={field.value ?? props.value ?? ''}
        aria-invalid={field.error ? 'true' : undefined}
      />
    </span>
  )
}
