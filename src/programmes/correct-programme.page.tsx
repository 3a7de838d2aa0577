// SPDX-License-Identifier: EUPL-1.2
import { Form, type FormState, Hidden } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { ProgrammeLink } from './partner.page.tsx'
import type { Programme } from './programme.ts'
import { FundFields, NameField, Targets, UnitField } from './programme-fields.page.tsx'
import { paths } from './programmes.paths.ts'

export type CorrectProgrammeProps = {
  readonly programme: Programme
  /** Whether it is the lead who looks; whoever else does is told whom to ask. */
  readonly mayChange: boolean
  readonly form?: FormState | undefined
}

export function CorrectProgrammePage(props: CorrectProgrammeProps) {
  const { t } = usePage()
  const { programme, mayChange } = props
  return (
    <StaffPage
      section="programmes"
      title={t('programme.correct')}
      kicker={<ProgrammeLink programme={programme} />}
      lead={t('programme.correct.lead')}
    >
      {mayChange ? <Correction {...props} /> : <Notice icon="lock">{t('programme.not-lead')}</Notice>}
    </StaffPage>
  )
}

function Correction({ programme, form }: CorrectProgrammeProps) {
  const { t } = usePage()
  const stays = [
    { label: t('programme.code.label'), value: <bdi>{programme.code}</bdi> },
    { label: t('programme.spending.label'), value: t(`programme.spending.${programme.spending}`) },
  ]
  return (
    <Form
      action={paths.correct.to({ programme: programme.id })}
      state={form}
      submit="programme.correct.submit"
      cancel={{ href: paths.programme.to({ programme: programme.id }) }}
    >
      <Hidden name="version" value={String(programme.version)} />
      <Hidden name="spending" value={programme.spending} />
      <Section title={t('programme.what')}>
        <div class="nc-stack">
          <NameField programme={programme} />
          <FundFields programme={programme} />
        </div>
      </Section>
      <Targets programme={programme} />
      {programme.spending !== 'entries' && (
        <Section title={t('programme.spending.label')}>
          <div class="nc-stack">
            <UnitField programme={programme} />
          </div>
        </Section>
      )}
      <Section title={t('programme.correct.stays')}>
        <DefinitionList items={stays} />
      </Section>
    </Form>
  )
}
