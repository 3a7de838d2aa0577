// SPDX-License-Identifier: EUPL-1.2
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Section, Twin } from '#platform/ui/nc/section.tsx'
import { Message, usePage } from '#platform/ui/page-context.tsx'
import type { PlannedRow } from './apply-plan.ts'
import { fixName, takeName } from './choices.ts'
import { type ImportField, type RowProblem, severityOf } from './field.ts'
import { paths } from './import.paths.ts'
import type { Import } from './import.ts'
import { rowKey } from './read-book.ts'
import { problemText } from './waiting-rows.ts'

/** So many corrections fit on a page that somebody can still oversee; the rest is quicker in the downloaded file. */
const SHOWN = 60

type Line = { readonly row: PlannedRow; readonly problem: RowProblem }

const linesOf = (rows: readonly PlannedRow[], severity: 'error' | 'attention'): Line[] =>
  rows.flatMap(row =>
    row.problems.filter(problem => severityOf(problem.code) === severity).map(problem => ({ row, problem })),
  )

export function RowLabel({ row }: { row: { sheet: string; row: number } }) {
  return (
    <>
      {row.sheet && (
        <>
          <bdi>{row.sheet}</bdi>{' '}
        </>
      )}
      {row.row}
    </>
  )
}

export function CorrectionsSection(props: { given: Import; rows: readonly PlannedRow[] }) {
  const { t } = usePage()
  const lines = linesOf(props.rows, 'error')
  if (lines.length === 0) return null
  const to = (kind: string) => paths.waiting.to({ import: props.given.id, kind })
  const action = (
    <>
      {t('import.corrections.download')} <a href={to('xlsx')}>Excel</a> · <a href={to('csv')}>CSV</a>
    </>
  )
  const more = lines.length > SHOWN ? t('import.corrections.more', { count: lines.length - SHOWN }) : undefined
  return (
    <Section
      title={t('import.corrections.title')}
      id="righe"
      action={action}
      lead={more ?? t('import.corrections.lead')}
    >
      <DataTable
        rows={lines.slice(0, SHOWN)}
        caption={t('import.corrections.title')}
        hideCaption
        columns={[
          { label: t('import.corrections.row'), cell: ({ row }) => <RowLabel row={row} /> },
          {
            label: t('import.corrections.written'),
            cell: ({ row, problem }) => <Written row={row} problem={problem} />,
          },
          { label: t('import.corrections.problem'), full: true, cell: ({ problem }) => problemText(t, problem) },
          { label: t('import.corrections.fix'), cell: line => <Fix given={props.given} line={line} /> },
        ]}
      />
    </Section>
  )
}

function Written({ row, problem }: Line) {
  const { t } = usePage()
  const name = [row.values.familyName, row.values.givenName].filter(Boolean).join(' ')
  return (
    <>
      {name && (
        <>
          <bdi>{name}</bdi>
          <br />
        </>
      )}
      <span class="nc-code">
        {problem.field && t(`import.field.${problem.field}`)}: “<bdi>{problem.value ?? ''}</bdi>”
      </span>
    </>
  )
}

// Repairs that only one reading allows: one tick takes them. A guess is said in the sentence and typed by hand.
const offered: ReadonlySet<string> = new Set(['import.problem.tax-code-letter-o'])

function Fix({ given, line }: { given: Import; line: Line }) {
  const { t } = usePage()
  const { row, problem } = line
  const field: ImportField = problem.field ?? 'familyName'
  const sheet = given.plans.findIndex(plan => plan.name === row.sheet)
  const typed = given.corrections[rowKey(row.sheet, row.row)]?.[field]
  const offer = offered.has(problem.code) ? problem.suggestion : undefined
  const name = fixName(sheet, row.row, field)
  return (
    <>
      <input type="hidden" name={`was-${name.slice(4)}`} value={problem.value ?? ''} />
      <input
        class="nc-in"
        type="text"
        name={name}
        value={typed ?? problem.value ?? ''}
        maxLength={300}
        autocomplete="off"
        dir="auto"
        aria-label={t('import.corrections.fix-label', { field: t(`import.field.${field}`), row: row.row })}
      />
      {offer && (
        <div class="nc-pick">
          <label>
            <input type="checkbox" name={takeName(sheet, row.row, field)} value={offer} />{' '}
            <span>
              <Message of="import.offer.meant" args={{ value: <bdi class="nc-code">{offer}</bdi> }} />{' '}
              <span class="visually-hidden">{t('import.offer.row', { row: row.row })}</span>
            </span>
          </label>
        </div>
      )}
    </>
  )
}

/** A repair that is made unless somebody says no: the zeros that Excel takes off a code, which its check digit brings back. */
function Repaired({ given, line: { row, problem } }: { given: Import; line: Line }) {
  const { t } = usePage()
  if (problem.code !== 'import.problem.leading-zero-lost' || !row.values.taxCode) return null
  const sheet = given.plans.findIndex(plan => plan.name === row.sheet)
  const name = fixName(sheet, row.row, 'taxCode')
  return (
    <div class="nc-pick">
      <input type="hidden" name={`was-${name.slice(4)}`} value={problem.value ?? ''} />
      <label>
        <input type="checkbox" name={name} value="" />{' '}
        <span>
          {t('import.offer.not-meant')} <span class="visually-hidden">{t('import.offer.row', { row: row.row })}</span>
        </span>
      </label>
    </div>
  )
}

/** Rows that are imported all the same: what to look at later, folded away. */
export function AttentionSection(props: { given: Import; rows: readonly PlannedRow[] }) {
  const { t } = usePage()
  const lines = linesOf(props.rows, 'attention').filter(({ problem }) => problem.code !== 'import.problem.same-person')
  if (lines.length === 0) return null
  const byCode = Map.groupBy(lines, line => line.problem.code)
  return (
    <Section title={t('import.attention.title')} id="attenzione" lead={t('import.attention.lead')}>
      {[...byCode].map(([code, group]) => (
        <Twin label={t('import.attention.group', { count: group.length, what: t(`${code}.short`) })}>
          <DataTable
            rows={group.slice(0, SHOWN)}
            columns={[
              { label: t('import.corrections.row'), cell: ({ row }) => <RowLabel row={row} /> },
              {
                label: t('import.attention.who'),
                cell: ({ row }) => <bdi>{[row.values.familyName, row.values.givenName].filter(Boolean).join(' ')}</bdi>,
              },
              {
                label: t('import.corrections.problem'),
                full: true,
                cell: line => (
                  <>
                    {problemText(t, line.problem)}
                    <Repaired given={props.given} line={line} />
                  </>
                ),
              },
            ]}
          />
        </Twin>
      ))}
    </Section>
  )
}
