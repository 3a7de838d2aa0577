// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { PersonId } from '#lib/ids.ts'
import { Button, DateField, Form, type FormState, RadioGroup, SelectField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { endReasons, type Enrolment, type Programme } from './programme.ts'
import { paths } from './programmes.paths.ts'

export type EnrolProps = {
  readonly person: { readonly id: PersonId; readonly name: string }
  readonly open: readonly Programme[]
  readonly enrolments: readonly { readonly enrolment: Enrolment; readonly programme: Programme | undefined }[]
  readonly today: CivilDate
  readonly form?: FormState | undefined
  readonly endForm?: { readonly id: string; readonly state: FormState } | undefined
}

export function EnrolPage(props: EnrolProps) {
  const { t, date } = usePage()
  const { person, open } = props
  return (
    <StaffPage
      section="people"
      title={t('enrolment.title', { name: person.name })}
      kicker={
        <a href={`/people/${person.id}`}>
          <bdi>{person.name}</bdi>
        </a>
      }
      lead={t('enrolment.lead')}
    >
      {props.enrolments.length > 0 && (
        <Section title={t('enrolment.current')}>
          {props.enrolments.map(each => (
            <Current
              {...each}
              person={person.id}
              today={props.today}
              form={props.endForm?.id === each.enrolment.id ? props.endForm.state : undefined}
            />
          ))}
        </Section>
      )}
      <Section title={t('enrolment.new')}>
        {open.length === 0 ? (
          <Empty title={t('enrolment.none.title')}>{t('enrolment.none.text')}</Empty>
        ) : (
          <Form
            action={paths.enrol.to({ person: person.id })}
            state={props.form}
            submit="enrolment.submit"
            note={t('enrolment.note')}
          >
            <RadioGroup
              name="programme"
              label={t('enrolment.programme.label')}
              options={open.map(each => ({
                value: each.id,
                label: each.name,
                hint: `${each.fund} · ${t('programmes.period', { from: date(each.startsOn), to: date(each.endsOn) })}`,
              }))}
              value={open.length === 1 ? open[0]?.id : undefined}
            />
            <DateField
              name="from"
              label={t('enrolment.from.label')}
              hint={t('enrolment.from.hint')}
              value={props.today}
            />
          </Form>
        )}
      </Section>
    </StaffPage>
  )
}

function Current(props: {
  enrolment: Enrolment
  programme: Programme | undefined
  person: PersonId
  today: CivilDate
  form: FormState | undefined
}) {
  const { t, dateLong } = usePage()
  const { enrolment, programme } = props
  return (
    <div class="nc-stack nc-tight">
      <p>
        <b>
          <bdi>{programme?.name}</bdi>
        </b>{' '}
        <span class="nc-soft">
          {enrolment.until
            ? t('enrolment.ended-on', { from: dateLong(enrolment.from), until: dateLong(enrolment.until) })
            : t('enrolment.since', { from: dateLong(enrolment.from) })}
          {enrolment.endReason && ` · ${t(`enrolment.reason.${enrolment.endReason}`)}`}
        </span>
      </p>
      {!enrolment.until && (
        <details class="nc-twin" open={props.form !== undefined}>
          <summary>{t('enrolment.end')}</summary>
          <Form action={paths.endEnrolment.to({ person: props.person, enrolment: enrolment.id })} state={props.form}>
            <DateField name="until" label={t('enrolment.until.label')} value={props.today} />
            <SelectField
              name="reason"
              label={t('enrolment.reason.label')}
              options={endReasons.map(value => ({ value, label: t(`enrolment.reason.${value}`) }))}
            />
            <p>
              <Button look="outline" label={t('enrolment.end.submit')} />
            </p>
          </Form>
        </details>
      )}
    </div>
  )
}
