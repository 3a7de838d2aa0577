// SPDX-License-Identifier: EUPL-1.2
import type { OrganisationId } from '#lib/ids.ts'
import {
  ButtonLink,
  CheckboxGroup,
  DateField,
  Form,
  type FormState,
  RadioGroup,
  TextField,
} from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Bar } from '#platform/ui/nc/figures.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Programme, spendings } from './programme.ts'
import { paths } from './programmes.paths.ts'

export type ProgrammeLine = { readonly programme: Programme; readonly heads: number; readonly share: number }

/** Who may not read the figures (the administrator) sees the programmes and no number of people. */
export function ProgrammesPage(props: { lines: readonly ProgrammeLine[]; mayCreate: boolean; mayRead: boolean }) {
  const { t, date, number, money, viewer } = usePage()
  const create = <ButtonLink href={paths.newProgramme.to()} label={t('programmes.new')} icon="add" look="primary" />
  return (
    <StaffPage
      section="programmes"
      title={t('programmes.title')}
      lead={t('programmes.lead')}
      action={props.mayCreate && create}
      aside={viewer?.role === 'auditor' && <HowToCheck />}
      asideLabel={t('programmes.audit.title')}
      wide
    >
      <DataTable
        caption={t('programmes.title')}
        hideCaption
        rows={props.lines}
        columns={[
          {
            label: t('programme.name.label'),
            kind: 'head',
            cell: ({ programme }) => (
              <>
                {props.mayRead ? (
                  <a href={paths.programme.to({ programme: programme.id })}>
                    <bdi>{programme.name}</bdi>
                  </a>
                ) : (
                  <bdi>{programme.name}</bdi>
                )}{' '}
                <span class="nc-line nc-s nc-soft">
                  <bdi>{programme.fund}</bdi>
                </span>
              </>
            ),
          },
          {
            label: t('report.period'),
            cell: ({ programme }) => (
              <bdi>{t('programmes.period', { from: date(programme.startsOn), to: date(programme.endsOn) })}</bdi>
            ),
          },
          {
            label: t('report.heads'),
            kind: 'number',
            cell: line => {
              const target = number(line.programme.targetHeads)
              return props.mayRead ? t('programmes.heads-of', { heads: number(line.heads), target }) : target
            },
          },
          {
            label: t('report.chart'),
            hideLabel: true,
            kind: 'bar',
            cell: line => props.mayRead && <Bar share={line.heads / line.programme.targetHeads} mark={line.share} />,
          },
          { label: t('programme.budget.label'), kind: 'number', cell: ({ programme }) => money(programme.budget) },
        ]}
        empty={
          <Empty
            title={t('programmes.empty.title')}
            action={
              props.mayCreate && <ButtonLink href={paths.newProgramme.to()} label={t('programmes.new')} icon="add" />
            }
          >
            {t('programmes.empty.text')}
          </Empty>
        }
      />
    </StaffPage>
  )
}

/** The auditor's three steps; the last needs no account here. */
function HowToCheck() {
  const { t } = usePage()
  return (
    <Section title={t('programmes.audit.title')}>
      <ol class="nc-stack nc-tight pt-2">
        <li>{t('programmes.audit.open')}</li>
        <li>{t('programmes.audit.export')}</li>
        <li>{t('programmes.audit.check')}</li>
      </ol>
      <div class="nc-row pt-3">
        <ButtonLink small href="/verifica" label={t('programmes.audit.go')} icon="seal" />
        <a href="/ledger/keys.txt">{t('programmes.audit.keys')}</a>
      </div>
    </Section>
  )
}

export function NewProgrammePage(props: {
  organisations: readonly { id: OrganisationId; name: string }[]
  form?: FormState | undefined
}) {
  const { t } = usePage()
  return (
    <StaffPage section="programmes" title={t('programmes.new')} lead={t('programmes.new.lead')}>
      <Form
        action={paths.newProgramme.to()}
        state={props.form}
        submit="programme.create"
        cancel={{ href: paths.programmes.to() }}
      >
        <Section title={t('programme.what')}>
          <div class="nc-stack">
            <TextField name="name" label={t('programme.name.label')} maxLength={120} required />
            <TextField
              name="code"
              label={t('programme.code.label')}
              hint={t('programme.code.hint')}
              maxLength={40}
              size="medium"
              required
            />
            <TextField
              name="fund"
              label={t('programme.fund.label')}
              hint={t('programme.fund.hint')}
              maxLength={80}
              required
            />
            <TextField name="notice" label={t('programme.notice.label')} maxLength={120} optional />
            <DateField name="startsOn" label={t('programme.starts.label')} />
            <DateField name="endsOn" label={t('programme.ends.label')} />
          </div>
        </Section>
        <Section title={t('programme.targets')} lead={t('programme.targets.lead')}>
          <div class="nc-stack">
            <TextField name="heads" label={t('programme.heads.label')} inputmode="numeric" size="short" required />
            <TextField
              name="hoursEach"
              label={t('programme.hours.label')}
              hint={t('programme.hours.hint')}
              inputmode="numeric"
              size="short"
              required
            />
            <TextField
              name="women"
              label={t('programme.women.label')}
              hint={t('programme.women.hint')}
              inputmode="decimal"
              size="short"
              optional
            />
            <TextField
              name="budget"
              label={t('programme.budget.label')}
              hint={t('programme.budget.hint')}
              inputmode="decimal"
              size="medium"
              required
            />
          </div>
        </Section>
        <Section title={t('programme.spending.label')}>
          <div class="nc-stack">
            <RadioGroup
              name="spending"
              label={t('programme.spending.question')}
              options={spendings.map(value => ({
                value,
                label: t(`programme.spending.${value}`),
                hint: t(`programme.spending.${value}.hint`),
              }))}
              value="entries"
            />
            <TextField
              name="unit"
              label={t('programme.unit.label')}
              hint={t('programme.unit.hint')}
              inputmode="decimal"
              size="short"
              optional
            />
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
