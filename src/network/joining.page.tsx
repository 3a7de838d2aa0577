// SPDX-License-Identifier: EUPL-1.2
import { RecoveryCodes } from '#platform/auth/account.page.tsx'
import { QrCode } from '#platform/auth/qr-code.tsx'
import { ActionButton, ButtonLink, Form, TextField } from '#platform/ui/form.tsx'
import type { FormState } from '#platform/ui/form-state.tsx'
import { PublicPage } from '#platform/ui/layout.tsx'
import { DefinitionList } from '#platform/ui/nc/definition-list.tsx'
import { PrintButton } from '#platform/ui/nc/print-button.tsx'
import { Sheet } from '#platform/ui/nc/section.tsx'
import { usePage } from '#platform/ui/page-context.tsx'
import type { InvitationCard } from './invitation-card.ts'
import { paths } from './network.paths.ts'

function Facts({ card }: { card: InvitationCard }) {
  const { t } = usePage()
  return (
    <DefinitionList
      items={[
        { label: t('join.network'), value: <bdi>{card.network}</bdi> },
        { label: t('join.organisation'), value: <bdi>{card.organisation}</bdi> },
        { label: t('member.role'), value: t(`role.${card.role}`) },
        { label: t('sign-in.email'), value: <bdi dir="ltr">{card.email}</bdi> },
      ]}
    />
  )
}

function PasswordField() {
  const { t } = usePage()
  return (
    <TextField
      name="password"
      type="password"
      label={t('join.password')}
      hint={t('password.hint')}
      autocomplete="new-password"
      size="long"
      required
    />
  )
}

/** An invitation, opened for the first time: name and password. */
export function JoinPage({ card, form }: { card: InvitationCard; form?: FormState | undefined }) {
  const { t } = usePage()
  const reset = card.kind === 'reset'
  return (
    <PublicPage
      kicker={t('enrol.step', { step: 1 })}
      title={t(reset ? 'reset.title' : 'join.title')}
      lead={t(reset ? 'reset.lead' : 'join.lead')}
    >
      <Facts card={card} />
      <Sheet>
        <Form action={paths.join.to()} state={form} submit="join.submit">
          {!reset && (
            <TextField
              name="displayName"
              label={t('display-name')}
              value={card.displayName}
              autocomplete="name"
              size="long"
              required
            />
          )}
          <PasswordField />
        </Form>
      </Sheet>
    </PublicPage>
  )
}

/** An invitation for an address that has an account: sign in with it, then accept. */
export function JoinWithAccountPage({ card, signedIn }: { card: InvitationCard; signedIn: 'same' | 'other' | 'no' }) {
  const { t } = usePage()
  return (
    <PublicPage title={t('join.title')} lead={t(`join.has-account.${signedIn}`)}>
      <Facts card={card} />
      <Sheet next>
        {signedIn === 'same' && <ActionButton action={paths.join.to()} label={t('join.accept')} look="primary" />}
        {signedIn === 'no' && (
          <a class="btn btn-primary" href={`/sign-in?next=${encodeURIComponent(paths.join.to())}`}>
            {t('join.sign-in')}
          </a>
        )}
        {signedIn === 'other' && <ActionButton action="/sign-out" label={t('join.sign-out')} look="primary" />}
      </Sheet>
    </PublicPage>
  )
}

/** A link that is used up, withdrawn, expired, or was never one. The answer is the same for all. */
export function LinkOverPage() {
  const { t } = usePage()
  return (
    <PublicPage title={t('join.over.title')} lead={t('join.over.lead')}>
      <Sheet next>
        <p>{t('join.over.next')}</p>
        <ButtonLink href="/sign-in" label={t('join.over.sign-in')} />
      </Sheet>
    </PublicPage>
  )
}

export type EnrolPageProps = {
  /** What the QR code says: the secret, for whom, issued by whom. */
  readonly uri: string
  readonly secret: string
  readonly form?: FormState | undefined
}

/** The second factor: scan or type, then prove that it works. */
export function EnrolPage({ uri, secret, form }: EnrolPageProps) {
  const { t } = usePage()
  return (
    <PublicPage kicker={t('enrol.step', { step: 2 })} title={t('enrol.title')} lead={t('enrol.lead')}>
      <Sheet title={t('enrol.scan')}>
        <p>{t('enrol.scan.how')}</p>
        <QrCode text={uri} label={t('enrol.qr')} />
        <p>{t('enrol.type.how')}</p>
        <p>
          <bdi class="nc-code" dir="ltr" data-secret>
            {secret}
          </bdi>
        </p>
      </Sheet>
      <Sheet next title={t('enrol.confirm')}>
        <Form action={paths.enrol.to()} state={form} submit="enrol.submit">
          <TextField
            name="code"
            label={t('enrol.code')}
            hint={t('enrol.code.hint')}
            inputmode="numeric"
            autocomplete="one-time-code"
            dir="ltr"
            size="short"
            required
          />
        </Form>
      </Sheet>
    </PublicPage>
  )
}

/** The last step: the codes, shown once. */
export function WelcomePage({ codes, to }: { codes: readonly string[]; to: string }) {
  const { t } = usePage()
  return (
    <PublicPage kicker={t('enrol.step', { step: 3 })} title={t('recovery.title')} lead={t('recovery.lead')}>
      <RecoveryCodes codes={codes} />
      <div class="nc-row">
        <a class="btn btn-primary" href={to}>
          {t('recovery.done')}
        </a>
        <PrintButton />
      </div>
    </PublicPage>
  )
}
