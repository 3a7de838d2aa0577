// SPDX-License-Identifier: EUPL-1.2
import type { WorkVerdict } from '#registry/index.ts'
import { DateField, FieldGroup, Form, type FormState, RadioGroup, SelectField, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Employer } from './employer.ts'
import { contracts, endReasons, followUpResults, type Placement, placementKinds } from './placement.ts'
import { MayWork, type PersonShown } from './placement.page.tsx'
import { paths } from './placement.paths.ts'

export function NewPlacementPage(props: {
  person: PersonShown
  employers: readonly Employer[]
  work: WorkVerdict | undefined
  form?: FormState
}) {
  const { t } = usePage()
  const { person } = props
  return (
    <StaffPage
      title={t('placement.new.title')}
      section="people"
      kicker={<BackToList person={person} />}
      below={props.work && <MayWork work={props.work} />}
    >
      <Form
        action={paths.newPlacement.to({ person: person.id })}
        submit="placement.new.submit"
        cancel={{ href: paths.placements.to({ person: person.id }) }}
        {...(props.form ? { state: props.form } : {})}
      >
        <RadioGroup
          name="kind"
          label={t('placement.kind')}
          options={placementKinds.map(value => ({ value, label: t(`placement.kind.${value}`) }))}
        />
        <SelectField
          name="contract"
          label={t('placement.contract')}
          options={placementKinds.flatMap(kind =>
            contracts[kind].map(value => ({
              value,
              label: t('placement.contract.of', {
                kind: t(`placement.kind.${kind}`),
                contract: t(`placement.contract.${value}`),
              }),
            })),
          )}
        />
        <EmployerFields employers={props.employers} />
        <DateField name="from" label={t('placement.from')} />
        <DateField name="until" label={t('placement.until')} hint={t('placement.until.hint')} />
        <TextField
          name="weekly"
          label={t('placement.weekly')}
          hint={t('placement.weekly.hint')}
          size="short"
          dir="ltr"
          optional
        />
        <DateField name="followUp" label={t('placement.follow-up.when')} hint={t('placement.follow-up.hint')} />
      </Form>
    </StaffPage>
  )
}

function BackToList(props: { person: PersonShown }) {
  const { t } = usePage()
  return (
    <a href={paths.placements.to({ person: props.person.id })}>{t('placement.title', { name: props.person.name })}</a>
  )
}

function EmployerFields(props: { employers: readonly Employer[] }) {
  const { t } = usePage()
  return (
    <>
      {props.employers.length > 0 && (
        <SelectField
          name="employer"
          label={t('employer.known')}
          hint={t('employer.known.hint')}
          options={props.employers.map(({ id, name, sector }) => ({
            value: id,
            label: sector ? `${name} · ${sector}` : name,
          }))}
          empty={t('employer.other')}
        />
      )}
      <FieldGroup label={t(props.employers.length > 0 ? 'employer.new' : 'employer.first')}>
        <div class="nc-grid">
          <TextField name="employerName" label={t('employer.name')} />
          <TextField name="employerCode" label={t('employer.tax-code')} hint={t('employer.tax-code.hint')} dir="ltr" />
          <TextField name="employerTown" label={t('employer.town')} hint={t('employer.town.hint')} />
          <TextField name="sector" label={t('employer.sector')} hint={t('employer.sector.hint')} optional />
        </div>
      </FieldGroup>
    </>
  )
}

type OnePage = { person: PersonShown; placement: Placement; form?: FormState }

export function EndPlacementPage(props: OnePage) {
  const { t, viewer } = usePage()
  const { person, placement } = props
  return (
    <StaffPage
      title={t('placement.end.title')}
      section="people"
      kicker={<BackToList person={person} />}
      lead={<WhatItIs placement={placement} />}
    >
      <Form
        action={paths.end.to({ person: person.id, placement: placement.id })}
        submit="placement.end.submit"
        cancel={{ href: paths.placements.to({ person: person.id }) }}
        {...(props.form ? { state: props.form } : {})}
      >
        <DateField name="on" label={t('placement.end.on')} value={lastDay(placement, viewer?.today)} />
        <RadioGroup
          name="reason"
          label={t('placement.reason')}
          options={endReasons.map(value => ({ value, label: t(`placement.reason.${value}`) }))}
        />
      </Form>
    </StaffPage>
  )
}

const lastDay = ({ until }: Placement, today: string | undefined): string | undefined =>
  until && today && until < today ? until : today

export function FollowUpPage(props: OnePage) {
  const { t, viewer } = usePage()
  const { person, placement } = props
  return (
    <StaffPage
      title={t('placement.follow-up.title', { name: person.name })}
      section="people"
      kicker={<BackToList person={person} />}
      lead={<WhatItIs placement={placement} />}
    >
      <Form
        action={paths.followUp.to({ person: person.id, placement: placement.id })}
        submit="placement.follow-up.submit"
        cancel={{ href: paths.placements.to({ person: person.id }) }}
        {...(props.form ? { state: props.form } : {})}
      >
        <DateField name="on" label={t('placement.follow-up.on')} value={viewer?.today} />
        <RadioGroup
          name="result"
          label={t('placement.result')}
          options={followUpResults.map(value => ({ value, label: t(`placement.result.${value}`) }))}
        />
      </Form>
    </StaffPage>
  )
}

function WhatItIs({ placement }: { placement: Placement }) {
  const { t, dateLong } = usePage()
  return (
    <>
      {t(`placement.kind.${placement.kind}`)} · <bdi>{placement.employerName}</bdi> ·{' '}
      {t('placement.since', { date: dateLong(placement.from) })}
    </>
  )
}
