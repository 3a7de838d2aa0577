// SPDX-License-Identifier: EUPL-1.2
import { ActionButton, Button, ButtonLink, Form, RadioGroup, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths as registryPaths } from '#registry/index.ts'
import { paths } from './app.paths.ts'
import type { Erased } from './privacy.ts'
import { erasureGrounds } from './privacy-rules.ts'

export type PrivacyPageProps = {
  readonly person: string
  readonly name: string
  /** Organisations to which something was given: they must be told. */
  readonly recipients: readonly string[]
  readonly form?: FormState | undefined
}

/** A copy of everything for the person, and the end of her file: what goes, what stays and why. */
export function PrivacyPage(props: PrivacyPageProps) {
  const { t } = usePage()
  const { person, name } = props
  const file = (
    <a href={`/people/${person}`}>
      <bdi>{name}</bdi>
    </a>
  )
  return (
    <StaffPage title={t('privacy.title')} section="people" kicker={file} lead={t('privacy.lead')}>
      <Section title={t('privacy.copy')} lead={t('privacy.copy.lead')}>
        <div class="nc-stack nc-tight">
          <p>{t('privacy.copy.what')}</p>
          <ActionButton action={paths.copy.to({ person })} label={t('privacy.copy.submit')} look="primary" />
        </div>
      </Section>
      <EraseSection {...props} />
    </StaffPage>
  )
}

function EraseSection({ person, name, recipients, form }: PrivacyPageProps) {
  const { t } = usePage()
  return (
    <Section title={t('privacy.erase')} lead={t('privacy.erase.lead')}>
      <div class="nc-stack nc-tight pb-3">
        <p>{t('privacy.goes')}</p>
        <Remains recipients={recipients} />
      </div>
      <Sheet>
        <Form action={paths.erase.to({ person })} state={form}>
          <RadioGroup
            name="ground"
            label={t('privacy.ground')}
            options={erasureGrounds.map(ground => ({ value: ground, label: t(`privacy.ground.${ground}`) }))}
          />
          <TextField name="reason" label={t('privacy.reason')} hint={t('privacy.reason.hint')} size="long" required />
          <TextField
            name="name"
            label={t('privacy.name')}
            hint={t('privacy.name.hint', { name })}
            autocomplete="off"
            dir="auto"
            size="long"
            required
          />
          <Button label={t('privacy.erase.submit')} look="danger" />
        </Form>
      </Sheet>
    </Section>
  )
}

const kept = ['accounts', 'ledger', 'openings', 'backups'] as const

function Remains({ recipients }: Pick<PrivacyPageProps, 'recipients'>) {
  const { t, list } = usePage()
  return (
    <>
      <h3>{t('privacy.stays')}</h3>
      <ul>
        {kept.map(what => (
          <li>{t(`privacy.stays.${what}`)}</li>
        ))}
        {recipients.length > 0 && <li>{t('privacy.stays.others', { who: list(recipients) })}</li>}
      </ul>
    </>
  )
}

/** After the erasure: that it was done, and what to do now. */
export function ErasedPage({ fact, recipients }: Erased) {
  const { t, list } = usePage()
  return (
    <StaffPage title={t('privacy.done')} section="people" lead={t('privacy.done.lead')}>
      {recipients.length > 0 && <Notice tone="warm">{t('privacy.done.tell', { who: list(recipients) })}</Notice>}
      <Remains recipients={[]} />
      <p>
        <a href={`/ledger/facts/${fact.id}`}>{t('privacy.done.fact')}</a>
      </p>
      <ButtonLink href={registryPaths.people.to()} label={t('privacy.done.people')} look="primary" />
    </StaffPage>
  )
}
