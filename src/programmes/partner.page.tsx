// SPDX-License-Identifier: EUPL-1.2
import type { CivilDate } from '#lib/civil-date.ts'
import { DateField, Form, type FormState, RadioGroup, SelectField } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Partner, takesPartOn } from './partner.ts'
import { type Programme, partnerKinds } from './programme.ts'
import { paths } from './programmes.paths.ts'

type Line = { readonly partner: Partner; readonly name: string }

export type PartnersProps = {
  readonly programme: Programme
  readonly lines: readonly Line[]
  /** Organisations of the network that can be added; none for those who only read. */
  readonly free: readonly { readonly id: string; readonly name: string }[]
  readonly mayChange: boolean
  /** Today, or the nearest day of the programme. */
  readonly proposed: CivilDate
  readonly today: CivilDate
  readonly form?: FormState | undefined
}

/** Who takes part in a programme, as what, since when and until when. */
export function PartnersPage(props: PartnersProps) {
  const { t, dateLong } = usePage()
  const { programme, lines, today, proposed } = props
  const over = (line: Line) => line.partner.until !== undefined && line.partner.until < today
  const present = lines.filter(line => !over(line))
  const gone = lines.filter(over)
  return (
    <StaffPage
      section="programmes"
      title={t('partners.title')}
      kicker={<ProgrammeLink programme={programme} />}
      lead={t('partners.lead', {
        count: present.filter(line => takesPartOn(line.partner, proposed)).length,
        day: dateLong(proposed),
      })}
      action={
        props.mayChange &&
        props.free.length > 0 && (
          <a class="btn btn-outline-primary nc-b nc-alone" href="#add">
            {t('partners.add')}
          </a>
        )
      }
      aside={props.mayChange && <AddForm {...props} />}
      asideLabel={t('partners.add')}
      wide
    >
      {partnerKinds
        .map(kind => [kind, present.filter(line => line.partner.kind === kind)] as const)
        .filter(([, some]) => some.length > 0)
        .map(([kind, some]) => (
          <Section title={t(`partners.kind.${kind}`, { count: some.length })}>
            <Lines {...props} lines={some} caption={t(`partners.kind.${kind}`, { count: some.length })} />
          </Section>
        ))}
      {gone.length > 0 && (
        <Section title={t('partners.gone')} lead={t('partners.gone.lead')}>
          <Lines {...props} lines={gone} caption={t('partners.gone')} />
        </Section>
      )}
    </StaffPage>
  )
}

export function ProgrammeLink({ programme }: { programme: Programme }) {
  return (
    <a href={paths.programme.to({ programme: programme.id })}>
      <bdi>{programme.name}</bdi>
    </a>
  )
}

function Lines({ programme, lines, mayChange, caption }: PartnersProps & { caption: string }) {
  const { t, date } = usePage()
  return (
    <DataTable<Line>
      caption={caption}
      hideCaption
      rows={lines.toSorted((a, b) => a.name.localeCompare(b.name))}
      columns={[
        { label: t('partner.organisation.label'), kind: 'head', cell: ({ name }) => <bdi>{name}</bdi> },
        { label: t('partner.from.column'), cell: ({ partner }) => date(partner.from ?? programme.startsOn) },
        { label: t('partner.until.column'), cell: ({ partner }) => date(partner.until ?? programme.endsOn) },
        {
          label: t('partner.act'),
          hideLabel: true,
          cell: ({ partner, name }) =>
            mayChange &&
            partner.kind !== 'lead' &&
            partner.until === undefined && (
              <a href={paths.partner.to({ programme: programme.id, organisation: partner.organisation })}>
                {t('partner.release')} <span class="visually-hidden">{name}</span>
              </a>
            ),
        },
      ]}
    />
  )
}

function AddForm({ programme, free, proposed, form }: PartnersProps) {
  const { t } = usePage()
  if (free.length === 0) return <Notice>{t('partners.all-in')}</Notice>
  return (
    <Sheet next id="add" title={t('partners.add')}>
      <Form action={paths.partners.to({ programme: programme.id })} state={form} submit="partners.add.submit">
        <SelectField
          name="organisation"
          label={t('partner.organisation.label')}
          options={free.map(each => ({ value: each.id, label: each.name }))}
          required
        />
        <RadioGroup
          name="kind"
          label={t('partner.kind.label')}
          hint={t('partner.kind.hint')}
          options={(['adherent', 'partner'] as const).map(value => ({
            value,
            label: t(`partner.kind.${value}`),
            hint: t(`partner.kind.${value}.hint`),
          }))}
          value="adherent"
        />
        <DateField name="from" label={t('partner.from.label')} value={proposed} />
      </Form>
    </Sheet>
  )
}

export type LeavingProps = {
  readonly programme: Programme
  readonly partner: Partner
  readonly name: string
  /** Whether it is the lead who looks; whoever else does is told whom to ask. */
  readonly mayChange: boolean
  readonly proposed: CivilDate
  readonly form?: FormState | undefined
}

/** The last day of an organisation in a programme. */
export function LeavingPage({ programme, partner, name, mayChange, proposed, form }: LeavingProps) {
  const { t, dateLong } = usePage()
  const { organisation, from } = partner
  return (
    <StaffPage
      section="programmes"
      title={t('partner.leaving.title', { name })}
      kicker={<ProgrammeLink programme={programme} />}
      lead={t('partner.leaving.lead', { date: dateLong(from ?? programme.startsOn) })}
    >
      {mayChange ? (
        <Sheet next>
          <Form
            action={paths.partner.to({ programme: programme.id, organisation })}
            state={form}
            submit="partner.leaving.submit"
            cancel={{ href: paths.partners.to({ programme: programme.id }) }}
          >
            <DateField name="until" label={t('partner.until.label')} hint={t('partner.until.hint')} value={proposed} />
          </Form>
        </Sheet>
      ) : (
        <Notice icon="lock">{t('partner.not-lead')}</Notice>
      )}
    </StaffPage>
  )
}
