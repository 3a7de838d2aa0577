// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { EndOfForm, fieldId, type FormState, openForm } from './form-state.tsx'
import { Icon, type IconName } from './nc/icon.tsx'
import { usePage } from './page-context.tsx'

export type { FieldProps } from './field-frame.tsx'
export type { FieldError, FormState } from './form-state.tsx'

/** A form that posts. `state` draws it again with errors and typed values; `submit` is the key of its one primary button. */
export function Form(props: {
  action: string
  state?: FormState | undefined
  /** Key of the primary button; without it the children bring their own. */
  submit?: string
  submitIcon?: IconName
  /** Where another button of the view is the primary one. */
  secondary?: boolean
  /** Beside the primary button. */
  cancel?: { href: string; label?: string } | undefined
  /** Beside the primary button: what it will do, what it counts. */
  note?: ComponentChildren
  /** Keeps the buttons in sight at the bottom of long forms. */
  sticky?: boolean
  upload?: boolean
  method?: 'post' | 'get'
  id?: string
  /** Where a page holds the same form many times: makes the ids of its fields its own. */
  scope?: string
  children?: ComponentChildren
}) {
  const { t } = usePage()
  openForm({ ...props.state, scope: props.scope })
  return (
    <>
      <form
        class="nc-stack nc-form"
        id={props.id}
        action={props.action}
        method={props.method ?? 'post'}
        encType={props.upload ? 'multipart/form-data' : undefined}
        noValidate
      >
        <ErrorSummary errors={props.state?.errors} scope={props.scope} />
        {props.children}
        {props.submit && (
          <div class={props.sticky ? 'nc-act nc-row nc-ends' : 'nc-row'}>
            {props.sticky && props.note && <p>{props.note}</p>}
            <span class="nc-row">
              {props.cancel && <ButtonLink href={props.cancel.href} label={props.cancel.label ?? t('ui.cancel')} />}
              <Button
                label={t(props.submit)}
                look={props.secondary ? 'outline' : 'primary'}
                {...(props.submitIcon ? { icon: props.submitIcon } : {})}
              />
            </span>
            {!props.sticky && props.note && <span class="nc-s nc-soft">{props.note}</span>}
          </div>
        )}
      </form>
      <EndOfForm />
    </>
  )
}

const SAME = 4

type Line = { readonly field: string; readonly text: string }

/** A long form left empty says one thing many times: once, with its number and a link to the first, it can be read. */
export function summarised(lines: readonly Line[]): readonly (Line & { readonly count: number })[] {
  const same = Map.groupBy(lines, line => line.text)
  return lines.flatMap(line => {
    const alike = same.get(line.text) ?? []
    if (alike.length < SAME) return [{ ...line, count: 1 }]
    return alike[0] === line ? [{ ...line, count: alike.length }] : []
  })
}

/** One link per problem; takes the focus when the page opens, so that it is read first. */
export function ErrorSummary(props: { errors?: FormState['errors']; scope?: string | undefined }) {
  const { t } = usePage()
  const errors = props.errors ?? []
  if (errors.length === 0) return null
  return (
    <div class="nc-err nc-stack nc-tight" role="alert" aria-labelledby="errors" tabIndex={-1} autofocus>
      <h2 id="errors">{t('ui.errors', { count: errors.length })}</h2>
      <ul>
        {summarised(errors.map(error => ({ field: error.field, text: t(error.code, error.params) }))).map(line => (
          <li>
            <a href={`#${fieldId(line.field, props.scope)}`}>
              {line.count > 1 ? t('ui.errors.same', { text: line.text, count: line.count }) : line.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A button of a form; the first, filled one is the page's one primary action. */
export function Button(props: {
  label: ComponentChildren
  look?: 'primary' | 'outline' | 'danger' | 'link'
  icon?: IconName
  name?: string
  value?: string
  small?: boolean
  formAction?: string
}) {
  return (
    <button class={looks(props)} type="submit" name={props.name} value={props.value} formaction={props.formAction}>
      {props.icon && <Icon name={props.icon} />}
      {props.icon ? ' ' : ''}
      {props.label}
    </button>
  )
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink(props: {
  href: string
  label: ComponentChildren
  look?: 'primary' | 'outline'
  icon?: IconName
  small?: boolean
  download?: boolean
}) {
  return (
    <a class={looks({ look: 'outline', ...props })} href={props.href} download={props.download}>
      {props.icon && <Icon name={props.icon} flip={props.icon === 'go'} />}
      {props.icon ? ' ' : ''}
      {props.label}
    </a>
  )
}

/** A form of one button: an act without fields. */
export function ActionButton(props: {
  action: string
  label: ComponentChildren
  fields?: Record<string, string | number>
  look?: 'primary' | 'outline' | 'danger' | 'link'
  icon?: IconName
  small?: boolean
}) {
  return (
    <form method="post" action={props.action}>
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button {...props} look={props.look ?? 'outline'} />
    </form>
  )
}

function looks(props: { look?: 'primary' | 'outline' | 'danger' | 'link'; small?: boolean }): string {
  if (props.look === 'link') return 'nc-link'
  const look = { primary: 'btn-primary', outline: 'btn-outline-primary', danger: 'btn-outline-danger' }
  const primary = (props.look ?? 'primary') === 'primary'
  return `btn ${look[props.look ?? 'primary']}${primary && !props.small ? '' : ' nc-b'}`
}

/** A value that travels with the form unseen. */
export function Hidden(props: { name: string; value: string | number }) {
  return <input type="hidden" name={props.name} value={props.value} />
}

export { Checkbox, CheckboxGroup, DateField, FieldGroup, RadioGroup } from './choice-fields.tsx'
export { FileField, MinutesField, SelectField, TextArea, TextField } from './fields.tsx'
