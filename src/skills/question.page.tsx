// SPDX-License-Identifier: EUPL-1.2
// One question on the screen: both languages, one control, and always the two ways of not answering.
import type { ComponentChildren } from 'preact'
import { SelectField, TextArea, TextField } from '#platform/ui/form.tsx'
import { useField } from '#platform/ui/form-state.tsx'
import { directionOf } from '#platform/i18n/catalogue.ts'
import { type Duo, DuoCard, DuoCards, DuoOption, DuoQuestion } from '#platform/ui/nc/duo.tsx'
import type { PictogramName } from '#platform/ui/nc/pictogram.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Picture } from './pictures.ts'
import { cefr, gaps, type Question } from './question.ts'
import type { SectionName } from './section.ts'

/** Which drawing stands for which picture; several names may share one. */
export const drawings: Readonly<Record<Picture, PictogramName>> = {
  sewing: 'sewing',
  cooking: 'cooking',
  cleaning: 'cleaning',
  farming: 'farming',
  building: 'building',
  driving: 'driving',
  caring: 'family',
  selling: 'shop',
  repairing: 'tools',
  computer: 'computer',
  organising: 'calendar',
  interpreting: 'speech',
  person: 'person',
  permit: 'card',
  speech: 'speech',
  listening: 'listening',
  book: 'book',
  pen: 'pen',
  numbers: 'numbers',
  phone: 'phone',
  school: 'school',
  document: 'paper',
  calendar: 'calendar',
  place: 'place',
  clock: 'clock',
  bus: 'bus',
  star: 'star',
  tools: 'work',
  handshake: 'hands',
}

/** Names of languages and countries to choose from, in the page's language. */
export type Choices = {
  readonly languages: readonly { value: string; label: string }[]
  readonly countries: readonly { value: string; label: string }[]
}
export type Asking = {
  readonly section: SectionName
  /** The language of the person; undefined when it is the page's own. */
  readonly second: string | undefined
  readonly choices: Choices
  /** The languages a text may be written in, the likeliest first. */
  readonly writing: readonly string[]
}

/** The same text twice: for whoever asks and for whoever answers. */
export function useDuo(second: string | undefined): (key: string) => Duo {
  const { t, tIn } = usePage()
  return key => ({ first: t(key), second: second ? { text: tIn(second, key), lang: second } : undefined })
}

export function AskedQuestion(props: { question: Question; asking: Asking }) {
  const { question, asking } = props
  const duo = useDuo(asking.second)
  const key = `interview.${asking.section}.${question.name}`
  return (
    <DuoQuestion
      words={duo(key)}
      name={question.name}
      picture={drawings[question.picture]}
      opened={question.aside ?? false}
      {...(question.hint ? { hint: duo(`${key}.hint`) } : {})}
    >
      <Control question={question} asking={asking} textKey={key} />
    </DuoQuestion>
  )
}

type ControlProps = { question: Question; asking: Asking; textKey: string }

function Control({ question, asking, textKey }: ControlProps) {
  const duo = useDuo(asking.second)
  switch (question.kind) {
    case 'choice':
      return (
        <>
          {question.options.map(option => (
            <DuoOption
              name={question.name}
              value={option}
              words={duo(`${textKey}.${option}`)}
              opens={option === question.opens}
            />
          ))}
          <Gaps name={question.name} type="radio" second={asking.second} />
        </>
      )
    case 'choices':
      return (
        <>
          {question.options.map(option => (
            <DuoOption type="checkbox" name={question.name} value={option} words={duo(`${textKey}.${option}`)} />
          ))}
          <Gaps name={`${question.name}-gap`} type="checkbox" second={asking.second} />
        </>
      )
    case 'cards':
      return <Cards name={question.name} pictures={question.options} second={asking.second} />
    case 'scale':
      return <Scale name={question.name} second={asking.second} />
    default:
      return (
        <>
          <div class="nc-free">
            <Free question={question} asking={asking} textKey={textKey} />
          </div>
          <ShortGaps name={`${question.name}-gap`} type="checkbox" second={asking.second} />
        </>
      )
  }
}

