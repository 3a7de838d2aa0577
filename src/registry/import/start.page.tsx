// SPDX-License-Identifier: EUPL-1.2
import type { RefusalParams } from '#lib/refusal.ts'
import { ActionButton, FileField, Form } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type ImportSummary, KEPT_DAYS } from './import.ts'
import { paths } from './import.paths.ts'

/** Why a file was not taken: the code is the sentence, row and column tell where. */
export type StartProblem = { readonly code: string; readonly params: RefusalParams }

export function StartPage(props: { imports: readonly ImportSummary[]; problem?: StartProblem }) {
  const { t, viewer } = usePage()
  const errors = props.problem ? [{ field: 'file', code: props.problem.code, params: props.problem.params }] : []
  return (
    <StaffPage
      title={t('import.start.title')}
      section="people"
      kicker={t('import.start.kicker')}
      lead={t('import.start.lead')}
    >
      <Sheet next>
        <Form action={paths.start.to()} state={{ errors }} submit="import.start.submit" submitIcon="up" upload>
          <FileField
            name="file"
            label={t('import.start.file')}
            hint={t('import.start.file-hint')}
            accept=".xlsx,.xlsm,.csv,.tsv,.txt"
          />
        </Form>
      </Sheet>
      {viewer?.networkKind !== 'real' && (
        <Sheet title={t('import.sample.title')}>
          <p>{t('import.sample.lead')}</p>
          <ActionButton action={paths.sample.to()} label={t('import.sample.submit')} look="outline" icon="doc" />
        </Sheet>
      )}
      <Section title={t('import.start.what')}>
        <ul>
          <li>{t('import.start.what-1')}</li>
          <li>{t('import.start.what-2')}</li>
          <li>{t('import.start.what-3')}</li>
          <li>{t('import.start.what-4', { days: KEPT_DAYS })}</li>
        </ul>
      </Section>
      <Earlier imports={props.imports} />
    </StaffPage>
  )
}

function Earlier(props: { imports: readonly ImportSummary[] }) {
  const { t, instant, number } = usePage()
  return (
    <Section title={t('import.earlier.title')}>
      <DataTable
        rows={props.imports}
        empty={<Empty title={t('import.earlier.empty')}>{t('import.earlier.empty-hint')}</Empty>}
        columns={[
          {
            label: t('import.earlier.file'),
            cell: each => (
              <a href={paths.import.to({ import: each.id })}>
                <bdi>{each.fileName || t('import.earlier.forgotten')}</bdi>
              </a>
            ),
          },
          { label: t('import.earlier.when'), cell: each => instant(each.at) },
          {
            label: t('import.earlier.state'),
            cell: each =>
              each.failed ? (
                <span class="nc-bad">{t('import.state.failed')}</span>
              ) : (
                t(each.work ? 'import.state.working' : `import.state.${each.state}`)
              ),
          },
          { label: t('import.earlier.created'), kind: 'number', cell: each => number(each.created) },
          { label: t('import.earlier.updated'), kind: 'number', cell: each => number(each.updated) },
        ]}
      />
    </Section>
  )
}
