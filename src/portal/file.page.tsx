// SPDX-License-Identifier: EUPL-1.2
import { paths as cpiPaths } from '#cpi/index.ts'
import { daysBetween } from '#lib/civil-date.ts'
import { placementPaths } from '#placements/index.ts'
import { paths as planPaths } from '#plans/index.ts'
import { ButtonLink } from '#platform/ui/form.tsx'
import { type FilePart, FileTabs } from '#platform/ui/file-tabs.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import type { Definition } from '#platform/ui/nc/definition-list.tsx'
import { Strip } from '#platform/ui/nc/notice.tsx'
import { Path, type PathStop } from '#platform/ui/nc/path.tsx'
import { PersonHeader } from '#platform/ui/nc/person-header.tsx'
import { PrintButton } from '#platform/ui/nc/print-button.tsx'
import { Seal } from '#platform/ui/nc/seal.tsx'
import { Message, type Page, usePage } from '#platform/ui/page-context.tsx'
import { paths as registryPaths } from '#registry/index.ts'
import type { PersonFile, Stop } from './file.ts'
import { FileAside, FileSections } from './file-sections.page.tsx'
import { stepHref } from './next-step.ts'
import { paths } from './portal.paths.ts'

/** The heart of the product: who she is, whether she may work, where she stands, what comes next. */
export function FilePage(props: { file: PersonFile }) {
  const { file } = props
  const { t } = usePage()
  return (
    <StaffPage
      title={file.name}
      section="people"
      band={<Band file={file} />}
      aside={<FileAside file={file} />}
      asideLabel={t('file.aside')}
    >
      <FileSections file={file} />
    </StaffPage>
  )
}

function Band(props: { file: PersonFile }) {
  const { t } = usePage()
  const { file } = props
  const { person } = file
  const native = person.nativeName ? { native: { text: person.nativeName, lang: person.nativeLang } } : {}
  return (
    <>
      <PersonHeader
        name={file.name}
        {...native}
        kicker={!file.own && t('file.shared')}
        facts={facts(file, usePage())}
        action={
          <>
            <PrintButton />
            {file.own && <Primary file={file} />}
          </>
        }
      />
      {file.openQuestions > 0 && (
        <Strip
          tone="bad"
          icon="eye"
          action={{ href: paths.seen.to({ person: person.id }), label: t('desk.do.question') }}
        >
          <b>{t('file.question', { count: file.openQuestions })}</b>
        </Strip>
      )}
      <Work file={file} />
      {file.stops.length > 0 && (
        <section aria-labelledby="path">
          <h2 class="visually-hidden" id="path">
            {t('ui.path')}
          </h2>
          <Path wide stops={file.stops.map(stop => drawn(stop, file, usePage()))} />
        </section>
      )}
      <FileTabs person={person.id} current="summary" {...(file.own ? {} : { only: sharedParts(file) })} />
    </>
  )
}

/** Parts of a shared file that can be read: the others belong to the keeper. */
function sharedParts({ groups }: PersonFile): FilePart[] {
  const parts: FilePart[] = ['summary']
  if (groups.has('work_history') || groups.has('schooling_languages')) parts.push('profile')
  if (groups.has('plan') && groups.has('hours')) parts.push('plan')
  return parts
}

function Primary(props: { file: PersonFile }) {
  const { t } = usePage()
  const { step, person } = props.file
  if (!step || step === 'settled' || step === 'internship' || step === 'await-cpi') return null
  return <ButtonLink small look="primary" href={stepHref(step, person.id)} label={t(`step.${step}.do`)} />
}

function facts({ person, ...file }: PersonFile, page: Page): Definition[] {
  const { t, list, languageName } = page
  const shown: Definition[] = [
    { label: t(`file.born.${person.sex ?? 'X'}`), value: born(file.bornIn, person, page) },
    { label: t('file.citizenship'), value: file.citizenship },
    { label: t('file.tax-code'), value: person.taxCode && <bdi class="nc-num">{person.taxCode}</bdi> },
    { label: t('file.lives'), value: file.livesIn && <bdi>{file.livesIn}</bdi> },
    {
      label: t('file.languages'),
      value:
        file.languages.length + file.motherTongues.length > 0 &&
        list(
          [...new Set([...file.motherTongues, ...file.languages.map(skill => skill.language)])]
            .filter(code => code !== 'it')
            .map(languageName),
        ),
    },
    { label: t('file.italian'), value: file.italian && <bdi>{file.italian}</bdi> },
    {
      label: t('file.safe-contact'),
      value: person.safeContact && t(`file.contact.${person.safeContact}`),
      icon: 'shield',
    },
  ]
  return shown.filter(fact => fact.value)
}

