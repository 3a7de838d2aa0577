// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, Form, type FormState, RadioGroup, TextArea } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Section, Sheet, Twin } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { formatClockTime } from './clock-time.ts'
import { spanOf } from './meeting.ts'
import type { MeetingLine, PersonName, PlanFile } from './plan-file.ts'
import { MeetingSeal, MeetingState, measureName, PersonLink, TimeField, timesOf } from './plan-parts.page.tsx'
import { paths } from './plans.paths.ts'
import { REDECLARED } from './signature.ts'
import type { Reversal } from './signature.store.ts'

export type MeetingPageProps = {
  person: PersonName
  file: PlanFile
  line: MeetingLine
  reversals: readonly Reversal[]
  canWrite: boolean
  /** Which form of the page is drawn again with its errors. */
  form?: { name: 'hold' | 'drop' | 'undo'; state: FormState } | undefined
}

/** One meeting: what it is, what to do with it now, who signed, what was undone. */
export function MeetingPage(props: MeetingPageProps) {
  const { t, weekday, languageName, commas } = usePage()
  const { person, line, file } = props
  const { meeting } = line
  return (
    <StaffPage
      title={t('meeting.title', { measure: measureName(line.measure, t) })}
      section="people"
      kicker={
        <>
          <PersonLink person={person} /> · <a href={paths.plan.to({ person: person.id })}>{t('plan.title')}</a>
        </>
      }
      lead={capital(commas([weekday(meeting.day), timesOf(meeting, t)]))}
      action={props.canWrite && <MeetingAction {...props} />}
      below={
        <DefinitionList
          items={[
            { label: t('meeting.place'), value: meeting.place },
            { label: t('meeting.operator'), value: file.operators.get(meeting.operator) },
            { label: t('meeting.lang'), value: languageName(meeting.lang) },
            { label: t('meeting.state'), value: <MeetingState line={line} /> },
          ]}
        />
      }
    >
      <Objection {...props} />
      {props.canWrite && <Declare {...props} />}
      {line.signatures.length > 0 && <Signatures {...props} />}
      {meeting.reason && (
        <Section title={t(`meeting.state.${meeting.state}`)}>
          <p dir="auto">{meeting.reason}</p>
        </Section>
      )}
      <CounterEntries {...props} />
      {props.canWrite && <Correct {...props} />}
      {props.canWrite && <Mistake {...props} />}
    </StaffPage>
  )
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

function MeetingAction({ person, line }: MeetingPageProps) {
  const { t } = usePage()
  if (line.state !== 'waiting' || !line.sides.operator || line.correction) return null
  return (
    <ActionButton
      action={paths.ask.to({ person: person.id, meeting: line.meeting.id })}
      look="primary"
      small
      icon="pen"
      label={t('meeting.ask', { name: person.givenName })}
    />
  )
}

function Objection({ person, line, canWrite }: MeetingPageProps) {
  const { t, dateLong } = usePage()
  const { correction } = line
  if (!correction) return null
  return (
    <Sheet next kicker={dateLong(correction.askedOn)} title={t('correction.title', { name: person.givenName })}>
      <p>{t(`correction.kind.${correction.kind}`)}</p>
      {correction.words && (
        <p>
          <q lang={correction.lang} dir="auto">
            {correction.words}
          </q>
        </p>
      )}
      {canWrite && (
        <>
          <p class="nc-s nc-soft">{t('correction.what-now')}</p>
          <ActionButton
            action={paths.explain.to({ person: person.id, meeting: line.meeting.id })}
            small
            label={t('correction.explained', { name: person.givenName })}
          />
        </>
      )}
    </Sheet>
  )
}

/** Whether the times may be declared or declared again. */
const isOpen = ({ line }: MeetingPageProps): boolean =>
  line.meeting.state === 'booked' || (line.meeting.state === 'held' && !line.sides.person)

/** The form with the actual times, where they have to be declared. */
function Declare(props: MeetingPageProps) {
  const { t } = usePage()
  const { line } = props
  if (!isOpen(props) || line.sides.operator) return null
  const title = t(line.meeting.state === 'booked' ? 'meeting.hold.title' : 'meeting.hold.again')
  return (
    <Sheet next title={title}>
      <HoldForm {...props} submit="meeting.hold.submit" />
    </Sheet>
  )
}

/** The same form, folded, where they are declared and not yet signed by her. */
function Correct(props: MeetingPageProps) {
  const { t } = usePage()
  const { line } = props
  if (!isOpen(props) || !line.sides.operator) return null
  return (
    <Twin label={t('meeting.hold.correct')} open={line.correction !== undefined || props.form?.name === 'hold'}>
      <div class="pt-3">
        <HoldForm {...props} submit="meeting.hold.correct.submit" />
      </div>
    </Twin>
  )
}

function HoldForm(props: MeetingPageProps & { submit: string }) {
  const { t } = usePage()
  const { person, line } = props
  const span = spanOf(line.meeting)
  return (
    <Form
      action={paths.hold.to({ person: person.id, meeting: line.meeting.id })}
      state={props.form?.name === 'hold' ? props.form.state : undefined}
      submit={props.submit}
      submitIcon="pen"
      note={t('meeting.hold.note')}
    >
      <div class="nc-row">
        <TimeField name="start" label={t('meeting.start')} value={formatClockTime(span.start)} />
        <TimeField name="end" label={t('meeting.end')} value={formatClockTime(span.end)} />
      </div>
    </Form>
  )
}

/** Both sides, by which method, how strong: the product says what a signature is and no more. */
function Signatures({ person, line, file }: MeetingPageProps) {
  const { t, instant, hoursInWords } = usePage()
  const operator = line.signatures.find(each => each.party === 'operator')
  const hers = line.signatures.find(each => each.party !== 'operator')
  const operatorName =
    (operator?.account && file.operators.get(operator.account)) ?? file.organisations.get(file.plan.organisation)
  const items = [
    operator && {
      label: t('signature.operator'),
      value: (
        <>
          <bdi>{operatorName}</bdi>, <bdi>{instant(operator.signedAt)}</bdi>
        </>
      ),
    },
    {
      label: t(hers?.party === 'guardian' ? 'signature.guardian' : 'signature.person'),
      value: hers ? (
        <>
          <bdi>{person.name}</bdi>, <bdi>{instant(hers.signedAt)}</bdi>
          <span class="nc-line nc-soft nc-s">
            {t(`signature.method.${hers.method}`)} · {t(`signature.strength.${hers.strength}`)}
          </span>
        </>
      ) : (
        <span class="nc-low">{t('signature.missing')}</span>
      ),
    },
  ]
  return (
    <Section title={t('signature.title')}>
      <DefinitionList items={items.filter(item => item !== undefined)} />
      {line.state === 'signed' && (
        <p class="pt-3">
          {t('signature.counted', { hours: hoursInWords(line.counted) })} <MeetingSeal line={line} file={file} />
        </p>
      )}
    </Section>
  )
}

function CounterEntries({ reversals, file }: MeetingPageProps) {
  const { t, dateLong } = usePage()
  if (reversals.length === 0) return null
  return (
    <Section title={t('signature.undone')}>
      <ul class="nc-list nc-stack nc-tight nc-lines">
        {reversals.map(reversal => (
          <li>
            <b>{dateLong(reversal.on)}</b>, <bdi>{file.operators.get(reversal.account) ?? '–'}</bdi>
            <span class="nc-line" dir="auto">
              {reversal.reason === REDECLARED ? t('signature.undone.redeclared') : reversal.reason}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What is done rarely is folded away: not held, or signed by mistake. */
function Mistake(props: MeetingPageProps) {
  const { t, hoursInWords } = usePage()
  const { person, line, form } = props
  const at = { person: person.id, meeting: line.meeting.id }
  const stateOf = (name: 'drop' | 'undo') => (form?.name === name ? form.state : undefined)
  if (line.state === 'signed') {
    return (
      <Twin label={t('signature.undo')} open={form?.name === 'undo'}>
        <Sheet>
          <p>{t('signature.undo.means', { hours: hoursInWords(line.counted) })}</p>
          <Form action={paths.undo.to(at)} state={stateOf('undo')} submit="signature.undo.submit" submitIcon="undo">
            <TextArea
              name="reason"
              label={t('signature.undo.reason')}
              hint={t('signature.undo.hint', { name: person.givenName })}
              rows={2}
            />
          </Form>
        </Sheet>
      </Twin>
    )
  }
  if (line.state === 'dropped' || line.sides.person) return null
  return (
    <Twin label={t('meeting.drop')} open={form?.name === 'drop'}>
      <div class="pt-3">
        <Form action={paths.drop.to(at)} state={stateOf('drop')} submit="meeting.drop.submit">
          <RadioGroup
            name="as"
            label={t('meeting.drop.as')}
            options={(['cancelled', 'missed'] as const).map(value => ({ value, label: t(`meeting.drop.${value}`) }))}
          />
          <TextArea name="reason" label={t('meeting.reason')} hint={t('meeting.reason.hint')} rows={2} />
        </Form>
      </div>
    </Twin>
  )
}
