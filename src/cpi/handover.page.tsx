// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import type { OrganisationId, PersonId } from '#lib/ids.ts'
import type { FieldGroup } from '#platform/auth/field-groups.ts'
import {
  Checkbox,
  CheckboxGroup,
  DateField,
  Form,
  type FormState,
  RadioGroup,
  SelectField,
} from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Empty, Notice } from '#platform/ui/nc/notice.tsx'
import { Section } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { ChecksSection } from './checks.page.tsx'
import { paths } from './cpi.paths.ts'
import { blocking as blockingOf, type Check } from './did-pre-check.ts'
import type { Package } from './package.ts'

export type HandoverProps = {
  readonly person: {
    readonly id: PersonId
    readonly name: string
    readonly native?: { text: string; lang?: string | undefined } | undefined
  }
  readonly checks: readonly Check[]
  readonly centres: readonly { readonly id: OrganisationId; readonly name: string }[]
  /** The centre that answers for the municipality of domicile, when the catchment is known. */
  readonly proposed?: OrganisationId | undefined
  readonly municipality?: string | undefined
  /** Groups with something in them, and how many fields each would send. */
  readonly groups: readonly { readonly group: FieldGroup; readonly fields: number }[]
  readonly hasOwnWords: boolean
  readonly until: CivilDate
  readonly open?: Package | undefined
  readonly form?: FormState | undefined
}

/** Pre-checks first, then to whom, why, what and how long. One button sends it. */
export function HandoverPage(props: HandoverProps) {
  const { t, dateLong } = usePage()
  const { person, open } = props
  const blocking = blockingOf(props.checks).length
  return (
    <StaffPage
      section="people"
      title={t('handover.title', { name: person.name })}
      native={person.native}
      kicker={
        <a href={`/people/${person.id}`}>
          <bdi>{person.name}</bdi>
        </a>
      }
      lead={t('handover.lead')}
    >
      {open ? (
        <Notice
          title={t('handover.open.title', { centre: open.receiver.name, date: dateLong(open.sentOn) })}
          action={{ href: paths.personCpi.to({ person: person.id }), label: t('handover.open.action') }}
        >
          {t('handover.open.text')}
        </Notice>
      ) : null}
      {!open && blocking > 0 && (
        <Notice tone="bad" title={t('handover.blocked.title', { count: blocking })}>
          {t('handover.blocked.text')}
        </Notice>
      )}
      <ChecksSection
        checks={props.checks}
        title={t('did-check.title')}
        lead={t('did-check.lead')}
        remedy={({ name }) => {
          const page = remedies[name]
          return page && { href: `/people/${person.id}/${page}`, label: t(`did-check.remedy.${page}`) }
        }}
      />
      {!open && blocking === 0 && (props.centres.length === 0 ? <NoCentre /> : <HandoverForm {...props} />)}
    </StaffPage>
  )
}

/** The part of the file in which the datum behind a check is put right. */
const remedies: Partial<Record<Check['name'], 'identity' | 'contacts' | 'permits' | 'placements'>> = {
  age: 'identity',
  'person-file': 'identity',
  'tax-code': 'identity',
  domicile: 'contacts',
  residence: 'contacts',
  'right-to-work': 'permits',
  'open-work': 'placements',
}

function NoCentre() {
  const { t } = usePage()
  return <Empty title={t('handover.no-centre.title')}>{t('handover.no-centre.text')}</Empty>
}

const legalBases = ['public-task', 'consent'] as const

function HandoverForm(props: HandoverProps) {
  const { t } = usePage()
  const { person, groups } = props
  const always = groups.find(each => each.group === 'identity')
  return (
    <Form
      action={paths.handover.to({ person: person.id })}
      state={props.form}
      submit="handover.submit"
      submitIcon="send"
      note={t('handover.note')}
    >
      <Section title={t('handover.to.title')}>
        <div class="nc-stack">
          <SelectField
            name="receiver"
            label={t('handover.receiver.label')}
            hint={receiverHint(t, props)}
            options={props.centres.map(centre => ({ value: centre.id, label: centre.name }))}
            value={props.proposed}
            required
          />
          <RadioGroup
            name="legalBasis"
            label={t('handover.legal-basis.label')}
            hint={t('handover.legal-basis.hint')}
            options={legalBases.map(value => ({
              value,
              label: t(`handover.legal-basis.${value}`),
              hint: t(`handover.legal-basis.${value}.hint`),
            }))}
          />
        </div>
      </Section>
      <Section title={t('handover.what.title')} lead={t('handover.what.lead')}>
        <div class="nc-stack">
          <p>
            <b>{t('package.group.identity')}</b>{' '}
            <span class="nc-soft nc-s">{t('handover.identity.always', { count: always?.fields ?? 0 })}</span>
          </p>
          <CheckboxGroup
            name="groups"
            label={t('handover.groups.label')}
            options={groups
              .filter(each => each.group !== 'identity')
              .map(({ group, fields }) => ({
                value: group,
                label: t(`package.group.${group}`),
                hint: t('handover.group.fields', { count: fields }),
              }))}
            values={groups.map(each => each.group)}
          />
          {props.hasOwnWords && (
            <Checkbox
              name="ownWords"
              value="on"
              label={t('handover.own-words.label')}
              hint={t('handover.own-words.hint')}
            />
          )}
          <DateField
            name="until"
            label={t('handover.until.label')}
            hint={t('handover.until.hint')}
            value={props.until}
          />
        </div>
      </Section>
    </Form>
  )
}

function receiverHint(t: ReturnType<typeof usePage>['t'], { proposed, municipality }: HandoverProps): string {
  if (!municipality) return t('handover.receiver.no-domicile')
  return proposed
    ? t('handover.receiver.by-domicile', { municipality })
    : t('handover.receiver.unknown-catchment', { municipality })
}
