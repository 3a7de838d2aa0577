// SPDX-License-Identifier: EUPL-1.2
import type { ComponentChildren } from 'preact'
import { directionOf } from '../../i18n/catalogue.ts'
import { FieldErrorText } from '../field-frame.tsx'
import { useField } from '../form-state.tsx'
import { usePage } from '../page-context.tsx'
import { Pictogram, type PictogramName } from './pictogram.tsx'

/** The same words in two languages: the page's own and the person's. */
export type Duo = { first: string; second?: { text: string; lang: string } | undefined }

function Words(props: { words: Duo }) {
  const { lang, dir } = usePage()
  const { first, second } = props.words
  return (
    <>
      <span lang={lang} dir={dir}>
        {first}
      </span>
      {second && (
        <span lang={second.lang} dir={directionOf(second.lang)}>
          {second.text}
        </span>
      )}
    </>
  )
}

/** A question in two languages leaning on one spine; one control, never one per language. */
export function DuoQuestion(props: {
  words: Duo
  picture?: PictogramName
  /** Name of the field, for its error. */
  name?: string
  hint?: Duo
  /** Asked only when the question before it was answered by an option that opens it. */
  opened?: boolean
  children: ComponentChildren
}) {
  const field = useField(props.name)
  const { first, second } = props.words
  const spine = props.picture ? <Pictogram name={props.picture} /> : <span class="nc-nopic" />
  return (
    <fieldset
      class={`nc-q${second ? '' : ' is-one'}${props.opened ? ' nc-opened' : ''}`}
      id={field.id}
      aria-describedby={field.error ? field.errorId : undefined}
    >
      <legend class="nc-duo">
        <span lang={usePage().lang}>{first}</span>
        {spine}
        {second && (
          <span lang={second.lang} dir={directionOf(second.lang)}>
            {second.text}
          </span>
        )}
      </legend>
      {props.hint && (
        <p class="nc-duo-hint nc-soft nc-s">
          <Words words={props.hint} />
        </p>
      )}
      <FieldErrorText field={field} />
      {props.children}
    </fieldset>
  )
}

/** One answer: text, control, text. `name` fills itself from the form's state. */
export function DuoOption(props: {
  name: string
  value: string
  words: Duo
  type?: 'radio' | 'checkbox'
  checked?: boolean
  /** Chosen, it opens the question right after this one. */
  opens?: boolean
}) {
  const { lang, dir } = usePage()
  const field = useField(props.name)
  const { first, second } = props.words
  return (
    <label class="nc-opt">
      <input
        data-opens={props.opens ? '' : undefined}
        type={props.type ?? 'radio'}
        name={props.name}
        value={props.value}
        checked={field.includes(props.value) ?? props.checked ?? false}
      />
      <span lang={lang} dir={dir}>
        {first}
      </span>
      {second && (
        <span lang={second.lang} dir={directionOf(second.lang)}>
          {second.text}
        </span>
      )}
    </label>
  )
}

/** A free answer below a two-language question: a full-width control that reads its value from the form's state. */
export function DuoText(props: {
  name: string
  label: string
  rows?: number
  lang?: string | undefined
  value?: string
  numeric?: boolean
}) {
  const field = useField(props.name)
  const shared = {
    class: 'nc-in',
    name: props.name,
    'aria-label': props.label,
    lang: props.lang,
    dir: props.lang ? directionOf(props.lang) : ('auto' as const),
  }
  const value = field.value ?? props.value ?? ''
  return (
    <div class="nc-duo-text">
      {props.rows ? (
        <textarea {...shared} rows={props.rows} value={value} />
      ) : (
        <input {...shared} type="text" inputmode={props.numeric ? 'numeric' : undefined} value={value} />
      )}
    </div>
  )
}

/** Pictures to choose from: at most eight, four to a row, two on phones. */
export function DuoCards(props: { children: ComponentChildren }) {
  return <div class="nc-cards">{props.children}</div>
}

export function DuoCard(props: { name: string; value: string; words: Duo; picture: PictogramName; checked?: boolean }) {
  const field = useField(props.name)
  return (
    <label class="nc-card">
      <input
        type="checkbox"
        name={props.name}
        value={props.value}
        checked={field.includes(props.value) ?? props.checked ?? false}
      />
      <Pictogram name={props.picture} />
      <Words words={props.words} />
    </label>
  )
}
