// SPDX-License-Identifier: EUPL-1.2
import { FileTabs } from '#platform/ui/file-tabs.tsx'
import { Checkbox, DateField, Form, type FormState, RadioGroup, SelectField, TextField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty, Notice, Strip } from '#platform/ui/nc/notice.tsx'
import { Section, Twin, Two } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { PermitKindField } from './new-person.page.tsx'
import type { NamedHiddenFrom } from './hidden-place.store.ts'
import { documentTypes, type Permit, type PermitFinding, type RenewalAlert } from './permit.ts'
import type { Person } from './person.ts'
import { ownLevels } from './person.form.ts'
import { paths } from './registry.paths.ts'
import type { WorkVerdict } from './right-to-work.ts'
import { DataNav, PersonKicker, SaidAt } from './said.page.tsx'

export type PermitsProps = {
  person: Person
  own: boolean
  permits: readonly Permit[]
  verdict: WorkVerdict
  alert?: RenewalAlert | undefined
  /** What the hiring form will still ask for. */
  missing: readonly PermitFinding[]
  freeMovement: boolean
  /** Set while her paper hides where she lives: who no longer sees it. */
  hidden?: readonly NamedHiddenFrom[] | undefined
  form?: FormState | undefined
}

export function PermitsPage(props: PermitsProps) {
  const { t } = usePage()
  const { person, permits } = props
  const [current, ...older] = permits
  return (
    <StaffPage
      title={t('permits.title')}
      section="people"
      kicker={<PersonKicker person={person} />}
      below={<FileTabs person={person.id} current="data" />}
    >
      <DataNav person={person.id} current="permits" />
      {props.hidden && <HiddenPlace person={person.id} from={props.hidden} />}
      <WorkStrip verdict={props.verdict} />
      {props.alert && <Renewal alert={props.alert} />}
      <Section title={t('permits.now')}>
        {current && !current.supersededOn ? (
          <Paper permit={current} />
        ) : (
          <Empty title={t('permits.none')}>{t('permits.none.hint')}</Empty>
        )}
      </Section>
      {props.missing.length > 0 && (
        <Section title={t('permits.missing')} lead={t('permits.missing.lead')}>
          <ul>
            {props.missing.map(finding => (
              <li>{t(finding.code)}</li>
            ))}
          </ul>
        </Section>
      )}
      {older.length > 0 && <Older permits={older} />}
      {props.own && !props.freeMovement && <Record {...props} />}
    </StaffPage>
  )
}

/** What happened by itself when the paper was recorded, and what is left to decide. */
function HiddenPlace(props: { person: string; from: readonly NamedHiddenFrom[] }) {
  const { t, date } = usePage()
  return (
    <Notice tone="warm" icon="shield" title={t('permits.hidden')}>
      <p>{t('permits.hidden.what')}</p>
      {props.from.length > 0 && (
        <>
          <p>{t('permits.hidden.from')}</p>
          <ul>
            {props.from.map(each => (
              <li>
                <bdi>{each.name}</bdi>: {t('permits.hidden.since', { date: date(each.on) })}
                {each.again && <> {t('permits.hidden.again')}</>}
              </li>
            ))}
          </ul>
          <p>
            <a href={`/people/${props.person}/shares`}>{t('permits.hidden.next')}</a>
          </p>
        </>
      )}
    </Notice>
  )
}

const tones = { yes: 'good', from: 'warm', verify: 'warm', no: 'bad' } as const

/** "May work: yes / from … / to be verified", the reason, the rule, the day it was checked. */
export function WorkStrip(props: { verdict: WorkVerdict }) {
  const { t, date } = usePage()
  const { verdict } = props
  const day = verdict.from ? date(verdict.from) : ''
  return (
    <Strip tone={tones[verdict.verdict]} icon="work">
      <b>{t(`work.answer.${verdict.verdict}`, { date: day })}</b>{' '}
      {t(verdict.reason, { date: day, until: verdict.until ? date(verdict.until) : '' })}{' '}
      {verdict.limits && <>{t('work.limits', verdict.limits)} </>}
      <span class="nc-s">
        {t('work.source', { source: verdict.source, date: date(verdict.checkedOn) })}
        {!verdict.certain && <b> {t('work.to-confirm')}</b>}
      </span>
    </Strip>
  )
}

function Renewal(props: { alert: RenewalAlert }) {
  const { t, date } = usePage()
  const { step, daysLeft, expiresOn, askBy } = props.alert
  const args = { days: Math.abs(daysLeft), date: date(expiresOn), askBy: date(askBy) }
  return (
    <Notice
      tone={step === 'expired' || step === 30 ? 'bad' : 'warm'}
      icon="clock"
      title={t(`permits.alert.${step === 'expired' ? 'expired' : 'ending'}`, args)}
    >
      {t(daysLeft > 90 ? 'permits.alert.prepare' : 'permits.alert.ask-now', args)}
    </Notice>
  )
}

