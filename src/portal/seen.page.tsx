// SPDX-License-Identifier: EUPL-1.2
// Who has looked: for the keeper, with the questions of the person; and for the person herself.
import { paths as ledgerPaths } from '#ledger/index.ts'
import type { Access } from '#platform/auth/access.ts'
import { Form, type FormState, RadioGroup, SelectField, TextArea } from '#platform/ui/form.tsx'
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { PersonPage, StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Named } from './desk.ts'
import { paths } from './portal.paths.ts'
import { answerBy, answerKinds, isOpen, type Question } from './question.ts'
import { gathered, type Reading } from './reading.ts'

type StaffProps = {
  readonly person: Named
  readonly accesses: readonly Access[]
  readonly questions: readonly Question[]
  readonly mayAnswer: boolean
  readonly form?: (FormState & { readonly question: string }) | undefined
}

export function SeenPage(props: StaffProps) {
  const { t, instant, list } = usePage()
  const { person, accesses, questions } = props
  const open = questions.filter(isOpen)
  return (
    <StaffPage
      title={t('seen.title', { name: person.name })}
      section="people"
      native={person.native}
      lead={t('seen.lead')}
      below={<FileTabs person={person.id} current="seen" />}
      wide
    >
      {open.map(question => (
        <OpenQuestion {...props} question={question} />
      ))}
      <Section title={t('seen.list')} note={t('seen.newest')}>
        <DataTable
          rows={gathered(accesses)}
          empty={<Empty title={t('seen.none')}>{t('seen.none.hint')}</Empty>}
          columns={[
            {
              label: t('seen.when'),
              cell: ({ access, times }) => (
                <>
                  <bdi>{instant(access.at)}</bdi>
                  {times > 1 && <span class="nc-line nc-s nc-soft">{t('seen.times', { count: times })}</span>}
                </>
              ),
            },
            { label: t('seen.organisation'), cell: ({ access }) => <bdi>{access.organisationName}</bdi> },
            { label: t('seen.role'), cell: ({ access }) => t(`portal.role.${access.role}`) },
            { label: t('seen.purpose'), cell: ({ access }) => t(`portal.purpose.${access.purpose}`) },
            {
              label: t('seen.groups'),
              full: true,
              cell: ({ access }) => list(access.groups.map(group => t(`portal.group.${group}`))),
            },
          ]}
        />
      </Section>
      <Answered questions={questions} />
    </StaffPage>
  )
}

function OpenQuestion(props: StaffProps & { question: Question }) {
  const { t, dateLong, instant } = usePage()
  const { question, person, accesses } = props
  const about = accesses.find(access => access.id === question.access)
  const action = paths.answerQuestion.to({ person: person.id, question: question.id })
  return (
    <Sheet
      next
      kicker={t('seen.asked', { date: dateLong(question.askedOn), by: dateLong(answerBy(question)) })}
      title={t('seen.question')}
    >
      {about && <p>{t('seen.about', { organisation: about.organisationName, when: instant(about.at) })}</p>}
      {question.words && (
        <blockquote>
          <bdi lang={question.lang}>{question.words}</bdi>
        </blockquote>
      )}
      {props.mayAnswer && (
        <Form
          action={action}
          state={props.form?.question === question.id ? props.form : {}}
          submit="seen.answer.submit"
        >
          <RadioGroup
            name="kind"
            label={t('seen.answer.kind')}
            options={answerKinds.map(kind => ({ value: kind, label: t(`seen.answer.${kind}`) }))}
          />
          <TextArea name="words" label={t('seen.answer.words')} hint={t('seen.answer.words.hint')} rows={3} />
        </Form>
      )}
    </Sheet>
  )
}

function Answered(props: { questions: readonly Question[] }) {
  const { t, dateNear } = usePage()
  const done = props.questions.filter(question => question.answer)
  if (done.length === 0) return null
  return (
    <Section title={t('seen.answered')}>
      <ul class="nc-list nc-stack nc-tight">
        {done.map(question => (
          <li>
            {question.answer && (
              <>
                <b>
                  {dateNear(question.answer.on)}: {t(`seen.answer.${question.answer.kind}`)}
                </b>
                <span class="nc-line">{question.answer.words}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type MyProps = {
  readonly readings: readonly Reading[]
  readonly questions: readonly Question[]
  readonly sent?: boolean
  readonly form?: FormState | undefined
}

/** Her right to know who looked, when, why and at what; the operator's name comes on request. */
export function MySeenPage(props: MyProps) {
  const { t } = usePage()
  return (
    <PersonPage title={t('my.seen.title')} lead={t('my.seen.lead')} back={{ href: paths.my.to(), label: t('my.back') }}>
      {props.sent && (
        <Notice tone="good" title={t('my.seen.sent')}>
          {t('my.seen.sent.text')}
        </Notice>
      )}
      <MyAnswers questions={props.questions} />
      <Section title={t('my.seen.list')}>
        <ReadingLines readings={props.readings} />
        {props.readings.length > 0 && (
          <p class="pt-3">
            {t('access.proof.text')} <a href={ledgerPaths.accessesProof.to()}>{t('access.proof')}</a> ·{' '}
            <a href={ledgerPaths.check.to()}>{t('access.proof.check')}</a>
          </p>
        )}
      </Section>
      {props.readings.length > 0 && (
        <Sheet title={t('my.seen.ask')} id="ask">
          <p>{t('my.seen.ask.text')}</p>
          <Ask {...props} />
        </Sheet>
      )}
    </PersonPage>
  )
}

export function ReadingLines(props: { readings: readonly Reading[] }) {
  const { t, list } = usePage()
  const { dateNear: day } = usePage()
  if (props.readings.length === 0) return <p>{t('my.seen.none')}</p>
  return (
    <ul class="nc-list nc-stack nc-lines">
      {props.readings.map(reading => (
        <li>
          <b>
            <bdi>{reading.organisationName}</bdi>
          </b>
          <br />
          {day(reading.on)}. {t(`my.purpose.${reading.purpose}`)}{' '}
          {t('my.seen.saw', { groups: list(reading.groups.map(group => t(`portal.group.${group}`))) })}{' '}
          {reading.times > 1 && t('my.seen.times', { count: reading.times })}
        </li>
      ))}
    </ul>
  )
}

function Ask(props: MyProps) {
  const { t } = usePage()
  const { dateNear: day } = usePage()
  const options = props.readings.map(reading => ({
    value: reading.access,
    label: `${reading.organisationName}, ${day(reading.on)}`,
  }))
  return (
    <Form action={paths.mySeen.to()} state={props.form} submit="my.seen.send">
      {options.length > 0 && (
        <SelectField name="access" label={t('my.seen.which')} empty={t('my.seen.other')} options={options} />
      )}
      <TextArea name="words" label={t('my.seen.words')} optional rows={3} />
    </Form>
  )
}

function MyAnswers(props: { questions: readonly Question[] }) {
  const { t, dateNear } = usePage()
  if (props.questions.length === 0) return null
  return (
    <Section title={t('my.seen.questions')}>
      <ul class="nc-list nc-stack nc-lines">
        {props.questions.map(question => (
          <li>
            <b>{t('my.seen.asked', { date: dateNear(question.askedOn) })}</b>
            <br />
            {question.answer ? (
              <>
                {t(`my.answer.${question.answer.kind}`)} <bdi>{question.answer.words}</bdi>
              </>
            ) : (
              t('my.seen.waiting', { date: dateNear(answerBy(question)) })
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
