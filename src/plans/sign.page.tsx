// SPDX-License-Identifier: EUPL-1.2
// The person's side of a signature, on her phone, on her own page or on the screen turned to her: what, when and how long
// come before the code, and "no" is as large as "yes". No script.
import type { ComponentChildren } from 'preact'
import type { CivilDate } from '#lib/civil-date.ts'
import type { Minutes } from '#lib/minutes.ts'
import {
  Button,
  ButtonLink,
  Form,
  type FormState,
  Hidden,
  RadioGroup,
  TextArea,
  TextField,
} from '#platform/ui/form.tsx'
import { PersonPage } from '#platform/ui/layout.tsx'
import { Icon } from '#platform/ui/nc/icon.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import { formatClockTime } from './clock-time.ts'
import { correctionKinds } from './correction.ts'
import type { Goal, Measure } from './plan.ts'
import { GoalWords, measureName } from './plan-parts.page.tsx'
import type { WhatIsSigned } from './signature.ts'

/** Where the forms of the page lead: the three ways in differ in nothing else. */
export type SignPlaces = { sign: string; no: string; back?: { href: string; label: string } | undefined }

export type SignMeetingProps = {
  /** In whose name, as on the permit. */
  name: string
  /** A guardian signs in the place of a minor. */
  guardian: boolean
  measure: Pick<Measure, 'kind' | 'title'>
  what: WhatIsSigned
  place: string
  organisation: string
  /** Without a code of her own the one-time code alone is her signature, and is recorded as the weaker one. */
  asksPin: boolean
  places: SignPlaces
  state?: FormState | undefined
}

export function SignMeetingPage(props: SignMeetingProps) {
  const { t, hoursInWords, weekday } = usePage()
  const { what } = props
  const howLong = hoursInWords(what.minutes)
  const times = { start: formatClockTime(what.start), end: formatClockTime(what.end) }
  return (
    <PersonPage title={t('sign.question')} kicker={<For {...props} />}>
      <Sheet title={measureName(props.measure, t)}>
        <p>
          {capital(weekday(what.day))}
          <br />
          {t('meeting.from-to', times)}
          <br />
          {!props.place.startsWith(props.organisation) && <bdi>{props.organisation}</bdi>}
          {props.place && (
            <>
              {!props.place.startsWith(props.organisation) && <br />}
              <bdi>{props.place}</bdi>
            </>
          )}
        </p>
        <p>
          <span class="nc-big">{howLong}</span>
        </p>
      </Sheet>
      <SignForm {...props} yes={t('sign.yes', { hours: howLong })}>
        <Hidden name="day" value={what.day} />
        <Hidden name="start" value={what.start} />
        <Hidden name="end" value={what.end} />
        <Hidden name="minutes" value={what.minutes} />
      </SignForm>
      <p class="nc-soft">{t('sign.after')}</p>
    </PersonPage>
  )
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)

function For(props: { name: string; guardian: boolean }) {
  const { t } = usePage()
  return <span>{t(props.guardian ? 'sign.for.guardian' : 'sign.for', { name: props.name })}</span>
}

/** Code, yes and no. "No" is a link of the same size: saying it never needs the code. */
function SignForm(props: {
  asksPin: boolean
  guardian: boolean
  places: SignPlaces
  state?: FormState | undefined
  yes: string
  children?: ComponentChildren
}) {
  const { t } = usePage()
  return (
    <Form action={props.places.sign} state={props.state}>
      {props.children}
      {props.asksPin ? (
        <TextField
          name="pin"
          type="password"
          inputmode="numeric"
          pin
          size="long"
          maxLength={6}
          autocomplete="off"
          label={<b>{t(props.guardian ? 'sign.pin.guardian' : 'sign.pin')}</b>}
          hint={t('sign.pin.hint')}
        />
      ) : (
        <Hidden name="pin" value="-" />
      )}
      <div class="nc-stack nc-tight nc-choose">
        <Button icon="check" label={props.yes} />
        <ButtonLink href={props.places.no} label={t('sign.no')} />
      </div>
    </Form>
  )
}

export type SignPlanProps = {
  name: string
  guardian: boolean
  goals: readonly Goal[]
  measures: readonly Measure[]
  organisations: ReadonlyMap<string, string>
  minutes: Minutes
  asksPin: boolean
  places: SignPlaces
  state?: FormState | undefined
}

