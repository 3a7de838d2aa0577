// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { AccountId } from '#lib/ids.ts'
import { DateField, Form, type FormState, RadioGroup, SelectField, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Plan } from './plan.ts'
import type { PersonName } from './plan-file.ts'
import { measureName, PersonLink, TimeField } from './plan-parts.page.tsx'
import { paths } from './plans.paths.ts'

export type BookPageProps = {
  person: PersonName
  plan: Plan
  day: CivilDate
  operators: ReadonlyMap<AccountId, string>
  operator: AccountId | undefined
  lang: string
  langs: readonly string[]
  /** Where the last meeting was: most are in the same room. */
  place?: string | undefined
  state?: FormState | undefined
}

export function BookPage(props: BookPageProps) {
  const { t, languageName } = usePage()
  const { person, plan } = props
  return (
    <StaffPage
      title={t('meeting.book')}
      section="people"
      kicker={<PersonLink person={person} />}
      lead={t('meeting.book.lead', { name: person.givenName })}
    >
      <Form
        action={paths.book.to({ person: person.id })}
        state={props.state}
        submit="meeting.book.submit"
        cancel={{ href: paths.plan.to({ person: person.id }) }}
      >
        <RadioGroup
          name="measure"
          label={t('measure')}
          value={plan.measures.length === 1 ? plan.measures[0]?.id : undefined}
          options={plan.measures.map(measure => ({ value: measure.id, label: measureName(measure, t) }))}
        />
        <DateField name="day" label={t('meeting.day')} value={props.day} />
        <div class="nc-row">
          <TimeField name="start" label={t('meeting.start')} />
          <TimeField name="end" label={t('meeting.end')} />
        </div>
        <TextField name="place" label={t('meeting.place')} value={props.place} size="long" />
        <SelectField
          name="lang"
          label={t('meeting.lang')}
          value={props.lang}
          empty={null}
          options={props.langs.map(value => ({ value, label: languageName(value) }))}
        />
        <SelectField
          name="operator"
          label={t('meeting.operator')}
          value={props.operator}
          options={[...props.operators].map(([value, label]) => ({ value, label }))}
        />
      </Form>
    </StaffPage>
  )
}
