// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, DateField, Form, SelectField, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Strip } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { TodoItem, TodoList } from '#platform/ui/nc/todo.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'
import { type Decision, isReady, readinessItems } from './readiness.ts'

export type ReadinessPageProps = {
  readonly kind: 'trial' | 'real' | 'demo'
  readonly decisions: readonly Decision[]
  readonly form?: FormState | undefined
}

/** From "trial: no real people" to a real network: four decisions, each with the act that took it. */
export function ReadinessPage({ kind, decisions, form }: ReadinessPageProps) {
  const { t, dateLong } = usePage()
  return (
    <StaffPage
      title={t('readiness.title')}
      section="admin"
      kicker={<a href={paths.admin.to()}>{t('admin.title')}</a>}
      lead={t(`readiness.lead.${kind}`)}
    >
      <Section title={t('readiness.list')}>
        <TodoList>
          {readinessItems.map(item => {
            const decision = decisions.find(each => each.item === item)
            return (
              <TodoItem
                tone={decision ? 'good' : 'new'}
                icon={decision ? 'check' : 'doc'}
                title={t(`readiness.item.${item}`)}
              >
                {decision ? (
                  <>
                    <bdi>{decision.reference}</bdi>, {dateLong(decision.decidedOn)}
                  </>
                ) : (
                  t(`readiness.item.${item}.why`)
                )}
              </TodoItem>
            )
          })}
        </TodoList>
      </Section>
      {kind !== 'demo' && (
        <Section title={t('readiness.record')}>
          <Sheet>
            <Form action={paths.readiness.to()} state={form} submit="readiness.submit">
              <SelectField
                name="item"
                label={t('readiness.item')}
                options={readinessItems.map(item => ({ value: item, label: t(`readiness.item.${item}`) }))}
                required
              />
              <TextField
                name="reference"
                label={t('readiness.reference')}
                hint={t('readiness.reference.hint')}
                size="long"
                required
              />
              <DateField name="decided" label={t('readiness.decided')} />
            </Form>
          </Sheet>
        </Section>
      )}
      {kind === 'trial' && isReady(decisions) && (
        <Sheet next title={t('readiness.open.title')}>
          <p>{t('readiness.open.lead')}</p>
          <ActionButton action={paths.makeReal.to()} label={t('readiness.open.submit')} look="primary" />
        </Sheet>
      )}
      {kind === 'real' && <Strip tone="good">{t('readiness.real')}</Strip>}
    </StaffPage>
  )
}
