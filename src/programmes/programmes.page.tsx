// SPDX-License-Identifier: EUPL-1.2
import { ButtonLink } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Bar } from '#platform/ui/nc/figures.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Programme } from './programme.ts'
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
              return props.mayRead
                ? t('programmes.heads-of', { heads: number(line.heads), target })
                : t('programmes.heads-target', { target })
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
            {t(props.mayCreate ? 'programmes.empty.text' : 'programmes.empty.for-others')}
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
