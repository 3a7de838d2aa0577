// SPDX-License-Identifier: EUPL-1.2
import type { OrganisationId } from '#lib/ids.ts'
import { Form, type FormState, Hidden, RadioGroup, SelectField, TextArea, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { Tabs } from '#platform/ui/nc/tabs.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Plan, planOutcomes } from './plan.ts'
import type { PersonName } from './plan-file.ts'
import { PersonLink } from './plan-parts.page.tsx'
import { measureKinds, type PlanTemplate, planTemplates } from './plan-template.ts'
import { paths } from './plans.paths.ts'

export type DraftPlanProps = {
  person: PersonName
  template: PlanTemplate
  /** The draft that is being changed; absent for a new plan. */
  plan?: Plan | undefined
  lang: string
  langs: readonly string[]
  rows: number
  organisations: ReadonlyMap<OrganisationId, string>
  own: OrganisationId
  state?: FormState | undefined
}

/** One sheet: what the person wants in her words, and the measures with their hours. */
export function DraftPlanPage(props: DraftPlanProps) {
  const { t, languageName } = usePage()
  const { person, plan, template } = props
  const to = plan ? paths.changePlan : paths.newPlan
  const goals = plan?.goals.map(goal => goal.words).join('\n')
  const italian = plan?.goals.flatMap(goal => goal.italian ?? []).join('\n')
  return (
    <StaffPage
      title={t(plan ? 'plan.change' : 'plan.new')}
      section="people"
      kicker={<PersonLink person={person} />}
      lead={t('plan.new.lead', { name: person.givenName })}
      below={!plan && <Templates person={person} current={template.key} />}
      wide
    >
      <Form
        action={to.to({ person: person.id })}
        state={props.state}
        submit="plan.save"
        cancel={{ href: paths.plan.to({ person: person.id }) }}
        note={t('plan.save.note')}
      >
        <Hidden name="template" value={template.key} />
        <Section title={t('plan.goals')}>
          <div class="nc-stack">
            <TextArea
              name="goals"
              label={t('plan.goals.label', { name: person.givenName })}
              hint={t('plan.goals.hint')}
              value={goals}
              rows={3}
            />
            <SelectField
              name="lang"
              label={t('plan.goals.lang.label')}
              value={plan?.goals[0]?.lang ?? props.lang}
              empty={null}
              options={props.langs.map(code => ({ value: code, label: languageName(code), opens: code !== 'it' }))}
            />
            <div class="nc-opened">
              <TextArea
                name="goalsItalian"
                label={t('plan.goals-italian.label')}
                hint={t('plan.goals-italian.hint')}
                value={italian}
                rows={3}
                lang="it"
                dir="ltr"
                optional
              />
            </div>
          </div>
        </Section>
        <Section
          title={t('plan.measures')}
          lead={`${plan ? '' : t(`plan.template.${template.key}.about`)} ${t('plan.measures.lead')}`}
        >
          <div class="nc-stack">
            {Array.from({ length: rowsOf(props) }, (_, at) => (
              <MeasureRow {...props} at={at} />
            ))}
          </div>
        </Section>
      </Form>
    </StaffPage>
  )
}

/** What there is and two blank rows; all of them when the form comes back, since any may have been filled. */
function rowsOf({ plan, template, rows, state }: DraftPlanProps): number {
  const filled = (plan ?? template).measures.length
  return state ? rows : Math.min(rows, Math.max(3, filled + 2))
}

function Templates(props: { person: PersonName; current: string }) {
  const { t } = usePage()
  const tabs = planTemplates.map(({ key }) => ({
    href: `${paths.newPlan.to({ person: props.person.id })}?template=${key}`,
    label: t(`plan.template.${key}`),
    current: key === props.current,
  }))
  return <Tabs label={t('plan.template')} tabs={tabs} />
}

function MeasureRow(props: DraftPlanProps & { at: number }) {
  const { t } = usePage()
  const { at, plan, template } = props
  const given = plan ? plan.measures[at] : template.measures[at]
  const title = plan?.measures[at]?.title
  const responsible = plan?.measures[at]?.organisation
  const others = [...props.organisations].filter(([id]) => id !== props.own)
  return (
    <fieldset class="nc-grid">
      <legend class="visually-hidden">{t('plan.measure.row', { number: at + 1 })}</legend>
      <SelectField
        name={`kind-${at}`}
        label={t('measure')}
        value={given?.kind}
        options={measureKinds.map(kind => ({ value: kind, label: t(`measure.kind.${kind}`) }))}
      />
      <TextField name={`title-${at}`} label={t('plan.measure.title')} value={title} optional />
      <TextField
        name={`ceiling-${at}`}
        label={t('plan.measure.ceiling')}
        value={given ? `${Math.floor(given.ceiling / 60)}:${String(given.ceiling % 60).padStart(2, '0')}` : undefined}
        size="short"
        dir="ltr"
        inputmode="text"
      />
      <SelectField
        name={`responsible-${at}`}
        label={t('measure.organisation')}
        value={responsible === props.own ? '' : responsible}
        empty={t('measure.organisation.own')}
        options={others.map(([value, label]) => ({ value, label }))}
      />
    </fieldset>
  )
}

export function ClosePlanPage(props: { person: PersonName; state?: FormState | undefined }) {
  const { t } = usePage()
  const { person } = props
  return (
    <StaffPage
      title={t('plan.close')}
      section="people"
      kicker={<PersonLink person={person} />}
      lead={t('plan.close.lead')}
    >
      <Form
        action={paths.closePlan.to({ person: person.id })}
        state={props.state}
        submit="plan.close"
        cancel={{ href: paths.plan.to({ person: person.id }) }}
      >
        <RadioGroup
          name="outcome"
          label={t('plan.outcome.label', { name: person.givenName })}
          options={planOutcomes.map(value => ({ value, label: t(`plan.outcome.${value}`) }))}
        />
      </Form>
    </StaffPage>
  )
}