/** As precise as it is known: a birth year must not become the first of January. */
function born(place: string | undefined, person: PersonFile['person'], { dateLong, t, monthName, commas }: Page) {
  const { birthDate, birthPrecision } = person
  const on =
    birthDate === undefined || birthPrecision === 'unknown'
      ? undefined
      : birthPrecision === 'day'
        ? dateLong(birthDate)
        : birthPrecision === 'month'
          ? t('file.born.month', { month: monthName(Number(birthDate.slice(5, 7))), year: birthDate.slice(0, 4) })
          : birthDate.slice(0, 4)
  return commas([on, place])
}

const workTone = { yes: 'good', from: 'warm', verify: 'warm', no: 'bad' } as const

/** "Può lavorare: sì", with the reason, the end of the permit and the day the rule was checked. */
function Work(props: { file: PersonFile }) {
  const { t, dateLong, viewer } = usePage()
  const { work, permit, person, own } = props.file
  if (!work || !viewer) return null
  const ends = work.until && work.until < '2099-12-31' ? work.until : undefined
  const left = ends && daysBetween(viewer.today, ends)
  const ending = left !== undefined && left <= 90
  const tone = work.verdict === 'yes' && ending ? 'warm' : workTone[work.verdict]
  return (
    <Strip
      tone={tone}
      icon="cal"
      {...(own
        ? {
            action: {
              href: registryPaths.permits.to({ person: person.id }),
              label: t(ending ? 'file.work.renew' : 'file.work.permit'),
            },
          }
        : {})}
    >
      <b>{t(`file.work.${work.verdict}`, { from: work.from ? dateLong(work.from) : '' })}</b>{' '}
      {permit && `${t(`permit.kind.${permit.kind}`)}. `}
      {t(work.reason, {
        from: work.from ? dateLong(work.from) : '',
        until: ends ? dateLong(ends) : '',
        hoursPerWeek: work.limits?.hoursPerWeek ?? 0,
        hoursPerYear: work.limits?.hoursPerYear ?? 0,
      })}{' '}
      {ends &&
        left !== undefined &&
        (left < 0
          ? t('file.work.ended', { date: dateLong(ends) })
          : t('file.work.ends', { date: dateLong(ends), days: left }))}{' '}
      <span class="nc-soft nc-s">
        <Message
          of={work.certain ? 'file.work.checked' : 'file.work.unsure'}
          args={{ date: dateLong(work.checkedOn), source: <bdi>{work.source}</bdi> }}
        />
      </span>
    </Strip>
  )
}

const stopHref = (stop: Stop, person: PersonFile['person']['id']): string => {
  switch (stop.station) {
    case 'interview':
    case 'profile':
      return `${paths.person.to({ person })}/profile`
    case 'plan':
    case 'measures':
      return planPaths.plan.to({ person })
    case 'cpi':
      return cpiPaths.personCpi.to({ person })
    case 'internship':
    case 'job':
    case 'follow-up':
      return placementPaths.placements.to({ person })
  }
}

function drawn(stop: Stop, file: PersonFile, page: Page): PathStop {
  const { t, hours } = page
  const day = stop.on && page.dateNear(stop.on)
  const words = stop.hours
    ? t('desk.hours-of', { signed: hours(stop.hours.signed), planned: hours(stop.hours.planned) })
    : day &&
      (stop.state === 'wait' && stop.station === 'cpi'
        ? t('file.path.handed-over', { date: day })
        : stop.state === 'next' || stop.state === 'wait'
          ? t('file.path.from', { date: day })
          : day)
  const what = `${t(`ui.station.staff.${stop.station}`)}, ${stop.on ? page.dateLong(stop.on) : ''}`
  return {
    station: stop.station,
    state: stop.state,
    note: words && (
      <>
        {words} {stop.seal && <Seal what={what} proof={{ ...stop.seal, signedBy: stop.by }} />}
      </>
    ),
    by: stop.by && <bdi>{stop.by}</bdi>,
    href: stop.state === 'next' ? undefined : stopHref(stop, file.person.id),
  }
}