function Paper(props: { permit: Permit }) {
  const { t, date } = usePage()
  const { permit } = props
  const day = (value: Permit['expiresOn']) => value && date(value)
  const { asylum } = permit
  return (
    <div class="nc-stack nc-tight">
      <DefinitionList
        items={[
          { label: t('field.permitKind'), value: t(`permit.kind.${permit.kind}`) },
          { label: t('field.documentType'), value: t(`permit.type.${permit.documentType}`) },
          { label: t('field.permitNumber'), value: permit.number && <bdi class="nc-code">{permit.number}</bdi> },
          { label: t('field.questura'), value: permit.questura },
          { label: t('field.issuedOn'), value: day(permit.issuedOn) },
          {
            label: t('field.expiresOn'),
            value: permit.documentType === 4 || permit.documentType === 5 ? undefined : day(permit.expiresOn),
          },
          { label: t('field.renewalAskedOn'), value: day(permit.renewalAskedOn) },
          { label: t('field.appliedOn'), value: day(asylum?.appliedOn) },
          { label: t('field.registeredOn'), value: day(asylum?.registeredOn) },
          { label: t('field.formalisedOn'), value: day(asylum?.formalisedOn) },
          { label: t('field.cui'), value: asylum?.cui && <bdi class="nc-code">{asylum.cui}</bdi> },
        ]}
      />
      <p>
        <SaidAt level={permit.level} who={permit.source ?? t(`said-by.${permit.saidBy}`)} at={permit.at} />
      </p>
    </div>
  )
}

function Older(props: { permits: readonly Permit[] }) {
  const { t, date } = usePage()
  return (
    <Section title={t('permits.older')}>
      <DataTable
        rows={props.permits}
        columns={[
          { label: t('field.permitKind'), kind: 'head', cell: row => t(`permit.kind.${row.kind}`) },
          { label: t('field.documentType'), cell: row => t(`permit.type.${row.documentType}`) },
          { label: t('field.permitNumber'), cell: row => row.number && <bdi class="nc-code">{row.number}</bdi> },
          { label: t('permits.held-until'), cell: row => row.supersededOn && date(row.supersededOn) },
        ]}
      />
    </Section>
  )
}

function Record(props: PermitsProps) {
  const { t } = usePage()
  const { person } = props
  return (
    <Section title={t('permits.record')} lead={t('permits.record.lead')}>
      <Form
        action={paths.permits.to({ person: person.id })}
        state={props.form}
        submit="permits.record.submit"
        cancel={{ href: paths.file.to({ person: person.id }) }}
      >
        <SelectField
          name="documentType"
          label={t('field.documentType')}
          options={documentTypes.map(type => ({ value: String(type), label: t(`permit.type.${type}`) }))}
        />
        <PermitKindField name="kind" required />
        <Two>
          <TextField
            name="number"
            label={t('field.permitNumber')}
            hint={t('field.permitNumber.hint')}
            maxLength={30}
            dir="ltr"
            optional
          />
          <TextField name="questura" label={t('field.questura')} hint={t('field.questura.hint')} optional />
        </Two>
        <DateField name="issuedOn" label={t('field.issuedOn')} optional />
        <DateField name="expiresOn" label={t('field.expiresOn')} hint={t('field.expiresOn.hint')} optional />
        <DateField name="renewalAskedOn" label={t('field.renewalAskedOn')} optional />
        <Twin label={t('permits.asylum')} open={hasAsylumErrors(props.form)}>
          <div class="nc-stack">
            <p class="nc-s nc-soft">{t('permits.asylum.lead')}</p>
            <DateField name="appliedOn" label={t('field.appliedOn')} optional />
            <DateField name="registeredOn" label={t('field.registeredOn')} optional />
            <DateField name="formalisedOn" label={t('field.formalisedOn')} optional />
            <TextField name="cui" label={t('field.cui')} maxLength={20} dir="ltr" optional />
            <Checkbox name="detained" label={t('field.detained')} />
            <Checkbox name="accelerated" label={t('field.accelerated')} />
          </div>
        </Twin>
        <RadioGroup
          name="level"
          label={t('level.label')}
          value="documented"
          options={ownLevels.map(level => ({
            value: level,
            label: t(`level.${level}`),
            hint: t(`level.${level}.hint`),
          }))}
        />
      </Form>
    </Section>
  )
}

const asylumFields = new Set(['appliedOn', 'registeredOn', 'formalisedOn', 'cui'])
const hasAsylumErrors = (form: FormState | undefined) =>
  form?.errors?.some(error => asylumFields.has(error.field)) ?? false
