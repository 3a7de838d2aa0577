// SPDX-License-Identifier: EUPL-1.2
// From a number down to the acts. Coded heads only; where fewer than five people stand, nothing else is said of them.
import type { CivilDate, Instant } from '#lib/civil-date.ts'
import type { FactId, OrganisationId } from '#lib/ids.ts'
import type { Seal as SealInfo } from '#ledger/index.ts'
import { StaffPage } from '#platform/ui/layout.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Seal } from '#platform/ui/nc/seal.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type CountedHour, type Head, headCode, sumCounted } from './counting.ts'
import type { Programme } from './programme.ts'
import { paths } from './programmes.paths.ts'
import { SMALLEST_CELL } from './small-cells.ts'

export type Seals = ReadonlyMap<FactId, SealInfo>
type Shared = {
  readonly programme: Programme
  readonly asOf: CivilDate
  readonly seals: Seals
  readonly names: ReadonlyMap<OrganisationId, string>
  readonly countries: Readonly<Record<string, string>>
}

function FactSeal(props: { seals: Seals; fact: FactId; what: string; signedBy?: string | undefined }) {
  const seal = props.seals.get(props.fact)
  if (!seal) return null
  const { what, signedBy } = props
  const proof =
    seal.state === 'sealed'
      ? {
          state: seal.state,
          signedBy,
          sealedAt: seal.sealedAt as Instant,
          index: seal.index,
          checkpointSize: seal.checkpointSize,
        }
      : { state: seal.state, signedBy }
  return <Seal what={what} proof={proof} />
}

function Crumb({ programme, asOf }: Pick<Shared, 'programme' | 'asOf'>) {
  return (
    <a href={`${paths.programme.to({ programme: programme.id })}?asOf=${asOf}`}>
      <bdi>{programme.name}</bdi>
    </a>
  )
}

/** Above a head: its programme, then the organisation that enrolled it first; from there one comes, and there one goes back. */
function HeadCrumbs({ programme, asOf, names, head }: Shared & { head: Head }) {
  const { organisation } = head.first
  const href = `${paths.organisation.to({ programme: programme.id, organisation })}?asOf=${asOf}`
  return (
    <>
      <Crumb programme={programme} asOf={asOf} /> ·{' '}
      <a href={href}>
        <bdi>{names.get(organisation)}</bdi>
      </a>
    </>
  )
}

/** Sex, age and citizenship are shown only where they cannot point at somebody. */
function useAbout(countries: Shared['countries']): (head: Head) => string {
  const { t, commas } = usePage()
  return ({ first }) =>
    commas([
      t(`report.gender.${first.sex}`),
      t(`age-band.${first.ageBand}`),
      first.citizenship && (countries[first.citizenship] ?? first.citizenship),
    ])
}

export function OrganisationPage(
  props: Shared & {
    organisation: OrganisationId
    heads: readonly Head[]
    hours: readonly CountedHour[]
    isOwn: boolean
  },
) {
  const { t, date, dateLong, hours } = usePage()
  const about = useAbout(props.countries)
  const { programme, asOf, organisation, heads } = props
  const name = props.names.get(organisation) ?? ''
  const few = !props.isOwn && heads.length < SMALLEST_CELL
  const given = props.hours.filter(hour => hour.organisation === organisation)
  const byHead = Map.groupBy(given, hour => hour.head)
  const of = (head: Head) => byHead.get(head.key) ?? []
  const entry = (head: Head) => head.enrolments.find(each => each.organisation === organisation) ?? head.first
  return (
    <StaffPage
      section="programmes"
      title={name}
      kicker={<Crumb {...props} />}
      lead={t('drill.organisation.lead', { count: heads.length, date: dateLong(asOf) })}
      wide
    >
      {few && heads.length > 0 && <p class="nc-s nc-soft">{t('drill.few')}</p>}
      <DataTable
        caption={t('drill.heads', { organisation: name })}
        hideCaption
        rows={heads}
        columns={[
          {
            label: t('report.person'),
            kind: 'head',
            cell: head => (
              <>
                <a href={`${paths.head.to({ programme: programme.id, head: head.key })}?asOf=${asOf}`}>
                  <bdi>{headCode(head.key)}</bdi>
                </a>{' '}
                {!few && <span class="nc-soft">{about(head)}</span>}
              </>
            ),
          },
          {
            label: t('drill.enrolled'),
            slot: true,
            cell: head => (
              <>
                <bdi>{date(entry(head).from)}</bdi>{' '}
                <FactSeal
                  seals={props.seals}
                  fact={entry(head).fact}
                  what={t('drill.enrolment.seal', { code: headCode(head.key) })}
                  signedBy={name}
                />
              </>
            ),
          },
          { label: t('drill.meetings'), kind: 'number', cell: head => of(head).length },
          {
            label: t('report.hours.signed'),
            kind: 'number',
            cell: head => hours(sumCounted(of(head))),
            total: hours(sumCounted(given)),
          },
        ]}
        total={t('ui.total')}
        empty={<Empty title={t('drill.empty')} />}
      />
    </StaffPage>
  )
}

export function HeadPage(props: Shared & { head: Head; hours: readonly CountedHour[]; few: boolean }) {
  const { t, date, dateLong, hours } = usePage()
  const about = useAbout(props.countries)
  const { head, asOf } = props
  const code = headCode(head.key)
  return (
    <StaffPage
      section="programmes"
      title={code}
      kicker={<HeadCrumbs {...props} />}
      lead={t('drill.head.lead', { hours: hours(sumCounted(props.hours)), date: dateLong(asOf) })}
      wide
    >
      <DefinitionList
        items={[
          { label: t('drill.about'), value: props.few ? undefined : about(head) },
          ...head.enrolments.map(each => ({
            label: t('drill.enrolled'),
            value: (
              <>
                {dateLong(each.from)}, <bdi>{props.names.get(each.organisation)}</bdi>{' '}
                <FactSeal
                  seals={props.seals}
                  fact={each.fact}
                  what={t('drill.enrolment.seal', { code })}
                  signedBy={props.names.get(each.organisation)}
                />
              </>
            ),
          })),
        ]}
      />
      <DataTable
        caption={t('drill.signed-meetings')}
        rows={props.hours}
        columns={[
          { label: t('report.day'), kind: 'head', cell: hour => <bdi>{date(hour.day)}</bdi> },
          { label: t('drill.measure'), cell: hour => t(`measure.kind.${hour.measureKind}`) },
          { label: t('report.organisation'), cell: hour => <bdi>{props.names.get(hour.organisation)}</bdi> },
          { label: t('drill.signed-on'), cell: hour => <bdi>{date(hour.signedOn)}</bdi> },
          {
            label: t('report.hours.signed'),
            kind: 'number',
            slot: true,
            cell: hour => (
              <>
                {hours(hour.counted)}{' '}
                <FactSeal
                  seals={props.seals}
                  fact={hour.fact}
                  what={t('drill.hour.seal', { code, date: date(hour.day) })}
                  signedBy={props.names.get(hour.organisation)}
                />
              </>
            ),
            total: hours(sumCounted(props.hours)),
          },
        ]}
        total={t('ui.total')}
        empty={<Empty title={t('drill.no-hours')} />}
      />
    </StaffPage>
  )
}