/** The plan in her language, whole, before her name goes under it. */
export function SignPlanPage(props: SignPlanProps) {
  const { t, hoursInWords } = usePage()
  return (
    <PersonPage title={t('sign.plan.question')} kicker={<For {...props} />}>
      <Sheet title={t('sign.plan.goals')}>
        <ul class="nc-list nc-stack nc-tight">
          {props.goals.map(goal => (
            <li>
              <GoalWords goal={goal} />
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet title={t('sign.plan.measures')}>
        <ul class="nc-list nc-stack nc-tight nc-lines">
          {props.measures.map(measure => (
            <li>
              <b>{measureName(measure, t)}</b>
              <br />
              {t('sign.plan.up-to', { hours: hoursInWords(measure.ceiling) })}
              <span class="nc-soft">
                {' · '}
                <bdi>{props.organisations.get(measure.organisation)}</bdi>
              </span>
            </li>
          ))}
        </ul>
        <p>
          {t('ui.total')}
          <br />
          <span class="nc-big">{hoursInWords(props.minutes)}</span>
        </p>
      </Sheet>
      <SignForm {...props} yes={t('sign.plan.yes')} />
      <p class="nc-soft">{t('sign.plan.after')}</p>
    </PersonPage>
  )
}

/** "No, that is not right": three answers that need no writing, words if she likes. */
export function ObjectPage(props: { about: 'meeting' | 'plan'; places: SignPlaces; state?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <PersonPage title={t('object.title')} lead={t('object.lead')}>
      <Form action={props.places.no} state={props.state}>
        <RadioGroup
          name="kind"
          label={t('object.kind')}
          options={correctionKinds
            .filter(kind => props.about === 'meeting' || kind === 'other')
            .map(value => ({ value, label: t(`object.kind.${value}`) }))}
          value={props.about === 'plan' ? 'other' : undefined}
        />
        <TextArea name="words" label={t('object.words')} hint={t('object.words.hint')} optional rows={3} />
        <div class="nc-stack nc-tight nc-choose">
          <Button label={t('object.send')} />
          <ButtonLink href={props.places.sign} label={t('object.back')} />
        </div>
      </Form>
    </PersonPage>
  )
}

export type DoneProps = {
  what: 'signed' | 'plan-signed' | 'objected'
  /** Already so before this visit. */
  again?: boolean
  minutes?: Minutes
  day?: CivilDate
  /** Of the plan, now: signed and planned. */
  total?: { signed: Minutes; planned: Minutes } | undefined
  /** Words never outrun the state of the seal. */
  seal?: 'waiting' | 'sealed' | undefined
  back?: { href: string; label: string } | undefined
}

/** What happened, in one sentence; what it means; where to go. */
export function DonePage(props: DoneProps) {
  const { t, hoursInWords, dateLong } = usePage()
  const hours = hoursInWords(props.minutes ?? 0)
  const title = t(`done.${props.what}`, { hours })
  const day = props.day && dateLong(props.day)
  return (
    <PersonPage title={title} kicker={t(props.again ? 'done.again' : 'done.thanks')}>
      <Sheet>
        <p class={`nc-big-seal nc-pine${props.seal === 'sealed' ? '' : ' is-line'}`}>
          <Icon name={props.what === 'objected' ? 'ask' : props.seal === 'sealed' ? 'seal' : 'check'} />
        </p>
        {day && <p>{t('done.day', { day })}</p>}
        <p>{t(`done.${props.what}.means`)}</p>
        {props.total && (
          <p>
            <b>
              {t('done.total', {
                signed: hoursInWords(props.total.signed),
                planned: hoursInWords(props.total.planned),
              })}
            </b>
          </p>
        )}
        {props.seal && <p class="nc-soft">{t(`done.seal.${props.seal}`)}</p>}
      </Sheet>
      {props.back && <ButtonLink href={props.back.href} label={props.back.label} look="primary" />}
    </PersonPage>
  )
}

export type ClosedWay = 'locked' | 'nothing' | 'guardian' | 'own-pin' | 'no-pin'

/** A way in that leads nowhere any more, said kindly: what happened and what to do. */
export function ClosedWayPage(props: { why: ClosedWay; back?: { href: string; label: string } | undefined }) {
  const { t } = usePage()
  return (
    <PersonPage title={t(`way.${props.why}`)}>
      <Sheet>
        <p>{t(`way.${props.why}.then`)}</p>
      </Sheet>
      {props.back && <ButtonLink href={props.back.href} label={props.back.label} />}
    </PersonPage>
  )
}
