// SPDX-License-Identifier: EUPL-1.2
import { fieldGroups } from '#platform/auth/field-groups.ts'
import { legalBases } from '#platform/auth/roles.ts'
import { ActionButton, Checkbox, CheckboxGroup, DateField, Form, RadioGroup, SelectField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { paths } from './network.paths.ts'
import type { Organisation } from './organisation.ts'
import { isRestricted, type Share, sharePurposes } from './share.ts'

export type SharesPageProps = {
  readonly person: string
  readonly name: string
  readonly shares: readonly Share[]
  /** Whether this organisation keeps the record, and so may show it to others. */
  readonly keeps: boolean
  readonly organisations: readonly Organisation[]
  /** Whether her paper hides where she lives: then contacts ask for one more word. */
  readonly hidden: boolean
  readonly form?: FormState | undefined
}

/** Who may see what of a person, why and until when; and the way to change it. */
export function SharesPage(props: SharesPageProps) {
  const { t } = usePage()
  const { person, name, shares } = props
  const current = shares.filter(share => share.state === 'current')
  const past = shares.filter(share => share.state !== 'current')
  return (
    <StaffPage
      title={t('shares.title')}
      section="people"
      kicker={
        <a href={`/people/${person}`}>
          <bdi>{name}</bdi>
        </a>
      }
      lead={t('shares.lead', { count: current.length })}
      wide
    >
      <Section title={t('shares.current')}>
        <Shares {...props} shares={current} empty={<Empty title={t('shares.empty')}>{t('shares.empty.next')}</Empty>} />
      </Section>
      {props.keeps && <ShareSheet {...props} />}
      {props.keeps && (
        <p>
          <a href={`/people/${person}/privacy`}>{t('share.privacy')}</a>
        </p>
      )}
      {past.length > 0 && (
        <Section title={t('shares.past')}>
          <Shares {...props} shares={past} />
        </Section>
      )}
    </StaffPage>
  )
}

function Shares(props: SharesPageProps & { empty?: preact.ComponentChildren }) {
  const { t, date, list } = usePage()
  return (
    <DataTable<Share>
      caption={t('shares.current')}
      hideCaption
      rows={props.shares}
      empty={props.empty}
      columns={[
        { label: t('share.organisation'), kind: 'head', cell: row => <bdi>{row.organisationName}</bdi> },
        { label: t('share.groups'), cell: row => list(row.groups.map(group => t(`field-group.${group}`))) },
        {
          label: t('share.purpose'),
          cell: row => (
            <>
              {t(`purpose.${row.purpose}`)}
              <span class="nc-line nc-s nc-soft">{t(`legal-basis.${row.legalBasis}`)}</span>
            </>
          ),
        },
        {
          label: t('share.until'),
          cell: row =>
            row.withdrawnOn ? t('share.withdrawn', { day: date(row.withdrawnOn) }) : row.until && date(row.until),
        },
        {
          label: t('share.act'),
          hideLabel: true,
          full: true,
          cell: row =>
            props.keeps && row.state === 'current' ? (
              <ActionButton
                action={paths.withdrawShare.to({ person: props.person, share: row.grant })}
                label={t('share.withdraw', { name: row.organisationName })}
                look="danger"
                small
              />
            ) : null,
        },
      ]}
    />
  )
}

function ShareSheet({ person, organisations, hidden, form }: SharesPageProps) {
  const { t } = usePage()
  return (
    <Section title={t('shares.add')} lead={t('shares.add.lead')}>
      <Sheet>
        <Form action={paths.shares.to({ person })} state={form} submit="shares.submit">
          <SelectField
            name="organisation"
            label={t('share.organisation')}
            options={organisations.map(each => ({ value: each.id, label: each.name }))}
            required
          />
          <CheckboxGroup
            name="groups"
            label={t('share.groups')}
            hint={t('share.groups.hint')}
            options={fieldGroups.map(group => ({
              value: group,
              label: t(`field-group.${group}`),
              hint: isRestricted(group) ? t('share.restricted') : undefined,
            }))}
          />
          {hidden && (
            <Checkbox name="placeConfirmed" label={t('share.place-confirmed')} hint={t('share.place-confirmed.hint')} />
          )}
          <RadioGroup
            name="purpose"
            label={t('share.purpose')}
            options={sharePurposes.map(purpose => ({ value: purpose, label: t(`purpose.${purpose}`) }))}
          />
          <RadioGroup
            name="legalBasis"
            label={t('share.legal-basis')}
            hint={t('share.legal-basis.hint')}
            options={legalBases.map(basis => ({ value: basis, label: t(`legal-basis.${basis}`) }))}
          />
          <DateField name="until" label={t('share.until')} hint={t('share.until.hint')} />
        </Form>
      </Sheet>
    </Section>
  )
}
