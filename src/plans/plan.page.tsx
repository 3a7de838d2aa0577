// SPDX-License-Identifier: EUPL-1.2
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Seal } from '#platform/ui/nc/seal.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { may } from './plan.ts'
import { awaiting, type MeetingLine, type PersonName, type PlanFile } from './plan-file.ts'
import {
  GoalWords,
  HoursSection,
  MeetingSeal,
  MeetingState,
  measureName,
  PersonLink,
  proofOf,
  timesOf,
} from './plan-parts.page.tsx'
import { paths } from './plans.paths.ts'

export type PlanPageProps = {
  person: PersonName
  file: PlanFile | undefined
  /** Whether the viewer works for the organisation of this record and may change it. */
  canWrite: boolean
}

/** Plan and hours of a person: what was agreed, what was signed, and the one thing to do now. */
export function PlanPage(props: PlanPageProps) {
  const { t } = usePage()
  const { person, file } = props
  if (!file) return <NoPlanPage {...props} />
  const note = t(`plan.state.${file.plan.state}.sentence`, { name: person.givenName })
  return (
    <StaffPage
      title={t('plan.title')}
      section="people"
      kicker={<PersonLink person={person} />}
      lead={note}
      action={props.canWrite && <PlanAction person={person} file={file} />}
      below={<FileTabs person={person.id} current="plan" />}
      aside={<PlanAside {...props} file={file} />}
      asideLabel={t('plan.aside')}
    >
      <Objections person={person} file={file} />
      <HoursSection file={file} person={person} />
      <MeetingsSection {...props} file={file} />
    </StaffPage>
  )
}

function NoPlanPage({ person, canWrite }: PlanPageProps) {
  const { t } = usePage()
  const action = canWrite && (
    <ButtonLink href={paths.newPlan.to({ person: person.id })} look="primary" label={t('plan.new')} />
  )
  return (
    <StaffPage
      title={t('plan.title')}
      section="people"
      kicker={<PersonLink person={person} />}
      below={<FileTabs person={person.id} current="plan" />}
    >
      <Empty title={t('plan.none', { name: person.givenName })} action={action}>
        {t('plan.none.why')}
      </Empty>
    </StaffPage>
  )
}

/** The one primary action, by the state of the plan. */
function PlanAction({ person, file }: { person: PersonName; file: PlanFile }) {
  const { t } = usePage()
  const at = { person: person.id }
  if (file.plan.state === 'draft') {
    if (!file.agreement.operator) {
      return (
        <>
          <ButtonLink href={paths.changePlan.to(at)} label={t('plan.change')} small />
          <ActionButton action={paths.signPlan.to(at)} look="primary" small label={t('plan.sign')} icon="pen" />
        </>
      )
    }
    const ask = t('plan.ask', { name: person.givenName })
    return (
      <>
        <ButtonLink href={paths.changePlan.to(at)} label={t('plan.change')} small />
        <ActionButton action={paths.askPlan.to(at)} look="primary" small label={ask} icon="pen" />
      </>
    )
  }
  const [first] = awaiting(file.meetings)
  const book = may(file.plan, 'book') && (
    <ButtonLink
      href={paths.book.to(at)}
      look={first ? 'outline' : 'primary'}
      label={t('meeting.book')}
      icon="cal"
      small
    />
  )
  return (
    <>
      {book}
      {first && (
        <ActionButton
          action={paths.ask.to({ ...at, meeting: first.meeting.id })}
          look="primary"
          small
          icon="pen"
          label={t('hours.ask')}
        />
      )}
    </>
  )
}

/** Where the person said "no, that is not right": first on the page, since nothing goes on without an answer. */
function Objections({ person, file }: { person: PersonName; file: PlanFile }) {
  const { t, dateLong } = usePage()
  const disputed = file.meetings.filter(line => line.correction)
  return (
    <>
      {file.correction && (
        <Notice tone="bad" title={t('correction.plan.title', { name: person.givenName })}>
          {t(`correction.kind.${file.correction.kind}`)}{' '}
          {file.correction.words && <q lang={file.correction.lang}>{file.correction.words}</q>}
        </Notice>
      )}
      {disputed.map(line => (
        <Notice
          tone="bad"
          title={t('correction.meeting.title', { name: person.givenName, day: dateLong(line.meeting.day) })}
          action={{
            href: paths.meeting.to({ person: person.id, meeting: line.meeting.id }),
            label: t('correction.answer'),
          }}
        >
          {line.correction && t(`correction.kind.${line.correction.kind}`)}
        </Notice>
      ))}
    </>
  )
}

