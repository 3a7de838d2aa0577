// SPDX-License-Identifier: EUPL-1.2
import { Form, Hidden, SelectField, TextField } from '../ui/form.tsx'
import type { FormState } from '../ui/form-state.tsx'
import { PublicPage } from '../ui/layout.tsx'
import { Notice } from '../ui/nc/notice.tsx'
import { Sheet } from '../ui/nc/section.tsx'
import { usePage } from '../ui/page-context.tsx'
import { authPaths } from './auth.paths.ts'

export type SignInPageProps = {
  networks: readonly { id: string; name: string; kind: string }[]
  next?: string | undefined
  /** Why somebody lands here: after signing out, after half an hour without activity, after a new password. */
  after?: 'sign-out' | 'idle' | 'reset' | undefined
  form?: FormState | undefined
}

/** First half of signing in. */
export function SignInPage({ networks, next, after, form }: SignInPageProps) {
  const { t } = usePage()
  const [only] = networks
  return (
    <PublicPage title={t('sign-in.title')} lead={t('sign-in.lead')}>
      {after && !form && <Notice tone={after === 'idle' ? 'warm' : 'good'}>{t(`sign-in.after.${after}`)}</Notice>}
      <Sheet>
        <Form action={authPaths.signIn.to()} state={form} submit="sign-in.submit">
          {networks.length === 1 && only && <Hidden name="network" value={only.id} />}
          {networks.length > 1 && (
            <SelectField
              name="network"
              label={t('sign-in.network')}
              options={networks.map(network => ({ value: network.id, label: network.name }))}
              required
            />
          )}
          <TextField name="email" type="email" label={t('sign-in.email')} autocomplete="username" dir="ltr" required />
          <TextField
            name="password"
            type="password"
            label={t('sign-in.password')}
            autocomplete="current-password"
            required
          />
          {next && <Hidden name="next" value={next} />}
        </Form>
      </Sheet>
      {networks.some(network => network.kind === 'demo') ? (
        <p>
          <a href="/">{t('sign-in.demo')}</a>
        </p>
      ) : (
        <p class="nc-s nc-soft">{t('sign-in.lost')}</p>
      )}
    </PublicPage>
  )
}

/** Second half: six digits of the phone, or a recovery code in the same box. */
export function SignInCodePage({ next, form }: { next?: string | undefined; form?: FormState | undefined }) {
  const { t } = usePage()
  return (
    <PublicPage title={t('sign-in.code.title')} lead={t('sign-in.code.lead')}>
      <Sheet>
        <Form action={authPaths.signInCode.to()} state={form} submit="sign-in.code.submit">
          <TextField
            name="code"
            label={t('sign-in.code.label')}
            hint={t('sign-in.code.hint')}
            autocomplete="one-time-code"
            dir="ltr"
            size="medium"
            required
          />
          {next && <Hidden name="next" value={next} />}
        </Form>
      </Sheet>
      <p class="nc-s nc-soft">{t('sign-in.code.lost')}</p>
    </PublicPage>
  )
}
