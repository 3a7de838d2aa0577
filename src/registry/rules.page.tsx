// SPDX-License-Identifier: EUPL-1.2
import { ActionButton } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { openRules } from './permit-kind.ts'
import { paths } from './registry.paths.ts'
import type { RuleCheck } from './work.store.ts'

export type RulesProps = { rules: typeof openRules; checks: readonly RuleCheck[] }

/** Legal rules whose certainty was open when they were written, and who has compared them with the law. */
export function RulesPage(props: RulesProps) {
  const { t, date } = usePage()
  const checked = new Map(props.checks.map(check => [check.rule, check]))
  return (
    <StaffPage section="admin" title={t('rules.title')} lead={t('rules.lead')} wide>
      <Section title={t('rules.open')} hideTitle>
        <DataTable
          caption={t('rules.open')}
          hideCaption
          rows={props.rules}
          columns={[
            { label: t('rules.rule'), kind: 'head', cell: rule => t(`rules.${rule.id}`) },
            { label: t('rules.source'), full: true, cell: rule => <bdi>{rule.source}</bdi> },
            { label: t('rules.certainty'), cell: rule => t(`rules.certainty.${rule.certainty}`) },
            {
              label: t('rules.check'),
              full: true,
              cell: rule => {
                const check = checked.get(rule.id)
                if (check) return t('rules.checked', { date: date(check.checkedOn), who: check.checkedBy })
                return (
                  <ActionButton action={paths.confirmRule.to({ rule: rule.id })} label={t('rules.confirm')} small />
                )
              },
            },
          ]}
        />
      </Section>
    </StaffPage>
  )
}
