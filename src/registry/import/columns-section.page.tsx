// SPDX-License-Identifier: EUPL-1.2
import { Icon } from '#platform/ui/nc/icon.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { columnName, sheetName } from './choices.ts'
import type { Column, SheetPlan } from './columns.ts'
import { importFields } from './field.ts'

/** One table for each sheet: what stands in the file, and what it becomes. */
export function ColumnsSections(props: { plans: readonly SheetPlan[] }) {
  return (
    <>
      {props.plans.map((plan, s) => (
        <SheetColumns plan={plan} sheet={s} />
      ))}
    </>
  )
}

function SheetColumns({ plan, sheet }: { plan: SheetPlan; sheet: number }) {
  const { t } = usePage()
  const known = plan.columns.filter(column => column.field).length
  const left = plan.columns.filter(column => !column.field && !isNothing(column))
  const title = plan.name ? t('import.columns.title-sheet', { sheet: plan.name }) : t('import.columns.title')
  return (
    <Section
      title={title}
      id={`col-${sheet}`}
      lead={t('import.columns.lead', { known, left: left.length, skipped: plan.headerRow })}
    >
      <p>
        <label class="nc-row nc-tight">
          <input type="hidden" name={sheetName(sheet)} value="no" />
          <input type="checkbox" name={sheetName(sheet)} value="yes" checked={plan.included} />{' '}
          {t('import.columns.include')}
        </label>
        {plan.reason && <span class="nc-low nc-s">{t(`import.columns.left-out.${plan.reason}`)}</span>}
      </p>
      {plan.included && <NotTaken columns={left} />}
      <DataTable
        rows={plan.columns}
        caption={title}
        hideCaption
        columns={[
          {
            label: t('import.columns.in-file'),
            cell: column => <bdi>{column.heading || t('import.columns.no-heading', { n: column.index + 1 })}</bdi>,
          },
          { label: t('import.columns.examples'), full: true, cell: column => <Examples column={column} /> },
          { label: t('import.columns.becomes'), cell: column => <Becomes column={column} sheet={sheet} /> },
          { label: t('import.columns.finding'), cell: column => <Finding column={column} /> },
        ]}
      />
    </Section>
  )
}

/** Neither a heading nor a cell: nothing is lost with it. */
const isNothing = (column: Column): boolean => !column.heading && column.examples.length === 0

/** Said before the table and in a sentence for each reason: nothing of the file is lost in silence. */
function NotTaken({ columns }: { columns: readonly Column[] }) {
  const { t } = usePage()
  const byReason = Map.groupBy(columns, column => column.notYet ?? 'unknown')
  if (byReason.size === 0) return null
  return (
    <>
      <p>
        <b>{t('import.columns.not-taken')}</b>
      </p>
      <ul>
        {[...byReason].map(([reason, group]) => (
          <li>
            {group.map((column, i) => (
              <>
                {i > 0 && ', '}
                <bdi class="nc-code">{column.heading || t('import.columns.no-heading', { n: column.index + 1 })}</bdi>
              </>
            ))}
            {': '}
            {t(`import.columns.not-taken.${reason}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Examples({ column }: { column: Column }) {
  const { t } = usePage()
  if (column.field === 'notes') return <span class="nc-soft nc-s">{t('import.columns.hidden')}</span>
  if (column.examples.length === 0) return <span class="nc-soft nc-s">{t('import.columns.blank')}</span>
  return (
    <span class="nc-code">
      {column.examples.map((example, i) => (
        <>
          {i > 0 && ' · '}
          <bdi>{example}</bdi>
        </>
      ))}
    </span>
  )
}

function Becomes({ column, sheet }: { column: Column; sheet: number }) {
  const { t } = usePage()
  const label = t('import.columns.becomes-label', { heading: column.heading || String(column.index + 1) })
  return (
    <select class="nc-in" name={columnName(sheet, column.index)} aria-label={label}>
      <option value="">{t('import.columns.not-imported')}</option>
      {importFields.map(field => (
        <option value={field} selected={column.field === field}>
          {t(`import.field.${field}`)}
        </option>
      ))}
    </select>
  )
}

function Finding({ column }: { column: Column }) {
  const { t } = usePage()
  if (!column.field && column.finding === 'repeated') {
    return (
      <span class="nc-low">
        <Icon name="alert" /> {t('import.columns.repeated')}
      </span>
    )
  }
  if (!column.field) {
    const key = column.notYet ? `import.columns.not-taken.${column.notYet}` : 'import.columns.unmapped'
    return <span class="nc-soft">{t(key)}</span>
  }
  return (
    <span class="nc-ok">
      <Icon name="check" />{' '}
      {t(column.field === 'notes' ? 'import.columns.restricted' : `import.columns.found.${column.finding}`)}
    </span>
  )
}