function MeetingsSection({ person, file, canWrite }: PlanPageProps & { file: PlanFile }) {
  const { t, hours, weekday, viewer } = usePage()
  const link = (line: MeetingLine) => paths.meeting.to({ person: person.id, meeting: line.meeting.id })
  const bookable = canWrite && may(file.plan, 'book')
  const empty = (
    <Empty title={t('meeting.none')}>
      {t(file.plan.state === 'draft' ? 'meeting.none.draft' : 'meeting.none.why')}
    </Empty>
  )
  return (
    <Section
      title={t('meeting.list')}
      action={bookable && <a href={paths.book.to({ person: person.id })}>{t('meeting.book')}</a>}
    >
      <DataTable
        caption={t('meeting.list')}
        hideCaption
        rows={file.meetings}
        empty={empty}
        look={line => (line.meeting.day === viewer?.today ? 'open' : undefined)}
        columns={[
          {
            label: t('meeting.when'),
            cell: line => (
              <>
                <a href={link(line)}>{weekday(line.meeting.day)}</a>
                <span class="nc-line nc-soft nc-s">{timesOf(line.meeting, t)}</span>
              </>
            ),
          },
          { label: t('measure'), cell: line => <bdi>{measureName(line.measure, t)}</bdi> },
          { label: t('meeting.state'), cell: line => <MeetingState line={line} /> },
          {
            label: t('hours.counted'),
            kind: 'number',
            slot: true,
            cell: line =>
              line.state === 'signed' && (
                <>
                  {hours(line.counted)} <MeetingSeal line={line} file={file} />
                </>
              ),
          },
        ]}
      />
    </Section>
  )
}

function PlanAside({ person, file, canWrite }: PlanPageProps & { file: PlanFile }) {
  const { t } = usePage()
  const { plan } = file
  return (
    <>
      <Agreement person={person} file={file} />
      <Section title={t('plan.goals')}>
        <ul class="nc-list nc-stack nc-tight">
          {plan.goals.map(goal => (
            <li>
              <GoalWords goal={goal} />
            </li>
          ))}
        </ul>
      </Section>
      {canWrite && may(plan, 'close') && (
        <p class="nc-s nc-noprint">
          <a href={paths.closePlan.to({ person: person.id })}>{t('plan.close')}</a>
        </p>
      )}
      {canWrite && plan.state === 'closed' && (
        <p>
          <ButtonLink href={paths.newPlan.to({ person: person.id })} label={t('plan.new')} small />
        </p>
      )}
    </>
  )
}

/** Both names under the plan, or which one is missing. */
function Agreement({ person, file }: { person: PersonName; file: PlanFile }) {
  const page = usePage()
  const { t, dateLong } = page
  const { plan, agreement } = file
  const seal = plan.agreedFact && file.seals.get(plan.agreedFact)
  const owner = file.organisations.get(plan.organisation)
  if (!plan.agreedOn) {
    const missing = !agreement.operator ? 'both' : 'person'
    return (
      <Sheet kicker={t('plan.state.draft')} title={t(`plan.missing.${missing}`, { name: person.givenName })} next>
        <p>{t(`plan.missing.${missing}.why`)}</p>
      </Sheet>
    )
  }
  return (
    <Section title={t('plan.agreement')}>
      <p>
        {t('plan.agreed.sentence', { name: person.givenName, organisation: owner ?? '', day: dateLong(plan.agreedOn) })}{' '}
        {seal && (
          <Seal what={t('plan.agreed.what', { day: dateLong(plan.agreedOn) })} proof={proofOf(seal, page, owner)} />
        )}
      </p>
      {plan.closedOn && plan.outcome && (
        <p class="pt-2">
          {t('plan.closed.sentence', { day: dateLong(plan.closedOn) })} {t(`plan.outcome.${plan.outcome}`)}
        </p>
      )}
    </Section>
  )
}
