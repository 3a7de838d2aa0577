// SPDX-License-Identifier: EUPL-1.2
import { paths as cpiPaths } from '#cpi/index.ts'
import { dayInRome } from '#lib/civil-date.ts'
import type { FactId } from '#lib/ids.ts'
import { paths as planPaths } from '#plans/index.ts'
import { ButtonLink } from '#platform/ui/form.tsx'
import { DataTable } from '#platform/ui/nc/data-table.tsx'
import { HoursRing } from '#platform/ui/nc/figures.tsx'
import { Empty } from '#platform/ui/nc/notice.tsx'
import { Provenance } from '#platform/ui/nc/provenance.tsx'
import { Seal } from '#platform/ui/nc/seal.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { Message, usePage } from '#platform/ui/page-context.tsx'
import { isInterpreted, skillsPaths } from '#skills/index.ts'
import { type PersonFile, sealOfAll } from './file.ts'
import { stepHref } from './next-step.ts'
import { paths } from './portal.paths.ts'
import { useWorkWords } from './work-words.page.tsx'

export function FileSections(props: { file: PersonFile }) {
  const { groups } = props.file
  return (
    <>
      {groups.has('plan') && groups.has('hours') && <Hours {...props} />}
      {groups.has('work_history') && <Skills {...props} />}
    </>
  )
}

function Hours({ file }: { file: PersonFile }) {
  const { t, hours } = usePage()
  const { plan, person, received } = file
  if (!plan && received && received.planned > 0) {
    const said = { signed: hours(received.signed), planned: hours(received.planned) }
    return (
      <Section title={t('file.hours')}>
        <Empty
          title={t('file.hours.received')}
          action={
            <ButtonLink small href={cpiPaths.personCpi.to({ person: person.id })} label={t('step.await-cpi.do')} />
          }
        >
          {t('file.hours.received.hint', said)}
        </Empty>
      </Section>
    )
  }
  if (!plan || plan.state === 'draft') {
    const href = plan ? planPaths.plan.to({ person: person.id }) : planPaths.newPlan.to({ person: person.id })
    return (
      <Section title={t('file.hours')}>
        <Empty
          title={t(plan ? 'file.hours.draft' : 'file.hours.none')}
          action={
            file.own && <ButtonLink small href={href} label={t(plan ? 'step.sign-plan.do' : 'step.agree-plan.do')} />
          }
        >
          {t('file.hours.none.hint')}
        </Empty>
      </Section>
    )
  }
  const { total } = plan.hours
  const all = plan.measures.flatMap(measure => measure.signedFacts)
  return (
    <Section
      title={t('file.hours')}
      action={<a href={planPaths.plan.to({ person: person.id })}>{t('file.hours.all')}</a>}
    >
      <HoursRing signed={total.signed} planned={total.planned}>
        <DataTable
          caption={t('file.hours.caption')}
          rows={plan.measures}
          total={t('ui.total')}
          columns={[
            { label: t('file.hours.measure'), cell: row => <bdi>{row.title ?? t(`measure.kind.${row.kind}`)}</bdi> },
            {
              label: t('file.hours.by'),
              full: true,
              cell: row => row.organisationName && <bdi>{row.organisationName}</bdi>,
            },
            {
              label: t('file.hours.signed'),
              kind: 'number',
              slot: true,
              cell: row => (
                <>
                  {hours(row.signedMinutes)}{' '}
                  <HourSeal
                    file={file}
                    facts={row.signedFacts}
                    of={row.title ?? t(`measure.kind.${row.kind}`)}
                    by={row.organisationName}
                  />
                </>
              ),
              total: (
                <>
                  {hours(total.signed)} <HourSeal file={file} facts={all} of={t('ui.total')} by={undefined} />
                </>
              ),
            },
            {
              label: t('file.hours.planned'),
              kind: 'number',
              cell: row => hours(row.plannedMinutes),
              total: hours(total.planned),
            },
          ]}
        />
      </HoursRing>
      {total.waiting > 0 && <p class="nc-low pt-2">{t('file.hours.waiting', { hours: hours(total.waiting) })}</p>}
    </Section>
  )
}

/** One seal for all the signed meetings behind a figure. */
function HourSeal(props: { file: PersonFile; facts: readonly FactId[]; of: string; by: string | undefined }) {
  const { t } = usePage()
  const seal = sealOfAll(props.facts, props.file.seals)
  return seal ? <Seal what={t('file.hours.seal', { of: props.of })} proof={{ ...seal, signedBy: props.by }} /> : null
}

const SHOWN = 5

