// SPDX-License-Identifier: EUPL-1.2
import type { Instant } from '#lib/civil-date.ts'
import { ActionButton, ButtonLink } from '#platform/ui/form.tsx'
import { StaffPage } from '#platform/ui/layout.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { PersonName } from './plan-file.ts'
import { PersonLink } from './plan-parts.page.tsx'

export type IssuedCode = {
  /** To read aloud: two groups of four signs. */
  code: string
  /** What the picture holds. */
  link: string
  /** The picture, as rows of dark modules. */
  modules: readonly (readonly boolean[])[]
  expiresAt: Instant
}

export type AskPageProps = {
  person: PersonName
  /** What is to be signed, in a sentence. */
  what: string
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
  const { t, time } = usePage()
  const { person, issued } = props
  const name = { name: person.givenName }
  return (
    <StaffPage
      title={t('ask.title', name)}
      section="people"
      kicker={<PersonLink person={person} />}
      lead={props.what}
      action={<ButtonLink href={props.back} label={t('ask.check')} small />}
    >
      <Sheet title={t('ask.phone')} next>
        {issued ? (
          <div class="nc-row nc-ask">
            <QrPicture modules={issued.modules} label={t('ask.qr', { code: issued.code })} />
            <div class="nc-stack nc-tight">
              <p>{t('ask.phone.scan')}</p>
              <p>
                {t('ask.phone.type')} <bdi class="nc-code">{props.typeAt}</bdi>
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

/** One path for all dark modules: small, sharp at every size, dark on white in every theme. */
function QrPicture(props: { modules: IssuedCode['modules']; label: string }) {
  const size = props.modules.length
  const drawing = props.modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg class="nc-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label} shape-rendering="crispEdges">
      <path d={drawing} fill="#17324d" />
    </svg>
  )
}
