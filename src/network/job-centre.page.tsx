// SPDX-License-Identifier: EUPL-1.2
import { ButtonLink, Form, SelectField, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { KnownCatchment } from './job-centre.store.ts'
import { paths } from './network.paths.ts'
import type { Organisation } from './organisation.ts'

export type JobCentresPageProps = {
  readonly centres: readonly Organisation[]
  readonly catchments: readonly KnownCatchment[]
  readonly form?: FormState | undefined
}

/** Which job centre follows whom, by the municipality of domicile. */
export function JobCentresPage({ centres, catchments, form }: JobCentresPageProps) {
  const { t, date } = usePage()
  const nameOf = (id: string) => centres.find(centre => centre.id === id)?.name
  return (
    <StaffPage
      title={t('job-centres.title')}
      section="admin"
      kicker={<a href={paths.admin.to()}>{t('admin.title')}</a>}
      lead={t('job-centres.lead')}
      wide
    >
      {centres.length === 0 ? (
        <Empty
          title={t('job-centres.none')}
          action={<ButtonLink href={paths.organisations.to()} label={t('organisations.add')} />}
        >
          {t('job-centres.none.next')}
        </Empty>
      ) : (
        <>
          <Section title={t('catchments.title')} lead={t('catchments.lead')}>
            <DataTable<KnownCatchment>
              caption={t('catchments.title')}
              hideCaption
              rows={catchments}
              empty={<Empty title={t('catchments.empty')}>{t('catchments.empty.next')}</Empty>}
              columns={[
                { label: t('municipality'), kind: 'head', cell: row => <bdi>{row.name}</bdi> },
                { label: t('municipality.code'), cell: row => <bdi dir="ltr">{row.municipality}</bdi> },
                { label: t('catchment.organisation'), cell: row => <bdi>{nameOf(row.organisation)}</bdi> },
                { label: t('catchment.from'), cell: row => date(row.from) },
                { label: t('catchment.source'), cell: row => <bdi>{row.source}</bdi> },
              ]}
            />
          </Section>
          <Section title={t('catchments.add')}>
            <Sheet>
              <Form action={paths.jobCentres.to()} state={form} submit="catchments.add.submit">
                <SelectField
                  name="organisation"
                  label={t('catchment.organisation')}
                  options={centres.map(centre => ({ value: centre.id, label: centre.name }))}
                  required
                />
                <TextField name="name" label={t('municipality')} required />
                <TextField
                  name="municipality"
                  label={t('municipality.code')}
                  hint={t('municipality.hint')}
                  size="short"
                  dir="ltr"
                  required
                />
                <TextField
                  name="source"
                  label={t('catchment.source')}
                  hint={t('catchment.source.hint')}
                  size="long"
                  required
                />
              </Form>
            </Sheet>
          </Section>
        </>
      )}
    </StaffPage>
  )
}
