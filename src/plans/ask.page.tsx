// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { QrCode } from '#platform/auth/qr-code.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { Minutes } from '#lib/minutes.ts'
import { minutesOf, spanOf } from './meeting.ts'
import type { MeetingLine, PersonName } from './plan-file.ts'
import { measureName, PersonLink } from './plan-parts.page.tsx'

export type IssuedCode = {
  /** To read aloud: two groups of four signs. */
  code: string
  /** What the picture holds. */
  link: string
  expiresAt: Instant
}

export type AskPageProps = {
  person: PersonName
  /** The meeting whose hours are to be signed; absent for the plan. */
  line?: MeetingLine | undefined
  issued?: IssuedCode | undefined
  /** Address under which she types the code. */
  typeAt: string
  again: string
  turned: string
  back: string
  /** Without a PIN the turned screen has nothing to ask for. */
  hasPin: boolean
}

/** Three ways to her signature, for the operator to choose with her: her phone, this screen, her own page. */
export function AskPage(props: AskPageProps) {
  const { t, time, weekday, hoursInWords } = usePage()
  const { person, issued, line } = props
  const what = line
    ? t('ask.what', {
        measure: measureName(line.measure, t),
        day: weekday(line.meeting.day),
        hours: hoursInWords(minutesOf(spanOf(line.meeting)) as Minutes),
      })
    : t('ask.what.plan')
  const name = { name: person.givenName }
  return (
    <StaffPage
      title={t('ask.title', name)}
      section="people"
      kicker={<PersonLink person={person} />}
      lead={what}
      action={<ButtonLink href={props.back} label={t('ask.check')} small />}
    >
      <Sheet title={t('ask.phone')} next>
        {issued ? (
          <div class="nc-row nc-ask">
            <QrCode text={issued.link} label={t('ask.qr', { code: issued.code })} />
            <div class="nc-stack nc-tight">
              <p>{t('ask.phone.scan')}</p>
              <p>
                {t('ask.phone.type')} <bdi class="nc-code">{props.typeAt}</bdi> {t('ask.phone.code')}
              </p>
              <p>
                <bdi class="nc-big nc-num">{issued.code}</bdi>
              </p>
              <p class="nc-soft">{t('ask.until', { time: time(issued.expiresAt) })}</p>
            </div>
          </div>
        ) : (
          <p>{t('ask.phone.why')}</p>
        )}
        <ActionButton
          action={props.again}
          small
          look={issued ? 'outline' : 'primary'}
          label={t(issued ? 'ask.new-code' : 'ask.code')}
        />
      </Sheet>
      <Sheet title={t('ask.turn')}>
        <p>{t(props.hasPin ? 'ask.turn.why' : 'ask.turn.no-pin', name)}</p>
        {props.hasPin && <ButtonLink href={props.turned} small label={t('ask.turn.open', name)} />}
      </Sheet>
      <p class="nc-soft">{t('ask.own-page', name)}</p>
    </StaffPage>
  )
}