function Skills({ file }: { file: PersonFile }) {
  const { t } = usePage()
  const words = useWorkWords(file.countries)
  const { person, experiences } = file
  return (
    <Section
      title={t('file.skills')}
      action={
        experiences.length > SHOWN && (
          <a href={skillsPaths.profile.to({ person: person.id })}>
            {t('file.skills.all', { count: experiences.length })}
          </a>
        )
      }
    >
      <DataTable
        rows={experiences.slice(0, SHOWN)}
        empty={
          <Empty
            title={t('file.skills.none')}
            action={
              file.own && (
                <ButtonLink
                  small
                  href={skillsPaths.interview.to({ person: person.id })}
                  label={t('step.interview.do')}
                />
              )
            }
          >
            {t('file.skills.none.hint')}
          </Empty>
        }
        columns={[
          { label: t('file.skills.work'), cell: row => words.title(row) },
          { label: t('file.skills.where'), cell: row => words.where(row) },
          {
            label: t('file.skills.who'),
            full: true,
            cell: row => (
              <Provenance
                level={row.provenance.level}
                saidBy={row.provenance.source ?? t(`file.said.${row.provenance.saidBy}.${person.sex ?? 'X'}`)}
                at={row.provenance.saidOn}
                interpreted={isInterpreted(row.provenance)}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

export function FileAside({ file }: { file: PersonFile }) {
  const { groups } = file
  return (
    <>
      {file.step && <Next file={file} />}
      {file.own && <Viewers file={file} />}
      {groups.has('wishes_constraints') && <Constraints file={file} />}
      <More file={file} />
    </>
  )
}

function Next({ file }: { file: PersonFile }) {
  const { t, dateLong } = usePage()
  const { step, person, nextMeeting } = file
  if (!step) return null
  const args = { cpi: file.cpiName ?? t('step.the-cpi') }
  const acts = file.own
  return (
    <Sheet next kicker={t('file.next')} title={t(`step.${step}`, args)}>
      <p>{t(`step.${step}.why`, args)}</p>
      {nextMeeting && (
        <p>
          {t('file.next.meeting', { date: dateLong(nextMeeting.day), time: nextMeeting.start })}{' '}
          <bdi>{nextMeeting.place}</bdi>
        </p>
      )}
      {acts && <ButtonLink small href={stepHref(step, person.id)} label={t(`step.${step}.do`)} />}
    </Sheet>
  )
}

function Viewers({ file }: { file: PersonFile }) {
  const { t, date, list, commas, dateNear } = usePage()
  const { person, viewers, lastSeen } = file
  const groupNames = (groups: readonly string[]) => {
    const names = groups.map(group => t(`portal.group.${group}`))
    return names.length <= 4
      ? list(names)
      : t('file.viewers.more', { some: commas(names.slice(0, 3)), count: names.length - 3 })
  }
  return (
    <Section
      title={t('file.viewers')}
      action={<a href={`${paths.person.to({ person: person.id })}/shares`}>{t('file.viewers.change')}</a>}
    >
      <DataTable
        rows={viewers}
        fixed
        empty={<p class="nc-soft">{t('file.viewers.none')}</p>}
        columns={[
          { label: t('file.viewers.organisation'), cell: row => <bdi>{row.organisation}</bdi> },
          { label: t('file.viewers.what'), cell: row => groupNames(row.groups) },
          { label: t('file.viewers.until'), cell: row => row.until && <bdi>{date(row.until)}</bdi> },
        ]}
      />
      <p class="nc-s pt-2">
        {lastSeen && (
          <Message
            of="file.viewers.last"
            args={{ organisation: <bdi>{lastSeen.organisation}</bdi>, date: dateNear(dayInRome(lastSeen.at)) }}
          />
        )}{' '}
        <a href={paths.seen.to({ person: person.id })}>{t('file.viewers.all')}</a>
      </p>
    </Section>
  )
}

function Constraints({ file }: { file: PersonFile }) {
  const { t } = usePage()
  const words = useWorkWords(file.countries)
  const { constraints } = file
  if (!constraints) return null
  const lines = words.constraints(constraints)
  if (lines.length === 0) return null
  return (
    <Section title={t('file.constraints')}>
      <ul class="nc-list">
        {lines.map(line => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="nc-s nc-soft">{t('file.constraints.note')}</p>
    </Section>
  )
}

// Pages of other slices on the same person; these addresses are the agreement between them.
const more = {
  entry: '/entry',
  notice: '/notice',
  restricted: '/restricted',
  enrol: '/enrol',
  'same-person': '/identity#same-person',
  privacy: '/privacy',
} as const

/** What is done now and then: her own page, the notice, a programme, a double record, her rights. */
function More({ file }: { file: PersonFile }) {
  const { t, viewer } = usePage()
  if (!file.own || viewer?.role !== 'case-worker') return null
  return (
    <div class="nc-noprint">
      <Section title={t('file.more')}>
        <ul class="nc-list nc-stack nc-tight">
          {Object.entries(more).map(([page, address]) => (
            <li>
              <a href={`${paths.person.to({ person: file.person.id })}${address}`}>{t(`file.more.${page}`)}</a>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
