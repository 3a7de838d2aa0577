// SPDX-License-Identifier: EUPL-1.2
// The last screen: read back what was told, what was not, and conclude.
import { Checkbox, Form, type FormState } from '#platform/ui/form.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Draft, sectionOf, sections, silencesOf, unaskedIn } from './draft.ts'
import { EntryLine } from './entry.page.tsx'
import type { Told } from './interview.page.tsx'
import { paths } from './interview.paths.ts'
import { type Answers, isAnswered, listOf, type Question, textOf } from './question.ts'
import type { Choices } from './question.page.tsx'
import { type SectionName, sectionNames } from './section.ts'
import { raised, useWords } from './words.page.tsx'

export function ReviewPage(props: { person: Told; draft: Draft; choices: Choices; form?: FormState }) {
  const { t, dateLong, languageName } = usePage()
  const { person, draft } = props
  const wrong = textOf(sectionOf(draft.content, 'identity').answers, 'identityRight') === 'no'
  return (
    <StaffPage
      title={t('interview.review.title')}
      section="people"
      kicker={t('interview.title', { name: person.name })}
      lead={t('interview.review.lead', { date: dateLong(draft.heldOn), language: languageName(draft.personLang) })}
    >
      {wrong && <Notice title={t('interview.review.wrong')}>{t('interview.review.wrong.text')}</Notice>}
      {sectionNames.map(name => (
        <Section
          title={t(`interview.section.${name}`)}
          action={<a href={paths.section.to({ person: person.id, section: name })}>{t('interview.change')}</a>}
        >
          <ReadBack draft={draft} name={name} choices={props.choices} />
        </Section>
      ))}
      <Sheet title={t('interview.conclude.title')} next>
        <p>{t('interview.conclude.text')}</p>
        <Form
          action={paths.conclude.to({ person: person.id })}
          submit="interview.conclude.submit"
          {...(props.form ? { state: props.form } : {})}
        >
          <Checkbox name="confirmed" label={t('interview.conclude.confirmed', { name: person.name })} />
        </Form>
      </Sheet>
    </StaffPage>
  )
}

function ReadBack(props: { draft: Draft; name: SectionName; choices: Choices }) {
  const { t } = usePage()
  const { draft, name } = props
  const { answers, entries } = sectionOf(draft.content, name)
  const silent = silencesOf(draft.content).filter(silence => silence.section === name)
  const unasked = unaskedIn(draft.content, name)
  const told = sections[name].questions.filter(question => isAnswered(question, answers))
  return (
    <>
      {told.length > 0 && (
        <dl class="nc-dl is-stacked">
          {told.map(question => (
            <div>
              <dt>{t(`interview.${name}.${question.name}`)}</dt>
              <dd>
                <Answered name={name} question={question} answers={answers} choices={props.choices} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {entries.length > 0 && (
        <ul class="nc-list nc-stack nc-tight">
          {entries.map(entry => (
            <li>
              <EntryLine name={name} entry={entry} spoken={draft.personLang} choices={props.choices} />
            </li>
          ))}
        </ul>
      )}
      {silent.map(silence => (
        <p class="nc-s nc-soft">
          {t(`interview.${name}.${silence.question}`)} — {t(`interview.gap.${silence.answer}`)}
        </p>
      ))}
      {unasked.length > 0 && (
        <p class="nc-s nc-brick">
          {t('interview.review.unasked', { count: sections[name].entries ? 0 : unasked.length })}
        </p>
      )}
    </>
  )
}

/** One answer in the operator's language; own words stay as they are. */
function Answered(props: { name: SectionName; question: Question; answers: Answers; choices: Choices }) {
  const { t, lang, languageName, monthName } = usePage()
  const words = useWords(props.choices)
  const { name, question, answers } = props
  const text = textOf(answers, question.name)
  switch (question.kind) {
    case 'choice':
      return <>{t(`interview.${name}.${question.name}.${text}`)}</>
    case 'choices':
      return (
        <>
          {words.listed(listOf(answers, question.name).map(value => t(`interview.${name}.${question.name}.${value}`)))}
        </>
      )
    case 'cards':
      return <>{words.pictures(listOf(answers, question.name))}</>
    case 'language':
      return <>{raised(languageName(text ?? ''), lang)}</>
    case 'country':
      return <>{props.choices.countries.find(choice => choice.value === text)?.label ?? text}</>
    case 'month': {
      const month = textOf(answers, `${question.name}-month`)
      return (
        <bdi>
          {month && monthName(Number(month))} {textOf(answers, `${question.name}-year`)}
        </bdi>
      )
    }
    case 'words':
      return (
        <>
          <bdi lang={textOf(answers, `${question.name}-lang`)}>{text}</bdi>
          {textOf(answers, `${question.name}-italian`) && (
            <span class="nc-line nc-s nc-soft">{textOf(answers, `${question.name}-italian`)}</span>
          )}
        </>
      )
    default:
      return <bdi>{text}</bdi>
  }
}
