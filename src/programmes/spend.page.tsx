// SPDX-License-Identifier: EUPL-1.2
// Money entered for a programme: what my organisation has entered, and one line more.
import { Button, DateField, Form, type FormState, SelectField, TextField } from '#platform/ui/form.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Figures } from './figures.ts'
import { costLines } from './programme.ts'
import type { Spend } from './programme.store.ts'
import { paths } from './programmes.paths.ts'

export function Spending(props: {
  report: Pick<Figures, 'programme' | 'asOf'>
  ownSpend: readonly Spend[]
  spendForm?: FormState | undefined
}) {
  const { t, date, money } = usePage()
  const { report, ownSpend, spendForm } = props
  const total = ownSpend.reduce((sum, each) => sum + each.cents, 0)
  return (
    <Section title={t('spend.title')} lead={t('spend.lead')} id="spend">
      <Form action={paths.spend.to({ programme: report.programme.id })} state={spendForm}>
        <DateField name="on" label={t('spend.on.label')} value={report.asOf} />
        <TextField
          name="cents"
          label={t('spend.amount.label')}
          hint={t('spend.amount.hint')}
          inputmode="text"
          size="short"
          required
        />
        <SelectField
          name="line"
          label={t('spend.line.label')}
          options={costLines.map(value => ({ value, label: t(`spend.line.${value}`) }))}
        />
        <p>
          <Button look="outline" label={t('spend.submit')} />
        </p>
      </Form>
      {ownSpend.length > 0 && (
        <DataTable
          caption={t('spend.own')}
          rows={ownSpend.toReversed()}
          columns={[
            { label: t('spend.on.label'), cell: row => date(row.on), total: t('ui.total') },
            { label: t('spend.line.label'), cell: row => t(`spend.line.${row.line}`) },
            { label: t('spend.amount.label'), kind: 'number', cell: row => money(row.cents), total: money(total) },
          ]}
        />
      )}
    </Section>
  )
}
