// SPDX-License-Identifier: EUPL-1.2
import type { OrganisationId } from '#lib/ids.ts'
import { CheckboxGroup, Form, type FormState, RadioGroup, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { GoalBar } from '#platform/ui/nc/figures.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { spendings } from './programme.ts'
import { FundFields, NameField, Targets, UnitField } from './programme-fields.page.tsx'
import { paths } from './programmes.paths.ts'

export function NewProgrammePage(props: {
  organisations: readonly { id: OrganisationId; name: string }[]
  form?: FormState | undefined
}) {
  const { t } = usePage()
  return (
    <StaffPage
      section="programmes"
      title={t('programmes.new')}
      lead={t('programmes.new.lead')}
      aside={<WhatItDoes />}
      asideLabel={t('programme.counts')}
    >
      <Form
        action={paths.newProgramme.to()}
        state={props.form}
        submit="programme.create"
        cancel={{ href: paths.programmes.to() }}
      >
        <Section title={t('programme.what')}>
          <div class="nc-stack">
            <NameField />
            <TextField
              name="code"
              label={t('programme.code.label')}
              hint={t('programme.code.hint')}
              maxLength={40}
              size="medium"
              required
            />
            <FundFields />
          </div>
        </Section>
        <Targets />
        <Section title={t('programme.spending.label')}>
          <div class="nc-stack">
            <RadioGroup
              name="spending"
              label={t('programme.spending.question')}
              options={spendings.map(value => ({
                value,
                label: t(`programme.spending.${value}`),
                hint: t(`programme.spending.${value}.hint`),
                opens: value !== 'entries',
              }))}
              value="entries"
            />
            <div class="nc-opened">
              <UnitField />
            </div>
          </div>
        </Section>
        {props.organisations.length > 0 && (
          <Section title={t('programme.partners')}>
            <div class="nc-stack">
              <CheckboxGroup
                name="partners"
                label={t('programme.partners.label')}
                options={props.organisations.map(each => ({ value: each.id, label: each.name }))}
              />
            </div>
          </Section>
        )}
      </Form>
    </StaffPage>
  )
}

/** Beside the form: what will be counted, how a target reads, and who acts next. */
function WhatItDoes() {
  const { t } = usePage()
  const counted = ['heads', 'hours', 'spend'] as const
  return (
    <>
      <Section title={t('programme.counts')}>
        <DefinitionList
          stacked
          items={counted.map(what => ({ label: t(`report.${what}`), value: t(`programme.counts.${what}`) }))}
        />
      </Section>
      <Section title={t('programme.example')}>
        <Example />
      </Section>
      <Section title={t('programme.then')}>
        <ol class="nc-stack nc-tight pt-2">
          <li>{t('programme.then.enrol')}</li>
          <li>{t('programme.then.sign')}</li>
          <li>{t('programme.then.read')}</li>
        </ol>
      </Section>
    </>
  )
}

const example = { target: 60, heads: 24, share: 0.5, hoursEach: 36 }

function Example() {
  const { t, number, hours } = usePage()
  const { target, heads, share, hoursEach } = example
  const expected = target * share
  return (
    <GoalBar
      label={t('report.heads')}
      value={number(heads)}
      outOf={t('report.out-of', { target: number(target) })}
      share={heads / target}
      mark={share}
    >
      {t('programme.example.pace', { expected, missing: expected - heads })}{' '}
      {t('programme.example.hours', { each: hoursEach, total: hours(target * hoursEach * 60) })}
    </GoalBar>
  )
}
