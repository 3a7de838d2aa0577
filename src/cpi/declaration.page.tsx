// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { Checkbox, DateField, FieldGroup, Form, type FormState, TextField } from '#platform/ui/form.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './cpi.paths.ts'
import { type Did, type Pact, pactDuties, pactTexts } from './declaration.ts'
import type { Package } from './package.ts'

/** Only a job centre confirms a declaration: this form exists for its operators alone. */
export function DidForm(props: { package: Package; today: CivilDate; form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <Sheet title={t('did.form.title')} next>
      <p class="nc-soft">{t('did.form.lead')}</p>
      <Form action={paths.did.to({ package: props.package.id })} state={props.form} submit="did.submit">
        <DateField name="on" label={t('did.on.label')} value={props.today} />
        <TextField
          name="identifier"
          label={t('did.identifier.label')}
          hint={t('did.identifier.hint')}
          dir="ltr"
          maxLength={40}
          size="medium"
          required
        />
        <TextField
          name="promoter"
          label={t('did.promoter.label')}
          hint={t('did.promoter.hint')}
          dir="ltr"
          maxLength={20}
          size="medium"
          optional
        />
      </Form>
    </Sheet>
  )
}

export type PactDefaults = {
  readonly proposedOn: CivilDate
  readonly signedOn: CivilDate
  readonly endsOn: CivilDate
  readonly promoter?: string | undefined
  readonly operator: string
}

export function PactForm(props: { package: Package; defaults: PactDefaults; form?: FormState | undefined }) {
  const { t } = usePage()
  const { defaults } = props
  return (
    <Sheet title={t('pact.form.title')} next>
      <p class="nc-soft">{t('pact.form.lead')}</p>
      <Form action={paths.pact.to({ package: props.package.id })} state={props.form} submit="pact.submit">
        <DateField name="proposedOn" label={t('pact.proposed.label')} value={defaults.proposedOn} />
        <DateField name="signedOn" label={t('pact.signed.label')} value={defaults.signedOn} />
        <DateField name="endsOn" label={t('pact.ends.label')} value={defaults.endsOn} />
        <TextField
          name="promoter"
          label={t('pact.promoter.label')}
          hint={t('pact.promoter.hint')}
          value={defaults.promoter}
          dir="ltr"
          maxLength={20}
          size="medium"
          required
        />
        <TextField
          name="policyId"
          label={t('pact.policy-id.label')}
          hint={t('pact.policy-id.hint')}
          dir="ltr"
          maxLength={20}
          size="medium"
          required
        />
        {pactTexts.map(name => (
          <TextField
            name={name}
            label={t(`pact.part.${name}`)}
            hint={t(`pact.part.${name}.hint`)}
            value={name === 'responsibleOperator' ? defaults.operator : undefined}
            maxLength={200}
            optional={name !== 'responsibleOperator'}
          />
        ))}
        <FieldGroup label={t('pact.duties.label')}>
          {pactDuties.map(name => (
            <Checkbox name={name} value="on" label={t(`pact.part.${name}`)} checked />
          ))}
        </FieldGroup>
      </Form>
    </Sheet>
  )
}

/** What the job centre confirmed, for both sides. */
export function Declarations(props: { did?: Did | undefined; pact?: Pact | undefined }) {
  const { t, dateLong } = usePage()
  const { did, pact } = props
  const duties = pact ? pactDuties.filter(name => pact.parts[name]).map(name => t(`pact.part.${name}`)) : []
  return (
    <DefinitionList
      items={[
        { label: t('did.on.label'), value: did && dateLong(did.on), icon: 'check' },
        { label: t('did.identifier.label'), value: did && <bdi class="nc-code">{did.identifier}</bdi> },
        { label: t('pact.signed.label'), value: pact && dateLong(pact.signedOn), icon: 'check' },
        { label: t('pact.ends.label'), value: pact && dateLong(pact.endsOn) },
        { label: t('pact.policy-id.label'), value: pact && <bdi class="nc-code">{pact.policyId}</bdi> },
        ...pactTexts.map(name => ({
          label: t(`pact.part.${name}`),
          value: pact?.parts[name] && <bdi>{pact.parts[name]}</bdi>,
        })),
        { label: t('pact.duties.label'), value: duties.length > 0 ? duties.join('; ') : undefined },
      ]}
    />
  )
}
