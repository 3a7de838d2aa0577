// SPDX-License-Identifier: EUPL-1.2
// The person's own page: one thing to do now, her steps, her hours, what she can do, who looked, whom to call.
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import { paths as planPaths, type UndoneMeeting } from '#plans/index.ts'
import { ButtonLink } from '#platform/ui/form.tsx'
import { PersonPage } from '#platform/ui/layout.tsx'
import { HoursRing } from '#platform/ui/nc/figures.tsx'
import { Icon } from '#platform/ui/nc/icon.tsx'
import { Notice } from '#platform/ui/nc/notice.tsx'
import { Path, type PathStop } from '#platform/ui/nc/path.tsx'
import { Provenance } from '#platform/ui/nc/provenance.tsx'
import { Section, Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { type Experience, isInterpreted } from '#skills/index.ts'
import type { Stop } from './file.ts'
import { paths } from './portal.paths.ts'
import type { Reading } from './reading.ts'
import { ReadingLines } from './seen.page.tsx'
import { useWorkWords } from './work-words.page.tsx'

type MeasureName = { readonly title: string } | { readonly kind: string }

/** The one thing to do now. */
export type Now =
  | {
      readonly kind: 'sign-hours'
      readonly meeting: string
      readonly minutes: number
      readonly measure: MeasureName
      readonly day: CivilDate
      readonly start: string
      readonly end: string
      readonly more: number
    }
  | { readonly kind: 'sign-plan'; readonly plan: string }
  | {
      readonly kind: 'meeting'
      readonly day: CivilDate
      readonly start: string
      readonly place: string
      readonly measure: MeasureName
    }
  | { readonly kind: 'nothing' }

type HoursProps = {
  readonly signed: Minutes
  readonly planned: Minutes
  /** Given, and only her signature is missing. */
  readonly waiting: Minutes
  /** Given, and to be looked at again by whoever held the meeting. */
  readonly checking: Minutes
  readonly left: Minutes
}

export type MyProps = {
  readonly givenName: string
  readonly now: Now
  readonly stops: readonly Stop[]
  readonly hours?: HoursProps | undefined
  /** Hours she had signed, that count no more. */
  readonly undone: readonly UndoneMeeting[]
  readonly experiences: readonly Experience[]
  readonly countries: ReadonlyMap<string, string>
  readonly italian?: string | undefined
  readonly readings: readonly Reading[]
  readonly moreReadings: boolean
  readonly keeper: { readonly name: string; readonly phone?: string | undefined; readonly email?: string | undefined }
}

export function MyPage(props: MyProps) {
  const { t } = usePage()
  return (
    <PersonPage title={t('my.hello', { name: props.givenName })} lead={t('my.only-yours')}>
      <NowSheet now={props.now} />
      <Section title={t('my.steps')}>
        <MyPath {...props} />
      </Section>
      {props.hours && <Hours {...props.hours} />}
      {props.undone.map(meeting => (
        <Undone {...meeting} organisation={props.keeper.name} />
      ))}
      <Skills {...props} />
      <Section title={t('my.seen.title')}>
        <ReadingLines readings={props.readings} />
        {props.readings.length > 0 && (
          <p class="pt-3">
            {props.moreReadings && (
              <>
                <a href={paths.mySeen.to()}>{t('my.seen.all')}</a> ·{' '}
              </>
            )}
            <a href={`${paths.mySeen.to()}#ask`}>{t('my.seen.unknown')}</a>
          </p>
        )}
      </Section>
      <Talk keeper={props.keeper} />
    </PersonPage>
  )
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

function NowSheet({ now }: { now: Now }) {
  const { t, weekday, hoursInWords, commas } = usePage()
  const kicker = t('my.now')
  const name = (measure: MeasureName) => ('title' in measure ? measure.title : t(`measure.kind.${measure.kind}`))
  switch (now.kind) {
    case 'sign-hours':
      return (
        <Sheet
          next
          kicker={kicker}
          title={t('my.now.sign', { hours: hoursInWords(now.minutes), what: name(now.measure) })}
        >
          <p>{commas([capital(weekday(now.day)), t('my.from-to', { from: now.start, to: now.end })])}</p>
          <ButtonLink
            look="primary"
            href={planPaths.sign.to({ subject: `meeting.${now.meeting}` })}
            label={t('my.now.sign.do')}
          />
          {now.more > 0 && <p class="nc-soft">{t('my.now.sign.more', { count: now.more })}</p>}
        </Sheet>
      )
    case 'sign-plan':
      return (
        <Sheet next kicker={kicker} title={t('my.now.plan')}>
          <p>{t('my.now.plan.text')}</p>
          <ButtonLink
            look="primary"
            href={planPaths.sign.to({ subject: `plan.${now.plan}` })}
            label={t('my.now.plan.do')}
          />
        </Sheet>
      )
    case 'meeting':
      return (
        <Sheet next kicker={t('my.next')} title={name(now.measure)}>
          <p>
            {commas([capital(weekday(now.day)), t('my.at', { time: now.start })])}
            <br />
            <bdi>{now.place}</bdi>
          </p>
        </Sheet>
      )
    case 'nothing':
      return (
        <Sheet kicker={kicker} title={t('my.now.nothing')}>
          <p>{t('my.now.nothing.text')}</p>
        </Sheet>
      )
  }
}

function MyPath({ stops }: MyProps) {
  const page = usePage()
  const { t, hoursInWords, dateNear } = page
  const drawn = stops.map((stop): PathStop => {
    const day = stop.on && dateNear(stop.on)
    const hours =
      stop.hours &&
      t('my.hours.of', { signed: hoursInWords(stop.hours.signed), planned: hoursInWords(stop.hours.planned) })
    const handed =
      day && stop.station === 'cpi' && stop.state === 'wait' ? t('my.handed-over', { date: day }) : undefined
    return {
      station: stop.station,
      state: stop.state,
      note: hours ?? handed ?? (stop.state === 'next' ? undefined : day),
    }
  })
  return (
    <div class="pt-3">
      <Path voice="person" stops={drawn} />
    </div>
  )
}

function Hours({ signed, planned, waiting, checking, left }: HoursProps) {
  const { t, hoursInWords } = usePage()
  const complete = left + waiting + checking === 0
  return (
    <Section title={t('my.hours')}>
      <HoursRing signed={signed} planned={planned}>
        <p>
          {waiting > 0 && <span class="nc-low nc-line">{t('my.hours.waiting', { hours: hoursInWords(waiting) })}</span>}
          {checking > 0 && <span class="nc-line">{t('my.hours.checking', { hours: hoursInWords(checking) })}</span>}
          {left > 0 && <span class="nc-line">{t('my.hours.left', { hours: hoursInWords(left) })}</span>}
          {complete && <span class="nc-line">{t('my.hours.all')}</span>}
          {waiting + checking === 0 && signed > 0 && (
            <span class="nc-line">
              <Icon name="check" tone="pine" /> {t('my.hours.signed')}
            </span>
          )}
        </p>
      </HoursRing>
    </Section>
  )
}

/** Whoever signed is told that it counts no more, and why. */
function Undone({ day, on, reason, open, organisation }: UndoneMeeting & { organisation: string }) {
  const { t, dateNear } = usePage()
  return (
    <Notice tone="warm" title={t('my.undone', { day: dateNear(day) })}>
      {t('my.undone.by', { organisation, date: dateNear(on) })} <q dir="auto">{reason}</q>
      {open && (
        <>
          <br />
          {t('my.undone.next')}
        </>
      )}
    </Notice>
  )
}

function Skills({ experiences, countries, italian }: MyProps) {
  const { t } = usePage()
  const words = useWorkWords(countries)
  if (experiences.length === 0 && !italian) return null
  return (
    <Section title={t('my.skills')}>
      <ul class="nc-list nc-stack nc-lines">
        {experiences.map(experience => (
          <li>
            <b>{words.title(experience)}</b>
            <span class="nc-line">{words.where(experience)}</span>
            <Provenance
              level={experience.provenance.level}
              saidBy={
                experience.provenance.source ??
                (experience.provenance.saidBy === 'operator' ? t('my.said.operator') : t('my.said.me'))
              }
              interpreted={isInterpreted(experience.provenance)}
            />
          </li>
        ))}
        {italian && (
          <li>
            <b>
              {t('my.italian')} <bdi>{italian}</bdi>
            </b>
          </li>
        )}
      </ul>
    </Section>
  )
}

function Talk({ keeper }: Pick<MyProps, 'keeper'>) {
  const { t } = usePage()
  return (
    <Sheet title={t('my.talk')}>
      <p>
        <bdi>{keeper.name}</bdi>
        {keeper.phone && (
          <>
            <br />
            <bdi dir="ltr">{keeper.phone}</bdi>
          </>
        )}
      </p>
      {keeper.phone && (
        <ButtonLink icon="call" href={`tel:${keeper.phone.replaceAll(/[^+\d]/g, '')}`} label={t('my.talk.call')} />
      )}
      {keeper.email && <ButtonLink icon="mail" href={`mailto:${keeper.email}`} label={t('my.talk.write')} />}
      {!keeper.phone && !keeper.email && <p>{t('my.talk.ask')}</p>}
    </Sheet>
  )
}