function Gaps(props: { name: string; type: 'radio' | 'checkbox'; second: string | undefined }) {
  const duo = useDuo(props.second)
  return (
    <>
      {gaps.map(gap => (
        <DuoOption type={props.type} name={props.name} value={gap} words={duo(`interview.gap.${gap}`)} />
      ))}
    </>
  )
}

function Cards(props: { name: string; pictures: readonly Picture[]; second: string | undefined }) {
  const duo = useDuo(props.second)
  return (
    <>
      <DuoCards>
        {props.pictures.map(picture => (
          <DuoCard
            name={props.name}
            value={picture}
            picture={drawings[picture]}
            words={duo(`interview.picture.${picture}`)}
          />
        ))}
      </DuoCards>
      <ShortGaps name={`${props.name}-gap`} type="checkbox" second={props.second} />
    </>
  )
}

/** Seven levels on one line; what each means stands once at the top of the screen. */
function Scale(props: { name: string; second: string | undefined }) {
  const field = useField(props.name)
  return (
    <ShortGaps name={props.name} type="radio" second={props.second}>
      {cefr.map(level => (
        <label>
          <input type="radio" name={props.name} value={level} checked={field.includes(level) ?? false} />
          <bdi>{level}</bdi>
        </label>
      ))}
    </ShortGaps>
  )
}

/** The two ways of not answering on one line, below a free answer or behind a scale. */
function ShortGaps(props: {
  name: string
  type: 'radio' | 'checkbox'
  second: string | undefined
  children?: ComponentChildren
}) {
  const field = useField(props.name)
  const duo = useDuo(props.second)
  const { lang, dir } = usePage()
  return (
    <div class="nc-scale">
      {props.children}
      {gaps.map(gap => {
        const { first, second } = duo(`interview.gap.${gap}`)
        return (
          <label class="is-gap">
            <input type={props.type} name={props.name} value={gap} checked={field.includes(gap) ?? false} />
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
      })}
    </div>
  )
}

function Free({ question, asking, textKey }: ControlProps) {
  const { t } = usePage()
  const label = t(textKey)
  switch (question.kind) {
    case 'words':
      return <OwnWordsField question={question} asking={asking} label={label} />
    case 'month':
      return <MonthField name={question.name} />
    case 'language':
    case 'country':
      return (
        <SelectField
          name={question.name}
          label={t(`interview.choose.${question.kind}`)}
          options={question.kind === 'language' ? asking.choices.languages : asking.choices.countries}
        />
      )
    case 'text':
      return <TextField name={question.name} label={t('interview.write')} size="long" maxLength={question.max} />
    case 'time':
      return <TextField name={question.name} label={t('interview.time')} size="short" dir="ltr" />
    default:
      return (
        <TextField
          name={question.name}
          label={t(question.kind === 'year' ? 'ui.date.year' : 'interview.number')}
          size="short"
          inputmode="numeric"
          dir="ltr"
        />
      )
  }
}

/** Her words as she said them, the language she said them in, and what they mean in Italian. */
function OwnWordsField(props: { question: Question; asking: Asking; label: string }) {
  const { t, languageName } = usePage()
  const { name } = props.question
  const languageField = useField(`${name}-lang`)
  const lang = languageField.value ?? props.asking.writing[0]
  const onlyItalian = props.asking.writing.every(code => code === 'it')
  return (
    <>
      <TextArea name={name} label={t('interview.words')} rows={3} lang={lang} />
      {!onlyItalian && (
        <SelectField
          name={`${name}-lang`}
          label={t('interview.words.lang')}
          options={props.asking.writing.map(code => ({ value: code, label: languageName(code) }))}
          value={lang}
          empty={null}
        />
      )}
      {!onlyItalian && (
        <TextArea name={`${name}-italian`} label={t('interview.words.italian')} rows={2} lang="it" dir="ltr" optional />
      )}
    </>
  )
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

function MonthField(props: { name: string }) {
  const { t, monthName } = usePage()
  return (
    <div class="nc-row">
      <SelectField
        name={`${props.name}-month`}
        label={t('ui.date.month')}
        options={months.map(month => ({ value: String(month), label: monthName(month) }))}
        empty={t('interview.month.none')}
      />
      <TextField name={`${props.name}-year`} label={t('ui.date.year')} size="short" inputmode="numeric" dir="ltr" />
    </div>
  )
}
